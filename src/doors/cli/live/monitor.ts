import type { TopicContract } from "#core/contract/contract.ts";
import { plural } from "#core/text/format.ts";
import { escapeUnsafe } from "#core/text/printable.ts";
import { type Cleanup, withCleanup } from "#live/adapters/cleanup-stack.ts";
import { Brake } from "#live/adapters/kafka/reading/brake.ts";
import { KafkaRecordReader } from "#live/adapters/kafka/reading/record-reader.ts";
import { KafkaWatcher } from "#live/adapters/kafka/watcher.ts";
import { DEFAULT_LISTEN } from "#live/core/monitoring/listen-address.ts";
import { DEFAULT_MAX_RATE } from "#live/core/records/max-rate.ts";
import type { ConnectedCluster } from "#live/run/connect.ts";
import { Monitor } from "#live/run/monitor/monitor.ts";
import { sampleKeys } from "#live/run/monitor/sample-keys.ts";
import { chooseTopics } from "#run/choose-topics.ts";
import { readContracts } from "#run/read-contracts.ts";
import type { MonitorFlags } from "../commands/monitor.ts";
import { contractsOf } from "../contract-names.ts";
import type { Io } from "../io.ts";
import { connectFromFlags } from "./connect-from-flags.ts";
import { endOf } from "./end-of-server.ts";

const STALL_MS = 10_000;
const DEFAULTS = { intervalSeconds: 30, windowSeconds: 3_600, partitions: 1_000, groups: 100 };

/** Watches until it receives a signal, which is how it normally ends. */
export async function monitor(
  operands: readonly string[],
  flags: MonitorFlags,
  io: Io,
): Promise<0> {
  const contracts = await topicsOf(operands, flags);
  const warn = (message: string) => io.stderr.write(`${escapeUnsafe(message)}\n`);
  const say = flags.quiet ? () => {} : warn;
  await withCleanup(async (cleanup) => {
    const cluster = await connectFromFlags(flags, io, cleanup, say);
    const monitoring = monitorOf(flags, { contracts, cluster, cleanup, warn });
    await monitoring.begin();
    const server = await monitoring.serve();
    cleanup.defer({ kind: "step", title: "stop serving" }, () => server.close());
    io.stdout.write(`${server.url}/metrics\n`);
    say(`Watching ${plural(contracts.length, "topic")}. Press Ctrl+C to stop.`);
    await monitoring.run();
  }, say).catch(endOf);
  return 0;
}

async function topicsOf(
  operands: readonly string[],
  flags: MonitorFlags,
): Promise<readonly TopicContract[]> {
  const contracts = await readContracts(contractsOf(operands, flags));
  const topics = contracts.flatMap((one) => one.topics);
  return chooseTopics(topics, flags.topic, ({ topic }) => topic);
}

interface Parts {
  readonly contracts: readonly TopicContract[];
  readonly cluster: ConnectedCluster;
  readonly cleanup: Cleanup;
  readonly warn: (message: string) => void;
}

/** Reads no record unless keys are asked for. */
function keySampling(
  { sampleRecords = 0, maxRate: bytesPerSecond = DEFAULT_MAX_RATE }: MonitorFlags,
  windowMs: number,
  { cluster, cleanup }: Parts,
) {
  if (sampleRecords === 0) return undefined;
  const brake = new Brake(bytesPerSecond);
  const reader = new KafkaRecordReader(cluster.connection, { stallMs: STALL_MS, brake });
  cleanup.defer({ kind: "step", title: "close the reader" }, () => reader.close());
  const { signal } = cleanup;
  const sampling = { admin: cluster.admin, reader, records: sampleRecords, windowMs, signal };
  return (topic: string) => sampleKeys(topic, sampling);
}

function monitorOf(flags: MonitorFlags, parts: Parts): Monitor {
  const { contracts, cluster, cleanup, warn } = parts;
  const windowMs = (flags.window ?? DEFAULTS.windowSeconds) * 1000;
  const watcher = new KafkaWatcher(cluster.connection);
  cleanup.defer({ kind: "step", title: "close the connection" }, () => watcher.close());
  return new Monitor({
    contracts,
    watcher,
    costs: () => cluster.costs.total(),
    listen: flags.listen ?? DEFAULT_LISTEN,
    intervalMs: (flags.interval ?? DEFAULTS.intervalSeconds) * 1000,
    windowMs,
    sampleKeys: keySampling(flags, windowMs, parts),
    limits: {
      partitions: flags.maxPartitions ?? DEFAULTS.partitions,
      groups: flags.maxGroups ?? DEFAULTS.groups,
    },
    signal: cleanup.signal,
    say: warn,
  });
}
