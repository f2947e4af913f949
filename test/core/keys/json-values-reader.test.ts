import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createJsonReader } from "#core/keys/json/values-reader.ts";
import { chunkSizes, failureIn, keysIn, read } from "./reading.ts";

const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom('"', "\\", "{", "}", "[", "]", ",", "\n", "a", "é"),
    maxLength: 6,
  }),
  fc.string({ maxLength: 4 }),
);
const record = fc.record({
  key: fc.oneof(text, fc.constant(null)),
  value: fc.jsonValue({ maxDepth: 3 }),
});
const indent = fc.constantFrom(0, 1, 2, "\t");

describe("createJsonReader", () => {
  it("finds what JSON.parse finds, in lists and one after another, in chunks of any size", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.array(record, { maxLength: 4 }), fc.boolean(), indent), {
          maxLength: 4,
        }),
        fc.constantFrom("\n", " ", "\r\n\r\n", ""),
        chunkSizes,
        (parts, between, sizes) => {
          const input = parts
            .map(([records, isList, space]) =>
              isList
                ? JSON.stringify(records, null, space)
                : records.map((one) => JSON.stringify(one, null, space)).join(between),
            )
            .join(between);
          const expected = parts.flatMap(([records]) =>
            records.map(({ key }) => [
              key === null ? null : Buffer.from(key).toString("latin1"),
              1,
            ]),
          );
          const location = { countColumn: false } as const;
          expect(keysIn(createJsonReader, Buffer.from(input), location, sizes)).toEqual(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("refuses in any chunks what it refuses as a whole, at the same line", () => {
    const piece = fc.constantFrom(
      '{"key":1}',
      '{"key":"a',
      '"}',
      "[",
      "]",
      ",",
      "{",
      "}",
      "\n",
      " ",
      "1",
      "null",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), chunkSizes, (pieces, sizes) => {
        const input = pieces.join("");
        const { found, line, error } = read(createJsonReader, input, {}, sizes);
        const whole = read(createJsonReader, input);
        expect({ found, line, error: error?.message }).toEqual({
          found: whole.found,
          line: whole.line,
          error: whole.error?.message,
        });
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[title: string, input: string, keys: unknown]>([
    [
      "pretty-printed records",
      '{\n  "key": "a"\n}\n{\n  "key": null\n}\n',
      [
        ["a", 1],
        [null, 1],
      ],
    ],
    [
      "a list over lines",
      '[\n{"key":"a"},\n{"key":12345678901234567890}\n]',
      [
        ["a", 1],
        ["12345678901234567890", 1],
      ],
    ],
    ["an empty list", "[]", []],
    [
      "lists one after another",
      '[{"key":"a"}][{"key":"b"}]',
      [
        ["a", 1],
        ["b", 1],
      ],
    ],
    [
      "counts",
      '[{"key":"a","count()":"3"},{"key":"b","count()":1}]',
      [
        ["a", 3],
        ["b", 1],
      ],
    ],
  ])("reads %s", (_, input, keys) => {
    expect(keysIn(createJsonReader, input)).toEqual(keys);
  });

  it("takes bare values at the empty pointer", () => {
    const found = keysIn(createJsonReader, '["a", 1, null]\n"b" 2', { pointer: "" });
    expect(found).toEqual([
      ["a", 1],
      ["1", 1],
      [null, 1],
      ["b", 1],
      ["2", 1],
    ]);
  });

  it("takes a named field beside the key as the count", () => {
    const input = '[{"k":{"id":"a","n":1,"of":3}}]';
    const location = { pointer: "/k/id", countColumn: "of" };
    expect(keysIn(createJsonReader, input, location)).toEqual([["a", 3]]);
    expect(keysIn(createJsonReader, input, { ...location, countColumn: false })).toEqual([
      ["a", 1],
    ]);
  });

  it("takes a missing key for null where told so", () => {
    const found = keysIn(createJsonReader, '[{"key":"a"},{}]', { missing: "null" });
    expect(found).toEqual([
      ["a", 1],
      [null, 1],
    ]);
  });

  it.each<[title: string, input: string, failure: string]>([
    [
      "a list cut short",
      '[\n{"key":"a"},\n{"key":"b"}\n',
      "4: the record is not JSON: its list is never closed",
    ],
    [
      "a record cut short",
      '{"key":"a"}\n{"key":"b"',
      "2: the record is not JSON: it ends too early",
    ],
    ["a comma before the end", '[{"key":"a"},]', "1: the record is not JSON: its syntax is wrong"],
    [
      "two commas",
      '[{"key":"a"},,{"key":"b"}]',
      "1: the record is not JSON: a comma has no record",
    ],
    ["no comma", '[{"key":"a"}\n{"key":"b"}]', "2: the record is not JSON: a comma is missing"],
    [
      "a comma between documents",
      '{"key":"a"},{"key":"b"}',
      "1: the record is not JSON: a comma has",
    ],
    ["no key", '[{"key":"a"},\n{"id":1}]', '2: the record has nothing at "/key"'],
    ["an object", '{"key":{"id":1}}', '1: "/key" is an object'],
    [
      "an answer with its rows inside",
      '{"meta":[],"data":[{"key":"a"}]}',
      "1: this is not a record, but an object",
    ],
  ])("refuses %s", (_, input, failure) => {
    expect(failureIn(createJsonReader, input)).toContain(failure);
  });
});
