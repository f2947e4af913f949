// `node bench/monitor.mjs [topics]`: runs `monitor` on a real broker under a real Prometheus while traffic
// turns skewed and even again, the broker is killed and comes back, and a topic is recreated with more
// partitions. Prints when alerts fire and end, and what watching so many topics costs the broker (0 for
// the alerts only).
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { startKafka } from "../scripts/kafka.mjs";
import { measureCosts } from "./monitor/costs.mjs";
import { say } from "./monitor/programs.mjs";
import { startPrometheus, watchAlerts } from "./monitor/prometheus.mjs";
import { scrape, startMonitor } from "./monitor/start-monitor.mjs";
import {
  commitAll,
  createTopics,
  deleteTopic,
  PARTITIONS,
  startTraffic,
  TOPIC,
} from "./monitor/traffic.mjs";

const [manyTopics = 300] = process.argv.slice(2).map(Number);
const ON_TRAFFIC = [
  "KafkaPartitionShareAboveContract",
  "KafkaMessageRateSkew",
  "KafkaConsumerLagSkew",
];

async function becomeSkewedAndEven(cluster, traffic, until) {
  await commitAll(cluster);
  say("even traffic for 40 s");
  await setTimeout(40_000);
  say("70 % of the traffic goes to partition 0");
  traffic.hot = 0.64;
  for (const alert of ON_TRAFFIC) await until(alert, true);
  say("even again, and the group catches up");
  traffic.hot = 0;
  await commitAll(cluster);
  for (const alert of ON_TRAFFIC) await until(alert, false);
}

async function killAndRestart(cluster, until) {
  say("the broker is killed");
  await cluster.kill(0);
  await until("SkewMonitorDown", true);
  await cluster.restart(0);
  say("the broker is back");
  await until("SkewMonitorDown", false);
}

async function recreate(cluster, traffic, until) {
  say(`the topic is recreated with ${2 * PARTITIONS} partitions`);
  await deleteTopic(cluster, TOPIC);
  await setTimeout(3_000);
  await createTopics(cluster, [TOPIC], 2 * PARTITIONS);
  traffic.partitions = 2 * PARTITIONS;
  await until("KafkaPartitionCountDiffers", true);
  await setTimeout(20_000);
}

async function story(cleanup, folder, cluster, signal) {
  await createTopics(cluster, [TOPIC], PARTITIONS);
  const traffic = startTraffic(cluster, signal);
  const more = ["--interval", "1s", "--window", "30s"];
  const monitor = await startMonitor(cleanup, folder, cluster, { topics: [TOPIC], more });
  const until = watchAlerts(await startPrometheus(cleanup, folder, monitor), signal);
  await becomeSkewedAndEven(cluster, traffic, until);
  await killAndRestart(cluster, until);
  await recreate(cluster, traffic, until);
  const { shown } = await scrape(monitor.url);
  const names = ["partitions", "max_partition_share_ratio", "window_records"];
  say(names.map((name) => `${name} ${shown(name)}`).join(", "));
}

async function main() {
  const folder = await mkdtemp(join(tmpdir(), "skew-contract-bench-"));
  const end = new AbortController();
  const cleanup = [() => rm(folder, { recursive: true, force: true })];
  try {
    const cluster = await startKafka();
    cleanup.push(() => cluster.stop());
    if (manyTopics > 0) await measureCosts(cleanup, folder, cluster, manyTopics);
    await story(cleanup, folder, cluster, end.signal);
  } finally {
    end.abort();
    for (const step of cleanup.reverse()) await step().catch((error) => console.error(error));
  }
}

await main();
