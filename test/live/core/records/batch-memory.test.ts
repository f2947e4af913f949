import { expect, it } from "vitest";
import { seededRandom } from "#core/measures/random.ts";
import { BatchMemory, INPUT } from "#live/core/records/batch-memory.ts";
import { crc32c } from "./batches.ts";

const memory = new BatchMemory();

function checksum(bytes: Uint8Array): number {
  return memory.kernel.crc32c(INPUT, memory.put(INPUT, bytes));
}

it("computes the checksums of RFC 3720, B.4", () => {
  const ascending = Uint8Array.from({ length: 32 }, (_, i) => i);
  expect(checksum(new Uint8Array(32)) >>> 0).toBe(0x8a9136aa);
  expect(checksum(new Uint8Array(32).fill(0xff)) >>> 0).toBe(0x62a8ab43);
  expect(checksum(ascending) >>> 0).toBe(0x46dd794e);
  expect(checksum(ascending.toReversed()) >>> 0).toBe(0x113fdb5c);
});

it("computes the checksums of bytes of any length, several streams at a time", () => {
  const random = seededRandom(1);
  const bytes = Uint8Array.from({ length: 10_000 }, () => random() * 256);
  for (const length of [0, 1, 7, 8, 9, 3071, 3072, 3073, 3079, 3080, 6144, 6151, 9216, 10_000]) {
    const some = bytes.subarray(bytes.length - length);
    expect(checksum(some), `${length} bytes`).toBe(crc32c(some));
  }
});

it("keeps what was put there when it grows", () => {
  const small = new BatchMemory();
  small.put(INPUT, Uint8Array.of(1, 2, 3));
  const before = small.bytes.length;
  small.reserve(before + 5_000_000);
  expect(small.bytes.length).toBeGreaterThan(before + 5_000_000);
  expect(small.bytes.slice(INPUT, INPUT + 3)).toEqual(Uint8Array.of(1, 2, 3));
  expect(small.columns.offsets.buffer).toBe(small.bytes.buffer);
});

it("takes no more memory for more batches of the same size", () => {
  const many = new BatchMemory();
  const batch = new Uint8Array(3_000_000);
  many.put(INPUT, batch);
  const { length } = many.bytes;
  expect(length).toBeLessThan(INPUT + 1.3 * batch.length + 65_536);
  for (let i = 0; i < 100; i++) many.put(INPUT, batch.subarray(i * 1000));
  expect(many.bytes.length).toBe(length);
});
