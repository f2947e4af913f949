import { adviseOn } from "./advice.ts";
import { maybeCoPartitioned } from "./co-partitioned.ts";
import { legacyNumbers } from "./legacy.ts";
import type { ContractPlacement } from "./placed-by.ts";
import { type Capacity, type Needs, type Recommendation, recommendTopic } from "./recommend.ts";
import type { FailedTopic, KnownTopic, SampleFacts, TopicRecommendation } from "./result.ts";
import type { RecommendSettings } from "./settings.ts";
import type { RecordSample, TopicTraffic } from "./traffic.ts";

/** A topic's result before it is compared with the cluster's other topics. */
export interface TopicDraft extends Omit<KnownTopic, "advice"> {
  readonly partitions: number;
  readonly recommendation: Recommendation;
}

/** Recommends, and drops the sampled keys, because those of all topics would fill the memory. */
export function draftOf(
  traffic: TopicTraffic,
  capacity: Capacity,
  settings: RecommendSettings,
  contract?: ContractPlacement,
): TopicDraft {
  const recommendation = recommendTopic(traffic, settings, capacity, contract);
  const { topic, partitions } = traffic;
  // The Metrics API may report bytes but no records.
  const isActive = recommendation.records > 0 || recommendation.bytes > 0;
  return {
    status: isActive ? "active" : "empty",
    topic,
    partitions,
    traffic: { ...traffic, sample: traffic.sample && withoutKeys(traffic.sample) },
    recommendation,
    legacy: settings.formula === "seed" ? legacyNumbers(traffic, settings) : undefined,
  };
}

function withoutKeys({ keys: _, ...facts }: RecordSample): SampleFacts {
  return facts;
}

/** The results of a cluster's topics, by name. */
export function finish(
  drafts: readonly TopicDraft[],
  failures: readonly FailedTopic[],
  needs: Needs,
): TopicRecommendation[] {
  const known = drafts.map(({ partitions: _, ...draft }, i): KnownTopic => {
    const coPartitioned = maybeCoPartitioned(drafts[i] as TopicDraft, drafts);
    return { ...draft, advice: adviseOn({ ...draft, coPartitioned, needs }) };
  });
  return [...known, ...failures].sort((a, b) => (a.topic < b.topic ? -1 : 1));
}
