import { limitFields } from "#core/contract/contract.ts";
import type { TopicResult } from "#core/judge.ts";
import { checkedRules, type UnjudgedRule, unjudgedRules } from "#core/reports/rule-values.ts";
import { rules } from "#core/rules/index.ts";
import type { Rule } from "#core/rules/rule.ts";
import { distinctly } from "#core/text/format.ts";
import type { RuleLine } from "./calls.ts";

/** Every rule that has a limit or can have one here, where there is nothing to compare with. */
export function pageRuleLines(result: TopicResult): RuleLine[] {
  const checked = new Map(checkedRules(result).map((one) => [one.id, one]));
  const unjudged = new Map(unjudgedRules(result).map((one) => [one.id, one]));
  return rules.flatMap((rule): RuleLine[] => {
    const { id, purpose } = rule;
    const one = checked.get(id);
    if (one === undefined) return isLimit(rule) ? [unchecked(rule, unjudged.get(id), result)] : [];
    const { relation, limit, actual, format, digits } = one.shown;
    const [limitText, actualText] = distinctly(format, limit, actual, digits);
    const state = one.finding === undefined ? "holds" : one.isFailure ? "broken" : "warning";
    const message = one.finding?.message;
    return [{ id, purpose, relation, limit, actual, limitText, actualText, state, message }];
  });
}

function isLimit({ id, about }: Rule): boolean {
  return about !== "change" && limitFields.some((field) => field === id);
}

function unchecked(rule: Rule, unjudged: UnjudgedRule | undefined, result: TopicResult): RuleLine {
  const line = unset(rule, result);
  if (unjudged === undefined) return line;
  const { limit, relation, why } = unjudged;
  return { ...line, limit, relation, state: "unjudged", message: why };
}

/** Formats the value as the rule would if the value were its limit. */
function unset(rule: Rule, result: TopicResult): RuleLine {
  const { id, purpose } = rule;
  const actual = rule.actual?.(result.measures);
  const contract = { ...result.contract, limits: { [id]: actual ?? 0 } };
  const shown = actual === undefined ? undefined : rule.show({ ...result, contract });
  return {
    id,
    purpose,
    relation: shown?.relation ?? "≤",
    limit: undefined,
    actual,
    limitText: "",
    actualText: shown?.format(shown.actual, shown.digits) ?? "",
    state: "unset",
    message: undefined,
  };
}
