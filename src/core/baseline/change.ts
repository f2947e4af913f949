import type { RuleId } from "../contract/contract.ts";
import type { KeyCounts } from "../keys/key-counts.ts";
import type { Measures } from "../measures/measures.ts";
import { topIndices } from "../measures/top.ts";
import { rules } from "../rules/index.ts";
import type { Evidence, Finding } from "../rules/rule.ts";
import { keySentences, mayBeDeduplicated, whyKeysAreIncomparable } from "./key-sentences.ts";
import { isOtherKey } from "./other-key.ts";
import type { Change, HotKeyChange, MeasureChange, TopicBaseline } from "./topic-baseline.ts";

const MAX_GAINED = 5;
const MAX_HOT_KEYS = 10;
/** Share of an even partition load from which a key's growth matters. */
const MIN_LOAD = 0.5;
/** Factor of growth from which a key went hot. */
const WENT_HOT = 2;

export function compare(
  evidence: Evidence & Pick<KeyCounts, "digestSecret">,
  findings: readonly Finding[],
  before: TopicBaseline,
): Change {
  const { measures } = evidence;
  const listed = hottestSince(measures, before);
  const whyIncomparable = whyKeysAreIncomparable(evidence, before, listed);
  const areKeysComparable = whyIncomparable === undefined;
  const hottest = areKeysComparable ? listed : [];
  const isOther = areKeysComparable && isOtherKey(evidence, before, hottest);
  const keys = {
    before,
    areKeysComparable,
    isOtherKey: isOther,
    mayBeDeduplicated: areKeysComparable && !isOther && mayBeDeduplicated(before, measures),
  };
  return {
    ...keys,
    keySentences: areKeysComparable ? keySentences(evidence, keys) : [whyIncomparable],
    measures: measureChanges(evidence, before),
    fixed: fixedRules(evidence, findings, before),
    gained: gainedPartitions(measures, before),
    hotKeys: isOther ? [] : hottest.filter((hot) => isNewlyHot(hot, measures)),
  };
}

function measureChanges(evidence: Evidence, before: TopicBaseline): MeasureChange[] {
  return rules.flatMap((rule) => {
    const shown = evidence.contract.severity[rule.id] === "off" ? undefined : rule.show(evidence);
    if (rule.about === "spread" && before.placedRecords === 0) return [];
    const wasBroken = rule.about === "change" ? undefined : before.broken.get(rule.id)?.actual;
    const earlier = rule.actual?.(before.measures) ?? wasBroken;
    if (shown === undefined || earlier === undefined) return [];
    const { actual, format, digits } = shown;
    return [{ rule: rule.id, before: earlier, after: actual, format, digits }];
  });
}

function fixedRules(
  evidence: Evidence,
  findings: readonly Finding[],
  before: TopicBaseline,
): RuleId[] {
  // Only known rules: an earlier report may name anything.
  const broken = rules.filter(({ id, about }) => about !== "change" && before.broken.has(id));
  return broken.flatMap((rule) => {
    const { id } = rule;
    const isChecked = evidence.contract.severity[id] !== "off" && rule.show(evidence) !== undefined;
    return isChecked && !findings.some(({ rule: found }) => found === id) ? [id] : [];
  });
}

function gainedPartitions(measures: Measures, before: TopicBaseline): Change["gained"] {
  const { partitionCounts, placedRecords } = measures;
  if (placedRecords === 0 || before.placedRecords === 0) return [];
  if (partitionCounts.length !== before.partitionCounts.length) return [];
  const shareBefore = (partition: number) =>
    (before.partitionCounts[partition] as number) / before.placedRecords;
  const gains = partitionCounts.map((count, i) => count / placedRecords - shareBefore(i));
  return topIndices(gains, MAX_GAINED)
    .filter((partition) => (gains[partition] as number) > 0)
    .map((partition) => ({
      partition,
      before: shareBefore(partition),
      after: (partitionCounts[partition] as number) / placedRecords,
    }));
}

function hottestSince({ hottestKeys }: Measures, before: TopicBaseline): HotKeyChange[] {
  if (before.placedRecords === 0) return [];
  const hottest = hottestKeys.slice(0, MAX_HOT_KEYS);
  const shares = before.sharesOf(hottest.map(({ key }) => key));
  return hottest.map((hot, i) => {
    const known = shares[i];
    return { ...hot, before: known ?? before.maxUnlistedShare, wasListed: known !== undefined };
  });
}

function isNewlyHot({ share, before }: HotKeyChange, { partitions }: Measures): boolean {
  return share >= MIN_LOAD / partitions && share >= WENT_HOT * before;
}
