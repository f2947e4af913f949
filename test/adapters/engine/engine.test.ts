import { appendFileSync, closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Engine } from "#adapters/engine/engine.ts";
import { UserError } from "#core/errors/user-error.ts";

const folder = mkdtempSync(join(tmpdir(), "skew-contract-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const spec = {
  partitioner: "murmur2",
  emptyKey: "hashed",
  keyType: "string",
  partitions: 4,
  others: [],
  isRecorded: false,
} as const;

function engineWith(threads: number): Engine {
  const engine = Engine.create({ threads });
  if (engine === undefined) throw new Error("the kernel does not run here");
  return engine;
}

function keyFile(name: string, bytes: number) {
  const path = join(folder, name);
  writeFileSync(path, "user-1234\n".repeat(bytes / 10));
  return { label: name, path, descriptor: openSync(path, "r"), start: 0, size: bytes };
}

describe("a file that changes while it is read", () => {
  it.each([
    ["shorter than it was", 1_000_000, 1_500_000],
    ["longer than it was", 1_500_000, 1_000_000],
  ])("%s is refused", async (name, bytes, size) => {
    const file = { ...keyFile(name, bytes), size };
    const counting = engineWith(1).countFile(file, () => {});
    await expect(counting).rejects.toThrow(UserError);
    await expect(counting).rejects.toThrow(`${name}: the key file changed while it was being read`);
  });

  it("is refused even if its size is the same again", async () => {
    const file = keyFile("rewritten.txt", 1_000_000);
    const onRead = () => {
      const writing = openSync(file.path, "r+");
      appendFileSync(writing, "");
      writeFileSync(writing, "x");
      closeSync(writing);
    };
    await expect(engineWith(1).countFile(file, onRead)).rejects.toThrow(
      "changed while it was being read",
    );
  });
});

it("does not take keys of one file for the beginning of another", async () => {
  const engine = engineWith(1);
  const key = Buffer.from("from-a-table");
  engine.add(key, 0, key.length, 1);
  const path = join(folder, "long.txt");
  writeFileSync(path, `${"x".repeat(7_000_000)}\nlast\n`);
  const descriptor = openSync(path, "r");
  await engine.countFile({ label: path, descriptor, start: 0, size: 7_000_006 }, () => {});
  const { uniqueKeys, keyedRecords } = await engine.tally(spec);
  expect([uniqueKeys, keyedRecords]).toEqual([3, 3]);
});

describe("workers", () => {
  it("that die are noticed", async () => {
    const engine = engineWith(3);
    const file = keyFile("large.txt", 64_000_000);
    let released: Promise<void> | undefined;
    const counting = engine.countFile(file, () => {
      released ??= engine.release();
    });
    await expect(counting).rejects.toThrow("it stopped");
    await released;
  });

  it("take their share of a stream", async () => {
    const engine = engineWith(2);
    const chunk = Buffer.from("user-1234\nuser-5678\r\n".repeat(50_000));
    for (let i = 0; i < 60; i++) {
      engine.pushLines(chunk.subarray(0, 777_777));
      engine.pushLines(chunk.subarray(777_777));
      await engine.shareLines();
    }
    engine.pushLines(Buffer.from("last"));
    await engine.endLines();
    const { keyedRecords, uniqueKeys, hottest } = await engine.tally(spec);
    expect([keyedRecords, uniqueKeys]).toEqual([6_000_001, 3]);
    expect(hottest.map(({ count }) => count)).toEqual([3_000_000, 3_000_000, 1]);
  });
});
