import { describe, expect, it } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { headOf } from "#core/keys/look/head.ts";
import { withOtherFormat } from "#core/keys/look/other-format.ts";

const rows = (row: (i: number) => string) =>
  Array.from({ length: 20 }, (_, i) => `${row(i)}\n`).join("");

describe("the advice for a format that does not fit names the one that does:", () => {
  const csv = `"key","count"\n${rows((i) => `"k${i}","${i}"`)}`;
  it.each([
    ["json", "CSV with quotes", csv, { format: "csv", column: "key", countColumn: "count" }],
    ["tsv", "CSV", csv, { format: "csv" }],
    ["jsonl", "CSV", `key,value\n${rows((i) => `k${i},x${i}`)}`, { format: "csv", column: "key" }],
    ["json", "keys", rows((i) => `user-${i}`), { format: "lines" }],
    ["csv", "JSON", rows((i) => `{"key":"k${i}"}`), { format: "jsonl", pointer: "/key" }],
    ["json", "uniq -c", rows((i) => `      ${i % 9} k${i}`), { format: "uniq" }],
    ["csv", "console", rows((i) => `Partition:1\tOffset:${i}\tk`), { format: "console" }],
    ["jsonl", "a list", `[\n${rows((i) => `{"key":"k${i}"},`)}`, { format: "json" }],
  ])("%s for %s", (format, _, text, reading) => {
    const error = new UserError({ what: "wrong", next: "Fix it." });
    const { next } = withOtherFormat(error, headOf(Buffer.from(text), true), format).details;
    expect(JSON.stringify(next)).toContain("It looks like ");
    const found = JSON.parse(JSON.stringify(next)).flat(2);
    expect(found).toContainEqual({ howToRead: expect.objectContaining(reading) });
  });

  it("and is as it was where the format fits", () => {
    const error = new UserError({ what: "wrong", next: "Fix it." });
    const head = headOf(Buffer.from(rows((i) => `{"key":"k${i}"}`)), true);
    expect(withOtherFormat(error, head, "jsonl")).toBe(error);
  });
});
