// The built monitor, and its metrics.
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { cli, run, say } from "./programs.mjs";
import { PARTITIONS } from "./traffic.mjs";

/** Returns the process, the address of its metrics, and its contract's path. */
export async function startMonitor(cleanup, folder, { bootstrap }, { topics, more }) {
  const contract = join(folder, `${topics[0]}.yml`);
  await writeFile(contract, contractOf(topics));
  const args = ["monitor", "--contract", contract, "--bootstrap", bootstrap, "--listen", ":0"];
  const child = run(cleanup, process.execPath, [cli, ...args, ...more], { cwd: folder });
  child.stderr.on("data", (text) => say(`monitor: ${String(text).trim()}`));
  const [url] = await once(createInterface({ input: child.stdout }), "line");
  return { child, url, contract };
}

function contractOf(topics) {
  const fields = { keys: "keys.txt", partitions: PARTITIONS, max_partition_share: 0.4 };
  return JSON.stringify({
    version: 1,
    topics: Object.fromEntries(topics.map((topic) => [topic, fields])),
  });
}

/** The text, and the value of a metric's first series by its name without the prefix. */
export async function scrape(url) {
  const text = await (await fetch(url)).text();
  const shown = (name) => {
    return Number(new RegExp(`^skew_contract_live_${name}(?:{[^}]*})? (.*)$`, "m").exec(text)?.[1]);
  };
  return { text, shown };
}
