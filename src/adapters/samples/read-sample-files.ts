import type { Chunks } from "#core/compression/chunks.ts";
import { peek } from "#core/compression/plain-bytes.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { sampleTooLarge } from "#core/errors/sample-messages.ts";
import { UserError } from "#core/errors/user-error.ts";
import { sampleWithoutOrder } from "#core/errors/window-messages.ts";
import { windowBytesOf } from "#core/keys/key-frame.ts";
import {
  hashOffsets,
  knownHashes,
  MAX_HEADER_BYTES,
  parseSampleHeader,
  type SampleHeader,
  sampleHashOf,
} from "#core/samples/sample-format.ts";
import { SampleSums } from "#core/samples/sample-sums.ts";
import { partitionerOf, type TallySpec, tallySpec } from "#core/tally/spec.ts";
import { tallyKeys } from "#core/tally/tally.ts";
import { openBytes } from "../byte-source.ts";
import { memoryBytesOf } from "../engine/limits.ts";
import type { KeyFile } from "../find-key-files.ts";
import type { ReadOptions, TalliedKeys } from "../key-counting.ts";
import { windowsOf } from "../recorded-details.ts";
import { SampleEntries } from "./sample-entries.ts";

/**
 * Share of all memory for entries: their table takes twice as much while it grows, and the tally
 * needs arrays.
 */
const ENTRIES_SHARE = 0.25;

/**
 * Combines samples and tallies them.
 *
 * @throws UserError if a file is not a sample or damaged, or if samples do not match each other or
 * the contract
 */
export async function readSampleFiles(
  files: readonly KeyFile[],
  contract: TopicContract,
  { resources, onRead = () => {} }: ReadOptions,
): Promise<TalliedKeys> {
  const maxBytes = resources === undefined ? Infinity : memoryBytesOf(resources) * ENTRIES_SHARE;
  let spec = tallySpec(contract);
  const windows = await windowsOf(contract, 1);
  if (windows?.inOrder !== undefined) throw sampleWithoutOrder();
  const byTime = windows?.byTime;
  const { window } = contract;
  const target = byTime && window && { tally: byTime, window };
  let first: SampleHeader | undefined;
  let sums: SampleSums | undefined;
  for (const file of files) {
    try {
      const { head, chunks } = await peek(openBytes(file, onRead), MAX_HEADER_BYTES);
      const { header, end } = parseSampleHeader(head);
      refuseMisfit(header, first ?? header, contract);
      if (spec.isRecorded) spec = withKnownHash(spec, header);
      refuseMissingHashes(header, spec);
      first ??= header;
      sums ??= new SampleSums(header, spec, target);
      sums.begin(header);
      await addEntries(chunks, end, new SampleEntries(header, sums), () => {
        if (sums !== undefined && sums.memoryBytes > maxBytes) throw sampleTooLarge();
      });
    } catch (error) {
      throw error instanceof UserError ? error.at({ file: file.label }) : error;
    }
  }
  sums ??= new SampleSums({ hashes: [], secret: "none", key_type: contract.keyType }, spec);
  const { keys } = sums;
  const tally = sums.placedTally(tallyKeys(keys, spec));
  const shares = sums.lacksWindows ? undefined : windows?.result(tally, false);
  const details = { ...sums.details(contract.sample), windows: shares };
  const placeFinder = () => sums.placeFinder();
  return { keys, tally, details, placeFinder, release: async () => {} };
}

/** @param start where the entries begin in the first chunk, which contains the entire header */
async function addEntries(
  chunks: Chunks,
  start: number,
  entries: SampleEntries,
  refuseTooLarge: () => void,
): Promise<void> {
  let skip = start;
  for await (const chunk of chunks) {
    entries.push(chunk.subarray(skip));
    skip = 0;
    refuseTooLarge();
  }
  entries.end();
}

/** If records are judged where they were written, any hash of the sample is enough. */
function withKnownHash(spec: TallySpec, { hashes }: SampleHeader): TallySpec {
  const [partitioner = spec.partitioner] = knownHashes(hashes);
  return { ...spec, partitioner };
}

function refuseMisfit(
  header: SampleHeader,
  first: SampleHeader,
  { keyType, keyFrame }: TopicContract,
): void {
  const frame = windowBytesOf(keyFrame) === 0 ? "none" : keyFrame;
  const own = header.key_frame ?? "none";
  if (own !== frame) {
    throw new UserError({
      what: `the sample was made with key_frame ${own}, but the contract says ${frame}`,
      next: "Recreate it with the contract's key_frame, or correct the contract.",
    });
  }
  if (header.key_type !== keyType) {
    throw new UserError({
      what: `the sample was made with key_type ${header.key_type}, but the contract says ${keyType}`,
      next: "Recreate it with the contract's key_type, or correct the contract.",
    });
  }
  const isAlike = header.secret === first.secret && header.hashes.join() === first.hashes.join();
  if (!isAlike) {
    throw new UserError({
      what: "the samples of this topic were made with different secrets or hashes",
      next: "Create all of them with the same command, such as `skew-contract sample --secret-file FILE --hashes murmur2`, so that equal keys can be matched.",
    });
  }
}

function refuseMissingHashes({ hashes, key_type }: SampleHeader, spec: TallySpec): void {
  const known = hashOffsets(hashes, key_type);
  const missing = [spec, ...spec.others].find((one) => !known.has(partitionerOf(one).hash));
  const other = spec.others.find(({ keyType }) => keyType !== key_type);
  if (other !== undefined) {
    throw new UserError({
      where: other.where,
      what: "a sample has hashes by one key_type, but the producers have several",
      next: "Judge the keys themselves, or leave the key_type of producers out.",
    });
  }
  if (missing === undefined) return;
  const there = knownHashes(hashes);
  const wanted = [...there, sampleHashOf(missing.partitioner, missing.keyType)];
  throw new UserError({
    what: `the sample has no hashes for the partitioner ${missing.partitioner}, only ${there.join(", ")}`,
    next: `Recreate it from the keys with \`skew-contract sample --hashes ${wanted.join(",")}\`.`,
  });
}
