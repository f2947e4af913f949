import type { TopicContract } from "#core/contract/contract.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";
import { escapeUnsafe } from "#core/text/printable.ts";
import { withCleanup } from "#live/adapters/cleanup-stack.ts";
import { Brake } from "#live/adapters/kafka/reading/brake.ts";
import { KafkaRecordReader } from "#live/adapters/kafka/reading/record-reader.ts";
import { costLine } from "#live/core/cluster/costs.ts";
import { type PlannedReading, plannedLines } from "#live/core/cluster/planned-reading.ts";
import type { AuditSettings } from "#live/run/audit/audit-settings.ts";
import { AuditedTopics } from "#live/run/audit/cluster-topics.ts";
import { type AuditFlags, defineAudit } from "../commands/audit.ts";
import type { Io } from "../io.ts";
import { parseCommand } from "../parse-command.ts";
import { auditSettings } from "./audit-settings.ts";
import { connectFromFlags } from "./connect-from-flags.ts";
import { progressFor } from "./live-progress.ts";

/** What flags may say where inputs say the rest. */
const FLAGS_OF_TOPICS: readonly (keyof AuditFlags)[] = [
  ...(["bootstrap", "config", "cluster", "envFile"] as const),
  ...(["since", "records", "all", "seed", "maxRate", "memory", "threads"] as const),
];

/** Connects to the cluster of the flags, and closes the connections afterwards. */
export async function withAuditedTopics<Result>(
  flags: AuditFlags,
  io: Io,
  use: (topics: AuditedTopics, settings: AuditSettings) => Promise<Result>,
): Promise<Result> {
  const settings = auditSettings(flags);
  const say = (message: string) => void io.stderr.write(`${escapeUnsafe(message)}\n`);
  return withCleanup(async (cleanup) => {
    const { connection, admin, costs } = await connectFromFlags(flags, io, cleanup, say);
    const brake = new Brake(settings.maxBytesPerSecond);
    const reader = new KafkaRecordReader(connection, { stallMs: settings.timeoutMs, brake });
    cleanup.defer({ kind: "step", title: "close the connections" }, () => reader.close());
    const { signal } = cleanup;
    const progress = progressFor(flags, io);
    const result = await use(
      new AuditedTopics({ admin, reader, settings, signal, progress }),
      settings,
    );
    if (!flags.quiet) say(costLine(costs.total()));
    return result;
  }, say);
}

/**
 * The same with command-line flags, for a door without flags.
 *
 * @throws UserError for flags that do not say which cluster and records
 */
export function withTopicsByArgs<Result>(
  args: readonly string[],
  io: Io,
  use: (topics: AuditedTopics) => Promise<Result>,
): Promise<Result> {
  const command = defineAudit();
  const { asksFor } = parseCommand(command, args);
  const flags = command.opts();
  const known = new Set<string>(FLAGS_OF_TOPICS);
  const other = asksFor ?? Object.keys(flags).find((name) => !known.has(name));
  if (other === undefined) return withAuditedTopics(flags, io, use);
  const name = other.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new UserError({
    what: `--${name} cannot be used here`,
    next: "Give flags for the cluster and its records only, and say the rest by inputs.",
  });
}

/** Prints what an audit of these topics would read. @throws UserErrors for those that cannot be read */
export async function planAuditedTopics(
  contracts: readonly TopicContract[],
  flags: AuditFlags,
  io: Io,
): Promise<void> {
  await withAuditedTopics(flags, io, async (topics, { maxBytesPerSecond }) => {
    const { unreadable } = await topics.find(contracts.map(({ topic }) => topic));
    const planned: PlannedReading[] = [];
    const errors = [...unreadable.values()];
    for (const contract of contracts) {
      if (unreadable.has(contract.topic)) continue;
      const one = await topics.plan(contract).catch(errorOf);
      if (one instanceof UserError) errors.push(one);
      else planned.push(one);
    }
    const lines = plannedLines(planned, maxBytesPerSecond);
    io.stdout.write(lines.map((line) => `${escapeUnsafe(line)}\n`).join(""));
    if (errors.length > 0) throw new UserErrors(errors);
  });
}

function errorOf(error: unknown): UserError {
  if (error instanceof UserError) return error;
  throw error;
}
