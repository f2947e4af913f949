import { createHash, createHmac } from "node:crypto";
import { noRecords } from "#core/errors/messages.ts";
import type { KeyCounts } from "#core/keys/key-counts.ts";
import type { KeyType } from "#core/keys/key-type.ts";
import { partitioners } from "#core/partitioners/index.ts";
import {
  DIGEST_BYTES,
  entryBytes,
  SAMPLE_VERSION,
  type SampleHash,
  type SampleHeader,
  signedHeader,
} from "#core/samples/sample-format.ts";

/** Says which secret a sample was made with and tells nothing of it. */
const SECRET_LABEL = "skew-contract sample";
const SECRET_CHARACTERS = 16;
const MAX_COUNT_BYTES = 8;

export interface SampleOptions {
  readonly keyType: KeyType;
  readonly hashes: readonly SampleHash[];
  /** Undefined for digests that anyone can compute. */
  readonly secret: string | undefined;
}

/**
 * The bytes of a sample file: the same for the same keys, in whatever order they came.
 *
 * @throws UserError where there are no records
 */
export function sampleFile(keys: KeyCounts, options: SampleOptions): Uint8Array {
  const { hashes, keyType, secret } = options;
  const { entries, emptyRecords } = entriesOf(keys, options);
  if (entries.length + emptyRecords + keys.nullRecords === 0) throw noRecords();
  const body = Buffer.concat(inOrder(entries));
  const header: Omit<SampleHeader, "sha256"> = {
    skew_sample: SAMPLE_VERSION,
    key_type: keyType,
    secret:
      secret === undefined ? "none" : digest(secret, SECRET_LABEL).slice(0, SECRET_CHARACTERS),
    hashes,
    keys: entries.length,
    null_records: keys.nullRecords,
    empty_records: emptyRecords,
  };
  const sha256 = createHash("sha256").update(signedHeader(header)).update(body).digest("hex");
  return Buffer.concat([Buffer.from(`${JSON.stringify({ ...header, sha256 })}\n`), body]);
}

const PREFIX_BYTES = 6;

/** Entries by their bytes; their beginnings are compared as numbers, which is several times faster. */
function inOrder(entries: readonly Buffer[]): Buffer[] {
  const prefixes = Float64Array.from(entries, (entry) => entry.readUIntBE(0, PREFIX_BYTES));
  const order = Uint32Array.from(entries, (_, i) => i).sort((a, b) => {
    const difference = (prefixes[a] as number) - (prefixes[b] as number);
    return difference || Buffer.compare(entries[a] as Buffer, entries[b] as Buffer);
  });
  return Array.from(order, (i) => entries[i] as Buffer);
}

function entriesOf(keys: KeyCounts, { hashes, secret = "" }: SampleOptions) {
  const entries: Buffer[] = [];
  let emptyRecords = 0;
  for (const { size, bytes, starts, ends, counts } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const key = bytes.subarray(starts[i], ends[i]);
      if (key.length === 0) emptyRecords += counts[i] as number;
      else entries.push(entryOf(key, counts[i] as number, hashes, secret));
    }
  }
  return { entries, emptyRecords };
}

function entryOf(
  key: Uint8Array,
  records: number,
  hashes: readonly SampleHash[],
  secret: string,
): Buffer {
  const length = entryBytes(hashes);
  const entry = Buffer.alloc(length + MAX_COUNT_BYTES);
  createHmac("sha256", secret).update(key).digest().copy(entry, 0, 0, DIGEST_BYTES);
  hashes.forEach((name, i) => {
    const hash = partitioners[name].hash(key, 0, key.length);
    entry.writeUInt32LE(hash >>> 0, DIGEST_BYTES + 4 * i);
  });
  return entry.subarray(0, writeCount(entry, length, records));
}

/** LEB128; where it ends. */
function writeCount(into: Buffer, start: number, count: number): number {
  let at = start;
  let rest = count;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) into[at++] = (rest % 0x80) | 0x80;
  into[at++] = rest;
  return at;
}

function digest(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}
