import { UserError } from "#core/errors/user-error.ts";
import { escapeUnsafe } from "#core/text/printable.ts";
import { type Cleanup, nestedCleanup } from "#live/adapters/cleanup-stack.ts";
import { type Costs, costLine, costObject } from "#live/core/cluster/costs.ts";
import { plannedLines, plannedObject } from "#live/core/cluster/planned-reading.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";
import type { Target } from "#live/run/connect.ts";
import { type ClusterPlan, planCluster } from "#live/run/recommend/plan-reading.ts";
import type { RecommendFlags } from "../commands/recommend.ts";
import type { Io } from "../io.ts";
import { writeEvent } from "./live-progress.ts";

/** @throws UserError for flags that need records */
export function refuseReports(
  { output, contract }: RecommendFlags,
  { method }: RecommendSettings,
): void {
  const [flag] = [
    ...(output === undefined ? [] : ["--output"]),
    ...(contract === undefined ? [] : ["--contract"]),
    ...(method === "metrics" ? ["--method metrics"] : []),
  ];
  if (flag === undefined) return;
  throw new UserError({
    what: `--dry-run and ${flag} cannot be used together`,
    next: "A dry run reads no records, so that there is nothing to report. Leave one of them out.",
  });
}

/** Says what would be read, one cluster after another. Returns 2 if some of it is not known. */
export async function planReading(
  targets: readonly Target[],
  settings: RecommendSettings,
  { cleanup, io, json, say }: PlanRun,
): Promise<0 | 2> {
  let isComplete = true;
  for (const target of targets) {
    const plan = await nestedCleanup(
      cleanup,
      `clean up after ${target.name}`,
      async (inner) => {
        const { admin, costs } = await target.open(inner);
        const clusterId = target.id ?? (await admin.describe()).id;
        const planned = await planCluster({ clusterId, admin }, settings);
        return { ...planned, costs: costs.total() };
      },
      say,
    );
    write(plan, settings, io, json);
    if (plan.failures.length > 0) isComplete = false;
  }
  return isComplete ? 0 : 2;
}

interface PlanRun {
  readonly cleanup: Cleanup;
  readonly io: Io;
  readonly json: boolean;
  readonly say: (message: string) => void;
}

function write(
  plan: ClusterPlan & { readonly costs: Costs },
  settings: RecommendSettings,
  { stdout }: Io,
  json: boolean,
): void {
  const { clusterId, topics, failures, costs } = plan;
  const { maxBytesPerSecond } = settings;
  if (json) {
    const failed = failures.map(({ topic, reason }) => ({ topic, reason }));
    const planned = plannedObject(topics, maxBytesPerSecond);
    const cost = costObject(costs);
    writeEvent(stdout, {
      event: "plan",
      plan: { cluster_id: clusterId, ...planned, failed, cost },
    });
    return;
  }
  const lines = [
    ...failures.map(({ topic, reason }) => `${topic}: cannot be read: ${reason}`),
    ...plannedLines(topics, maxBytesPerSecond),
    costLine(costs),
  ];
  stdout.write(lines.map((line) => `${escapeUnsafe(line)}\n`).join(""));
}
