import { allKeysUnplaced, noRecords, tooManyRecords } from "./catalogue.ts";
import type { TopicContract } from "./contract/contract.ts";
import type { KeyCounts } from "./keys/key-counts.ts";
import { type Measures, measure } from "./measures/measures.ts";
import { checkRules } from "./rules/index.ts";
import type { Evidence, Finding } from "./rules/rule.ts";
import { suggest } from "./suggestions/index.ts";
import type { Suggestion } from "./suggestions/suggestion.ts";
import { tallySpec } from "./tally/spec.ts";
import { type Tally, tallyKeys } from "./tally/tally.ts";
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
 * @param tally of these keys by tallySpec(contract), where it is known already
 * @throws UserError where there is nothing to judge
 */
export function judge(
  contract: TopicContract,
  keys: KeyCounts,
  tally: Tally = tallyKeys(keys, tallySpec(contract)),
): TopicResult {
  const records = tally.keyedRecords + keys.nullRecords;
  if (records === 0) throw noRecords();
  if (records > Number.MAX_SAFE_INTEGER) throw tooManyRecords();
  if (tally.hottest.length === 0) throw allKeysUnplaced(records, tally.keyedRecords > 0);
  const measures = measure(tally, keys.nullRecords, contract);
  const evidence = { contract, keys, tally, measures };
  const findings = checkRules(evidence);
  const suggestions = suggest({ ...evidence, findings });
  return { contract, evidence, measures, findings, suggestions, verdict: decide(findings) };
}
