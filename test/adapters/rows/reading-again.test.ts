import { join } from "node:path";
import { expect, it } from "vitest";
import type { ReadOptions } from "#adapters/key-counting.ts";
import { readKeys } from "#adapters/read-keys.ts";
import type { RawTopic } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { UserError } from "#core/errors/user-error.ts";
import { partitionFor } from "#core/partition-for.ts";
import type { PartitionerName } from "#core/partitioners/index.ts";
import { folder } from "../../e2e/cli.ts";
import { utf8 } from "../../support/judge-keys.ts";

/* Files whose rows the engine does not know enough of, so that they are read again. */

/** Large enough for the engine. */
const ROWS = 80_000;
const FIELDS = { partitions: 12 } as const;

/** Rows with the partition that a client's partitioner chooses. */
function rowsBy(by: PartitionerName, text: (i: number) => string): string {
  const places = Array.from({ length: 900 }, (_, i) => partitionFor(utf8(`customer-${i}`), 12, by));
  const rows = Array.from({ length: ROWS }, (_, i) => {
    return `customer-${i % 900},${places[i % 900]},${text(i)}\n`;
  });
  return `key,partition,text\n${rows.join("")}`;
}

const LONG = "a-key-of-600-bytes-".padEnd(600, "x");
const plain = (i: number) => `order ${i}`;
const withLineEnds = (i: number) => `"order,\n${i},${"\n".repeat(i % 3)}"`;
const files: Record<string, string> = {
  "plain.csv": rowsBy("murmur2", plain),
  "elsewhere.csv": rowsBy("crc32", plain),
  "quoted.csv": rowsBy("murmur2", withLineEnds),
  "quoted-elsewhere.csv": rowsBy("crc32", withLineEnds),
  "many.csv": `key,partition\n${Array.from({ length: ROWS }, (_, i) => `${LONG}-${i},3\n`).join("")}`,
};
const root = folder(files);

async function read(name: string, fields: RawTopic, resources: ReadOptions["resources"]) {
  const path = join(root, name);
  const source = { path, partitionColumn: "partition" };
  let bytes = 0;
  const onRead = (more: number) => {
    bytes += more;
  };
  const file = { path, label: name, source };
  const { keys, tally, details, release } = await readKeys([file], contractFromFields(fields), {
    resources,
    onRead,
  });
  const { found, counts, agreeingRecords } = details.recorded ?? {};
  const { nullRecords } = keys;
  await release();
  const known = { found, counts, agreeingRecords, nullRecords, loads: tally.loads };
  return { times: bytes / (files[name] as string).length, known };
}

it.each([
  ["plain.csv", "once", undefined],
  ["elsewhere.csv", "again", "crc32"],
  ["quoted.csv", "again", undefined],
  ["quoted-elsewhere.csv", "again", "crc32"],
])("%s is read %s, and all is known as by its reader", async (name, often, found) => {
  const fast = await read(name, FIELDS, { threads: 2 });
  const slow = await read(name, FIELDS, undefined);
  expect(fast.known).toEqual(slow.known);
  expect(fast.known.found?.found[0]?.names[0]).toBe(found);
  expect(slow.times).toBe(1);
  if (often === "once") expect(fast.times).toBe(1);
  else expect(fast.times).toBeGreaterThan(1);
});

it("is refused where the places of so many keys do not fit into memory", async () => {
  const fields = { ...FIELDS, partitioner: "recorded" } as const;
  // A quarter of the least memory, 160 MiB.
  const refused = read("many.csv", fields, { memoryBytes: 2 ** 22 });
  await expect(refused).rejects.toThrow(UserError);
  await expect(refused).rejects.toThrow(/^many\.csv:\d+: where the records .* 40 MiB of memory$/);
});
