import type { TopicContract } from "../contract/contract.ts";
import type { TopicIdentity } from "../contract/topic-id.ts";
import { windowField } from "../contract/window.ts";
import { placementName } from "../partitioners/placement-name.ts";
import { severityOf } from "../rules/index.ts";
import type { Words } from "../text/words.ts";
import { toleranceOf } from "./baseline-state.ts";
import { checkedRules } from "./checked-rules.ts";
import { keySourcesText } from "./key-sources-text.ts";

/** A change of a contract that lets more pass than before, or may. */
export interface Relaxation extends TopicIdentity {
  /** The rule or the contract's field: `max_gini`, `tolerance.max_gini`, `partitions`. */
  readonly field: string;
  /** `0.15` or `error` */
  readonly before: Words;
  /** The current value, or `no limit`. */
  readonly after: Words;
  /** `different`: keys are judged in another way, so that either more or less may pass. */
  readonly effect: "relaxed" | "different";
}

type Difference = Omit<Relaxation, keyof TopicIdentity>;
type Compare = (earlier: TopicContract, now: TopicContract) => readonly Difference[];

const SEVERITIES = { error: 2, warning: 1, off: 0 } as const;
const FAIL_ON = { any: 2, new: 1, never: 0 } as const;

const DROPPED = relaxed("topic", "in the contract", "not in it");

/** For each field of a contract, the changes that can let more pass. */
const comparisons = {
  // Contracts are matched by topic: another name means that the topic was dropped.
  topic: () => [],
  stated: () => [],
  contractFile: () => [],
  // More partitions lower the shares, and fewer lower Gini and CV; where keys go is chance.
  partitions: changed("partitions", ({ partitions }) => String(partitions)),
  partitioner: changed("partitioner", placementName),
  isRecorded: () => [],
  // `unplaced` excludes the empty key from the loads.
  emptyKey: changed("empty keys", ({ emptyKey }) => emptyKey),
  // Another producer can only add keys that are placed differently.
  producers: fewerProducers,
  producerPlacements: () => [],
  // It follows from the producer.
  hashedValues: () => [],
  keyType: changed("key_type", ({ keyType }) => keyType),
  // It follows from where keys come from.
  hashedAs: () => [],
  keyFrame: changed("key_frame", ({ keyFrame }) => keyFrame ?? "none"),
  // What it implies is compared.
  producer: () => [],
  nullToken: changed("null_token", ({ nullToken }) =>
    nullToken === undefined ? "none" : { untrusted: [nullToken].flat().join(", ") },
  ),
  keys: changed("keys", ({ keys }) => keySourcesText(keys)),
  // Verdicts do not depend on it; reports say what a random sample can tell.
  sample: () => [],
  limits: relaxedLimits,
  consumers: otherConsumers,
  assignor: otherAssignor,
  window: otherWindow,
  // Reports show it; no rule depends on it.
  keySource: () => [],
  severity: softerRules,
  failOn: softerFailOn,
  tolerance: widerTolerances,
  joinedWith: fewerJoins,
} satisfies Record<keyof TopicContract, Compare>;

/**
 * The changes of contracts that let more pass than before, or may. Dropped topics come first, then
 * what certainly relaxes the contract.
 */
export function relaxedSince(
  before: readonly TopicContract[],
  after: readonly TopicContract[],
): Relaxation[] {
  const all = before.flatMap((earlier): Relaxation[] => {
    const { topic } = earlier;
    const now = after.find((one) => one.topic === topic);
    const found = now === undefined ? [DROPPED] : compareTopic(earlier, now);
    return found.map((difference) => ({ topic, ...difference }));
  });
  // A list may be cut at the end: a topic that is no longer judged must not be lost.
  const rank = ({ field, effect }: Relaxation) =>
    field === DROPPED.field ? 0 : effect === "relaxed" ? 1 : 2;
  return all.sort((a, b) => rank(a) - rank(b));
}

function compareTopic(earlier: TopicContract, now: TopicContract): Difference[] {
  return Object.values(comparisons).flatMap((compare) => compare(earlier, now));
}

