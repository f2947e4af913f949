import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import { folder, hasProgram, plainEnv, root } from "../e2e/cli.ts";

/*
 * The benchmark compares the same work: on small inputs of every kind, skew-contract and the peers
 * that the machine can build count what a simple count of this file counts. Nothing is timed.
 */

interface Summary {
  readonly records: number;
  readonly unique: number;
  readonly partitions: readonly number[];
  readonly gini: number;
  readonly max_share: number;
  readonly top: readonly (readonly [key: string, records: number])[];
}

interface Measured {
  readonly name: string;
  readonly results: readonly { name: string; summary?: Summary; failure?: string }[];
}

const PARTITIONS = 48;
const SCALE = 0.01;
/** Of the files at this scale: a change of what they hold needs a new version of the inputs. */
const GENERATED = {
  "users-100k": "aa1877a381ff94d7",
  "zipf-10m": "898e7b1783dacadc",
  "uuids-10m": "771a8feb1eef7b81",
  "codes-50m": "8ce50ec9bf7f6be7",
  "flood-16": "1c36fb2f0bcb10da",
  edges: "6da1951257062fdd",
};
const HAND_MADE = {
  "one-line": "a",
  "one-blank": "\n",
  blanks: "\n\r\n\n",
  "only-crs": "\r\r\r\n\r\n\n\r",
  "cr-at-the-end": "a\n\rb\r\na\r",
  "long-lines": `${"x".repeat(200_000)}\n${"y".repeat(70_000)}\r\n${"x".repeat(200_000)}`,
};

const always = ["node-split", "skew-contract"];
const c = hasProgram("gcc") ? ["c-1t", "c-2t"] : [];
const go = hasProgram("go") ? ["go-tuned-1t", "go-tuned-2t"] : [];
const naive = hasProgram("go") ? ["go-naive"] : [];
const home = folder(
  Object.fromEntries(Object.entries(HAND_MADE).map(([name, keys]) => [`${name}.txt`, keys])),
);

function bench(...args: string[]) {
  const file = join(root, "bench/run.mjs");
  return spawnSync(process.execPath, [file, ...args], { env: plainEnv(), encoding: "utf8" });
}

function measure(inputs: readonly string[], only: readonly string[]): Map<string, Measured> {
  const json = join(folder(), "bench.json");
  const shared = ["--home", home, "--scale", String(SCALE), "--rounds", "1", "--json", json];
  const run = bench(...shared, "--inputs", inputs.join(","), "--only", only.join(","));
  expect(run.stderr).toBe("");
  expect(run.status, run.stdout).toBe(0);
  const { inputs: measured } = JSON.parse(readFileSync(json, "utf8")) as { inputs: Measured[] };
  return new Map(measured.map((one) => [one.name, one]));
}

const bytesOf = (key: string) => Buffer.from(key, "latin1");

/** Counts by strings of which a character is a byte. */
function countSimply(file: Buffer): Summary {
  const lines = file.toString("latin1").split("\n");
  const last = lines.pop() as string;
  const keys = lines.map((line) => line.replace(/\r$/, ""));
  if (last !== "") keys.push(last);
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const partitions = new Array<number>(PARTITIONS).fill(0);
  for (const [key, count] of counts) {
    const partition = partitionFor(bytesOf(key), PARTITIONS);
    partitions[partition] = (partitions[partition] as number) + count;
  }
  const differences = partitions.flatMap((a) => partitions.map((b) => Math.abs(a - b)));
  const hottest = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 10);
  return {
    records: keys.length,
    unique: counts.size,
    partitions,
    gini: differences.reduce((sum, one) => sum + one) / (2 * PARTITIONS * keys.length),
    max_share: Math.max(...partitions) / keys.length,
    top: hottest.map(([key, count]) => [bytesOf(key).toString(), count]),
  };
}

function expectAllEqual(measured: Measured | undefined, programs: string[], file: Buffer): void {
  const found = Object.fromEntries(
    (measured?.results ?? []).map(({ name, failure, summary }) => [name, failure ?? summary]),
  );
  const expected = countSimply(file);
  expect(found).toEqual(Object.fromEntries(programs.map((name) => [name, expected])));
}

describe("the benchmark's programs agree", () => {
  let generated = new Map<string, Measured>();
  let handMade = new Map<string, Measured>();

  beforeAll(() => {
    const paths = Object.keys(HAND_MADE).map((name) => join(home, `${name}.txt`));
    generated = measure(Object.keys(GENERATED), [...c, ...naive, ...go, ...always]);
    handMade = measure(paths, [...c, ...go, ...always]);
  });

  it.each(Object.entries(GENERATED))("on %s, which is the same every time", (name, sha256) => {
    const scaled = readFileSync(join(home, `inputs-1/${name}-x${SCALE}.txt`));
    expect(createHash("sha256").update(scaled).digest("hex").slice(0, 16)).toBe(sha256);
    expectAllEqual(generated.get(name), [...c, ...naive, ...go, ...always], scaled);
  });

  it.each(Object.entries(HAND_MADE))("on %s", (name, keys) => {
    expectAllEqual(handMade.get(`${name}.txt`), [...c, ...go, ...always], Buffer.from(keys));
  });
});

describe("the benchmark", () => {
  it("lists what there is", () => {
    const { status, stdout } = bench("--list");
    expect(status).toBe(0);
    for (const name of [...Object.keys(GENERATED), ...always]) expect(stdout).toContain(name);
  });

  it.each([
    ["--inputs", "users"],
    ["--only", "rust"],
    ["--rounds", "0"],
    ["--scale", "2"],
    ["--fast", "1"],
  ])("refuses %s %s in two lines", (...args) => {
    const { status, stderr } = bench(...args);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: .+\nnext: .+--help\n$/);
  });
});
