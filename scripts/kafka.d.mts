/** Paths of PEM files. */
export interface KafkaCertificates {
  readonly ca: string;
  /** An authority that has not signed a broker. */
  readonly otherCa: string;
  /** For a super user, on the listener SSL. */
  readonly clientCertificate: string;
  readonly clientKey: string;
  /** The same name, but signed by `otherCa`: brokers reject it. */
  readonly strangerCertificate: string;
  readonly strangerKey: string;
}

export interface KafkaUser {
  readonly name: string;
  readonly password: string;
  readonly mechanism: "PLAIN" | "SCRAM-SHA-256" | "SCRAM-SHA-512";
  /** Whether the user may do everything; other users may do nothing. */
  readonly isSuper: boolean;
}

/** What clients need; plain data. */
export interface KafkaDescription {
  /** The listener PLAINTEXT of all brokers, where every client may do everything. */
  readonly bootstrap: string;
  readonly listeners: {
    readonly plaintext: string;
    readonly saslPlaintext: string;
    readonly saslSsl: string;
    /** Requires a client certificate. */
    readonly ssl: string;
  };
  readonly tls: KafkaCertificates;
  readonly users: Readonly<Record<"admin" | "scram256" | "scram512" | "limited", KafkaUser>>;
  /** An OAUTHBEARER client with all permissions, and the endpoints for its tokens. */
  readonly oauth: {
    readonly tokenEndpoint: string;
    readonly keysEndpoint: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  /** How to run a class from Kafka's jars, such as its command-line tools. */
  readonly kafka: { readonly version: string; readonly command: string; readonly args: string[] };
  /** The brokers' log files. */
  readonly logs: readonly string[];
  /** The brokers' processes. */
  readonly pids: readonly number[];
  /** The temporary folder with all files of the cluster. */
  readonly folder: string;
}

export interface KafkaCluster extends KafkaDescription {
  readonly supervisorPid: number;
  /** Kills a broker with SIGKILL; brokers are numbered from 0. */
  kill(broker: number): Promise<void>;
  /** Restarts a broker with its data and ports; kills it with SIGKILL first if it is running. */
  restart(broker: number): Promise<void>;
  stop(): Promise<void>;
}

export function lackOfKafka(): Promise<string | undefined>;
export function startKafka(options?: { brokers?: number }): Promise<KafkaCluster>;
