import type { Recommendation } from "./recommend.ts";

/** With at least this many keys, what topics have in common is not chance. */
const MIN_KEYS = 8;
const MIN_SHARED = 0.5;

interface Candidate {
  readonly topic: string;
  readonly partitions: number;
  readonly recommendation: Pick<Recommendation, "frequentKeys">;
}

/**
 * Topics with the same partition count that share at least half of the most frequent keys. Joined
 * topics must be co-partitioned, so these may be joined; the cluster itself does not know.
 */
export function maybeCoPartitioned(one: Candidate, all: readonly Candidate[]): string[] {
  const { frequentKeys } = one.recommendation;
  if (frequentKeys.size < MIN_KEYS) return [];
  const others = all.filter(({ topic, partitions, recommendation: other }) => {
    if (topic === one.topic || partitions !== one.partitions) return false;
    const fewer = Math.min(frequentKeys.size, other.frequentKeys.size);
    if (fewer < MIN_KEYS) return false;
    let shared = 0;
    for (const key of frequentKeys) if (other.frequentKeys.has(key)) shared++;
    return shared >= MIN_SHARED * fewer;
  });
  return others.map(({ topic }) => topic);
}
