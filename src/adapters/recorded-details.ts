import type { TopicContract } from "#core/contract/contract.ts";
import type { DetailSink } from "#core/keys/details/record-details.ts";
import { DetailTally } from "#core/tally/detail-tally.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { memoryBytesOf } from "./engine/limits.ts";
import type { KeyFile } from "./find-key-files.ts";
import {
  type CountedKeys,
  KeyCounting,
  type ReadOptions,
  type TalliedKeys,
} from "./key-counting.ts";

/** What is done beside the counting of keys, and with what was counted. */
export interface Beside<Result> {
  readonly details: DetailSink | undefined;
  /** To be called now and then. */
  growIfNeeded(): Promise<void>;
  finish(counting: KeyCounting): Promise<Result>;
  /** Where it comes to no end. */
  release(): Promise<void>;
}

/** Keys of files, and whether a file told how many records have each. */
export interface KeysOfFiles extends CountedKeys {
  readonly hasCounts: boolean;
}

/** Counts the keys and no more, unless there is something that takes what else is known. */
export function besideKeys(details: DetailSink | undefined): Beside<KeysOfFiles> {
  return {
    details,
    growIfNeeded: async () => {},
    finish: async (counting) => ({ ...(await counting.finish()), hasCounts: counting.hasCounts }),
    release: async () => {},
  };
}

/**
 * Tallies the keys, and adds up what else is known of their records. Bytes by key are counted as
 * keys are, in a counting of their own, where a file's bytes_column asks for it.
 */
export function besideTally(
  files: readonly KeyFile[],
  contract: TopicContract,
  resources: ReadOptions["resources"],
): Beside<TalliedKeys> {
  const spec = tallySpec(contract);
  const keyBytes = hasBytes(files) ? new KeyCounting(resources) : undefined;
  const details = new DetailTally(spec, keyBytes);
  const release = async () => keyBytes?.release();
  return {
    details,
    growIfNeeded: async () => keyBytes?.growIfNeeded(),
    async finish(counting) {
      const tallied = await counting.tally(spec);
      const sampling = contract.sample ?? (counting.hasCounts ? undefined : "random");
      const recorded = details.result((await keyBytes?.finish())?.keys);
      await release();
      const isSamplingSaid = contract.sample !== undefined;
      return { ...tallied, details: { ...recorded, sampling, isSamplingSaid } };
    },
    release,
  };
}

/** Whether bytes are to be counted by key. */
function hasBytes(files: readonly KeyFile[]): boolean {
  return files.some(({ source }) => source.bytesColumn !== undefined);
}

/** Keys and their bytes are counted at once. */
export function resourcesFor(
  files: readonly KeyFile[],
  resources: ReadOptions["resources"],
): ReadOptions["resources"] {
  if (resources === undefined || !hasBytes(files)) return resources;
  return { ...resources, memoryBytes: memoryBytesOf(resources) / 2 };
}
