import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCsvReader, createTsvReader } from "#core/keys/separated/reader.ts";
import { bytesOften, chunkSizes, failureIn, keysIn, latin1 } from "./reading.ts";

const rows = (count: number, row: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => `${row(i)}\n`).join("");

describe("separated text", () => {
  it.each<[title: string, input: string, location: object, keys: unknown]>([
    ["another separator", "key;n2\na;1\n", { delimiter: ";" }, [["a", 1]]],
    ["an escaped separator", "key\u0001v\na\u0001x\n", { delimiter: "\\x01" }, [["a", 1]]],
    ["Excel's sep= line", "sep=;\r\nkey;count\r\na;2\r\n", {}, [["a", 2]]],
    ["PowerShell's #TYPE line", '#TYPE X.Y\n"key","Count"\n"a","2"\n', {}, [["a", 2]]],
    [
      "no header",
      'a,x\n"b,c",y\n',
      { header: false, column: 1 },
      [
        ["a", 1],
        ["b,c", 1],
      ],
    ],
    [
      "no header, one column",
      "a\nb\n",
      { header: false },
      [
        ["a", 1],
        ["b", 1],
      ],
    ],
    [
      "no header, a count",
      "x,a,3\ny,b,1\n",
      { header: false, column: "2", countColumn: "3" },
      [
        ["a", 3],
        ["b", 1],
      ],
    ],
    ["names of counts", "key,COUNT(*)\na,3\n", {}, [["a", 3]]],
    ["a named count of 600.0", "key,freq\na,600.0\n", { countColumn: "freq" }, [["a", 600]]],
  ])("reads %s", (_, input, location, keys) => {
    expect(keysIn(createCsvReader, input, location)).toEqual(keys);
  });

  it("takes cells of TSV as they stand", () => {
    fc.assert(
      fc.property(fc.array(bytesOften('a"\r,'), { minLength: 1 }), chunkSizes, (cells, sizes) => {
        const keys = cells.map((one) =>
          latin1(one)
            .replace(/[\t\n]/g, "")
            .replace(/^"(.*)"$/s, "$1"),
        );
        fc.pre(keys.every((key) => !/^".*"$/s.test(key)));
        const input = Buffer.from(keys.map((key) => `${key}\tmore\t{}\n`).join(""), "latin1");
        const found = keysIn(createTsvReader, input, { header: false, column: 1 }, sizes);
        expect(found).toEqual(keys.map((key) => [key, 1]));
      }),
    );
  });

  it("lets rows of TSV without a header be of any width", () => {
    const location = { header: false, column: 1, delimiter: ":" };
    expect(keysIn(createTsvReader, 'a:{"x":1}\nb:{}\n', location)).toEqual([
      ["a", 1],
      ["b", 1],
    ]);
    expect(failureIn(createTsvReader, "a:1\nb\n", { ...location, column: 2 })).toContain(
      "2: the row has 1",
    );
  });

  it.each<[title: string, input: string, failure: string]>([
    ["whole numbers beside distinct keys", "key,freq\na,600\nb,4\n", '"freq" has whole numbers'],
    ["the same as floats", "key,freq\na,600.0\nb,4.0\n", '"freq" has whole numbers'],
    ["a count with groups", "key,n\na,6.000\nb,4\n", "the count is not a whole number"],
    ["two counts", "key,n,cnt\na,1,2\n", "may be the number"],
    ["pandas before 2.0", ",key\nUS,600\nDE,4\nFR,4\n", "probably counts"],
    ["the same with numbers as keys", "index,key\n17,600\n4,4\n99,4\n", "probably counts"],
    ["another separator", "key;count\na;2\n", 'no column "key"'],
  ])("refuses %s", (_, input, failure) => {
    expect(failureIn(createCsvReader, input)).toContain(failure);
  });

  it.each<[title: string, input: string, records: number]>([
    ["numbers beside keys that come twice", "key,freq\na,600\nb,4\na,1\n", 3],
    ["row numbers called n", `key,n\n${rows(40, (i) => `k${i},${i}`)}`, 40],
    ["row numbers", `key,no\n${rows(40, (i) => `k${i},${i + 1}`)}`, 40],
    ["times", `key,clock\n${rows(40, (i) => `k${i},${1_700_000_000 + i * 7}`)}`, 40],
    [
      "places in a topic",
      `key,partition,offset\n${rows(40, (i) => `k${i},${i % 7},${i * 3}`)}`,
      40,
    ],
    ["ones", `key,one\n${rows(9, (i) => `k${i},1`)}`, 9],
    ["an index", `,key\n${rows(9, (i) => `${i * 2},${9 - i}`)}`, 9],
    [
      "counts that go up, but not by one",
      `key,n\n${rows(20, (i) => `k${i},${i === 19 ? 600 : 1}`)}`,
      619,
    ],
  ])("judges %s", (_, input, records) => {
    const sum = keysIn(createCsvReader, input).reduce((all, [, count]) => all + count, 0);
    expect(sum).toBe(records);
  });

  it("refuses a key in quotes in TSV", () => {
    expect(failureIn(createTsvReader, 'key\n"a"\n')).toContain("2: the key is in quotes");
  });
});
