import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createJsonLinesReader } from "#core/keys/json/lines-reader.ts";
import {
  anyText,
  chunkSizes,
  type Found,
  failureIn,
  javaUtf8,
  keysIn,
  latin1,
  read,
} from "./reading.ts";

function keyOf(line: string, pointer?: string): string | null | undefined {
  const found = keysIn(createJsonLinesReader, line, { pointer });
  expect(found).toHaveLength(1);
  return found[0]?.[0];
}

describe("createJsonLinesReader", () => {
  it("finds the key that JSON.stringify wrote, however the bytes are chunked", () => {
    const record = fc.record({
      key: fc.option(anyText),
      other: fc.jsonValue({ maxDepth: 1 }),
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 6 }), chunkSizes, (records, sizes) => {
        const input = records.map((record) => JSON.stringify(record)).join("\n");
        const expected = records.map(
          ({ key }): Found => [key === null ? null : latin1(javaUtf8(key)), 1],
        );
        // Beside keys of which none comes twice, numbers may be counts: it would ask.
        const location = { countColumn: false } as const;
        expect(keysIn(createJsonLinesReader, input, location, sizes)).toEqual(expected);
      }),
    );
  });

  it("takes CRLF, blanks around a value and lines without one", () => {
    const input = '{"key":"a"}\r\n\r\n \n\t{"key": "b"} ';
    expect(keysIn(createJsonLinesReader, input)).toEqual([
      ["a", 1],
      ["b", 1],
    ]);
  });

  it("tells null, the empty text and the text null apart", () => {
    const input = '{"key":null}\n{"key":""}\n{"key":"null"}';
    expect(keysIn(createJsonLinesReader, input).map(([key]) => key)).toEqual([null, "", "null"]);
  });

  it("writes half a surrogate pair as Java does", () => {
    expect(keyOf('{"key":"a\\ud800b"}')).toBe("a?b");
    expect(keyOf('{"key":"\\ud83d\\ude00"}')).toBe(latin1(javaUtf8("😀")));
  });
});

describe("a JSON pointer", () => {
  // The examples of RFC 6901, section 5, with texts as values.
  const rfc6901 = JSON.stringify({
    foo: ["bar", "baz"],
    "": "0",
    "a/b": "1",
    "c%d": "2",
    "e^f": "3",
    "g|h": "4",
    "i\\j": "5",
    'k"l': "6",
    " ": "7",
    "m~n": "8",
    "~1": "9",
  });

  it.each([
    ["/foo/0", "bar"],
    ["/foo/1", "baz"],
    ["/", "0"],
    ["/a~1b", "1"],
    ["/c%d", "2"],
    ["/e^f", "3"],
    ["/g|h", "4"],
    ["/i\\j", "5"],
    ['/k"l', "6"],
    ["/ ", "7"],
    ["/m~0n", "8"],
    ["/~01", "9"],
  ])("%j finds %j", (pointer, key) => {
    expect(keyOf(rfc6901, pointer)).toBe(key);
  });

  it("of nothing means the whole line", () => {
    expect(keyOf('"a"', "")).toBe("a");
    expect(keyOf("12345678901234567890", "")).toBe("12345678901234567890");
    expect(keyOf("null", "")).toBeNull();
  });

  it("finds names that every object in JavaScript has, where the line has them", () => {
    expect(keyOf('{"__proto__":{"length":"a"}}', "/__proto__/length")).toBe("a");
  });

  it.each([
    ["/key", "{}"],
    ["/key/id", '{"key":"a"}'],
    ["/key/id", '{"key":null}'],
    ["/toString", "{}"],
    ["/__proto__", "{}"],
    ["/a/2", '{"a":["x","y"]}'],
    ["/a/-", '{"a":["x"]}'],
    ["/a/00", '{"a":["x"]}'],
    ["/a/length", '{"a":["x"]}'],
    ["/a/0", '{"a":"xyz"}'],
    ["/", '{"key":"a"}'],
  ])("%j finds nothing in %s", (pointer, line) => {
    const failure = failureIn(createJsonLinesReader, line, { pointer });
    expect(failure).toBe(`1: the line has nothing at "${pointer}"`);
  });
});

