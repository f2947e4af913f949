// What the monitor costs a broker, from its own counters.
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { say } from "./programs.mjs";
import { scrape, startMonitor } from "./start-monitor.mjs";
import { createTopics, PARTITIONS } from "./traffic.mjs";

/** At the default interval of 30 s. */
const OBSERVATIONS_AN_HOUR = 120;
const COUNTED = ["requests", "sent_bytes", "received_bytes"];

export async function measureCosts(cleanup, folder, cluster, count) {
  const topics = Array.from({ length: count }, (_, i) => `many-${i}`);
  await createTopics(cluster, topics, PARTITIONS);
  const more = ["--interval", "1s"];
  const { url, child } = await startMonitor(cleanup, folder, cluster, { topics, more });
  await setTimeout(5_000);
  const before = await scrape(url);
  await setTimeout(40_000);
  const after = await scrape(url);
  const grown = (name) => after.shown(`${name}_total`) - before.shown(`${name}_total`);
  const observations = grown("observations");
  const anHour = COUNTED.map((name) => {
    const value = Math.round((grown(name) / observations) * OBSERVATIONS_AN_HOUR);
    return `${value.toLocaleString("en")} ${name}`;
  });
  say(
    `${count} topics of ${PARTITIONS} partitions, ${observations} observations, an hour: ${anHour}`,
  );
  const bytes = Buffer.byteLength(after.text).toLocaleString("en");
  say(`a scrape: ${after.text.split("\n").length} lines, ${bytes} bytes`);
  child.kill("SIGTERM");
  const [code] = await once(child, "exit");
  say(`SIGTERM ended the monitor with ${code}`);
}
