import { createHash } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readKeys } from "#adapters/read-keys.ts";
import { sampleFile } from "#adapters/samples/encode-sample.ts";
import type { RawTopic } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { sampleHashes, signedHeader } from "#core/samples/sample-format.ts";
import { KeyDetails } from "#core/tally/key-details.ts";

/* Windows of time in sample files. */

const START_MS = 1_795_827_600_000;
const LENGTH_MS = 60_000;
const folder = mkdtempSync(join(tmpdir(), "windows-"));

interface Row {
  readonly key: string | null;
  readonly timeMs: number;
  readonly partition: number | undefined;
  readonly count: number;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const pathOf = (name: string) => join(folder, name);

function sampleOf(rows: readonly Row[], lengthMs = LENGTH_MS): Uint8Array {
  const keys = new KeyTable();
  const details = new KeyDetails({ lengthMs });
  for (const { key, count, ...known } of rows) {
    if (key === null) {
      keys.addNull(count);
      details.addNull(count, known);
    } else {
      const bytes = bytesOf(key);
      keys.add(bytes, 0, bytes.length, count);
      details.add(bytes, 0, bytes.length, count, known);
    }
  }
  const hashes = sampleHashes("string");
  return sampleFile(keys, { keyType: "string", hashes, secret: undefined, details, facts: {} });
}

async function windowsIn(file: string, content: Uint8Array | string, topic: Partial<RawTopic>) {
  const path = pathOf(file);
  writeFileSync(path, content);
  const fields = { partitions: 1, max_window_share: 1, window: "1m", ...topic };
  const contract = contractFromFields(fields);
  const columns = { column: "k", countColumn: "n", partitionColumn: "p", timeColumn: "t" };
  const source = file.endsWith(".csv") ? { path, ...columns } : { path };
  const { details } = await readKeys(
    [{ path, label: file, source }],
    {
      ...contract,
      nullToken: "null",
    },
    {},
  );
  return details.windows;
}

const row = fc.record({
  key: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(null, "") },
    { weight: 9, arbitrary: fc.constantFrom(..."abcdefghij") },
  ),
  timeMs: fc.integer({ min: 0, max: 60 * LENGTH_MS }).map((ms) => START_MS + ms),
  partition: fc.nat({ max: 2 }),
  count: fc.integer({ min: 1, max: 30 }),
});

describe("a sample with windows", () => {
  it("is judged as its records are, by any partitioner and partition count, in wider windows too", async () => {
    const cases = fc.record({
      rows: fc.array(row, { minLength: 1, maxLength: 200 }),
      partitioner: fc.constantFrom("murmur2" as const, "crc32" as const, "recorded" as const),
      partitions: fc.integer({ min: 3, max: 5 }),
      window: fc.constantFrom("1m", "2m", "7m"),
      empty_keys: fc.constantFrom("hashed" as const, "unplaced" as const),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ rows, ...fields }) => {
        const lines = rows.map(({ key, timeMs, partition, count }) => {
          return `${key},${partition},${timeMs},${count}\n`;
        });
        const [own, sampled] = [
          await windowsIn("k.csv", `k,p,t,n\n${lines.join("")}`, fields).catch(String),
          await windowsIn("k.skew", sampleOf(rows), fields).catch(String),
        ];
        expect(sampled).toEqual(own);
      }),
      { numRuns: 60 },
    );
  });

  it.each(["e.csv", "e.skew"])(
    "is not said to have no times if all keys are unplaced: %s",
    async (file) => {
      const row = { key: "", timeMs: START_MS, partition: 0, count: 1 };
      const content = file === "e.csv" ? `k,p,t,n\n,0,${START_MS},1\n` : sampleOf([row]);
      const fields = { partitions: 3, empty_keys: "unplaced" } as const;
      expect(await windowsIn(file, content, fields)).toMatchObject({ records: 0, windows: 0 });
    },
  );

  it("is the same file for the same records in another order", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 60 }), (rows) => {
        expect(sampleOf([...rows].reverse())).toEqual(sampleOf(rows));
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ["windows of 1m, which do not add up to windows of 90s", "90s", LENGTH_MS],
    ["windows of 1h, which do not add up to windows of 1m", "1m", 3_600_000],
  ])("refuses %s", async (what, window, lengthMs) => {
    const rows = [{ key: "a", timeMs: START_MS, partition: 0, count: 1 }];
    const run = windowsIn("a.skew", sampleOf(rows, lengthMs), { window });
    await expect(run).rejects.toThrow(what);
  });

  it("refuses a contract that needs the order of records", async () => {
    const rows = [{ key: "a", timeMs: START_MS, partition: 0, count: 1 }];
    const fields = { partitions: 1, max_window_share: 1, window: undefined, window_records: 10 };
    await expect(windowsIn("a.skew", sampleOf(rows), fields)).rejects.toThrow("have no order");
  });
});