describe("a number as key", () => {
  it.each([
    "0",
    "42",
    "-7",
    "9007199254740991",
    "9007199254740993",
    "-9007199254740993",
    "12345678901234567890",
    "1.5",
    "0.10",
    "1e400",
    "1.7976931348623157e309",
    "9007199254740991.4",
    "1.00000000000000000001",
  ])("%s keeps its digits", (number) => {
    expect(keyOf(`{"key":${number}}`)).toBe(number);
    expect(keyOf(`{"a":[{"b": ${number} }]}`, "/a/0/b")).toBe(number);
  });

  it.each([
    ["1.0", "1.0"],
    ["1E3", "1E3"],
    ["-0", "-0"],
    ["-0.000", "-0.000"],
  ])("%s is taken as it is written", (number, key) => {
    expect(keyOf(`{"key":${number}}`)).toBe(key);
  });

  it.each([
    ["a field twice", '{"a":1,"a":2,"key":0.5}'],
    ["the key twice: the last counts, as in JSON.parse", '{"key":"x","key":0.5}'],
    ["a field named __proto__", '{"__proto__":1,"key":0.5}'],
    ["half a surrogate pair", '{"a":"\\ud83d","key":0.5}'],
  ])("is read beside %s", (_title, line) => {
    expect(keyOf(line)).toBe("0.5");
  });
});

it("nesting of any depth is read or refused, without a crash", () => {
  const nested = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
  expect(() => read(createJsonLinesReader, `{"a":${nested},"key":0.5}`)).not.toThrow();
});

describe("an error in JSON Lines tells its line", () => {
  it.each([
    ["a broken line", '{"key":"a"}\n\n{"key":"b"\n', "3: the line is not JSON: "],
    ["a line cut short", '{"key":"a"}\n{"key', "2: the line is not JSON: "],
    ["two values", '{"key":"a"}{"key":"b"}', "1: the line is not JSON: "],
    ["a lone CR", '{"key":"a"}\r{"key":"b"}', "1: the line is not JSON: "],
    ["NaN", '{"key":NaN}', "1: the line is not JSON: "],
    ["a comment", '{"key":1} // one', "1: the line is not JSON: "],
    ["a boolean", '{"key":"a"}\n{"key":true}', '2: "/key" is true, but a key is a string'],
    ["an object", '{"key":{"id":1}}', '1: "/key" is an object, but a key is'],
    ["a list", '{"key":["a"]}', '1: "/key" is a list, but a key is'],
    ["no key", '{"key":"a"}\n{"Key":"b"}\n', '2: the line has nothing at "/key"'],
  ])("%s", (_title, input, failure) => {
    expect(failureIn(createJsonLinesReader, input)).toContain(failure);
    expect(failureIn(createJsonLinesReader, input, {}, [1])).toContain(failure);
  });

  it("invalid UTF-8", () => {
    const input = Buffer.from('{"key":"a"}\n{"key":"\xff"}\n', "latin1");
    expect(failureIn(createJsonLinesReader, input)).toBe(
      "2: the line is not JSON: it is not valid UTF-8",
    );
  });

  it("shows a broken line without its control characters", () => {
    const failure = failureIn(createJsonLinesReader, "\u001b[2J\u202e");
    expect(failure).not.toMatch(/\p{Cc}|\p{Cf}/u);
  });
});

describe("a count in JSON", () => {
  const location = { countPointer: "/n" };

  it("is taken from its pointer, also for null keys", () => {
    const input = '{"key":"a","n":3}\n{"key":null,"n":2}\n{"key":"b","n":0}';
    expect(keysIn(createJsonLinesReader, input, location)).toEqual([
      ["a", 3],
      [null, 2],
    ]);
  });

  it.each([
    ...["-1", "1.5", "9007199254740993", "1e30", "null", "true", '"5.5"', '""', "[5]", "{}"],
    '{"toString":5}',
  ])("is refused where it is %s", (count) => {
    const failure = failureIn(createJsonLinesReader, `{"key":"a","n":${count}}`, location);
    expect(failure).toMatch(/^1: the count is not a whole number/);
  });

  it("is refused where there is none", () => {
    const failure = failureIn(createJsonLinesReader, '{"key":"a"}', location);
    expect(failure).toBe('1: the line has nothing at "/n"');
  });
});
