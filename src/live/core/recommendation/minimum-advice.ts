import { setting } from "#core/errors/phrase.ts";
import { plural, whole } from "#core/text/format.ts";
import { type Advice, advice, note } from "./advice-text.ts";
import type { Needs } from "./recommend.ts";
import type { KnownTopic } from "./result.ts";

interface Facts extends Pick<KnownTopic, "recommendation" | "legacy"> {
  readonly needs: Needs;
}

/** Whether the count is as large as it is because of the settings, not of the traffic. */
export function isByMinimum({ recommendation, legacy }: Omit<Facts, "needs">): boolean {
  return legacy === undefined && recommendation.reason.startsWith("min ");
}

/** Says so. */
export function minimumAdvice(facts: Facts): Advice[] {
  if (!isByMinimum(facts)) return [];
  const { recommendation, needs } = facts;
  const { recommendedPartitions, partitionsByTraffic, reason } = recommendation;
  const because =
    reason === "min partitions"
      ? setting("minPartitions", whole(needs.minPartitions))
      : setting("minThroughput");
  const text = advice`Its traffic needs ${plural(partitionsByTraffic, "partition")}; ${whole(recommendedPartitions)} is only because of ${because}.`;
  return [note("minimum", text)];
}
