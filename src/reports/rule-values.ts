import type { TopicResult } from "../judge.ts";
import { rules } from "../rules/index.ts";

/** The rules with a limit that are not switched off, each with its limit and actual value. */
export function checkedRules({ evidence, contract }: TopicResult) {
  return rules.flatMap(({ id, show }) => {
    const shown = contract.severity[id] === "off" ? undefined : show(evidence);
    return shown === undefined ? [] : [{ id, shown }];
  });
}
