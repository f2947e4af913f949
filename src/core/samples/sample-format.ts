import { UserError } from "../errors/user-error.ts";
import { recordTime } from "../keys/details/record-time.ts";
import type { KeyType } from "../keys/key-type.ts";
import { type PartitionerName, partitionerFor, partitionerNames } from "../partitioners/index.ts";
import type { Partitioner } from "../partitioners/partitioner.ts";
import type { Sampling } from "../tally/sample-details.ts";

/*
 * A sample file: distinct keys without their text. docs/samples.md describes it byte by byte.
 *
 *   a line of JSON (SampleHeader)
 *   version 2: the columns of null keys, and of empty keys
 *   for each key, in ascending order of its digest:
 *     digest of the key, 8 bytes; a hash u32 (little-endian) for each of header.hashes;
 *     number of records, LEB128; version 2: a column for each of header.columns
 *   version 2: header.tail_bytes more bytes, which begin with header.windows
 *
 * Later releases may add fields to the header, hashes of 4 bytes and columns within these versions.
 * What is unknown is skipped.
 */

/** The version that is written. */
export const SAMPLE_VERSION = 2;
const VERSIONS: readonly unknown[] = [1, SAMPLE_VERSION];
export const DIGEST_BYTES = 8;
/** A header usually has a few hundred bytes. */
export const MAX_HEADER_BYTES = 64 * 1024;
const RECREATE = "Recreate it with `skew-contract sample`.";

/** The hash functions that a sample may contain, each named after the first partitioner that has it. */
export function sampleHashes(keyType: KeyType): PartitionerName[] {
  return partitionerNames.filter((name) => sampleHashOf(name, keyType) === name);
}

/** The name of a partitioner's hash; undefined if it cannot place keys of this type. */
export function sampleHashOf(name: PartitionerName, keyType: KeyType): PartitionerName | undefined {
  const hash = partitionerFor(name, keyType)?.hash;
  const isSame = (one: PartitionerName) => partitionerFor(one, keyType)?.hash === hash;
  return hash && partitionerNames.find(isSame);
}

export interface SampleHeader extends HeaderFacts {
  readonly skew_sample: 1 | typeof SAMPLE_VERSION;
  readonly key_type: KeyType;
  /** Whose windows were left out: windowed or windowed-session. */
  readonly key_frame?: string;
  /** Identifies the key of the digests: samples with the same secret can be combined. */
  readonly secret: string;
  /** Those of sampleHashes, and those of later releases. */
  readonly hashes: readonly string[];
  /** From version 2 on: partitions and bytes, and those of later releases. */
  readonly columns?: readonly string[];
  readonly keys: number;
  /** From version 2 on: the number of all records. */
  readonly records?: number;
  readonly null_records: number;
  readonly empty_records: number;
  /** A WindowsHeader, for what the tail begins with, or what a later release has instead. */
  readonly windows?: unknown;
  readonly tail_bytes?: number;
  /** The checksum of signedHeader and of all bytes after the header's line, in hex. */
  readonly sha256: string;
}

/** What version 2 may say of the sample as a whole. */
export interface HeaderFacts {
  readonly sample?: Sampling;
  /** How many records a random part was taken of. */
  readonly of_records?: number;
  /** ISO 8601 in UTC. */
  readonly first_record?: string;
  readonly newest_record?: string;
}

/** What of the header the checksum covers: all of it from version 2 on. */
export function signedHeader(header: Omit<SampleHeader, "sha256">): string {
  if (header.skew_sample !== 1) return JSON.stringify({ ...header, sha256: undefined });
  const { skew_sample, key_type, secret, hashes, keys, null_records, empty_records } = header;
  return JSON.stringify([skew_sample, key_type, secret, hashes, keys, null_records, empty_records]);
}

/** The size of a key's digest and hashes, in bytes. */
export function entryBytes(hashes: readonly string[]): number {
  return DIGEST_BYTES + 4 * hashes.length;
}

/** The known hash functions, with the offset of each one's value in an entry. */
export function hashOffsets(
  hashes: readonly string[],
  keyType: KeyType,
): Map<Partitioner["hash"], number> {
  return new Map(
    knownHashes(hashes).flatMap((name) => {
      const hash = partitionerFor(name, keyType)?.hash;
      return hash === undefined ? [] : [[hash, DIGEST_BYTES + 4 * hashes.indexOf(name)]];
    }),
  );
}

/** The hashes that this release knows. */
export function knownHashes(hashes: readonly string[]): PartitionerName[] {
  return partitionerNames.filter((name) => hashes.includes(name));
}

/**
 * The header of a sample, and where its entries begin.
 *
 * @throws UserError if it is not a sample, or has another version
 */
export function parseSampleHeader(bytes: Uint8Array): { header: SampleHeader; end: number } {
  const lineEnd = bytes.subarray(0, MAX_HEADER_BYTES).indexOf(0x0a);
  const header = lineEnd < 0 ? undefined : parseJson(bytes.subarray(0, lineEnd));
  const version = (header as { skew_sample?: unknown } | undefined)?.skew_sample;
  if (typeof version === "number" && !VERSIONS.includes(version)) {
    const what = `the sample has version ${version}, but this release reads only versions ${VERSIONS.join(" and ")}`;
    throw new UserError({ what, next: `Read it with a later release. ${RECREATE}` });
  }
  if (!isHeader(header)) {
    throw new UserError({ what: "the file ends in .skew, but is not a sample", next: RECREATE });
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

type Unchecked = Partial<Record<keyof SampleHeader, unknown>>;

function isHeader(value: unknown): value is SampleHeader {
  if (typeof value !== "object" || value === null) return false;
  const header: Unchecked = value;
  const { skew_sample, key_type, secret, hashes, keys, null_records, empty_records, sha256 } =
    header;
  return (
    VERSIONS.includes(skew_sample) &&
    [key_type, secret, sha256].every((text) => typeof text === "string") &&
    [keys, null_records, empty_records].every(isCount) &&
    isTexts(hashes) &&
    (skew_sample === 1 || isSecond(header))
  );
}

/** Whether the fields that version 2 adds are right. */
function isSecond({ columns, records, ...optional }: Unchecked): boolean {
  const { of_records, tail_bytes, first_record, newest_record } = optional;
  return (
    isTexts(columns) &&
    isCount(records) &&
    [of_records, tail_bytes].every((count) => count === undefined || isCount(count)) &&
    [first_record, newest_record].every((time) => time === undefined || isTime(time))
  );
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function isTime(value: unknown): boolean {
  return typeof value === "string" && recordTime(value)?.unit === "ISO 8601";
}

export function damagedSample(): UserError {
  return new UserError({
    what: "the sample is damaged or cut short",
    next: `${RECREATE} Nothing was judged, because some keys are missing.`,
  });
}
