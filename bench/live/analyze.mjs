// `analyze` and Kafka's own performance tools: how many records per second they produce and read
// back.
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { consumedRate, javaCommand, producedRate } from "./java.mjs";

const exec = promisify(execFile);
const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const PARTITIONS = 6;
/**
 * Bytes of a record: key and value of `analyze`; Java's tool sends only a value of the same size.
 */
const VALUE_BYTES = 100;
const KEY_BYTES = 7;

/** Ours: records per second, as measured by the analysis. */
async function analyze({ bootstrap }, records, folder) {
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
async function javaTools({ bootstrap, kafka }, records, folder, round) {
  const topic = `java-${round}`;
  const run = (tool, args) => {
    const [command, ...rest] = javaCommand(kafka, tool, args);
    return exec(command, rest, { maxBuffer: 2 ** 26 });
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

const perSecond = (count, tookMs) => count / (tookMs / 1000);

/** @returns the rates of both in each round, in turn on one broker */
export async function compareAnalyze(cluster, { records, rounds, folder, onRun }) {
  const results = [];
  for (let round = 0; round <= rounds; round++) {
    onRun("analyze");
    const ours = await analyze(cluster, records, folder);
    onRun("Java's tools");
    const java = await javaTools(cluster, records, folder, round);
    // The first round is a warm-up.
    if (round > 0) results.push({ ours, java });
  }
  return results;
}
