import type { Before } from "./baseline/before.ts";
import { type Change, compare } from "./baseline/change.ts";
import { withStanding } from "./baseline/standing.ts";
import type { TopicContract } from "./contract/contract.ts";
import { sampleLacksHashes } from "./errors/messages.ts";
import type { KeyCounts } from "./keys/key-counts.ts";
import { type Measures, measure } from "./measures/measures.ts";
import { partitioners } from "./partitioners/index.ts";
import { checkRules } from "./rules/index.ts";
import type { Evidence, Finding } from "./rules/rule.ts";
import { type Scenario, whatIf } from "./simulations/what-if.ts";
import { suggest } from "./suggestions/index.ts";
import type { Suggestion } from "./suggestions/suggestion.ts";
import { movedKeys } from "./tally/moved-keys.ts";
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
  /** Where there was something to compare with. */
  readonly change?: Change | undefined;
  /** Where it was asked for. */
  readonly scenarios?: readonly Scenario[] | undefined;
}

/** What the gate may be told besides contract and keys. */
export interface JudgeOptions {
  /** Of these keys by tallySpec(contract), where it is known already. */
  readonly tally?: Tally | undefined;
  readonly before?: Before | undefined;
  /** Also simulates other partition counts, partitioners, salts and consumers. */
  readonly withWhatIf?: boolean | undefined;
  /** False where nobody waits for suggestions, which take most of the time. */
  readonly withAdvice?: boolean | undefined;
}

/**
 * The whole gate for one topic: contract + keys → histogram → measures → findings → verdict.
 *
 * @throws UserError where there is nothing to judge
 */
export function judge(
  contract: TopicContract,
  keys: KeyCounts,
  {
    tally = tallyKeys(keys, tallySpec(contract)),
    before,
    withWhatIf,
    withAdvice = true,
  }: JudgeOptions = {},
): TopicResult {
  const measures = measure(tally, keys.nullRecords, contract);
  const moved = before && movedSince(before, contract, keys, tally);
  const evidence = { contract, keys, tally, measures, moved };
  const findings = findingsOf(evidence, before);
  const suggestions = withAdvice ? suggest({ ...evidence, findings }) : [];
  const change = before && compare(evidence, findings, before);
  const verdict = decide(findings, contract.failOn);
  const scenarios = withWhatIf ? whatIf({ ...evidence, findings }) : undefined;
  return { contract, evidence, measures, findings, suggestions, verdict, change, scenarios };
}

function findingsOf(evidence: Evidence, before: Before | undefined): Finding[] {
  const findings = checkRules(evidence);
  return before === undefined ? findings : withStanding(findings, evidence, before);
}

function movedSince(
  before: Before,
  contract: TopicContract,
  keys: KeyCounts,
  { uniqueKeys, keyedRecords }: Tally,
): Evidence["moved"] {
  const isAlike =
    before.partitions === contract.partitions && before.partitioner === contract.partitioner;
  if (isAlike) return undefined;
  const { hash } = partitioners[before.partitioner];
  if (keys.digests?.has(hash) === false) throw sampleLacksHashes(before.partitioner);
  const moved = movedKeys(keys, before, contract, contract.emptyKey);
  return {
    from: before,
    keyShare: moved.keys / uniqueKeys,
    recordShare: moved.records / keyedRecords,
  };
}
