import { adviseOn } from "./advice.ts";
import { maybeCoPartitioned } from "./co-partitioned.ts";
import { type Capacity, type Recommendation, recommendTopic, seedNumbers } from "./recommend.ts";
import type { FailedTopic, KnownTopic, SampleFacts, TopicRecommendation } from "./result.ts";
import type { RecommendSettings } from "./settings.ts";
import type { RecordSample, TopicTraffic } from "./traffic.ts";

/** A topic whose result wants only what the cluster's other topics say of it. */
export interface TopicDraft extends Omit<KnownTopic, "advice"> {
  readonly partitions: number;
  readonly recommendation: Recommendation;
}

/** Recommends, and lets go of the sampled keys: those of all topics would fill the memory. */
export function draftOf(
  traffic: TopicTraffic,
  capacity: Capacity,
  settings: RecommendSettings,
): TopicDraft {
  const recommendation = recommendTopic(traffic, settings, capacity);
  const { topic, partitions } = traffic;
  // The Metrics API may tell bytes of an hour and no records.
  const isActive = recommendation.records > 0 || recommendation.bytes > 0;
  return {
    status: isActive ? "active" : "empty",
    topic,
    partitions,
    traffic: { ...traffic, sample: traffic.sample && withoutKeys(traffic.sample) },
    recommendation,
    seed: settings.formula === "seed" ? seedNumbers(traffic, settings) : undefined,
  };
}

function withoutKeys({ keys: _, ...facts }: RecordSample): SampleFacts {
  return facts;
}

/** The results of a cluster's topics, by name. */
export function finish(
  drafts: readonly TopicDraft[],
  failures: readonly FailedTopic[],
): TopicRecommendation[] {
  const known = drafts.map(({ partitions: _, ...draft }, i): KnownTopic => {
    const coPartitioned = maybeCoPartitioned(drafts[i] as TopicDraft, drafts);
    return { ...draft, advice: adviseOn({ ...draft, coPartitioned }) };
  });
  return [...known, ...failures].sort((a, b) => (a.topic < b.topic ? -1 : 1));
}
