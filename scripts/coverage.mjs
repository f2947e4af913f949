// Prints which lines of src/ the tests run: in their own processes, as vitest has counted them, and
// in the built programs that they spawn, as V8 has. Lines, because statements of a bundle that is
// minified are not those of its sources.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";

/** A file of dist/ or of a copy, but not of a package's folder of that name. */
const BUNDLE = /^file:(?!.*\/node_modules\/(?!skew-contract\/)).*\/dist\/(.*)$/;

const root = fileURLToPath(new URL("../", import.meta.url));

/**
 * @param {string} maps the folder with the bundles' source maps, at their paths in dist/
 * @param {string} traces what NODE_V8_COVERAGE named for the programs
 */
export function printCoverage(maps, traces) {
  const own = ownLines();
  const { lines: spawned, processes } = spawnedLines(maps, traces);
  const layers = new Map();
  for (const [file, lines] of own) {
    for (const name of [layerOf(file), "all"]) {
      const layer = layers.get(name) ?? { all: 0, own: 0, spawned: 0, either: 0 };
      layers.set(name, layer);
      for (const [line, isRun] of lines) {
        const isSpawned = spawned.get(file)?.has(line) === true;
        layer.all++;
        layer.own += isRun;
        layer.spawned += isSpawned;
        layer.either += isRun || isSpawned;
      }
    }
  }
  print(layers, processes);
}

function print(layers, processes) {
  const row = (name, ...cells) => name.padEnd(24) + cells.map((cell) => cell.padStart(12)).join("");
  console.log(`\nLines that run in tests, and in ${processes} processes that they spawn\n`);
  console.log(row("", "lines", "tests", "processes", "either"));
  const { all: total, ...others } = Object.fromEntries(layers);
  for (const [name, { all, ...run }] of [...Object.entries(others).sort(), ["all", total]]) {
    const shares = [run.own, run.spawned, run.either].map((lines) => share(lines, all));
    console.log(row(name, String(all), ...shares));
  }
  console.log("\nWhat the dashboard's page runs in a browser is not counted.");
}

const share = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

/** `src/core/keys/look.ts` is in the core, `src/doors/cli/main.ts` in doors/cli. */
function layerOf(file) {
  const [, first, second] = file.split("/");
  const isGroup = (first === "doors" || first === "live") && !second.includes(".");
  return isGroup ? `${first}/${second}` : first;
}

/** Whether each line with a statement runs in a process of vitest, by file. */
function ownLines() {
  const report = JSON.parse(readFileSync(join(root, "coverage/coverage-final.json"), "utf8"));
  const files = Object.entries(report).map(([path, { statementMap, s: counts }]) => {
    const lines = new Map();
    for (const [id, { start }] of Object.entries(statementMap)) {
      lines.set(start.line, lines.get(start.line) === true || counts[id] > 0);
    }
    return [relative(root, path).replaceAll("\\", "/"), lines];
  });
  return new Map(files);
}

/** The lines of each source that run in any of the processes. */
function spawnedLines(maps, traces) {
  const bundles = new Map();
  const files = readdirSync(traces);
  for (const file of files) {
    for (const { url, functions } of traceIn(join(traces, file))) {
      const [, name] = BUNDLE.exec(url) ?? [];
      if (name === undefined) continue;
      if (!bundles.has(name)) bundles.set(name, bundleOf(maps, name));
      const bundle = bundles.get(name);
      if (bundle !== undefined) addTrace(bundle.run, functions);
    }
  }
  const lines = new Map();
  for (const bundle of bundles.values()) if (bundle !== undefined) addLines(lines, bundle);
  return { lines, processes: files.length };
}

/** Nothing where the process was killed as it wrote. */
function traceIn(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).result;
  } catch {
    return [];
  }
}

/** A bundle that has a map, with a mark for each character that has run. */
function bundleOf(maps, name) {
  try {
    const map = new TraceMap(readFileSync(join(maps, `${name}.map`), "utf8"));
    const text = readFileSync(join(root, "dist", name), "utf8");
    return { map, text, run: new Uint8Array(text.length) };
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

/** Inner ranges come after the outer ones whose count they correct. */
function addTrace(run, functions) {
  const now = new Uint8Array(run.length);
  for (const { ranges } of functions) {
    for (const { startOffset, endOffset, count } of ranges) {
      now.fill(count > 0 ? 1 : 0, startOffset, endOffset);
    }
  }
  for (let i = 0; i < run.length; i++) run[i] |= now[i];
}

function addLines(lines, { map, text, run }) {
  const sources = map.sources.map((source) => /^(?:\.\.\/)+(src\/.*)$/.exec(source)?.[1]);
  let start = 0;
  for (const segments of decodedMappings(map)) {
    for (const [column, source, sourceLine] of segments) {
      if (source === undefined || run[start + column] !== 1) continue;
      const file = sources[source];
      const known = lines.get(file) ?? new Set();
      lines.set(file, known.add(sourceLine + 1));
    }
    start = text.indexOf("\n", start) + 1;
  }
}
