import { createHash, createHmac } from "node:crypto";
import { noRecords } from "#core/errors/messages.ts";
import type { KeyCounts } from "#core/keys/key-counts.ts";
import { type KeyFrame, windowBytesOf } from "#core/keys/key-frame.ts";
import type { KeyType } from "#core/keys/key-type.ts";
import { type PartitionerName, partitionerFor } from "#core/partitioners/index.ts";
import type { KeyHash } from "#core/partitioners/partitioner.ts";
import { pushLeb128 } from "#core/samples/leb128.ts";
import { pushColumns, type SampleColumn } from "#core/samples/sample-columns.ts";
import {
  DIGEST_BYTES,
  type HeaderFacts,
  SAMPLE_VERSION,
  type SampleHeader,
  signedHeader,
} from "#core/samples/sample-format.ts";
import { windowBytes } from "#core/samples/write-windows.ts";
import type { KeyDetails } from "#core/tally/key-details.ts";
import { NULL_KEY, type SettledDetails } from "#core/tally/settled-details.ts";

/** Identifies the secret of a sample without revealing it. */
const SECRET_LABEL = "skew-contract sample";
const SECRET_CHARACTERS = 16;
const EMPTY = new Uint8Array(0);
/** In the file, null keys are number 0, and entries follow. */
const EMPTY_KEY = 1;
const PREFIX_BYTES = 6;

export interface SampleOptions {
  readonly keyType: KeyType;
  readonly keyFrame?: KeyFrame | undefined;
  readonly hashes: readonly PartitionerName[];
  /** Undefined for digests that anyone can compute. */
  readonly secret: string | undefined;
  /** What else is known about each key's records. */
  readonly details: KeyDetails;
  readonly facts: HeaderFacts;
}

/**
 * The bytes of a sample file: the same for the same keys in any order.
 *
 * @throws UserError if there are no records
 */
export function sampleFile(keys: KeyCounts, options: SampleOptions): Uint8Array {
  const { hashes, keyType, keyFrame, secret, facts, details } = options;
  const columns: SampleColumn[] = [
    ...(details.hasPartitions ? (["partitions"] as const) : []),
    ...(details.hasBytes ? (["bytes"] as const) : []),
  ];
  const { body, entries, records, emptyRecords, windows } = bodyOf(keys, options, columns);
  if (records === 0) throw noRecords();
  const header: Omit<SampleHeader, "sha256"> = {
    skew_sample: SAMPLE_VERSION,
    key_type: keyType,
    ...(windowBytesOf(keyFrame) === 0 ? {} : { key_frame: keyFrame }),
    secret:
      secret === undefined ? "none" : digest(secret, SECRET_LABEL).slice(0, SECRET_CHARACTERS),
    hashes,
    columns,
    keys: entries,
    records,
    null_records: keys.nullRecords,
    empty_records: emptyRecords,
    ...facts,
    ...(windows && { windows: windows.header, tail_bytes: windows.bytes.length }),
  };
  const sha256 = createHash("sha256").update(signedHeader(header)).update(body).digest("hex");
  return Buffer.concat([Buffer.from(`${JSON.stringify({ ...header, sha256 })}\n`), body]);
}

/** All bytes after the header, and what the header says of them. */
function bodyOf(keys: KeyCounts, options: SampleOptions, columns: readonly SampleColumn[]) {
  const { details } = options;
  const settled = details.settle();
  const { entries, numbers, ...counts } = entriesOf(keys, options, columns, settled);
  const keyless: number[] = [];
  pushColumns(keyless, columns, settled.ofNull);
  pushColumns(keyless, columns, settled.ofKey(EMPTY, 0, 0));
  const order = inOrder(entries);
  const windows =
    details.windows &&
    windowBytes(details.windows, keyNumbers(numbers, order, settled), details.hasPartitions);
  const sorted = Array.from(order, (i) => entries[i] as Buffer);
  const body = Buffer.concat([Buffer.from(keyless), ...sorted, windows?.bytes ?? EMPTY]);
  return { ...counts, body, entries: entries.length, windows };
}

/** Numbers in the file, of null and empty keys and of entries, by the numbers of keys in the details. */
function keyNumbers(
  numbers: readonly number[],
  order: Uint32Array,
  details: SettledDetails,
): Uint32Array {
  const inFile = new Uint32Array(details.keys + 1);
  inFile[details.numberOf(EMPTY, 0, 0)] = EMPTY_KEY;
  order.forEach((i, rank) => {
    inFile[numbers[i] as number] = EMPTY_KEY + 1 + rank;
  });
  inFile[NULL_KEY] = NULL_KEY;
  return inFile;
}

/**
 * The order of entries by their bytes. Their beginnings are compared as numbers, which is several
 * times faster.
 */
function inOrder(entries: readonly Buffer[]): Uint32Array {
  const prefixes = Float64Array.from(entries, (entry) => entry.readUIntBE(0, PREFIX_BYTES));
  return Uint32Array.from(entries, (_, i) => i).sort((a, b) => {
    const difference = (prefixes[a] as number) - (prefixes[b] as number);
    return difference || Buffer.compare(entries[a] as Buffer, entries[b] as Buffer);
  });
}

function entriesOf(
  keys: KeyCounts,
  { hashes: names, keyType, secret = "", details: { windows } }: SampleOptions,
  columns: readonly SampleColumn[],
  details: SettledDetails,
) {
  const hashes = names.flatMap((name) => partitionerFor(name, keyType)?.hash ?? []);
  const entries: Buffer[] = [];
  const numbers: number[] = [];
  let emptyRecords = 0;
  let records = keys.nullRecords;
  for (const { size, bytes, starts, ends, counts } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const [start, end] = [starts[i] as number, ends[i] as number];
      const count = counts[i] as number;
      records += count;
      if (start === end) emptyRecords += count;
      else {
        const rest: number[] = [];
        pushLeb128(rest, count);
        if (columns.length > 0) pushColumns(rest, columns, details.ofKey(bytes, start, end));
        if (windows !== undefined) numbers.push(details.numberOf(bytes, start, end));
        entries.push(entryOf(bytes.subarray(start, end), rest, hashes, secret));
      }
    }
  }
  return { entries, numbers, emptyRecords, records };
}

/** @param rest the bytes after the hashes */
function entryOf(
  key: Uint8Array,
  rest: readonly number[],
  hashes: readonly KeyHash[],
  secret: string,
): Buffer {
  const length = DIGEST_BYTES + 4 * hashes.length;
  const entry = Buffer.alloc(length + rest.length);
  createHmac("sha256", secret).update(key).digest().copy(entry, 0, 0, DIGEST_BYTES);
  hashes.forEach((hash, i) => {
    entry.writeUInt32LE(hash(key, 0, key.length), DIGEST_BYTES + 4 * i);
  });
  entry.set(rest, length);
  return entry;
}

function digest(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}
