import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Chunks } from "#core/compression/chunks.ts";
import { plainBytes } from "#core/compression/plain-bytes.ts";

interface Flips {
  /** Of the zstd program that was asked. */
  readonly version: string;
  readonly flips: readonly {
    readonly name: string;
    /** Base64. */
    readonly file: string;
    /** A bit for each of the file's: whether zstd refuses the file once that one is flipped; Base64. */
    readonly refused: string;
  }[];
}

const fixture = new URL("../../../fixtures/zstd/flips.json", import.meta.url);
const { flips } = JSON.parse(readFileSync(fixture, "utf8")) as Flips;

async function* inPieces(bytes: Uint8Array, most = bytes.length): Chunks {
  for (let at = 0; at < bytes.length; at += most) yield bytes.slice(at, at + most);
}

async function plain(bytes: Uint8Array, piece?: number): Promise<string> {
  const chunks: Buffer[] = [];
  const noGzip = () => Promise.reject(new Error("it is no gzip"));
  for await (const chunk of plainBytes(inPieces(bytes, piece), "k", noGzip)) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks).toString();
}

it.each(flips)("$name: refuses with any one bit flipped what zstd refuses", async (one) => {
  const file = Buffer.from(one.file, "base64");
  const refused = Buffer.from(one.refused, "base64");
  const judged: number[] = [];
  for (let bit = 0; bit < file.length * 8; bit++) {
    const [at, mask] = [bit >> 3, 1 << (bit & 7)];
    if (((refused[at] as number) & mask) === 0) continue;
    const damaged = Buffer.from(file);
    damaged[at] = (damaged[at] as number) ^ mask;
    const error = await plain(damaged).catch((error) => error);
    if (error?.name !== "UserError") judged.push(bit);
  }
  expect(judged).toEqual([]);
});

it.each(flips)("$name: reads it whole, however it comes in pieces", async ({ file }) => {
  const bytes = Buffer.from(file, "base64");
  const expected = await plain(bytes);
  expect(expected).toMatch(/^(user-\d+\n)+$|^user-/);
  for (const piece of [1, 2, 7, 100]) expect(await plain(bytes, piece)).toBe(expected);
});

it.each(flips)(
  "$name: refuses it cut short anywhere but between frames",
  async ({ name, file }) => {
    const bytes = Buffer.from(file, "base64");
    const whole: number[] = [];
    for (let length = 1; length < bytes.length; length++) {
      const cut = plain(bytes.subarray(0, length));
      await cut.then(
        () => whole.push(length),
        (error) => expect(error.message).toContain("cut short"),
      );
    }
    // Shorter than its magic number, it is not known for zstd.
    expect(whole.filter((length) => length >= 4)).toHaveLength(name === "two frames" ? 1 : 0);
  },
);
