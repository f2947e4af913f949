import { CsvError, parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KeyLocation } from "#core/keys/key-location.ts";
import { createCsvReader } from "#core/keys/separated/reader.ts";
import { bytesOften, chunkSizes, failureIn, keysIn, latin1, read } from "./reading.ts";

type Outcome =
  | readonly string[]
  | "quote never closed"
  | "text after quote"
  | "quote in bare cell"
  | "wrong cells";

function ours(input: Uint8Array, sizes: readonly number[]): Outcome {
  const { found, error } = read(createCsvReader, input, {}, sizes);
  if (error === undefined) return found.map(([key]) => key as string);
  if (/never closed/.test(error.message)) return "quote never closed";
  if (/after its closing quote/.test(error.message)) return "text after quote";
  if (/cells, but the header has/.test(error.message)) return "wrong cells";
  throw error;
}

/**
 * csv-parse, set to what this reader promises: bytes as they are (Latin-1), LF and CRLF end a
 * row, and blank lines are rows only where the header has a single column.
 */
function csvParse(input: Uint8Array, header: readonly string[], relaxQuotes: boolean): Outcome {
  try {
    const rows: string[][] = parse(Buffer.from(input), {
      encoding: "latin1",
      record_delimiter: ["\r\n", "\n"],
      skip_empty_lines: header.length > 1,
      relax_quotes: relaxQuotes,
    });
    return rows.slice(1).map((row) => row[header.indexOf("key")] as string);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    if (error.code === "INVALID_OPENING_QUOTE") return "quote in bare cell";
    if (error.code === "CSV_QUOTE_NOT_CLOSED") return "quote never closed";
    if (error.code === "CSV_INVALID_CLOSING_QUOTE") return "text after quote";
    if (error.code === "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH") return "wrong cells";
    throw error;
  }
}

