import { type Cleanup, nestedCleanup } from "#live/adapters/cleanup-stack.ts";
import type { Journal } from "#live/adapters/journal.ts";
import { cleanAll } from "#live/run/clean-all.ts";
import type { ConnectFlags } from "#live/run/connect.ts";
import type { Leftovers } from "../wire.ts";
import { dashboardWords } from "../words.ts";
import { failureOf } from "./failure.ts";
import type { Run } from "./run.ts";

export interface CleanupRequest {
  /** Selects the cluster. */
  readonly flags: ConnectFlags;
  readonly env: NodeJS.ProcessEnv;
  readonly cleanup: Cleanup;
  readonly journal: Journal;
  /** The runs of this dashboard. */
  readonly runs: readonly Run[];
}

type Held = Leftovers["held"][number];

/** What a cleanup would delete and what it would leave. */
export function leftovers(request: CleanupRequest): Promise<Leftovers> {
  const held = heldRuns(request).flatMap(({ possessions }) => possessions);
  const planned = held.map((what): Held => ({ what, outcome: "would be deleted" }));
  return clean(request, true, planned);
}

/** Deletes what runs of this dashboard keep, then everything that earlier runs left behind. */
export async function cleanUp(request: CleanupRequest): Promise<Leftovers> {
  const cleaned: Held[] = [];
  for (const run of heldRuns(request)) {
    const before = run.possessions;
    run.release();
    await run.ended;
    const left = run.possessions;
    for (const what of before) {
      cleaned.push({ what, outcome: left.includes(what) ? "failed" : "deleted" });
    }
  }
  return clean(request, false, cleaned);
}

function heldRuns({ runs }: CleanupRequest): Run[] {
  return runs.filter(({ isHeld }) => isHeld);
}

/** Reports and deletes what this dashboard keeps even if earlier runs cannot be searched for. */
async function clean(
  request: CleanupRequest,
  dryRun: boolean,
  held: Leftovers["held"],
): Promise<Leftovers> {
  try {
    return { held, ...(await cleanLeft(request, dryRun)), errors: [] };
  } catch (error) {
    return { held, left: [], unreadable: [], ...failureOf(error) };
  }
}

async function cleanLeft(
  { flags, env, cleanup: outer, journal }: CleanupRequest,
  dryRun: boolean,
): Promise<Omit<Leftovers, "held" | "errors">> {
  const say = () => undefined;
  const report = await nestedCleanup(
    outer,
    "finish the cleanup",
    (cleanup) =>
      cleanAll({ ...flags, dryRun }, { env, journal, cleanup, say, words: dashboardWords }),
    say,
  );
  const left = report.entries.map(({ kind, name, cluster, outcome, reason }) => {
    const where = cluster === undefined ? "" : ` on ${cluster}`;
    const what = `the ${kind === "topic" ? "topic" : "API key"} ${name}${where}`;
    return { what, outcome, reason };
  });
  return { left, unreadable: report.unreadable };
}
