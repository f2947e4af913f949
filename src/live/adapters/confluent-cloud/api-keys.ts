import { Secret } from "#live/core/cluster/secret.ts";
import { CloudFailure, explainCloudFailure } from "./cloud-failure.ts";
import type { CloudRest } from "./rest.ts";

const PATH = "/iam/v2/api-keys";
/** Prefix of our keys' names; the run's id follows. */
const PREFIX = "skew-contract-";

/** An API key for a cluster, as Confluent Cloud lists it. */
export interface ListedKey {
  readonly id: string;
  readonly displayName: string;
  readonly clusterId: string | undefined;
  /** Milliseconds since 1970; NaN if not listed. */
  readonly createdMs: number;
}

export interface NewKey {
  readonly id: string;
  readonly secret: Secret;
}

export interface RequestedKey {
  readonly displayName: string;
  readonly clusterId: string;
  /** `u-…` or `sa-…` */
  readonly ownerId: string;
}

export const keyNameOf = (runId: string): string => `${PREFIX}${runId}`;

/** Creates a key. If it throws, `isUnclear` says whether the key may exist anyway. */
export async function createKey(rest: CloudRest, requested: RequestedKey): Promise<NewKey> {
  const { displayName, clusterId, ownerId } = requested;
  const description = "Created by skew-contract for one run, and deleted at its end.";
  const spec = {
    display_name: displayName,
    description,
    owner: { id: ownerId },
    resource: { id: clusterId },
  };
  try {
    const created = (await rest.post(PATH, { spec })) as CreatedKey | undefined;
    const secret = created?.spec?.secret;
    if (typeof created?.id === "string" && typeof secret === "string") {
      return { id: created.id, secret: new Secret(secret) };
    }
    throw new CloudFailure(0, "the response contains no key");
  } catch (error) {
    throw explainCloudFailure(error, `create an API key for the cluster ${clusterId}`);
  }
}

/** Returns false if the key no longer existed. */
export async function deleteKey(rest: CloudRest, id: string): Promise<boolean> {
  try {
    return await rest.delete(`${PATH}/${encodeURIComponent(id)}`);
  } catch (error) {
    throw explainCloudFailure(error, `delete the API key ${id}`);
  }
}

/** Deletes all keys with exactly this name; returns how many there were. */
export async function deleteByName(
  rest: CloudRest,
  { displayName, ownerId }: Pick<RequestedKey, "displayName" | "ownerId">,
): Promise<number> {
  const keys = (await listOurKeys(rest, ownerId)).filter((key) => key.displayName === displayName);
  for (const { id } of keys) await deleteKey(rest, id);
  return keys.length;
}

/** Keys of this owner whose names have our prefix. */
export async function listOurKeys(rest: CloudRest, ownerId: string): Promise<ListedKey[]> {
  try {
    const keys = (await rest.list(PATH, { "spec.owner": ownerId })).map(listedKey);
    return keys.filter(({ displayName }) => displayName.startsWith(PREFIX));
  } catch (error) {
    throw explainCloudFailure(error, "list the API keys");
  }
}

interface CreatedKey {
  readonly id?: unknown;
  readonly spec?: { readonly secret?: unknown };
}

function listedKey(item: unknown): ListedKey {
  const { id, spec, metadata } = item as {
    id?: unknown;
    spec?: { display_name?: unknown; resource?: { id?: unknown } };
    metadata?: { created_at?: unknown };
  };
  const clusterId = spec?.resource?.id;
  return {
    id: String(id),
    displayName: String(spec?.display_name ?? ""),
    clusterId: typeof clusterId === "string" ? clusterId : undefined,
    createdMs: Date.parse(String(metadata?.created_at)),
  };
}
