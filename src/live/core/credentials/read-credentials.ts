import { UserError, UserErrors } from "#core/errors/user-error.ts";
import type { Variables } from "../cluster/environment-settings.ts";
import type { Secret } from "../cluster/secret.ts";
import {
  type CloudCredential,
  type Credentials,
  type Filters,
  isSelected,
  type KafkaLogin,
  type SecretPath,
} from "./credentials.ts";
import { cloudCredential, kafkaLogin, readOne, readSome, secretPath } from "./shapes.ts";
import { flagOf, idsOf, principalOf, textOf } from "./variables.ts";

/** Fetches the text of a secret. @throws UserError */
export type FetchSecret = (path: SecretPath) => Promise<Secret>;

/**
 * Reads credentials from variables that have the same names and formats as in the original
 * recommender. Undefined if none of them is set.
 *
 * @param fetchSecret asks AWS Secrets Manager; used only if USE_AWS_SECRETS_MANAGER is True
 * @throws UserErrors with all problems; none quotes a value
 */
export async function readCredentials(
  variables: Variables,
  fetchSecret: FetchSecret,
): Promise<Credentials | undefined> {
  const reader = new Reader(variables, fetchSecret);
  const parts = await reader.parts();
  if (reader.errors.length > 0) throw new UserErrors(reader.errors);
  const { cloud, logins } = parts;
  if (parts.createKeys ?? (logins === undefined && cloud !== undefined)) return cloudAccess(parts);
  if (logins !== undefined) {
    const { filters } = parts;
    return { kind: "logins", logins: selectLogins(logins, filters), cloud, filters };
  }
  if (parts.createKeys === false) throw missingLogins(parts.useAws);
  if (parts.useAws) throw missingPaths();
  return undefined;
}

interface Parts {
  readonly useAws: boolean;
  /** USE_CONFLUENT_CLOUD_API_KEY_TO_FETCH_KAFKA_CREDENTIALS; undefined if not set. */
  readonly createKeys: boolean | undefined;
  readonly principalId: string | undefined;
  readonly filters: Filters;
  readonly cloud: CloudCredential | undefined;
  readonly logins: readonly KafkaLogin[] | undefined;
}

/** Continues after an error, so that one run shows all errors. */
class Reader {
  readonly errors: UserError[] = [];
  readonly #variables: Variables;
  readonly #fetchSecret: FetchSecret;

  constructor(variables: Variables, fetchSecret: FetchSecret) {
    this.#variables = variables;
    this.#fetchSecret = fetchSecret;
  }

  async parts(): Promise<Parts> {
    const variables = this.#variables;
    const useAws = (await this.#try(() => flagOf(variables, "USE_AWS_SECRETS_MANAGER"))) ?? false;
    const createKeys = await this.#try(() =>
      flagOf(variables, "USE_CONFLUENT_CLOUD_API_KEY_TO_FETCH_KAFKA_CREDENTIALS"),
    );
    const ids = (name: string, example: string) =>
      this.#try(() => idsOf(variables, name, example)).then((found) => found ?? []);
    const filters = {
      environmentIds: await ids("ENVIRONMENT_FILTER", "env-123,env-456"),
      clusterIds: await ids("KAFKA_CLUSTER_FILTER", "lkc-123,lkc-456"),
    };
    const principalId = await this.#try(() => principalOf(variables));
    const cloud = await this.#try(() => (useAws ? this.#cloudFromAws() : this.#cloud()));
    // Not read if unused: the Cloud API key creates other logins.
    const logins = createKeys
      ? undefined
      : await this.#try(() => (useAws ? this.#loginsFromAws() : this.#logins()));
    return { useAws, createKeys, principalId, filters, cloud, logins };
  }

  #cloud(): CloudCredential | undefined {
    const name = "CONFLUENT_CLOUD_CREDENTIAL";
    const text = textOf(this.#variables, name);
    return text === undefined ? undefined : readOne(text, name, cloudCredential);
  }

