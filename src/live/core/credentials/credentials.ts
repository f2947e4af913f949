import type { Connection } from "../cluster/connection.ts";
import type { Secret } from "../cluster/secret.ts";

/** A Cloud API key of Confluent Cloud, not a cluster API key. */
export interface CloudCredential {
  readonly key: string;
  readonly secret: Secret;
}

/** An API key for one cluster of Confluent Cloud. */
export interface KafkaLogin {
  /** `lkc-…` */
  readonly clusterId: string;
  /** `env-…`, if known. */
  readonly environmentId?: string | undefined;
  readonly connection: Connection;
}

/** Which clusters to use; an empty list means all. */
export interface Filters {
  readonly environmentIds: readonly string[];
  readonly clusterIds: readonly string[];
}

interface Common {
  readonly filters: Filters;
}

/** Existing logins: no keys are created. The Metrics API also needs the Cloud API key. */
interface GivenLogins extends Common {
  readonly kind: "logins";
  /** Those that pass the filters, at least one. */
  readonly logins: readonly KafkaLogin[];
  readonly cloud?: CloudCredential | undefined;
}

/** A Cloud API key, used to find clusters and to create short-lived keys for them. */
interface CloudAccess extends Common {
  readonly kind: "cloud";
  readonly cloud: CloudCredential;
  /** `u-…` or `sa-…`: the owner of the keys that are created. */
  readonly principalId: string;
}

export type Credentials = GivenLogins | CloudAccess;

/** Where a secret is in AWS Secrets Manager. */
export interface SecretPath {
  readonly regionName: string;
  /** Name or ARN. */
  readonly secretName: string;
}

/** Whether an id passes a filter; an unknown id does. */
export function isSelected(ids: readonly string[], id: string | undefined): boolean {
  return ids.length === 0 || id === undefined || ids.includes(id);
}
