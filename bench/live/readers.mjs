// Readers of a topic, each a program of its own that counts the keys or at least the records.
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { withoutCodecs, withoutOptionChecks } from "../../scripts/unused-parts.mjs";
import { orderOf } from "../rounds.mjs";
import { timeCommand } from "../time-command.mjs";
import { consumedRate, javaCommand } from "./java.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const TIMEOUT_SECONDS = 600;
const PROGRAMS = ["fill", "native", "ours"];

/** Topics that `programs/fill.mjs` makes, with their share of the records. */
const TOPICS = [
  { topic: "text-none", title: "100 bytes, not compressed", share: 1 },
  { topic: "text-lz4", title: "100 bytes, lz4", share: 1 },
  { topic: "json-lz4", title: "JSON of 283 bytes, lz4", share: 0.3 },
];

/** Bundles the programs, which import the product's sources, into the folder. */
async function bundlePrograms(folder) {
  await build({
    absWorkingDir: root,
    entryPoints: PROGRAMS.map((name) => `bench/live/programs/${name}.mjs`),
    outdir: folder,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    platform: "node",
    format: "cjs",
    logLevel: "error",
    define: { "import.meta.url": "__filename", "import.meta.dirname": "__dirname" },
    plugins: [withoutCodecs, withoutOptionChecks],
  });
}

/** @param prototype a program with the arguments BOOTSTRAP TOPIC, or undefined */
function readersOf({ bootstrap, kafka }, folder, prototype) {
  const program = (name) => [process.execPath, join(folder, `${name}.cjs`), bootstrap];
  const consumer = (topic, records) => {
    const args = ["--topic", topic, "--num-records", records, "--timeout", 60_000];
    return javaCommand(kafka, "ConsumerPerformance", [...args, "--bootstrap-server", bootstrap]);
  };
  const readers = [
    { name: "skew-contract", commandFor: (topic) => [...program("ours"), topic] },
    { name: "Java's kafka-consumer-perf-test", commandFor: consumer, rateOf: consumedRate },
    {
      name: "@confluentinc/kafka-javascript",
      commandFor: (topic, records) => [...program("native"), topic, String(records)],
    },
  ];
  if (prototype !== undefined) {
    const commandFor = (topic) => [process.execPath, prototype, bootstrap, topic];
    readers.push({ name: "prototype", commandFor });
  }
  return readers;
}

const printedRate = (text) => JSON.parse(text.trim().split("\n").at(-1)).perSecond;

async function runReader({ name, commandFor, rateOf = printedRate }, topic, records) {
  const { failure, stdout, ...timed } = await timeCommand(
    commandFor(topic, records),
    TIMEOUT_SECONDS,
  );
  if (failure !== undefined) throw new Error(`${name}, ${topic}: ${failure}`);
  return { ...timed, perSecond: rateOf(stdout) };
}

/**
 * Has all readers read the same topics, in turn.
 *
 * @returns for each topic, the results of each reader by its name, one per round
 */
export async function compareReaders(cluster, { records, rounds, prototype, onRun }) {
  // In the repository, so that the prototype finds the packages that it imports.
  const folder = await mkdtemp(join(root, "node_modules/.bench-"));
  try {
    await bundlePrograms(folder);
    const copy = prototype && join(folder, "prototype.mjs");
    if (copy !== undefined) await copyFile(prototype, copy);
    const readers = readersOf(cluster, folder, copy);
    onRun("topics");
    const fill = [process.execPath, join(folder, "fill.cjs"), cluster.bootstrap, String(records)];
    const { failure } = await timeCommand(fill, TIMEOUT_SECONDS);
    if (failure !== undefined) throw new Error(failure);
    const compared = [];
    for (const { topic, title, share } of TOPICS) {
      const results = Object.fromEntries(readers.map(({ name }) => [name, []]));
      // The first round is a warm-up.
      for (let round = 0; round <= rounds; round++) {
        for (const place of orderOf(round, readers.length)) {
          const { name } = readers[place];
          onRun(`${topic}, ${name}`);
          const result = await runReader(readers[place], topic, records * share);
          if (round > 0) results[name][round - 1] = result;
        }
      }
      compared.push({ title, results });
    }
    return compared;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
