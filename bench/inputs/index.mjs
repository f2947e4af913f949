import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeCodes } from "./codes.mjs";
import { writeEdges } from "./edges.mjs";
import { writeFlood } from "./flood.mjs";
import { LineFile } from "./line-file.mjs";
import { writeOrders } from "./orders.mjs";
import { writeUniformUsers, writeZipfUsers } from "./users.mjs";
import { writeUuids } from "./uuids.mjs";

/** Increased when a generator's output changes, so that files of the old version are not used. */
const VERSION = 1;
const ORDERS = 5_000_000;
const ORDERING_USERS = 2_000_000;

/**
 * @typedef {object} Input
 * @property {string} name
 * @property {string} about
 * @property {number} [keys] Maximum number of different keys.
 * @property {(file: LineFile, scaled: (count: number) => number) => void} [write]
 * @property {string} [ending] Of its file, if not txt.
 * @property {"numbers" | "names" | "countries"} [kind] Of a Parquet file's keys.
 * @property {string} [path] Path of an existing file.
 */

/** @type {Input[]} */
const fixedInputs = [
  {
    name: "users-100k",
    about: "100 thousand of 50 thousand users, uniform",
    keys: 50_000,
    write: (file, scaled) => writeUniformUsers(file, scaled(100_000), scaled(50_000)),
  },
  {
    name: "zipf-10m",
    about: "10 million of 5 million users, Zipf(1.1)",
    keys: 5_000_000,
    write: (file, scaled) => writeZipfUsers(file, scaled(10_000_000), scaled(5_000_000)),
  },
  {
    name: "codes-50m",
    about: "50 million of 200 two-letter codes, Zipf(1.0)",
    keys: 200,
    write: (file, scaled) => writeCodes(file, scaled(50_000_000)),
  },
  {
    name: "flood-16",
    about: "2^16 different keys that share one murmur2 value",
    keys: 2 ** 16,
    write: (file, scaled) => writeFlood(file, Math.max(4, Math.floor(Math.log2(scaled(2 ** 16))))),
  },
  {
    name: "edges",
    about: "CRLF, UTF-8, lone CRs, blank lines, ties, long keys, no line end after the last line",
    keys: 20_000,
    write: writeEdges,
  },
  ...["csv", "tsv", "jsonl", "kcat"].map((ending) => ({
    name: `orders-${ending}`,
    about: `5 million orders of 2 million users, Zipf(1.1), as ${ending}`,
    keys: ORDERING_USERS,
    ending,
    write: (file, scaled) => writeOrders(file, scaled(ORDERS), scaled(ORDERING_USERS), ending),
  })),
  ...["numbers", "names", "countries"].map((kind) => ({
    name: `orders-${kind}`,
    about: `the same as Parquet, with the ${kind} as keys`,
    keys: ORDERING_USERS,
    ending: "parquet",
    kind,
  })),
];

/** The inputs of a run that does not name any, and those of the growth curve. */
export const usualInputs = ["users-100k", "zipf-10m", "uuids-10m", "codes-50m"];
export const listedInputs = [
  ...fixedInputs,
  ...[1, 10, 100, 200].map((millions) => uuids(millions)),
];

/** @returns {Input | undefined} an input by its name, or a file of keys by its path */
export function findInput(name) {
  const [, millions] = /^uuids-([1-9]\d{0,3})m$/.exec(name) ?? [];
  if (millions !== undefined) return uuids(Number(millions));
  const isFile = name.includes("/") && existsSync(name);
  if (isFile) return { name: basename(name), about: "a file of your own", path: name };
  return fixedInputs.find((input) => input.name === name);
}

/** @returns {Input} */
function uuids(millions) {
  return {
    name: `uuids-${millions}m`,
    about: `${millions} million UUIDs of version 4, all different`,
    keys: millions * 1_000_000,
    write: (file, scaled) => writeUuids(file, scaled(millions * 1_000_000)),
  };
}

/** The ending of an input's file: what it holds. */
export function endingOf({ path = "x.txt", ending = extname(path).slice(1) }) {
  return ending;
}

/** Writes an input unless it exists; returns the file. @throws Error where it cannot be written here */
export function makeInput(input, home, scale) {
  if (input.path !== undefined) return input.path;
  const folder = join(home, `inputs-${VERSION}`);
  const name = scale === 1 ? input.name : `${input.name}-x${scale}`;
  const path = join(folder, `${name}.${endingOf(input)}`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  if (input.kind !== undefined) writeParquet(input, unfinished, home, scale);
  else writeText(input, unfinished, scale);
  renameSync(unfinished, path);
  return path;
}

/** DuckDB, which is one of the peers, writes it. */
function writeParquet({ kind }, path, home, scale) {
  const python = join(home, "peers", "duckdb", "bin", "python");
  if (!existsSync(python)) throw new Error("DuckDB, which writes it, is not there");
  const script = fileURLToPath(new URL("parquet.py", import.meta.url));
  const orders = makeInput(findInput("orders-csv"), home, scale);
  execFileSync(python, [script, orders, path, kind]);
}

function writeText(input, path, scale) {
  const file = new LineFile(path);
  input.write(file, (count) => Math.max(1, Math.round(count * scale)));
  file.close();
}
