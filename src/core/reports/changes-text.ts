import type { Change } from "../baseline/topic-baseline.ts";
import type { TopicResult } from "../judge.ts";
import type { Finding } from "../rules/rule.ts";
import { decimal, percent, plural } from "../text/format.ts";

const BASELINE_STATES = {
  new: "newly broken",
  worse: "broken before, worse now",
  known: "broken before, no worse",
} as const;

/** How a broken rule compares with the baseline. */
export function baselineStateText({ baselineState }: Finding): string | undefined {
  return baselineState && BASELINE_STATES[baselineState];
}

/** What a known breach was when it was first known; undefined if that is the earlier value. */
export function firstText(result: TopicResult, finding: Finding | undefined): string | undefined {
  const measure = result.change?.measures.find((one) => one.rule === finding?.rule);
  if (finding?.first === undefined || measure === undefined) return undefined;
  const first = measure.format(finding.first.actual, measure.digits);
  return first === measure.format(measure.before, measure.digits) ? undefined : `first ${first}`;
}

/** What a measure was and how it changed; undefined if that is not known. */
export function earlierText(
  { change }: TopicResult,
  rule: Finding["rule"],
): { readonly before: string; readonly trend: string } | undefined {
  const measure = change?.measures.find((one) => one.rule === rule);
  if (measure === undefined) return undefined;
  const { before, after, format, digits } = measure;
  const trend =
    after === before ? "same" : `${after > before ? "up" : "down"} ${by(before, after)}`;
  return { before: format(before, digits), trend };
}

/** `12.5 %` of the earlier value, or `2.4 times` it if it at least doubled. */
function by(before: number, after: number): string {
  if (before === 0) return "from 0";
  const ratio = after / before;
  return ratio >= 2 ? `${decimal(ratio, 1)} times` : percent(Math.abs(ratio - 1));
}

/** `from 2 % to 19 % of the records`, as far as known. */
export function shareChangeText(hot: Change["hotKeys"][number]): string {
  const { before, share, wasListed } = hot;
  if (before === 0) return `new, ${percent(share)} of the records`;
  const most = wasListed ? "" : "at most ";
  return `from ${most}${percent(before)} to ${percent(share)} of the records`;
}

/** Sentences on what changed, without naming keys. */
export function changeSentences(result: TopicResult): string[] {
  const { change, incomparable } = result;
  if (change === undefined) return incomparable === undefined ? [] : [incomparable];
  const { gained, hotKeys, fixed } = change;
  const [most] = gained;
  const grew =
    most === undefined
      ? []
      : [
          `Partition ${most.partition} gained most: from ${percent(most.before)} to ${percent(most.after)} of the records.`,
        ];
  const hot =
    hotKeys.length === 0
      ? []
      : [`${plural(hotKeys.length, "key")} went hot: at least twice the earlier share.`];
  const nowFixed = fixed.length === 0 ? [] : [`Fixed: ${fixed.join(", ")}.`];
  return [...earlierPlacement(result), ...change.keySentences, ...grew, ...hot, ...nowFixed];
}

/** How keys were placed before, if it was otherwise. */
export function earlierPlacement({ moved, contract }: TopicResult): string[] {
  if (moved === undefined) return [];
  const { partitions, partitioner, keyType } = moved.from;
  const isSameType = keyType === undefined || keyType === contract.keyType;
  const type = isSameType ? "" : `, key_type ${keyType}`;
  return [`Before: ${plural(partitions, "partition")} (${partitioner})${type}.`];
}
