import { join } from "node:path";
import { expect, it, vi } from "vitest";
import type { KeyFile } from "#adapters/find-key-files.ts";
import type { ReadOptions } from "#adapters/key-counting.ts";
import { countKeys } from "#adapters/read-keys.ts";
import type { KeySource } from "#core/contract/contract.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { DetailSink } from "#core/keys/details/record-details.ts";
import { DetailTally } from "#core/tally/detail-tally.ts";
import { folder } from "../../e2e/cli.ts";
import { entriesOf, sorted } from "../engine/oracle.ts";
import { fuzzRows } from "./fuzz.ts";
import { sumsIn } from "./reading.ts";

it("reads rows as their readers do, or leaves them to these", async () => {
  const { byKernel, refused, refusedRight } = await fuzzRows(400, Math.floor(Math.random() * 1e9));
  expect(byKernel).toBeGreaterThan(40);
  expect(refused + refusedRight).toBeGreaterThan(20);
}, 120_000);

/** Several buffers and pieces of every file. */
const ROWS = 60_000;

function rowsOf(row: (i: number) => string): string {
  return Array.from({ length: ROWS }, (_, i) => row(i)).join("");
}

const files: Record<string, string> = {
  "plain.csv": `time,key,amount\n${rowsOf((i) => `2026-11-25T10:00,user-${i % 7000},${i}.5\n`)}`,
  "counted.tsv": `key\tcount\n${rowsOf((i) => `a key that is long ${i % 9001}\t${i % 3}\r\n`)}`,
  "quoted.csv": `"key","text"\n${rowsOf((i) => `"k""${i % 5000}","one,\ntwo ${i % 40}"\n`)}`,
  "literal.csv": `key,size\n${rowsOf((i) => `k${i % 5000},5'11" and more\r\n`)}`,
  "plain.jsonl": rowsOf((i) => `{"key":"user-${i % 7000}","time":${i},"x":[1,{"key":2}]}\n`),
  "escapes.jsonl": rowsOf(
    (i) => `{"n":${i % 3},"key":"\\u00e9\\n${i % 700}","text":"é \\ud83d"}\n`,
  ),
  "nulls.jsonl": rowsOf((i) => `{"key":${i % 3 === 0 ? null : i % 99},"text":"some text ${i}"}\n`),
  "later.csv": `key,time\n${rowsOf((i) => `user-${i % 7000},2026-11-25T${i}\n`)}too,many,cells\n`,
  "later.jsonl": `${rowsOf((i) => `{"key":"user-${i % 7000}","t":${i}}\n`)}{"key":1,}\n{"key":[]}\n`,
  "open.csv": `key,time\n${rowsOf((i) => `user-${i % 7000},2026-11-25T${i}\n`)}"open\n\n`,
};
const root = folder(files);

async function outcome(name: string, isFast: boolean) {
  const path = join(root, name);
  const file: KeyFile = { path, label: name, source: { path } };
  const resources = isFast ? { threads: 2, memoryBytes: 2 ** 28 } : undefined;
  let read = 0;
  const onRead = (bytes: number) => {
    read += bytes;
  };
  try {
    const counted = await countKeys([file], { keyType: "string" }, { resources, onRead });
    const { nullRecords } = counted.keys;
    const entries = sorted(entriesOf(counted.keys));
    await counted.release();
    return { nullRecords, entries, read: read >= (files[name] as string).length };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.parts;
  }
}

it.each(Object.keys(files))("counts %s by the engine as by its reader", async (name) => {
  expect(await outcome(name, true)).toEqual(await outcome(name, false));
});

/** The `i`th record of kcat's, of which every seventh has no key. */
const kcatLine = (i: number) =>
  `{"topic":"t","partition":${i % 12},"offset":${i},"tstype":"create","ts":${1_793_000_000_000 + i},` +
  `"headers":["a","${i}"],"key":${i % 7 === 0 ? null : `"k\\n${i % 999}"`},"payload":"{\\"n\\":${i}}"}\n`;

