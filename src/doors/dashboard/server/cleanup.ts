import type { Journal } from "#live/adapters/journal.ts";
import { type Undo, withinUndo } from "#live/adapters/undo.ts";
import { cleanAll } from "#live/run/clean-all.ts";
import type { ConnectFlags } from "#live/run/connect.ts";
import type { Leftovers } from "../wire.ts";
import { failureOf } from "./failure.ts";
import type { Run } from "./run.ts";

export interface Cleanup {
  /** Which cluster is meant. */
  readonly flags: ConnectFlags;
  readonly env: NodeJS.ProcessEnv;
  readonly undo: Undo;
  readonly journal: Journal;
  /** Of this dashboard. */
  readonly runs: readonly Run[];
}

type Held = Leftovers["held"][number];

/** What a cleanup would delete, and what it would leave. */
export function leftovers(cleanup: Cleanup): Promise<Leftovers> {
  const held = heldRuns(cleanup).flatMap(({ possessions }) => possessions);
  const told = held.map((what): Held => ({ what, outcome: "would be deleted" }));
  return clean(cleanup, true, told);
}

/** Deletes what runs hold here, then what earlier ones have left behind anywhere. */
export async function cleanUp(cleanup: Cleanup): Promise<Leftovers> {
  const cleaned: Held[] = [];
  for (const run of heldRuns(cleanup)) {
    const before = run.possessions;
    run.release();
    await run.ended;
    const left = run.possessions;
    for (const what of before) {
      cleaned.push({ what, outcome: left.includes(what) ? "failed" : "deleted" });
    }
  }
  return clean(cleanup, false, cleaned);
}

function heldRuns({ runs }: Cleanup): Run[] {
  return runs.filter(({ isHeld }) => isHeld);
}

/** What this dashboard holds is told and deleted even where earlier runs cannot be looked for. */
async function clean(
  cleanup: Cleanup,
  dryRun: boolean,
  held: Leftovers["held"],
): Promise<Leftovers> {
  try {
    return { held, ...(await cleanLeft(cleanup, dryRun)), errors: [] };
  } catch (error) {
    return { held, left: [], unreadable: [], ...failureOf(error) };
  }
}

async function cleanLeft(
  { flags, env, undo: outer, journal }: Cleanup,
  dryRun: boolean,
): Promise<Omit<Leftovers, "held" | "errors">> {
  const say = () => undefined;
  const report = await withinUndo(
    outer,
    "tidy up after a cleanup",
    (undo) => cleanAll({ ...flags, dryRun }, { env, journal, undo, say }),
    say,
  );
  const left = report.entries.map(({ kind, name, cluster, outcome, reason }) => {
    const where = cluster === undefined ? "" : ` on ${cluster}`;
    const what = `the ${kind === "topic" ? "topic" : "API key"} ${name}${where}`;
    return { what, outcome, reason };
  });
  return { left, unreadable: report.unreadable };
}
