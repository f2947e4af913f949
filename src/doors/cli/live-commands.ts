import type { Command } from "./command.ts";
import { connectionFlags } from "./connection-flags.ts";
import { type AnalyzeFlags, analyzeFlags, moreAnalyzeFlags } from "./live/analyze-flags.ts";
import type { CleanupFlags } from "./live/cleanup.ts";
import type { DashboardFlags } from "./live/dashboard.ts";

/*
 * Commands that talk to a real cluster. All but their flags is in a bundle of its own, which
 * nothing else loads.
 */

export const analyze: Command = {
  name: "analyze",
  description:
    "Produces records to a topic of its own on a real cluster, reads them back and compares partitioners and strategies.",
  summary: "Proves a key's distribution on a real cluster.",
  flags: analyzeFlags,
  moreFlags: moreAnalyzeFlags,
  examples: `Examples:
  $ skew-contract analyze --bootstrap localhost:9092
  $ skew-contract analyze --config client.properties --simulation hot-key --partitions 12
  $ skew-contract analyze --bootstrap localhost:9092 --keys build/keys.txt \\
      --contract skew_contract.yml --output html:analysis.html

It writes to a topic that it creates and deletes; a topic that exists is never touched.
Exit codes: 0 as expected, 1 not as expected or the contract is broken, 2 it could not be found out.`,
  async run(values, _, io) {
    const { analyze: run } = await import("./live/index.ts");
    return run(values as AnalyzeFlags, io);
  },
};

export const dashboard: Command = {
  name: "dashboard",
  description:
    "Serves a page on this machine alone: the gate on keys that you drop, the analyzer and the recommender.",
  summary: "Shows distributions in a browser: gate, analyzer and recommender.",
  flags: [
    { flag: "--port <n>", help: "0 to 65535 (default: 0, any that is free)" },
    { flag: "--open", help: "open it in the browser" },
    { flag: "--demo", help: "without any cluster: the gate on sample data" },
  ],
  moreFlags: [
    {
      title: "The cluster (docs/connection.md; also KAFKA_… variables and .env)",
      flags: connectionFlags,
    },
  ],
  examples: `Examples:
  $ skew-contract dashboard --open
  $ skew-contract dashboard --demo
  $ skew-contract dashboard --config client.properties --port 8080

It prints an address with a secret in it, and serves until Ctrl+C, which also deletes what it made.`,
  async run(values, _, io) {
    const { dashboard: run } = await import("./live/index.ts");
    return run(values as DashboardFlags, io);
  },
};

export const cleanup: Command = {
  name: "cleanup",
  description: "Deletes topics and API keys that a crashed run has left behind, and nothing else.",
  flags: [
    ...connectionFlags,
    { flag: "--dry-run", help: "say what would be deleted" },
    { flag: "--all-keys", help: "also API keys of other machines that are younger than a day" },
    { flag: "--json", help: "print the result as JSON" },
  ],
  examples: `Examples:
  $ skew-contract cleanup --dry-run
  $ skew-contract cleanup --config client.properties`,
  async run(values, _, io) {
    const { cleanup: run } = await import("./live/index.ts");
    return run(values as CleanupFlags, io);
  },
};

export const installClient: Command = {
  name: "install-client",
  description: "Installs Kafka's native client, which live commands need, into the user's cache.",
  flags: [{ flag: "--force", help: "even where it is installed, such as to build it again" }],
  examples: `Examples:
  $ skew-contract install-client`,
  async run(values, _, io) {
    const { installClient: run } = await import("./live/index.ts");
    return run(values as { force?: boolean }, io);
  },
};
