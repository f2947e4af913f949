import type { TopicResult } from "../judge.ts";
import { rules } from "../rules/index.ts";
import type { Finding, Rule, Unjudged } from "../rules/rule.ts";
import { isFatal } from "../verdict.ts";

/** A rule with its limit and actual value, and the finding if it is broken. */
export interface CheckedRule {
  readonly id: Rule["id"];
  readonly shown: NonNullable<ReturnType<Rule["show"]>>;
  readonly finding: Finding | undefined;
  /** Whether it breaks the contract; a warning does not. */
  readonly isFailure: boolean;
}

/** The rules with a limit that are not switched off. */
export function checkedRules(result: TopicResult): CheckedRule[] {
  const { contract, findings } = result;
  return rules.flatMap(({ id, show }) => {
    const shown = contract.severity[id] === "off" ? undefined : show(result);
    if (shown === undefined) return [];
    const finding = findings.find(({ rule }) => rule === id);
    const isFailure = finding !== undefined && isFatal(finding, contract.failOn);
    return [{ id, shown, finding, isFailure }];
  });
}

/** A rule whose limit could not be judged. */
export interface UnjudgedRule extends Unjudged {
  readonly id: Rule["id"];
  /** `≥ 90 %` */
  readonly limitText: string;
}

/** The rules that are set, but could not be judged, which neither passed nor failed. */
export function unjudgedRules(result: TopicResult): UnjudgedRule[] {
  return rules.flatMap(({ id, unjudged }) => {
    const isOff = result.contract.severity[id] === "off";
    const found = isOff ? undefined : unjudged?.(result);
    if (found === undefined) return [];
    const { relation, limit, format, digits } = found;
    return [{ id, ...found, limitText: `${relation} ${format(limit, digits)}` }];
  });
}

export function unjudgedText({ id, why }: UnjudgedRule): string {
  return `${id} was not judged: ${why}.`;
}
