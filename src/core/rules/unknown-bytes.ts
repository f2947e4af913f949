import type { TopicContract } from "../contract/contract.ts";
import { noRecordBytes } from "../errors/detail-messages.ts";
import { rules, severityOf } from "./index.ts";
import type { Measured, Rule } from "./rule.ts";

/** The rules about bytes that are checked under this contract. */
export function bytesRulesOf(contract: TopicContract): readonly Rule[] {
  return rules.filter((rule) => {
    const isSet = contract.limits[rule.id] !== undefined && severityOf(rule, contract) !== "off";
    return rule.about === "bytes" && isSet;
  });
}

/**
 * Records without a partition have no load in bytes either, and other limits say so.
 *
 * @throws UserError if a limit on bytes is set, and no sizes are known to check it
 */
export function refuseUnknownBytes(contract: TopicContract, measures: Measured): void {
  if (measures.placedRecords === 0) return;
  const unknown = bytesRulesOf(contract).filter(({ actual }) => actual?.(measures) === undefined);
  if (unknown.length > 0) throw noRecordBytes(unknown.map(({ id }) => id));
}

/** The contract without limits on bytes, for records whose sizes say nothing about production. */
export function withoutBytesLimits(contract: TopicContract): TopicContract {
  const fields = bytesRulesOf(contract).map(({ id }) => [id, undefined]);
  return { ...contract, limits: { ...contract.limits, ...Object.fromEntries(fields) } };
}