  #logins(): KafkaLogin[] | undefined {
    const name = "KAFKA_CREDENTIALS";
    const text = textOf(this.#variables, name);
    return text === undefined ? undefined : readSome(text, name, kafkaLogin);
  }

  async #cloudFromAws(): Promise<CloudCredential | undefined> {
    const name = "CONFLUENT_CLOUD_API_SECRET_PATH";
    const text = textOf(this.#variables, name);
    if (text === undefined) return undefined;
    const path = readOne(text, name, secretPath);
    return readOne((await this.#fetchSecret(path)).reveal(), secretPathText(path), cloudCredential);
  }

  async #loginsFromAws(): Promise<KafkaLogin[] | undefined> {
    const name = "KAFKA_API_SECRET_PATHS";
    const text = textOf(this.#variables, name);
    if (text === undefined) return undefined;
    const paths = readSome(text, name, secretPath);
    const found = await Promise.all(
      paths.map((path) =>
        this.#try(async () => {
          return readSome(
            (await this.#fetchSecret(path)).reveal(),
            secretPathText(path),
            kafkaLogin,
          );
        }),
      ),
    );
    return found.flatMap((logins) => logins ?? []);
  }

  async #try<T>(read: () => T | Promise<T>): Promise<T | undefined> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      this.errors.push(error);
      return undefined;
    }
  }
}

/** Names a secret in messages: its place, never its content. */
export function secretPathText({ regionName, secretName }: SecretPath): string {
  return `AWS secret ${secretName} (${regionName})`;
}

function cloudAccess({ cloud, principalId, filters, useAws }: Parts): Credentials {
  if (cloud !== undefined && principalId !== undefined) {
    return { kind: "cloud", cloud, principalId, filters };
  }
  const source = useAws ? "CONFLUENT_CLOUD_API_SECRET_PATH" : "CONFLUENT_CLOUD_CREDENTIAL";
  const missing = [
    ...(cloud === undefined ? [source] : []),
    ...(principalId === undefined ? ["PRINCIPAL_ID"] : []),
  ];
  throw new UserErrors([
    new UserError({
      what: `${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} missing, so no API keys for the clusters can be created`,
      next: "Set them, or set existing keys in KAFKA_CREDENTIALS. PRINCIPAL_ID is the user (u-…) or service account (sa-…) that will own the new keys.",
    }),
  ]);
}

function selectLogins(logins: readonly KafkaLogin[], filters: Filters): KafkaLogin[] {
  const selected = logins.filter(
    ({ clusterId, environmentId }) =>
      isSelected(filters.clusterIds, clusterId) &&
      isSelected(filters.environmentIds, environmentId),
  );
  if (selected.length > 0) return selected;
  throw new UserErrors([
    new UserError({
      what: "ENVIRONMENT_FILTER and KAFKA_CLUSTER_FILTER exclude all clusters of the credentials",
      next: "Compare them with kafka_cluster_id and environment_id in the credentials, or leave them empty.",
    }),
  ]);
}

function missingLogins(useAws: boolean): UserErrors {
  return new UserErrors([
    new UserError({
      what: `${useAws ? "KAFKA_API_SECRET_PATHS" : "KAFKA_CREDENTIALS"} is missing, but USE_CONFLUENT_CLOUD_API_KEY_TO_FETCH_KAFKA_CREDENTIALS is False`,
      next: "Set it, or set the other to True to create keys with the Cloud API key.",
    }),
  ]);
}

function missingPaths(): UserErrors {
  return new UserErrors([
    new UserError({
      what: "USE_AWS_SECRETS_MANAGER is True, but no secret is configured",
      next: 'Set CONFLUENT_CLOUD_API_SECRET_PATH={"region_name": "us-east-1", "secret_name": "…"}, or KAFKA_API_SECRET_PATHS=[{…}].',
    }),
  ]);
}
