import { expect, it } from "vitest";
import { ResponseMemory } from "#live/adapters/kafka/reading/response-memory.ts";

const MEBIBYTE = 1024 * 1024;

/** Bytes as they arrive from a socket. */
function pieces(length: number, byte: number) {
  const buffers: Uint8Array[] = [];
  for (let left = length; left > 0; left -= 65_536) {
    buffers.push(new Uint8Array(Math.min(left, 65_536)).fill(byte));
  }
  return { length, buffers };
}

it("puts responses together in the same memory", () => {
  const memory = new ResponseMemory();
  const first = memory.gather(pieces(3 * MEBIBYTE + 7, 1));
  expect(first).toHaveLength(3 * MEBIBYTE + 7);
  expect(first.every((byte) => byte === 1)).toBe(true);
  const second = memory.gather(pieces(100, 2));
  expect(second).toEqual(Buffer.alloc(100, 2));
  expect(second.buffer).toBe(first.buffer);
  expect(memory.gather({ length: 0, buffers: [] })).toHaveLength(0);
});

it("does not keep the memory of a very large response", () => {
  const memory = new ResponseMemory();
  const usual = memory.gather(pieces(5 * MEBIBYTE, 1));
  const huge = memory.gather(pieces(40 * MEBIBYTE, 2));
  expect(huge).toHaveLength(40 * MEBIBYTE);
  expect(huge.at(-1)).toBe(2);
  const next = memory.gather(pieces(6 * MEBIBYTE, 3));
  expect(next.buffer).toBe(usual.buffer);
  expect(next.buffer.byteLength).toBeLessThanOrEqual(16 * MEBIBYTE);
});
