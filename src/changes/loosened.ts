import { limitFields, type RuleId, type TopicContract } from "../contract/contract.ts";

/** A limit that holds back less than before. */
export interface Loosened {
  readonly topic: string;
  readonly rule: RuleId;
  /** `0.15` or `error` */
  readonly before: string;
  /** The same of now, or `no limit`. */
  readonly after: string;
}

const STRENGTH = { error: 2, warning: 1, off: 0 } as const;

/** What a change of the contract lets through that it did not before. */
export function loosenedLimits(
  before: readonly TopicContract[],
  after: readonly TopicContract[],
): Loosened[] {
  return before.flatMap((earlier) => {
    const now = after.find(({ topic }) => topic === earlier.topic);
    if (now !== undefined) return [...looserLimits(earlier, now), ...softerRules(earlier, now)];
    const [rule] = limitFields.filter((field) => earlier.limits[field] !== undefined);
    if (rule === undefined) return [];
    return [{ topic: earlier.topic, rule, before: "a contract", after: "none" }];
  });
}

function looserLimits(earlier: TopicContract, now: TopicContract): Loosened[] {
  return limitFields.flatMap((rule) => {
    const [before, after] = [earlier.limits[rule], now.limits[rule]];
    if (before === undefined) return [];
    const isMaximum = rule.startsWith("max_");
    const isLooser = after === undefined || (isMaximum ? after > before : after < before);
    if (!isLooser) return [];
    const limit = after === undefined ? "no limit" : String(after);
    return [{ topic: earlier.topic, rule, before: String(before), after: limit }];
  });
}

function softerRules(earlier: TopicContract, now: TopicContract): Loosened[] {
  const rules: readonly RuleId[] = [...limitFields, "producers"];
  return rules.flatMap((rule) => {
    const before = earlier.severity[rule] ?? "error";
    const after = now.severity[rule] ?? "error";
    const isChecked = earlier.limits[rule] !== undefined || earlier.producers.length > 0;
    if (!isChecked || STRENGTH[after] >= STRENGTH[before]) return [];
    return [{ topic: earlier.topic, rule, before, after }];
  });
}
