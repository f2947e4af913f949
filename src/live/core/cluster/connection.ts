import type { Secret } from "./secret.ts";

/** How a cluster is reached: what a client.properties file says, whatever client uses it. */
export interface Connection {
  /** `host:port`, one or more. */
  readonly bootstrap: readonly string[];
  /** Undefined: without encryption. */
  readonly tls?: Tls | undefined;
  /** Undefined: without a login. */
  readonly sasl?: Sasl | undefined;
}

export interface Tls {
  /** Certificates in PEM; undefined: those that Node and the system trust. */
  readonly ca?: string | undefined;
  /** The client's own certificate and key in PEM. */
  readonly certificate?: string | undefined;
  readonly key?: Secret | undefined;
  readonly keyPassword?: Secret | undefined;
  /** False where ssl.endpoint.identification.algorithm is empty or "none". */
  readonly verifyHost: boolean;
}

export type Sasl = Login | Bearer;

/** A user and a password; for Confluent Cloud, an API key and its secret with PLAIN. */
export interface Login {
  readonly mechanism: "PLAIN" | "SCRAM-SHA-256" | "SCRAM-SHA-512";
  readonly username: string;
  readonly password: Secret;
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
