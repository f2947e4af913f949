import { closeSync, openSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Engine } from "#adapters/engine/engine.ts";
import { unsnappy } from "#core/compression/snappy.ts";
import { folder } from "../../e2e/cli.ts";
import { answers, bytesOf, optionsOf } from "../containers/reading.ts";
import { allKeys, counters } from "../engine/counting.ts";
import { countOf, entriesOf, sorted } from "../engine/oracle.ts";
import { fuzzPages } from "./fuzz.ts";
import { parquetFiles, readPages, readPagesByKernel } from "./parquet.ts";

function kernelWith(bytes: Uint8Array, more: number) {
  const all = counters(1);
  const { counter } = all[0] as (typeof all)[0];
  const at = counter.kernel.takeBytes(bytes.length + more + 64);
  counter.memory.bytes(at, bytes.length).set(bytes);
  return { all, counter, kernel: counter.kernel, at };
}

describe("the kernel", () => {
  const whole = fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc
      .tuple(fc.constantFrom(1n, -1n), fc.nat({ max: 19 }), fc.constantFrom(-1n, 0n, 1n))
      .map(([sign, digits, more]) => BigInt.asIntN(64, sign * (10n ** BigInt(digits) + more))),
  );

  it.each([
    [8, true],
    [8, false],
    [4, true],
    [4, false],
  ])("writes numbers of %i bytes, signed %s, as their text", (width, isSigned) => {
    const bits = width * 8;
    fc.assert(
      fc.property(fc.array(whole, { maxLength: 2000 }), (numbers) => {
        const bytes = new Uint8Array(width * numbers.length);
        const view = new DataView(bytes.buffer);
        numbers.forEach((n, i) => {
          if (width === 8) view.setBigInt64(i * 8, n, true);
          else view.setInt32(i * 4, Number(BigInt.asIntN(32, n)), true);
        });
        const { all, counter, kernel, at } = kernelWith(bytes, 0);
        const isWide = width === 8;
        kernel.countNumbers(counter.memory.area, at, numbers.length, isWide, isSigned);
        const as = isSigned ? BigInt.asIntN : BigInt.asUintN;
        const expected = countOf(numbers.map((n) => [String(as(bits, n)), 1]));
        expect(sorted(entriesOf(allKeys(all)))).toEqual(sorted(expected));
      }),
      { numRuns: 30 },
    );
  });

  const part = fc.oneof(
    fc.uint8Array({ minLength: 1, maxLength: 70 }).map((bytes) => literal(bytes)),
    fc
      .tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 4, max: 11 }))
      .map(([offset, n]) => [((n - 4) << 2) | 1, offset]),
    fc
      .tuple(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 1, max: 64 }))
      .map(([offset, n]) => [((n - 1) << 2) | 2, offset, 0]),
    fc.array(fc.nat(255), { maxLength: 3 }),
  );

  it("decompresses snappy as is done outside, or neither does", () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 12 }),
        fc.nat(300),
        fc.boolean(),
        (parts, n, isSaid) => {
          const body = parts.flat();
          const length = isSaid ? lengthOf(body) : n;
          const block = Uint8Array.from([(length & 0x7f) | 0x80, length >> 7, ...body]);
          const expected = outside(block, length);
          const { counter, kernel, at } = kernelWith(block, length + 128);
          const to = at + block.length + 64;
          const isRight = kernel.unsnappy(at, at + block.length, to, length) === 1;
          expect(isRight ? Buffer.from(counter.memory.bytes(to, length)) : undefined).toEqual(
            expected,
          );
        },
      ),
      { numRuns: 1000 },
    );
  });
});

function literal(bytes: Uint8Array): number[] {
  const n = bytes.length - 1;
  return n < 60 ? [n << 2, ...bytes] : [240, n, ...bytes];
}

/** What comes out of tags, right or wrong, if their lengths are right. */
function lengthOf(body: readonly number[]): number {
  let length = 0;
  for (let at = 0; at < body.length; ) {
    const tag = body[at] as number;
    const kind = tag & 3;
    const n = kind === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const count = tag >= 240 && kind === 0 ? (body[at + 1] ?? 0) + 1 : n;
    length += count;
    at += kind === 0 ? 1 + (tag >= 240 ? 1 : 0) + count : kind === 3 ? 5 : 1 + kind;
  }
  return Math.min(length, 16_000);
}

function outside(block: Uint8Array, length: number): Buffer | undefined {
  try {
    const bytes = unsnappy(block, length);
    return bytes.length === length ? Buffer.from(bytes) : undefined;
  } catch {
    return undefined;
  }
}

describe("pages of Parquet", () => {
  it.each(parquetFiles)("of %s are counted by the kernel as by the reader", async (_, file) => {
    expect((await readPagesByKernel(file))[0]).toBe(await readPages(file));
  });

  it("are counted by the kernel where they are plain", async () => {
    const counted = await Promise.all(parquetFiles.map(([, file]) => readPagesByKernel(file)));
    expect(counted.filter(([, pages]) => pages > 0).length).toBeGreaterThan(2);
  });

  it("are refused alike where they are damaged", async () => {
    const { errors, byKernel } = await fuzzPages(300, Math.floor(Math.random() * 1e9));
    expect(Math.min(errors, byKernel)).toBeGreaterThan(10);
  });
});

const records = answers.filter(
  ([name, { args, refused }]) =>
    name.endsWith(".parquet") && refused === undefined && !/count/.test(`${name}${args}`),
);

it.each(records)("counts the row groups of %s by two threads", async (name, answer) => {
  const path = join(folder(), name);
  writeFileSync(path, bytesOf(name));
  const descriptor = openSync(path, "r");
  const engine = Engine.create({ threads: 2 });
  if (engine === undefined) throw new Error("the kernel does not run here");
  const size = bytesOf(name).length;
  const file = { ...optionsOf(answer.args), descriptor, size, folderColumns: new Map() };
  await engine.countParquet({ ...file, keyBytes: 2 ** 25 }, () => {});
  await engine.finish();
  const keys = sorted(entriesOf(engine)).map(([key, n]) => [
    Buffer.from(key, "latin1").toString("hex"),
    n,
  ]);
  const { nullRecords } = engine;
  await engine.release();
  closeSync(descriptor);
  expect([nullRecords, Object.fromEntries(keys)]).toEqual([answer.nulls ?? 0, answer.keys]);
});
