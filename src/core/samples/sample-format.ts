import { UserError } from "../errors/user-error.ts";
import type { KeyType } from "../keys/key-type.ts";
import { type PartitionerName, partitioners } from "../partitioners/index.ts";
import type { Partitioner } from "../partitioners/partitioner.ts";

/*
 * A sample file: distinct keys without their text.
 *
 *   a line of JSON (SampleHeader)
 *   for each key, in ascending order of its digest:
 *     digest of the key, 8 bytes; a hash u32 (little-endian) for each of header.hashes;
 *     number of records, LEB128
 *
 * A later release of this version may add fields to the header and hashes of 4 bytes: what is not
 * known is skipped, and the checksum covers the fields below.
 */

export const SAMPLE_VERSION = 1;
export const DIGEST_BYTES = 8;
/** A header is some hundred bytes long. */
export const MAX_HEADER_BYTES = 64 * 1024;
const REMAKE = "Make it anew with `skew-contract sample`.";

/** The hash functions that a sample may hold, by the partitioner that is named for each. */
export const sampleHashes = ["murmur2", "crc32", "fnv1a", "xxh32", "kafkajs-legacy"] as const;
export type SampleHash = (typeof sampleHashes)[number];

export interface SampleHeader {
  readonly skew_sample: typeof SAMPLE_VERSION;
  readonly key_type: KeyType;
  /** What the digests are keyed by: samples of one secret can be put together. */
  readonly secret: string;
  /** Those in sampleHashes, and others of later releases. */
  readonly hashes: readonly string[];
  readonly keys: number;
  readonly null_records: number;
  readonly empty_records: number;
  /** Of signedHeader and all that follows the header's line, in hex. */
  readonly sha256: string;
}

/** What of the header the checksum covers. */
export function signedHeader(header: Omit<SampleHeader, "sha256">): string {
  const { skew_sample, key_type, secret, hashes, keys, null_records, empty_records } = header;
  return JSON.stringify([skew_sample, key_type, secret, hashes, keys, null_records, empty_records]);
}

/** Bytes of a key's digest and hashes. */
export function entryBytes(hashes: readonly string[]): number {
  return DIGEST_BYTES + 4 * hashes.length;
}

/** Hash functions that are known, and where each one's values begin in an entry. */
export function hashOffsets(hashes: readonly string[]): Map<Partitioner["hash"], number> {
  return new Map(
    knownHashes(hashes).map((name) => {
      return [partitioners[name].hash, DIGEST_BYTES + 4 * hashes.indexOf(name)];
    }),
  );
}

/** Without those of later releases. */
export function knownHashes(hashes: readonly string[]): SampleHash[] {
  return sampleHashes.filter((name) => hashes.includes(name));
}

/** The sample hash that a partitioner places by. */
export function sampleHashOf(name: PartitionerName): SampleHash | undefined {
  return sampleHashes.find((one) => partitioners[one].hash === partitioners[name].hash);
}

/**
 * The header that a sample begins with, and where its entries begin.
 *
 * @throws UserError for what is no sample, or one of another version
 */
export function parseSampleHeader(bytes: Uint8Array): { header: SampleHeader; end: number } {
  const lineEnd = bytes.subarray(0, MAX_HEADER_BYTES).indexOf(0x0a);
  const header = lineEnd < 0 ? undefined : parseJson(bytes.subarray(0, lineEnd));
  const version = (header as { skew_sample?: unknown } | undefined)?.skew_sample;
  if (typeof version === "number" && version !== SAMPLE_VERSION) {
    const what = `it is a sample of version ${version}; this release knows ${SAMPLE_VERSION}`;
    throw new UserError({ what, next: REMAKE });
  }
  if (!isHeader(header)) {
    throw new UserError({ what: "it ends in .skew, but is no sample", next: REMAKE });
  }
  return { header, end: lineEnd + 1 };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function isHeader(value: unknown): value is SampleHeader {
  if (typeof value !== "object" || value === null) return false;
  const { skew_sample, key_type, secret, hashes, keys, null_records, empty_records, sha256 } =
    value as Partial<Record<keyof SampleHeader, unknown>>;
  const counts = [keys, null_records, empty_records];
  return (
    skew_sample === SAMPLE_VERSION &&
    [key_type, secret, sha256].every((text) => typeof text === "string") &&
    counts.every((count) => Number.isSafeInteger(count) && (count as number) >= 0) &&
    Array.isArray(hashes) &&
    hashes.every((name) => typeof name === "string")
  );
}

export function damagedSample(): UserError {
  return new UserError({
    what: "the sample is damaged or cut short",
    next: `${REMAKE} Nothing was judged, because a part of the keys is missing.`,
  });
}