/** Any change, since neither direction is safe. */
function changed(field: string, show: (contract: TopicContract) => Words): Compare {
  return (earlier, now) => {
    const [before, after] = [show(earlier), show(now)];
    return idOf(before) === idOf(after) ? [] : [{ field, before, after, effect: "different" }];
  };
}

function relaxed(field: string, before: Words, after: Words): Difference {
  return { field, before, after, effect: "relaxed" };
}

function fewerProducers(earlier: TopicContract, now: TopicContract): Difference[] {
  const isShorter = earlier.producers.some((name) => !now.producers.includes(name));
  if (!isShorter || !checkedRules(earlier).some(({ id }) => id === "producers")) return [];
  return [relaxed("producers", earlier.producers.join(", "), now.producers.join(", ") || "none")];
}

/** Another topic to be joined with can only add differences. */
function fewerJoins(earlier: TopicContract, now: TopicContract): Difference[] {
  const [before, after] = [earlier, now].map(({ joinedWith = [] }) =>
    joinedWith.map(({ topic }) => topic),
  ) as [string[], string[]];
  const isShorter = before.some((topic) => !after.includes(topic));
  if (!isShorter || !checkedRules(earlier).some(({ id }) => id === "co_partitioned")) return [];
  return [relaxed("co_partitioned", topicNames(before), topicNames(after))];
}

function topicNames(names: readonly string[]): Words {
  return names.length === 0 ? "none" : { untrusted: names.join(", ") };
}

function relaxedLimits(earlier: TopicContract, now: TopicContract): Difference[] {
  return checkedRules(earlier).flatMap(({ id }) => {
    const [before, after] = [earlier.limits[id], now.limits[id]];
    if (before === undefined) return [];
    if (after === undefined) return [relaxed(id, String(before), "no limit")];
    const isRelaxed = id.startsWith("max_") ? after > before : after < before;
    return isRelaxed ? [relaxed(id, String(before), String(after))] : [];
  });
}

function otherConsumers(earlier: TopicContract, now: TopicContract): readonly Difference[] {
  const isChecked = checkedRules(earlier).some(({ id }) => id === "max_consumer_share");
  const compare = changed("consumers", ({ consumers }) => String(consumers ?? "none"));
  return isChecked ? compare(earlier, now) : [];
}

/** Any of them can be the better one for given loads. */
function otherAssignor(earlier: TopicContract, now: TopicContract): readonly Difference[] {
  const isChecked = checkedRules(earlier).some(({ id }) => id === "max_consumer_share");
  const compare = changed("assignor", ({ assignor }) => assignor ?? "range");
  return isChecked ? compare(earlier, now) : [];
}

/** Neither direction is safe: short windows show shorter peaks, and fewer of them count. */
function otherWindow(earlier: TopicContract, now: TopicContract): readonly Difference[] {
  const isChecked = checkedRules(earlier).some(({ id }) => id === "max_window_share");
  const compare = changed("window", ({ window }) =>
    window === undefined ? "none" : windowField(window).join(" "),
  );
  return isChecked ? compare(earlier, now) : [];
}

function softerRules(earlier: TopicContract, now: TopicContract): Difference[] {
  return checkedRules(earlier).flatMap((rule) => {
    const [before, after] = [severityOf(rule, earlier), severityOf(rule, now)];
    return SEVERITIES[after] < SEVERITIES[before] ? [relaxed(rule.id, before, after)] : [];
  });
}

function softerFailOn(earlier: TopicContract, now: TopicContract): Difference[] {
  const isSofter = FAIL_ON[now.failOn] < FAIL_ON[earlier.failOn];
  return isSofter ? [relaxed("fail_on", earlier.failOn, now.failOn)] : [];
}

function widerTolerances(earlier: TopicContract, now: TopicContract): Difference[] {
  return checkedRules(earlier).flatMap(({ id }) => {
    const [before, after] = [toleranceOf(earlier, id), toleranceOf(now, id)];
    return after > before ? [relaxed(`tolerance.${id}`, String(before), String(after))] : [];
  });
}

function idOf(words: Words): string {
  return JSON.stringify(words);
}
