// `node bench/live.mjs [records] [rounds]`: compares `analyze` with Kafka's own performance tools,
// in
// turn on one broker: how many records per second they produce and read back, and the ratios.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startKafka } from "../scripts/kafka.mjs";

const exec = promisify(execFile);
const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const [records = 1_000_000, rounds = 3] = process.argv.slice(2).map(Number);
const PARTITIONS = 6;
/**
 * Bytes of a record: key and value of `analyze`; Java's tool sends only a value of the same size.
 */
const VALUE_BYTES = 100;
const KEY_BYTES = 7;

/** Ours: records per second, as measured by the analysis. */
async function analyze({ bootstrap }, folder) {
  const report = join(folder, "analysis.json");
  const size = ["--records", records, "--value-bytes", VALUE_BYTES, "--partitions", PARTITIONS];
  const target = ["--bootstrap", bootstrap, "--output", `json:${report}`, "--quiet"];
  await exec(process.execPath, [cli, "analyze", ...size.map(String), ...target]);
  const { producing, consuming } = JSON.parse(await readFile(report, "utf8"));
  return {
    produced: perSecond(producing.delivered, producing.took_ms),
    consumed: perSecond(consuming.records, consuming.took_ms),
  };
}

/** Java's, with the same acknowledgements, idempotence and compression. */
async function javaTools({ bootstrap, kafka }, folder, round) {
  const topic = `java-${round}`;
  const run = (tool, args) => {
    const main = `org.apache.kafka.tools.${tool}`;
    const options = { maxBuffer: 2 ** 26 };
    return exec(kafka.command, [...kafka.args, main, ...args.map(String)], options);
  };
  const address = ["--bootstrap-server", bootstrap];
  const shape = ["--partitions", PARTITIONS, "--replication-factor", 1];
  await run("TopicCommand", [...address, "--create", "--topic", topic, ...shape]);
  // As compressible as ours: its own payload of random letters would slow it down.
  const payload = join(folder, "payload");
  await writeFile(payload, "x".repeat(VALUE_BYTES + KEY_BYTES));
  const settings = ["acks=all", "enable.idempotence=true", "compression.type=lz4", "linger.ms=5"];
  const bulk = ["batch.size=1000000", "buffer.memory=268435456"];
  const { stdout: produced } = await run("ProducerPerformance", [
    ...["--topic", topic, "--num-records", records, "--payload-file", payload],
    ...["--throughput", -1, ...address],
    ...["--command-property", ...settings, ...bulk],
  ]);
  const { stdout: consumed } = await run("ConsumerPerformance", [
    ...["--topic", topic, ...address, "--num-records", records, "--timeout", 60_000],
  ]);
  await run("TopicCommand", [...address, "--delete", "--topic", topic]);
  return { produced: producedRate(produced), consumed: consumedRate(consumed) };
}

/** `1000000 records sent, 412371.1 records/sec (…)`, on the last line. */
function producedRate(text) {
  return Number(/([\d.]+) records\/sec/.exec(text.trim().split("\n").at(-1))?.[1]);
}

/** The column fetch.nMsg.sec of the last line, which excludes the time to join a group. */
function consumedRate(text) {
  const lines = text.trim().split("\n");
  const names = lines.at(-2)?.split(/,\s*/) ?? [];
  const column = names.findIndex((name) => /^fetch\.nMsg\.sec/i.test(name.trim()));
  return Number(lines.at(-1)?.split(/,\s*/)[column]);
}

const perSecond = (count, tookMs) => count / (tookMs / 1000);
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

async function main() {
  const folder = await mkdtemp(join(tmpdir(), "skew-contract-bench-"));
  const cluster = await startKafka();
  const results = [];
  try {
    for (let round = 0; round <= rounds; round++) {
      const pair = {
        ours: await analyze(cluster, folder),
        java: await javaTools(cluster, folder, round),
      };
      // The first round is a warm-up.
      if (round > 0) results.push(pair);
      console.error(round === 0 ? "warm-up" : `round ${round}`, JSON.stringify(pair));
    }
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
  console.log(
    `\n${records} records of ${VALUE_BYTES} bytes, ${PARTITIONS} partitions, ${cpus().length} cores, Kafka ${cluster.kafka.version}; medians of ${rounds} rounds, records/s`,
  );
  console.log("| | analyze | Java's tool | ratio |\n|---|---|---|---|");
  for (const [title, key] of [
    ["produce", "produced"],
    ["read back", "consumed"],
  ]) {
    const ours = median(results.map((one) => one.ours[key]));
    const java = median(results.map((one) => one.java[key]));
    const ratio = median(results.map((one) => one.ours[key] / one.java[key]));
    console.log(`| ${title} | ${Math.round(ours)} | ${Math.round(java)} | ${ratio.toFixed(2)} |`);
  }
}

await main();
