import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_LINE_BYTES } from "#core/keys/key-reader.ts";
import { createLineReader } from "#core/keys/line-reader.ts";
import { bytesOften, chunkSizes, type Found, keysIn, latin1, read } from "./reading.ts";

/** What the reader should find, in the plainest way. */
function oracle(bytes: Uint8Array): Found[] {
  const lines = latin1(bytes).split("\n");
  const unfinished = lines.pop() as string;
  const keys = lines.map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  if (unfinished !== "") keys.push(unfinished);
  return keys.map((key) => [key, 1]);
}

describe("createLineReader", () => {
  it("finds what a plain split finds, however the bytes are chunked", () => {
    const input = bytesOften("\n\n\r\r\0a \xef\xbb\xbf\xff\xc3");
    fc.assert(
      fc.property(input, chunkSizes, (bytes, sizes) => {
        expect(keysIn(createLineReader, bytes, {}, sizes)).toEqual(oracle(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[title: string, input: string, keys: string[]]>([
    ["no bytes: no key", "", []],
    ["LF ends a line", "a\nb\n", ["a", "b"]],
    ["CRLF ends a line", "a\r\nb\r\n", ["a", "b"]],
    ["the last line needs no end", "a\nb", ["a", "b"]],
    ["a blank line is an empty key", "\n\r\n", ["", ""]],
    ["a blank line at the end is one too", "a\n\n", ["a", ""]],
    ["only the CR before a LF is no part of the key", "\ra\rb\r\r\n", ["\ra\rb\r"]],
    ["a CR at the end of the file is part of the key", "a\r", ["a\r"]],
    ["blanks, tabs and NUL are part of the key", " a\t\0 \n", [" a\t\0 "]],
  ])("%s", (_title, input, keys) => {
    for (const sizes of [[100], [1]]) {
      const found = keysIn(createLineReader, input, {}, sizes);
      expect(found).toEqual(keys.map((key) => [key, 1]));
    }
  });

  it("leaves invalid UTF-8 and a BOM as they are", () => {
    const bytes = Buffer.from("\xff\xc3\n\xef\xbb\xbfa\n", "latin1");
    expect(keysIn(createLineReader, bytes)).toEqual([
      ["\xff\xc3", 1],
      ["\xef\xbb\xbfa", 1],
    ]);
  });

  it("completes a line before a long one in the same chunk", () => {
    const long = "x".repeat(1000);
    expect(keysIn(createLineReader, `ab\n${long}\n`, {}, [1, 2000])).toEqual([
      ["ab", 1],
      [long, 1],
    ]);
  });

  it("finds the same lines beyond the bytes from which they are found by a loop", () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `key-${i}${i % 3 === 0 ? "\r" : ""}`);
    const input = Buffer.from(lines.join("\n"));
    const expected = oracle(input);
    for (const sizes of [[input.length], [65_536], [262_143], [262_144, 7]]) {
      expect(keysIn(createLineReader, input, {}, sizes)).toEqual(expected);
    }
  });

  it("counts lines", () => {
    expect(read(createLineReader, "a\n\nb", {}, [1]).line).toBe(3);
  });
});

describe("a line that is too long", () => {
  const MEBIBYTE = 1024 * 1024;
  const tooLong = new Uint8Array(MAX_LINE_BYTES + MEBIBYTE).fill(0x61);
  const refusal = /^a line is longer than 16 MiB$/;

  it("is refused", () => {
    const { error, line } = read(
      createLineReader,
      Buffer.from(`ok\n${"a".repeat(MAX_LINE_BYTES + 1)}\n`),
    );
    expect(error?.message).toMatch(refusal);
    expect(line).toBe(2);
  });

  // A BOM is cut off the first chunk, so that chunks need not be of one size.
  it.each([
    ["1 MiB", [MEBIBYTE]],
    ["1 MiB, the first without a BOM", [MEBIBYTE - 3, ...Array(99).fill(MEBIBYTE)]],
  ])("is refused with or without an end, in chunks of %s", (_title, sizes) => {
    const ended = Buffer.concat([tooLong, Buffer.from("\n")]);
    expect(read(createLineReader, ended, {}, sizes).error?.message).toMatch(refusal);
    expect(read(createLineReader, tooLong, {}, sizes).error?.message).toMatch(refusal);
  });

  it("is not one of the longest length allowed", () => {
    const { error, found } = read(createLineReader, tooLong.subarray(MEBIBYTE), {}, [MEBIBYTE]);
    expect(error).toBeUndefined();
    expect(found[0]?.[0]).toHaveLength(MAX_LINE_BYTES);
  });

  it("is not one of the longest length with a CR before its LF", () => {
    const ended = Buffer.concat([tooLong.subarray(MEBIBYTE), Buffer.from("\r\n")]);
    const { error, found } = read(createLineReader, ended, {}, [MEBIBYTE]);
    expect(error).toBeUndefined();
    expect(found[0]?.[0]).toHaveLength(MAX_LINE_BYTES);
  });
});
