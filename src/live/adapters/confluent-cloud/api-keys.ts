import { Secret } from "#live/core/cluster/secret.ts";
import { CloudFailure, explainCloudFailure } from "./cloud-failure.ts";
import type { CloudRest } from "./rest.ts";

const PATH = "/iam/v2/api-keys";
/** What the names of our keys begin with; the run's id follows. */
const PREFIX = "skew-contract-";

/** A key to a cluster as the cloud lists it. */
export interface ListedKey {
  readonly id: string;
  readonly displayName: string;
  readonly clusterId: string | undefined;
  /** Milliseconds since 1970; NaN where the cloud does not say. */
  readonly createdMs: number;
}

export interface NewKey {
  readonly id: string;
  readonly secret: Secret;
}

export interface WantedKey {
  readonly displayName: string;
  readonly clusterId: string;
  /** `u-…` or `sa-…` */
  readonly ownerId: string;
}

export const keyNameOf = (runId: string): string => `${PREFIX}${runId}`;

/** Makes a key. Where this fails, `isUnclear` tells whether there may be one all the same. */
export async function createKey(rest: CloudRest, wanted: WantedKey): Promise<NewKey> {
  const { displayName, clusterId, ownerId } = wanted;
  const description = "Made by skew-contract for one run, and deleted at its end.";
  const spec = {
    display_name: displayName,
    description,
    owner: { id: ownerId },
    resource: { id: clusterId },
  };
  try {
    const made = (await rest.post(PATH, { spec })) as { id?: unknown; spec?: { secret?: unknown } };
    const secret = made?.spec?.secret;
    if (typeof made?.id === "string" && typeof secret === "string") {
      return { id: made.id, secret: new Secret(secret) };
    }
    throw new CloudFailure(0, "the answer holds no key");
  } catch (error) {
    throw explainCloudFailure(error, `create an API key for the cluster ${clusterId}`);
  }
}

/** Whether it was still there. */
export async function deleteKey(rest: CloudRest, id: string): Promise<boolean> {
  try {
    return await rest.delete(`${PATH}/${encodeURIComponent(id)}`);
  } catch (error) {
    throw explainCloudFailure(error, `delete the API key ${id}`);
  }
}

/** Deletes all keys of this very name; says how many there were. */
export async function deleteByName(
  rest: CloudRest,
  { displayName, ownerId }: Pick<WantedKey, "displayName" | "ownerId">,
): Promise<number> {
  const ours = (await listOurKeys(rest, ownerId)).filter((one) => one.displayName === displayName);
  for (const { id } of ours) await deleteKey(rest, id);
  return ours.length;
}

/** Keys of this owner whose names begin as ours do. */
export async function listOurKeys(rest: CloudRest, ownerId: string): Promise<ListedKey[]> {
  try {
    const keys = (await rest.list(PATH, { "spec.owner": ownerId })).map(listedKey);
    return keys.filter(({ displayName }) => displayName.startsWith(PREFIX));
  } catch (error) {
    throw explainCloudFailure(error, "list the API keys");
  }
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
