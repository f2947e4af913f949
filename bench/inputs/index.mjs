import { existsSync, mkdirSync, renameSync } from "node:fs";
import { basename, join } from "node:path";
import { writeCodes } from "./codes.mjs";
import { writeEdges } from "./edges.mjs";
import { writeFlood } from "./flood.mjs";
import { LineFile } from "./line-file.mjs";
import { writeUniformUsers, writeZipfUsers } from "./users.mjs";
import { writeUuids } from "./uuids.mjs";

/** Increased when a generator's output changes, so that files of the old version are not used. */
const VERSION = 1;

/**
 * @typedef {object} Input
 * @property {string} name
 * @property {string} about
 * @property {number} [keys] Maximum number of different keys.
 * @property {(file: LineFile, scaled: (count: number) => number) => void} [write]
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

/** Writes an input unless it exists; returns the file. */
export function makeInput(input, home, scale) {
  if (input.path !== undefined) return input.path;
  const folder = join(home, `inputs-${VERSION}`);
  const path = join(folder, scale === 1 ? `${input.name}.txt` : `${input.name}-x${scale}.txt`);
  if (existsSync(path)) return path;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  const file = new LineFile(unfinished);
  input.write(file, (count) => Math.max(1, Math.round(count * scale)));
  file.close();
  renameSync(unfinished, path);
  return path;
}
