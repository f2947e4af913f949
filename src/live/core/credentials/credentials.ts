import type { Connection } from "../cluster/connection.ts";
import type { Secret } from "../cluster/secret.ts";

/** An API key of Confluent Cloud's own API, not of a cluster. */
export interface CloudCredential {
  readonly key: string;
  readonly secret: Secret;
}

/** A cluster of Confluent Cloud, and a key to it. */
export interface KafkaLogin {
  /** `lkc-…` */
  readonly clusterId: string;
  /** `env-…`, where it is said. */
  readonly environmentId?: string | undefined;
  readonly connection: Connection;
}

/** Which of the clusters are wanted; an empty list is no restriction. */
export interface Filters {
  readonly environmentIds: readonly string[];
  readonly clusterIds: readonly string[];
}

interface Common {
  readonly filters: Filters;
}

/** Logins that are given: nothing is created. The Metrics API needs the cloud's key beside them. */
interface GivenLogins extends Common {
  readonly kind: "logins";
  /** Those that the filters leave, at least one. */
  readonly logins: readonly KafkaLogin[];
  readonly cloud?: CloudCredential | undefined;
}

/** A key of the cloud, with which clusters are found and short-lived keys to them are created. */
interface CloudAccess extends Common {
  readonly kind: "cloud";
  readonly cloud: CloudCredential;
  /** `u-…` or `sa-…`: whose keys they will be. */
  readonly principalId: string;
}

export type Credentials = GivenLogins | CloudAccess;

/** Where a secret lies in AWS Secrets Manager. */
export interface SecretPath {
  readonly regionName: string;
  /** Its name or ARN. */
  readonly secretName: string;
}

/** Whether a filter has no objection; it has none to an id that is not known. */
export function isWanted(ids: readonly string[], id: string | undefined): boolean {
  return ids.length === 0 || id === undefined || ids.includes(id);
}
