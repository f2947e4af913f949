import { escapeUnsafe } from "#core/text/printable.ts";
import { withCleanup } from "#live/adapters/cleanup-stack.ts";
import { Journal } from "#live/adapters/journal.ts";
import { cleanAll } from "#live/run/clean-all.ts";
import { type CleanupReport, isClean } from "#live/run/cleanup.ts";
import type { CleanupCommandFlags } from "../commands/cleanup.ts";
import { connectionFromFlags } from "../connection-flags.ts";
import type { Io } from "../io.ts";
import { cliWords } from "../words.ts";
import { writeEvent } from "./live-progress.ts";

/** Returns 0 if nothing is left behind, otherwise 1. */
export async function cleanup(flags: CleanupCommandFlags, io: Io): Promise<0 | 1> {
  const journal = new Journal(io.env);
  const say = (message: string) => io.stderr.write(`${escapeUnsafe(message)}\n`);
  const { dryRun, allKeys } = flags;
  const choices = { ...connectionFromFlags(flags), dryRun, allKeys };
  const report = await withCleanup(
    (cleanup) => cleanAll(choices, { env: io.env, journal, cleanup, say, words: cliWords }),
    say,
  );
  if (flags.json) writeEvent(io.stdout, { ...report });
  else io.stdout.write(describe(report, journal));
  return isClean(report) ? 0 : 1;
}

function describe({ entries, unreadable }: CleanupReport, journal: Journal): string {
  if (entries.length + unreadable.length === 0) {
    return `nothing is left behind (${escapeUnsafe(journal.folder)})\n`;
  }
  const lines = entries.map(({ kind, name, cluster, outcome, reason }) => {
    const why = reason === undefined ? "" : ` (${reason})`;
    return `${kind} ${name} on ${cluster ?? "no cluster"}: ${outcome}${why}`;
  });
  const broken = unreadable.map((path) => `${path}: not recognized, not changed`);
  return [...lines, ...broken].map((line) => `${escapeUnsafe(line)}\n`).join("");
}
