import type { TopicContract } from "../contract/contract.ts";
import { rules, severityOf } from "../rules/index.ts";
import type { Rule } from "../rules/rule.ts";

/** The rules that are checked under this contract. */
export function checkedRules(contract: TopicContract): readonly Rule[] {
  return rules.filter((rule) => severityOf(rule, contract) !== "off" && isSetUp(rule, contract));
}

function isSetUp({ id }: Rule, contract: TopicContract): boolean {
  const { limits, producers, keyFrame, joinedWith } = contract;
  switch (id) {
    case "remap":
    case "partitioner":
    case "confidence":
      return true;
    case "producers":
      return producers.length > 0;
    case "schema_ids":
      return keyFrame === "confluent";
    case "co_partitioned":
      return joinedWith !== undefined;
    default:
      return limits[id] !== undefined;
  }
}