const bareCell = bytesOften("ab\r ").map((bytes) => latin1(bytes).replace(/[",\n]/g, ""));
const quotedCell = bytesOften('ab\r\n,"').map(
  (bytes) => `"${latin1(bytes).replaceAll('"', '""')}"`,
);
const anyCell = fc.string({ unit: fc.constantFrom('"', ",", "\r", "\n", "a"), maxLength: 4 });
const cell = fc.oneof(
  { arbitrary: bareCell, weight: 30 },
  { arbitrary: quotedCell, weight: 30 },
  { arbitrary: anyCell, weight: 1 },
);

/** Rows as a CSV writer makes them, most of the time. */
function body(width: number): fc.Arbitrary<string> {
  const cells = fc.oneof(
    { arbitrary: fc.array(cell, { minLength: width, maxLength: width }), weight: 60 },
    { arbitrary: fc.array(cell, { maxLength: width + 1 }), weight: 1 },
  );
  const row = fc.tuple(cells, fc.constantFrom("\n", "\r\n"));
  const end = fc.constantFrom("", "", "", "\r", "a");
  return fc
    .tuple(fc.array(row), end)
    .map(([rows, end]) => rows.map(([cells, lf]) => cells.join(",") + lf).join("") + end);
}

describe("createCsvReader agrees with csv-parse", () => {
  it.each([[["key"]], [["a", "key"]], [["key", "b", "c"]]])("on rows below %j", (header) => {
    fc.assert(
      fc.property(body(header.length), chunkSizes, (body, sizes) => {
        // csv-parse takes a NUL after a closing quote for the end of its data.
        const text = body.replaceAll('"\0', '"');
        const input = Buffer.from(`${header.join(",")}\n${text}`, "latin1");
        const actual = ours(input, sizes);
        let expected = csvParse(input, header, false);
        if (expected === "quote in bare cell") {
          // Here it belongs to the cell, as with relax_quotes; but that also lets text follow a
          // closing quote.
          fc.pre(actual !== "text after quote");
          expected = csvParse(input, header, true);
        }
        expect(actual).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("createCsvReader", () => {
  it.each<[title: string, input: string, found: [string, number][]]>([
    ["reads key and count by name", "x,count,key\n1,3,a\n", [["a", 3]]],
    ["counts each row once without a count column", "key,day\na,5\n", [["a", 1]]],
    ["adds nothing for a count of 0", "key,count\na,0\nb,1\n", [["b", 1]]],
    ["takes a header alone as no keys", "key,count", []],
    ["takes CRLF as a row's end", '"key","count"\r\n"a","2"\r\n', [["a", 2]]],
    ["needs no end of the last row", "key\na", [["a", 1]]],
    [
      "takes blank lines as empty keys in a single column",
      'key\n\na\n""\n\n',
      keys(["", "a", "", ""]),
    ],
    ["skips blank lines where there are more columns", "key,b\n\na,1\r\n\r\n", keys(["a"])],
    ["takes an empty cell as an empty key", "key,b\n,1\n", keys([""])],
    [
      "keeps line breaks, commas and quotes of a quoted cell",
      'key\n"a\r\nb,""c"""\n',
      keys(['a\r\nb,"c"']),
    ],
    ["keeps a quote inside a bare cell", 'key\na"b"\n', keys(['a"b"'])],
    ["keeps a lone CR", "key,b\n\ra\rb,1\n", keys(["\ra\rb"])],
    ["keeps the CR before a CRLF", "key\na\r\r\n", keys(["a\r"])],
    ["keeps a CR at the end of the file", "key\na\r", keys(["a\r"])],
    ["trims nothing", "key\n a\t\n", keys([" a\t"])],
  ])("%s", (_title, input, found) => {
    expect(keysIn(createCsvReader, input)).toEqual(found);
    expect(keysIn(createCsvReader, input, {}, [1])).toEqual(found);
  });

  it("passes the bytes of a key on unchanged", () => {
    const input = Buffer.from('key,b\n\xff\xfe\0,1\n"\xef\xbb\xbf\xc3",1\n', "latin1");
    expect(keysIn(createCsvReader, input)).toEqual(keys(["\xff\xfe\0", "\xef\xbb\xbf\xc3"]));
  });

  it("reads the columns it is told", () => {
    const location = { column: "ключ", countColumn: "key" };
    expect(keysIn(createCsvReader, "key,ключ,count\n7,a,3\n", location)).toEqual([["a", 7]]);
  });

  it("takes `count` beside a named column too, unless told not to", () => {
    const read = (location: KeyLocation) => keysIn(createCsvReader, "id,count\na,3\n", location);
    expect(read({ column: "id" })).toEqual([["a", 3]]);
    expect(read({ column: "id", countColumn: false })).toEqual([["a", 1]]);
  });
});

describe("an error in CSV tells its line", () => {
  it.each<[title: string, input: string, failure: RegExp]>([
    [
      "a row that is too short",
      "key,b\na,1\nb\n",
      /^3: the row has 1 cells, but the header has 2$/,
    ],
    ["a row that is too long", "key\na,b\n", /^2: the row has 2 cells, but the header has 1$/],
    ["after a cell with line breaks", 'key,b\n"a\n\n",1\nc,1\nb\n', /^6: the row has 1 cells/],
    [
      "text after a closing quote",
      'key\na\n"b"c\n',
      /^3: a quoted cell continues after its closing/,
    ],
    [
      "a lone CR after a closing quote",
      'key\n"b"\r',
      /^2: a quoted cell continues after its closing/,
    ],
    ["a quote that is never closed", 'key\na\n"b\n\n\n', /^3: a quoted cell opens here/],
    ["… that opens below its row's first line", 'key,b\n"a\n","b', /^3: a quoted cell opens here/],
    ["a count that is none", "key,count\na,1\na,many\n", /^3: the count is not a whole/],
    ["an empty count", "key,count\na,\n", /^2: the count is not a whole number/],
    ["a BOM before a count", "key,count\na,\ufeff5\n", /^2: the count is not a/],
  ])("%s", (_title, input, failure) => {
    expect(failureIn(createCsvReader, input)).toMatch(failure);
    expect(failureIn(createCsvReader, input, {}, [1])).toMatch(failure);
  });
});

describe("an error in the CSV header", () => {
  it.each([
    ["no key column", "a,b\n", {}, 'no column "key"'],
    ["no such column", "key\na\n", { column: "id" }, 'no column "id"'],
    ["no such count column", "key\na\n", { countColumn: "n" }, 'no column "n"'],
    ["another case", "Key\na\n", {}, 'no column "key"; did you mean "Key"?'],
    ["no header at all", "user-1\nuser-2\n", {}, 'no column "key"'],
    ["a blank first line", "\nkey\na\n", {}, 'no column "key"'],
    ["a header without an end", "a,b", {}, 'no column "key"'],
    ["nothing at all", "", {}, 'no column "key"'],
    ["a key column twice", "key,key\na,b\n", {}, 'the column "key" twice'],
    ["a named count column twice", "key,n,n\n", { countColumn: "n" }, 'the column "n" twice'],
    ["a count column twice", "key,count,count\na,1,2\n", {}, 'the column "count" twice'],
  ])("%s", (_title, input, location, failure) => {
    const message = failureIn(createCsvReader, input, location);
    expect(message).toContain("1: the CSV header has ");
    expect(message).toContain(failure);
  });
});

function keys(texts: readonly string[]): [string, number][] {
  return texts.map((text) => [text, 1]);
}
