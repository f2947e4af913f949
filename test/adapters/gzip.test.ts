import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { gunzip } from "#adapters/gzip.ts";
import type { Chunks } from "#core/compression/chunks.ts";

const [first, second] = ["user-1\n".repeat(50), "user-2\n".repeat(40)];
const [a, b] = [gzipSync(first), gzipSync(second)];
const nuls = (count: number) => Buffer.alloc(count);

/** CRC-32 and length are the last eight bytes. */
function withWrongChecksum(member: Uint8Array): Uint8Array {
  return member.map((byte, i) => (i === member.length - 8 ? byte ^ 1 : byte));
}

/** Pieces of one memory, as files are read. */
async function* inPieces(bytes: Uint8Array, most: number): Chunks {
  const buffer = Buffer.alloc(most);
  for (let at = 0; at < bytes.length; at += most) {
    const length = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).copy(buffer, 0, at);
    yield buffer.subarray(0, length);
  }
}

async function plain(parts: readonly Uint8Array[], piece: number): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of gunzip(inPieces(Buffer.concat(parts), piece))) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString();
}

const PIECES = [1, 2, 3, 7, a.length - 1, a.length, a.length + 1, a.length + 3, 4096];

it.each<[string, Uint8Array[], string]>([
  ["a member", [a], first],
  ["members", [a, b, a], first + second + first],
  ["NULs behind the last", [a, nuls(512)], first],
  ["a NUL between members", [a, nuls(1), b], first + second],
  [
    "NULs between all members and behind",
    [a, nuls(5), b, nuls(700), a, nuls(3)],
    first + second + first,
  ],
])("reads %s", async (_, parts, expected) => {
  for (const piece of PIECES) expect(await plain(parts, piece)).toBe(expected);
});

it.each<[string, Uint8Array[], string]>([
  ["garbage", [a, Buffer.from("garbage that is no member")], "Z_DATA_ERROR"],
  ["garbage behind a NUL", [a, nuls(1), Buffer.from("garbage that is no member")], "Z_DATA_ERROR"],
  ["a damaged member behind a NUL", [a, nuls(1), withWrongChecksum(b)], "Z_DATA_ERROR"],
  ["a member cut short behind a NUL", [a, nuls(1), b.subarray(0, -3)], "Z_BUF_ERROR"],
  ["the beginning of one behind a NUL", [a, nuls(1), b.subarray(0, 1)], "Z_BUF_ERROR"],
  ["a member cut short", [a, b.subarray(0, -3)], "Z_BUF_ERROR"],
])("refuses %s", async (_, parts, code) => {
  for (const piece of PIECES) await expect(plain(parts, piece)).rejects.toMatchObject({ code });
});

it("passes on what goes wrong with its source", async () => {
  async function* broken(): Chunks {
    yield a.subarray(0, 20);
    throw new Error("the disk is gone");
  }
  const reading = (async () => {
    for await (const _ of gunzip(broken()));
  })();
  await expect(reading).rejects.toThrow("the disk is gone");
});

it("can be left before its end", async () => {
  for await (const chunk of gunzip(inPieces(gzipSync(Buffer.alloc(2 ** 22)), 512))) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
});
