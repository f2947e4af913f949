import type { TopicContract } from "#core/contract/contract.ts";
import type { DetailSink } from "#core/keys/details/record-details.ts";
import type { ChosenFormat } from "#core/keys/formats.ts";
import type { KeySink } from "#core/keys/key-sink.ts";
import type { DetailTally } from "#core/tally/detail-tally.ts";
import type { OpenWindows } from "#core/tally/open-windows.ts";
import { type TallySpec, tallySpec } from "#core/tally/spec.ts";
import { memoryBytesOf } from "./engine/limits.ts";
import type { KeyFile } from "./find-key-files.ts";
import {
  type CountedKeys,
  KeyCounting,
  type ReadOptions,
  type TalliedKeys,
} from "./key-counting.ts";

/** Share of all memory for where the records of keys are: tables take twice as much while they grow. */
const PLACES_SHARE = 0.25;

/** A file and how it is read. */
export type ChosenFile = readonly [file: KeyFile, chosen: ChosenFormat];

/** What is done beside counting the keys, and with the result. */
export interface Beside<Result> {
  readonly details: DetailSink | undefined;
  /** Receives all keys in the order of their records. */
  readonly inOrder?: KeySink | undefined;
  /** Call this regularly. */
  growIfNeeded(): Promise<void>;
  finish(counting: KeyCounting): Promise<Result>;
  /** Call this if the counting fails. */
  release(): Promise<void>;
}

/** Keys of files, and whether a file had counts. */
export interface KeysOfFiles extends CountedKeys {
  readonly hasCounts: boolean;
}

/** Counts only the keys, and passes what else is known to `details`, if given. */
export function besideKeys(details: DetailSink | undefined): Beside<KeysOfFiles> {
  return {
    details,
    growIfNeeded: async () => {},
    finish: async (counting) => ({ ...(await counting.finish()), hasCounts: counting.hasCounts }),
    release: async () => {},
  };
}

/**
 * Tallies the keys, and adds up what else is known about their records. If a file has a
 * bytes_column, or a limit needs them, bytes by key are counted like keys, in a separate counting.
 */
export async function besideTally(
  files: readonly ChosenFile[],
  contract: TopicContract,
  resources: ReadOptions["resources"],
): Promise<Beside<TalliedKeys>> {
  const keyFiles = files.map(([file]) => file);
  const isDetailed = contract.isRecorded || files.some(([, { format }]) => format !== "lines");
  const known = { hasBytes: hasBytes(keyFiles, contract), isDetailed, files: files.length };
  return besideRecords(known, contract, resources);
}

interface KnownOfRecords {
  /** Whether to count bytes by key. */
  readonly hasBytes: boolean;
  /** Whether records have anything besides keys. */
  readonly isDetailed: boolean;
  /** How many key files there are. */
  readonly files: number;
}

/** The same for records from anywhere. */
export async function besideRecords(
  { hasBytes, isDetailed, files }: KnownOfRecords,
  contract: TopicContract,
  resources: ReadOptions["resources"],
): Promise<Beside<TalliedKeys>> {
  const spec = tallySpec(contract);
  const keyBytes = hasBytes ? new KeyCounting(resources) : undefined;
  const windows = await windowsOf(contract, files);
  const maxBytes = resources && memoryBytesOf(resources) * PLACES_SHARE;
  const targets = { keyBytes, windows: windows?.byTime, maxBytes };
  const details = isDetailed ? await openDetails(spec, targets) : undefined;
  const release = async () => keyBytes?.release();
  return {
    details,
    inOrder: windows?.inOrder,
    growIfNeeded: async () => keyBytes?.growIfNeeded(),
    async finish(counting) {
      if (details?.written.lacksKeys) {
        const { RowsRefused } = await import("./engine/rows-refused.ts");
        throw new RowsRefused();
      }
      const tallied = await counting.tally(spec);
      const sampling = contract.sample ?? (counting.hasCounts ? undefined : "random");
      const recorded = details?.result((await keyBytes?.finish())?.keys);
      await release();
      const tally = details?.written.placedTally(tallied.tally) ?? tallied.tally;
      const about = {
        sampling,
        isSamplingSaid: contract.sample !== undefined,
        windows: windows?.result(tally, counting.hasCounts),
      };
      const placeFinder = () => details?.written.placeFinder();
      return { ...tallied, tally, details: { ...recorded, ...about }, placeFinder };
    },
    release,
  };
}

/** Most contracts have no windows, so what measures them is loaded only for those that do. */
export async function windowsOf(
  contract: TopicContract,
  files: number,
): Promise<OpenWindows | undefined> {
  if (contract.window === undefined) return undefined;
  return (await import("#core/tally/open-windows.ts")).openWindows(contract, files);
}

/** What takes part of the details. */
interface DetailTargets {
  readonly keyBytes: KeyCounting | undefined;
  readonly windows: OpenWindows["byTime"];
  /** How much memory the keys of recorded partitions may take. */
  readonly maxBytes: number | undefined;
}

async function openDetails(spec: TallySpec, targets: DetailTargets): Promise<DetailTally> {
  const { DetailTally } = await import("#core/tally/detail-tally.ts");
  return new DetailTally(spec, targets);
}

/** Whether to count bytes by key. */
function hasBytes(files: readonly KeyFile[], { limits }: TopicContract): boolean {
  const isLimited = limits.max_key_bytes_share !== undefined;
  return isLimited || files.some(({ source }) => source.bytesColumn !== undefined);
}

/** Half of the memory if bytes are counted too, because both are in memory at the same time. */
export function resourcesFor(
  files: readonly KeyFile[],
  contract: TopicContract,
  resources: ReadOptions["resources"],
): ReadOptions["resources"] {
  if (resources === undefined || !hasBytes(files, contract)) return resources;
  return { ...resources, memoryBytes: memoryBytesOf(resources) / 2 };
}
