import { allKeysUnplaced, noRecords, tooManyRecords } from "./catalogue.ts";
import type { TopicContract } from "./contract/contract.ts";
import { hashKeys } from "./hashed-keys.ts";
import type { KeyTable } from "./keys/key-table.ts";
import { type Measures, measure } from "./measures/measures.ts";
import { checkRules } from "./rules/index.ts";
import type { Evidence, Finding } from "./rules/rule.ts";
import { suggest } from "./suggestions/index.ts";
import type { Suggestion } from "./suggestions/suggestion.ts";
import { decide, type Verdict } from "./verdict.ts";

/** Everything the gate found out about one topic. */
export interface TopicResult {
  readonly contract: TopicContract;
  readonly evidence: Evidence;
  readonly measures: Measures;
  readonly findings: readonly Finding[];
  readonly suggestions: readonly Suggestion[];
  readonly verdict: Verdict;
}

/**
 * The whole gate for one topic: contract + keys → histogram → measures → findings → verdict.
 *
 * @throws UserError where there is nothing to judge
 */
export function judge(contract: TopicContract, table: KeyTable): TopicResult {
  if (table.records === 0) throw noRecords();
  if (table.records > Number.MAX_SAFE_INTEGER) throw tooManyRecords();
  const keys = hashKeys(table, contract);
  if (keys.placedRecords === 0) throw allKeysUnplaced(table.records, table.keyedRecords > 0);
  const measures = measure(keys, contract);
  const evidence = { contract, keys, measures };
  const findings = checkRules(evidence);
  const suggestions = suggest({ ...evidence, findings });
  return { contract, evidence, measures, findings, suggestions, verdict: decide(findings) };
}
