/** Paths of PEM files. */
export interface KafkaCertificates {
  readonly ca: string;
  /** An authority that has signed no broker. */
  readonly otherCa: string;
  /** Of a super user, for the listener SSL. */
  readonly clientCertificate: string;
  readonly clientKey: string;
  /** The same name, said by `otherCa`: brokers refuse it. */
  readonly strangerCertificate: string;
  readonly strangerKey: string;
}

export interface KafkaUser {
  readonly name: string;
  readonly password: string;
  readonly mechanism: "PLAIN" | "SCRAM-SHA-256" | "SCRAM-SHA-512";
  /** Others may do nothing. */
  readonly isSuper: boolean;
}

/** What clients need; plain data. */
export interface KafkaDescription {
  /** The listener PLAINTEXT of all brokers, through which everybody may do everything. */
  readonly bootstrap: string;
  readonly listeners: {
    readonly plaintext: string;
    readonly saslPlaintext: string;
    readonly saslSsl: string;
    /** Asks for a client certificate. */
    readonly ssl: string;
  };
  readonly tls: KafkaCertificates;
  readonly users: Readonly<Record<"admin" | "scram256" | "scram512" | "limited", KafkaUser>>;
  /** A client of OAUTHBEARER with all rights, and where it gets its tokens. */
  readonly oauth: {
    readonly tokenEndpoint: string;
    readonly keysEndpoint: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  /** How to run a class of Kafka's jars, such as its command-line tools. */
  readonly kafka: { readonly version: string; readonly command: string; readonly args: string[] };
  /** The brokers' log files. */
  readonly logs: readonly string[];
  /** The brokers' processes. */
  readonly pids: readonly number[];
  /** The temporary folder with everything of the cluster. */
  readonly folder: string;
}

export interface KafkaCluster extends KafkaDescription {
  readonly supervisorPid: number;
  /** Ends a broker with SIGKILL; they count from 0. */
  kill(broker: number): Promise<void>;
  /** Starts a broker again on its data and ports; ends it with SIGKILL before if it runs. */
  restart(broker: number): Promise<void>;
  stop(): Promise<void>;
}

export function lackOfKafka(): Promise<string | undefined>;
export function startKafka(options?: { brokers?: number }): Promise<KafkaCluster>;
