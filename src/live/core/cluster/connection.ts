import type { CostCounter } from "./costs.ts";
import type { Secret } from "./secret.ts";

/** How to connect to a cluster, independent of the client. */
export interface Connection {
  /** `host:port`, one or more. */
  readonly bootstrap: readonly string[];
  /** Undefined for no encryption. */
  readonly tls?: Tls | undefined;
  /** Undefined for no login. */
  readonly sasl?: Sasl | undefined;
  /** Where this machine is, for brokers that let it read from a replica nearby. */
  readonly rack?: string | undefined;
  /** Counts the requests of everything that uses this connection. */
  readonly costs?: CostCounter | undefined;
}

export interface Tls {
  /** PEM certificates; undefined for those that Node and the system trust. */
  readonly ca?: string | undefined;
  /** The client's certificate and key in PEM. */
  readonly certificate?: string | undefined;
  readonly key?: Secret | undefined;
  readonly keyPassword?: Secret | undefined;
  /** False if ssl.endpoint.identification.algorithm is empty or "none". */
  readonly verifyHost: boolean;
}

export type Sasl = Login | Bearer | AwsLogin;

/** A user and password; for Confluent Cloud, an API key and its secret, with PLAIN. */
export interface Login {
  readonly mechanism: "PLAIN" | "SCRAM-SHA-256" | "SCRAM-SHA-512";
  readonly username: string;
  readonly password: Secret;
}

/** Amazon MSK's login: a request that is signed with AWS credentials, which are found where it is used. */
export interface AwsLogin {
  readonly mechanism: "AWS_MSK_IAM";
  /** Of ~/.aws; undefined for the default. */
  readonly profile?: string | undefined;
  /** Undefined for the one in the brokers' names, or the usual one. */
  readonly region?: string | undefined;
}

/** OAuth client credentials, exchanged for a token at the identity provider. */
export interface Bearer {
  readonly mechanism: "OAUTHBEARER";
  readonly tokenEndpointUrl: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly scope?: string | undefined;
  /** SASL extensions such as logicalCluster and identityPoolId. */
  readonly extensions: Readonly<Record<string, string>>;
}
