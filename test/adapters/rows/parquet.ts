import { codecs } from "#adapters/containers/codecs.ts";
import { CounterSink } from "#adapters/engine/counter-sink.ts";
import { plainPages } from "#adapters/engine/plain-pages.ts";
import { UserError } from "#core/errors/user-error.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { readParquet } from "#core/keys/parquet/read.ts";
import { answers, bytesOf, optionsOf } from "../containers/reading.ts";
import { allKeys, counters } from "../engine/counting.ts";
import { entriesOf, sorted } from "../engine/oracle.ts";

/** A Parquet file of the fixtures, or what damage has left of it. */
export interface ParquetCase {
  readonly bytes: Uint8Array;
  readonly args: readonly string[];
}

export const parquetFiles: readonly (readonly [name: string, file: ParquetCase])[] = answers
  .filter(([name]) => name.endsWith(".parquet"))
  .map(([name, { args }]) => [name, { bytes: bytesOf(name), args }]);

function optionsFor({ bytes, args }: ParquetCase) {
  const read = (start: number, length: number) => bytes.slice(start, start + length);
  const shared = { codecs, folderColumns: new Map<string, string | null>(), ...optionsOf(args) };
  return [
    { size: bytes.length, read },
    { ...shared, onPage: async () => {} },
  ] as const;
}

/** Keys with their counts, or the error. */
export async function readPages(file: ParquetCase): Promise<string> {
  const target = new KeyTable();
  const [access, options] = optionsFor(file);
  return outcomeOf(async () => {
    await readParquet(access, { ...options, target });
    return [target.nullRecords, sorted(entriesOf(target))];
  });
}

/** The same with the kernel's help; how many pages it has counted. */
export async function readPagesByKernel(file: ParquetCase): Promise<[string, number]> {
  const [one] = counters(1);
  if (one === undefined) throw new Error("there is no counter");
  const target = new CounterSink(one.counter, one.buffer);
  const count = plainPages(one.counter);
  let pages = 0;
  const [access, options] = optionsFor(file);
  const outcome = await outcomeOf(async () => {
    await readParquet(access, {
      ...options,
      target,
      countPage: (page) => {
        const nulls = count(page);
        if (nulls !== undefined) pages++;
        return nulls;
      },
    });
    return [target.nullRecords, sorted(entriesOf(allKeys([one])))];
  });
  return [outcome, pages];
}

async function outcomeOf(read: () => Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await read());
  } catch (error) {
    if (error instanceof UserError) return JSON.stringify(error.parts);
    return String(error);
  }
}

/** One kind of damage each: bits, a byte, a run of bytes, bytes left out, the end. */
function damaged(whole: Uint8Array, next: (below: number) => number): Uint8Array {
  const bytes = whole.slice();
  const { length } = bytes;
  switch (next(5)) {
    case 0:
      for (let i = next(4); i >= 0; i--) (bytes[next(length)] as number) ^= 1 << next(8);
      return bytes;
    case 1:
      bytes[next(length)] = next(256);
      return bytes;
    case 2:
      return bytes.fill(next(256), next(length), next(length));
    case 3: {
      const at = next(length);
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + next(20))]);
    }
    default:
      return bytes.subarray(0, next(length));
  }
}

/** Reads damaged files both ways. @throws Error with the first one that comes out differently */
export async function fuzzParquet(cases: number, next: (below: number) => number) {
  const tally = { cases: 0, byKernel: 0, errors: 0 };
  const plain: (typeof parquetFiles)[number][] = [];
  for (const one of parquetFiles) if ((await readPagesByKernel(one[1]))[1] > 0) plain.push(one);
  for (; tally.cases < cases; tally.cases++) {
    const files = next(4) === 0 ? parquetFiles : plain;
    const [name, { bytes, args }] = files[next(files.length)] as (typeof files)[number];
    const file = { bytes: damaged(bytes, next), args };
    const slow = await readPages(file);
    const [fast, pages] = await readPagesByKernel(file);
    if (pages > 0) tally.byKernel++;
    if (!slow.startsWith("[")) tally.errors++;
    if (slow !== fast)
      throw new Error(`${name}, case ${tally.cases}\nslow: ${slow}\nfast: ${fast}`);
  }
  return tally;
}
