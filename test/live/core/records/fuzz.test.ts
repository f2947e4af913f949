import { expect, it } from "vitest";
import { seededRandom } from "#core/measures/random.ts";
import { BatchError } from "#live/core/records/batch-error.ts";
import { batchesIn } from "#live/core/records/batch-reader.ts";
import { crc32c, names, type ReadRecord, read, segment } from "./batches.ts";

/** `FUZZ_ROUNDS=100000 FUZZ_SEED=2 npx vitest run test/live/core/records` for a long run. */
const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 60);
const SEED = Number(process.env.FUZZ_SEED ?? 0);
const HUGE = [0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 0x7fff_fff0, 1 << 24];

/** Changes a few bytes, repeats or drops some, or writes a huge number. */
function alter(bytes: Uint8Array, random: () => number): Uint8Array {
  const at = Math.floor(random() * bytes.length);
  const length = 1 + Math.floor(random() * 40);
  const kind = Math.floor(random() * 4);
  if (kind === 0) return new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + length)]);
  if (kind === 1) return new Uint8Array([...bytes.subarray(0, at + length), ...bytes.subarray(at)]);
  const copy = bytes.slice();
  if (kind === 2 && at + 4 <= copy.length) {
    new DataView(copy.buffer).setUint32(at, HUGE[Math.floor(random() * HUGE.length)] as number);
  } else copy[at] = Math.floor(random() * 256);
  return copy;
}

/** With the checksums that the bytes have now, where that can be. */
function forge(bytes: Uint8Array): Uint8Array {
  try {
    for (const { start, end } of batchesIn(bytes)) {
      const view = new DataView(bytes.buffer, bytes.byteOffset + start);
      view.setInt32(17, crc32c(bytes.subarray(start + 21, end)));
    }
  } catch {}
  return bytes;
}

/** Undefined if it is refused; any other error fails the test. */
function readOrRefuse(bytes: Uint8Array): ReadRecord[] | undefined {
  try {
    return read(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(BatchError);
    return undefined;
  }
}

it.each(names)("damaged batches are refused or read as they were: %s", (name) => {
  const { bytes, records } = segment(name);
  const known = new Set(records.map((record) => JSON.stringify({ ...record, offset: 0 })));
  const random = seededRandom(SEED + name.length);
  for (let round = 0; round < ROUNDS; round++) {
    for (const record of readOrRefuse(alter(bytes, random)) ?? []) {
      // The checksum does not cover the offset of a batch.
      expect(known).toContain(JSON.stringify({ ...record, offset: 0 }));
    }
  }
});

it.each(names)("forged batches are refused or read within their bounds: %s", (name) => {
  const { bytes } = segment(name);
  const random = seededRandom(SEED + name.length + 100);
  for (let round = 0; round < ROUNDS; round++) {
    let changed = alter(bytes, random);
    if (random() < 0.5) changed = alter(changed, random);
    for (const record of readOrRefuse(forge(changed)) ?? []) {
      expect(record.bytes).toBeGreaterThanOrEqual(0);
      expect(record.bytes).toBeLessThan(1_000_000);
    }
  }
});