const summed: Record<string, { readonly text: string; readonly source: Partial<KeySource> }> = {
  kcat: { text: rowsOf(kcatLine), source: { format: "kcat" } },
  "kcat with a wrong partition at the end": {
    text: `${rowsOf(kcatLine)}{"partition":12,"key":"a"}\n`,
    source: { format: "kcat", partitionColumn: "partition" },
  },
  "csv with times in another unit at the end": {
    text: `key,when\n${rowsOf((i) => `k${i % 999},2026-11-28T10:${10 + (i % 50)}:00Z\n`)}k,1793000000000\n`,
    source: { format: "csv", timeColumn: "when" },
  },
  "csv with a wrong partition in a row of no records": {
    text: `key,count,place\n${rowsOf((i) => `a key that is long ${i % 999},${1 + (i % 3)},${i % 12}\n`)}k,0,x\n`,
    source: { format: "csv", partitionColumn: "place" },
  },
  "jsonl with partition and offset": {
    text: rowsOf(
      (i) =>
        `{"partition":${i % 13},"offset":${i},"timestamp":"2026-11-28T10:${10 + (i % 50)}:00.5Z","key":"k${i % 999}"}\n`,
    ),
    source: { format: "jsonl" },
  },
};
const summedFiles = folder(
  Object.fromEntries(Object.entries(summed).map(([name, { text }]) => [name, text])),
);

it.each(Object.entries(summed))("adds up what is beside keys of %s", async (name, { source }) => {
  const path = join(summedFiles, name);
  const file: KeyFile = { path, label: name, source: { path, ...source } };
  const read = async (resources: ReadOptions["resources"]) => {
    const spec = { partitioner: "murmur2", emptyKey: "hashed", keyType: "string" } as const;
    const details = new DetailTally({ ...spec, partitions: 12 });
    const add = vi.spyOn(details, "add");
    try {
      const counted = await countKeys([file], { keyType: "string" }, { resources }, () => details);
      await counted.release();
      return { outcome: sumsIn(details), added: add.mock.calls.length };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { outcome: error.parts, added: ROWS };
    }
  };
  const slow = await read(undefined);
  const fast = await read({ threads: 2 });
  expect(fast.outcome).toEqual(slow.outcome);
  // By threads, only the beginning is passed on record by record.
  if ("recorded" in slow.outcome) expect(fast.added).toBeLessThan(ROWS / 10);
});

const detailed: Record<string, { readonly text: string; readonly source: Partial<KeySource> }> = {
  kcat: {
    text: rowsOf((i) => `{"topic":"t","partition":${i % 12},"ts":${i},"key":"k${i % 999}"}\n`),
    source: { format: "kcat" },
  },
  csv: {
    text: `key,place\n${rowsOf((i) => `a key that is long ${i % 999},${i % 12}\n`)}`,
    source: { format: "csv", partitionColumn: "place" },
  },
  jsonl: {
    text: rowsOf((i) => `{"key":"a key that is long ${i % 999}","place":${i % 12}}\n`),
    source: { format: "jsonl", partitionColumn: "place" },
  },
};
const detailFiles = folder(
  Object.fromEntries(Object.entries(detailed).map(([name, { text }]) => [name, text])),
);

it.each(Object.entries(detailed))("keeps the partitions of large %s files", async (name, one) => {
  const path = join(detailFiles, name);
  const perPartition = new Map<number | undefined, number>();
  const details: DetailSink = {
    add(_bytes, _start, _end, count, { partition }) {
      perPartition.set(partition, (perPartition.get(partition) ?? 0) + count);
    },
    addNull: () => {},
  };
  const file: KeyFile = { path, label: name, source: { path, ...one.source } };
  const counted = await countKeys([file], { keyType: "string" }, { resources: {} }, () => details);
  await counted.release();
  expect(perPartition.size).toBe(12);
  expect([...perPartition.values()].every((count) => count === ROWS / 12)).toBe(true);
});
