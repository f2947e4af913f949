import type { ErrorParts } from "#core/errors/error-parts.ts";
import type { DoorWords } from "#core/errors/phrase.ts";
import { errorParts } from "#core/errors/to-parts.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";
import { type Cleanup, nestedCleanup } from "#live/adapters/cleanup-stack.ts";
import type { ClusterOutcome } from "#live/core/recommendation/result.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";
import type { ConnectedCluster, Target } from "../connect.ts";
import { type ClusterToRead, type RecommendWatch, recommendCluster } from "./recommend-cluster.ts";
import type { SourceStart } from "./traffic-source.ts";
import { byWorkers } from "./workers.ts";

export interface RecommendContext {
  readonly settings: RecommendSettings;
  readonly cleanup: Cleanup;
  readonly watch: RecommendWatch & { done(outcome: ClusterOutcome): void };
  readonly say: (message: string) => void;
  /** For the reasons in the outcomes. */
  readonly words: DoorWords;
  readonly contracts?: ClusterToRead["contracts"];
  /** Chooses the traffic source of a connected cluster. */
  readonly source: (target: Target, clusterId: string, cluster: ConnectedCluster) => SourceStart;
}

/** Recommends for all clusters, several at a time. One that fails does not stop the others. */
export async function recommendClusters(
  targets: readonly Target[],
  context: RecommendContext,
): Promise<ClusterOutcome[]> {
  const { settings, cleanup, watch } = context;
  const outcomes = new Map<Target, ClusterOutcome>();
  await byWorkers(targets, settings.clusterWorkers, async () => ({
    async take(target) {
      cleanup.signal.throwIfAborted();
      const outcome = await recommendTarget(target, context).catch((error): ClusterOutcome => {
        const reason = reasonOf(error, context.words);
        if (reason === undefined) throw error;
        return { status: "failed", clusterId: target.id ?? target.name, reason };
      });
      outcomes.set(target, outcome);
      watch.done(outcome);
    },
    end: async () => undefined,
  }));
  return targets.flatMap((target) => outcomes.get(target) ?? []);
}

function recommendTarget(target: Target, context: RecommendContext): Promise<ClusterOutcome> {
  const { settings, cleanup, watch, say, source, contracts } = context;
  return nestedCleanup(
    cleanup,
    `clean up after ${target.name}`,
    async (inner) => {
      const cluster = await target.open(inner);
      const clusterId = target.id ?? (await cluster.admin.describe()).id;
      const start = source(target, clusterId, cluster);
      const reading = { clusterId, admin: cluster.admin, start, contracts };
      const result = await recommendCluster(reading, settings, watch);
      return { ...result, costs: cluster.costs.total() };
    },
    say,
  );
}

function reasonOf(error: unknown, words: DoorWords): string | undefined {
  const isOurs = error instanceof UserErrors || error instanceof UserError;
  return isOurs ? errorParts(error, words).parts.map(sentenceOf).join(" ") : undefined;
}

function sentenceOf({ where, what, next }: ErrorParts): string {
  const place = where === undefined ? "" : `${where}: `;
  return `${place}${what}. ${next ?? ""}`.trim();
}