describe("a damaged sample with windows", () => {
  const rows = [0, 0, 1, 5].map((minute, i) => {
    return { key: `k${i % 3}`, timeMs: START_MS + minute * LENGTH_MS, partition: 0, count: 2 };
  });
  const whole = Buffer.from(sampleOf(rows));
  const end = whole.indexOf("\n") + 1;
  const { sha256: _, ...header } = JSON.parse(whole.subarray(0, end).toString());
  const tailStart = whole.length - header.tail_bytes;

  /** With a checksum that is right, as somebody who means harm writes it. */
  function forged(tail: readonly number[], changes: object = {}) {
    const signed = { ...header, tail_bytes: tail.length, ...changes };
    const body = Buffer.concat([whole.subarray(end, tailStart), Buffer.from(tail)]);
    const sha256 = createHash("sha256").update(signedHeader(signed)).update(body).digest("hex");
    return Buffer.concat([Buffer.from(`${JSON.stringify({ ...signed, sha256 })}\n`), body]);
  }

  const tail = [...whole.subarray(tailStart)];
  const at = (index: number, value: number) => tail.with(index, value);
  // The number of the first window takes 4 bytes: then its cells, and for each the key, partition + 1, records.
  it("is read if it is not damaged", async () => {
    expect(await windowsIn("d.skew", forged(tail), {})).toMatchObject({ records: 8, windows: 3 });
    expect(tail.slice(5, 8)).toEqual([3, 1, 2]);
  });

  it.each<[name: string, bytes: Uint8Array]>([
    ["a cut tail", forged(tail.slice(0, -1))],
    ["bytes behind it that are not declared", forged([...tail, 1], { tail_bytes: tail.length })],
    ["more cells than the header says", forged(at(4, 9))],
    ["no cells", forged(at(4, 0))],
    ["a key that there is not", forged(at(5, 100))],
    ["a key twice", forged(at(8, 0))],
    ["no records", forged(at(7, 0))],
    ["more records than the key has", forged(at(7, 100))],
    ["a window before the epoch's end of numbers", forged([...Array(7).fill(0xff), 1, ...tail])],
    ["fewer windows", forged(tail, { windows: { ...header.windows, count: 2 } })],
    ["more windows", forged(tail, { windows: { ...header.windows, count: 4 } })],
    ["a huge number of windows", forged(tail, { windows: { ...header.windows, count: 2 ** 52 } })],
    ["fewer cells", forged(tail, { windows: { ...header.windows, cells: 3 } })],
    ["huge windows", forged(tail, { windows: { ...header.windows, length_ms: 3e9 } })],
  ])("is refused: %s", async (_name, bytes) => {
    const { windows } = JSON.parse(bytes.toString().split("\n")[0] ?? "");
    const window = windows.length_ms > LENGTH_MS ? { window: "50000m" } : {};
    await expect(windowsIn("d.skew", bytes, window)).rejects.toThrow("damaged or cut short");
  });

  it("is refused with any bit changed, or cut at any place", async () => {
    for (let i = 0; i < whole.length; i += 5) {
      const changed = Buffer.from(whole);
      changed[i] = (changed[i] as number) ^ (1 << (i % 8));
      await expect(windowsIn("d.skew", changed, {})).rejects.toThrow();
      await expect(windowsIn("d.skew", whole.subarray(0, i), {})).rejects.toThrow();
    }
  });

  it("has windows of another form in a later release, which are not known", async () => {
    const later = forged(tail, { windows: { length: "1m" } });
    await expect(windowsIn("d.skew", later, {})).rejects.toThrow("no windows of time");
  });
});
