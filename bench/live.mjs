// `node bench/live.mjs [records] [rounds] [--prototype FILE]`: compares live mode with other programs,
// in turn on one broker that it starts: how fast `analyze` produces and reads back, and how fast the
// keys of topics are read.
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { startKafka } from "../scripts/kafka.mjs";
import { compareAnalyze } from "./live/analyze.mjs";
import { compareReaders } from "./live/readers.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { prototype: { type: "string" }, "readers-only": { type: "boolean" } },
});
const [records = 1_000_000, rounds = 3] = positionals.map(Number);
const onRun = (what) => console.error(what);

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);

function showAnalyze(results) {
  row(["records/s", "analyze", "Java's tool", "ratio"]);
  row(["---", "---", "---", "---"]);
  for (const [title, key] of [
    ["produce", "produced"],
    ["read back", "consumed"],
  ]) {
    const rates = (who) => median(results.map((one) => one[who][key]));
    const ratio = median(results.map(({ ours, java }) => ours[key] / java[key]));
    row([title, Math.round(rates("ours")), Math.round(rates("java")), ratio.toFixed(2)]);
  }
}

/** Ratios are medians of those of each round. CPU time is that of the whole process. */
function showReaders(compared) {
  row(["", "records/s", "CPU s", "peak MiB", "skew-contract is × as fast"]);
  row(["---", "---", "---", "---", "---"]);
  for (const { title, results } of compared) {
    const ours = results["skew-contract"];
    for (const [name, runs] of Object.entries(results)) {
      const of = (field) => median(runs.map((run) => run[field] ?? Number.NaN));
      const ratio = median(runs.map((run, i) => ours[i].perSecond / run.perSecond));
      const rate = Math.round(of("perSecond")).toLocaleString("en");
      const cells = [rate, of("cpuSeconds").toFixed(2), Math.round(of("peakMiB"))];
      row([`${title}: ${name}`, ...cells, ratio.toFixed(2)]);
    }
  }
}

async function main() {
  const folder = await mkdtemp(join(tmpdir(), "skew-contract-bench-"));
  const cluster = await startKafka();
  try {
    const options = { records, rounds, folder, onRun, prototype: values.prototype };
    const analyzed = values["readers-only"] ? [] : await compareAnalyze(cluster, options);
    const read = await compareReaders(cluster, options);
    console.log(
      `\n${records} records, 6 partitions, ${cpus().length} cores, Kafka ${cluster.kafka.version}; medians of ${rounds} rounds\n`,
    );
    if (analyzed.length > 0) showAnalyze(analyzed);
    console.log();
    showReaders(read);
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
