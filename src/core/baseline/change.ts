import type { RuleId } from "../contract/contract.ts";
import { type KeyCounts, keyFormOf } from "../keys/key-counts.ts";
import type { HotKey, Measures } from "../measures/measures.ts";
import { topIndices } from "../measures/top.ts";
import { rules } from "../rules/index.ts";
import type { Evidence, Finding, NumberFormat } from "../rules/rule.ts";
import type { TopicBaseline } from "./topic-baseline.ts";

const MAX_GAINED = 5;
const MAX_HOT_KEYS = 10;
/** Share of an even partition load from which a key's growth matters. */
const MIN_LOAD = 0.5;
/** Factor of growth from which a key went hot. */
const WENT_HOT = 2;

/** A measure before and after. */
interface MeasureChange {
  readonly rule: RuleId;
  readonly before: number;
  readonly after: number;
  readonly format: NumberFormat;
  readonly digits: number;
}

/** A share of the records before and after. */
interface ShareChange {
  readonly before: number;
  readonly after: number;
}

/** The differences from the baseline. */
export interface Change {
  readonly before: TopicBaseline;
  /** Every rule with a limit whose earlier value is known. */
  readonly measures: readonly MeasureChange[];
  /** Rules that were broken in the baseline and pass now. */
  readonly fixed: readonly RuleId[];
  /** The partitions that gained most; none if the partition count changed. */
  readonly gained: readonly (ShareChange & { readonly partition: number })[];
  /** Keys with a share that matters, at least twice their earlier one. */
  readonly hotKeys: readonly (HotKey & {
    /** Earlier share; an upper bound if the baseline does not list the key. */
    readonly before: number;
    readonly wasListed: boolean;
  })[];
}

export function compare(
  evidence: Evidence & Pick<KeyCounts, "digestSecret">,
  findings: readonly Finding[],
  before: TopicBaseline,
): Change {
  const { measures } = evidence;
  return {
    before,
    measures: measureChanges(evidence, before),
    fixed: fixedRules(evidence, findings, before),
    gained: gainedPartitions(measures, before),
    hotKeys: before.keyForm === keyFormOf(evidence) ? newlyHotKeys(measures, before) : [],
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

function newlyHotKeys(
  { hottestKeys, partitions }: Measures,
  before: TopicBaseline,
): Change["hotKeys"] {
  if (before.placedRecords === 0) return [];
  const hottest = hottestKeys.slice(0, MAX_HOT_KEYS);
  const shares = before.sharesOf(hottest.map(({ key }) => key));
  return hottest.flatMap((hot, i) => {
    const known = shares[i];
    const earlier = known ?? before.maxUnlistedShare;
    const isHot = hot.share >= MIN_LOAD / partitions && hot.share >= WENT_HOT * earlier;
    return isHot ? [{ ...hot, before: earlier, wasListed: known !== undefined }] : [];
  });
}
