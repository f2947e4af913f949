import type { Change, Incomparable, TopicBaseline } from "./baseline/topic-baseline.ts";
import type { TopicContract } from "./contract/contract.ts";
import { noRecordedPartitions } from "./errors/detail-messages.ts";
import { allKeysUnplaced } from "./errors/messages.ts";
import { keyIsNotText } from "./errors/partitioner-messages.ts";
import type { JoinPartner } from "./joins/join.ts";
import type { joinsOf } from "./joins/joins.ts";
import type { KeyCounts } from "./keys/key-counts.ts";
import { bytesShares } from "./measures/bytes-shares.ts";
import { measure } from "./measures/measures.ts";
import { checkRules } from "./rules/index.ts";
import type { Evidence, Finding } from "./rules/rule.ts";
import type { sampleConfidence } from "./rules/sample-confidence.ts";
import { refuseUnknownBytes } from "./rules/unknown-bytes.ts";
import type { Case } from "./simulations/case.ts";
import { hashedCase } from "./simulations/hashed-case.ts";
import type { Scenario } from "./simulations/what-if.ts";
import type { Suggestion } from "./suggestions/suggestion.ts";
import { knownHash } from "./tally/known-hash.ts";
import type { SampleDetails } from "./tally/sample-details.ts";
import type { schemaIdsIn } from "./tally/schema-ids.ts";
import { tallySpec, textPartitionerOf } from "./tally/spec.ts";
import { type Tally, tallyKeys } from "./tally/tally.ts";
import { decide, type Verdict } from "./verdict.ts";

/** The result of judging one topic; valid after the keys are freed. */
export interface TopicResult extends Evidence {
  /** Identifies the secret of the digests if the keys came from a sample; reports show digests then. */
  readonly digestSecret?: string | undefined;
  readonly findings: readonly Finding[];
  readonly suggestions: readonly Suggestion[];
  readonly verdict: Verdict;
  /** Only with a baseline. */
  readonly change?: Change | undefined;
  /** Why the baseline could not be compared: a sentence for reports. */
  readonly incomparable?: string | undefined;
  /** Only if requested. */
  readonly scenarios?: readonly Scenario[] | undefined;
}

/** What `judge` takes besides contract and keys. */
export interface JudgeOptions {
  /** The tally of these keys by tallySpec(contract), if there is one already. */
  readonly tally?: Tally | undefined;
  /** What is known of the records besides their keys. */
  readonly details?: SampleDetails | undefined;
  readonly before?: TopicBaseline | Incomparable | undefined;
  /** `schemaIdsIn` of tally/schema-ids.ts, for key_frame confluent, which few topics have. */
  readonly schemaIdsIn?: typeof schemaIdsIn | undefined;
  /** `joinsOf` of joins/joins.ts, for topics that are joined, which few are. */
  readonly joinsOf?: typeof joinsOf | undefined;
  /** What is known of the topics that it is joined with. */
  readonly partners?: readonly JoinPartner[] | undefined;
  /** Also simulates other settings: `whatIf` of simulations/what-if.ts, which few runs load. */
  readonly whatIf?: ((subject: Case) => Scenario[]) | undefined;
  /** Says what a random sample can tell: `sampleConfidence` of rules/sample-confidence.ts. */
  readonly sampleConfidence?: typeof sampleConfidence | undefined;
  /** Looks for suggestions, which takes most of the time: `suggest` of suggestions/index.ts. */
  readonly suggest?: ((subject: Case) => Suggestion[]) | undefined;
}

/**
 * The whole gate for one topic: contract + keys → histogram → measures → findings → verdict.
 *
 * @throws UserError if there is nothing to judge
 */
export function judge(
  said: TopicContract,
  keys: KeyCounts,
  {
    tally = tallyKeys(keys, tallySpec(said)),
    details,
    before: earlier,
    schemaIdsIn: idsIn,
    joinsOf: joinsIn,
    partners,
    whatIf,
    sampleConfidence,
    suggest,
  }: JudgeOptions = {},
): TopicResult {
  if (said.isRecorded && tally.nullLoads === undefined) throw noRecordedPartitions();
  const hash = knownHash(said, details);
  const contract = { ...said, partitioner: hash ?? said.partitioner };
  refuseNonText(tally, contract);
  const measures = {
    ...measure(tally, keys.nullRecords, contract),
    ...bytesShares(details?.bytes),
    maxWindowShare: details?.windows?.share,
  };
  refuseUnknownBytes(contract, measures);
  const { before, incomparable } = comparable(earlier);
  const confidenceOf = details?.sampling === "random" ? sampleConfidence : undefined;
  const confidence = confidenceOf?.({ contract, measures });
  const since = before?.comparison.since(before, contract, keys, tally, hash !== undefined);
  const schemaIds = hash && idsIn?.({ ...contract, keys }, before?.schemaIds);
  const joins = joinsIn?.(contract, tally.emptyRecords, partners);
  const evidence = { contract, tally, measures, details, confidence, schemaIds, joins, ...since };
  const findings = findingsOf(evidence, before);
  refuseUnplaced(evidence, findings);
  const judged = { ...evidence, keys, findings, sampleConfidence: confidenceOf };
  // Keys that are judged where they were written are tallied again for this.
  const subject = suggest || whatIf ? hashedCase(judged) : judged;
  const suggestions = suggest?.(subject) ?? [];
  const { digestSecret } = keys;
  const change = before?.comparison.change({ ...evidence, digestSecret }, findings, before);
  const verdict = decide(findings, contract.failOn);
  const scenarios = whatIf?.(subject);
  const outcome = { findings, suggestions, verdict, change, incomparable, scenarios };
  return { ...evidence, digestSecret, ...outcome };
}

/**
 * Without a record that gets its partition from its key, there is no spread to judge. The contract is
 * then broken if a limit on the sample is, and otherwise nothing is known.
 */
function refuseUnplaced({ contract, measures, tally }: Evidence, findings: readonly Finding[]) {
  if (measures.placedRecords > 0) return;
  const isBroken = findings.some(
    ({ rule, severity }) => severity === "error" && contract.limits[rule] !== undefined,
  );
  if (!isBroken) throw allKeysUnplaced(measures.records, tally.keyedRecords > 0);
}

/** Bytes that are not text cannot be the keys of clients that hash text. */
function refuseNonText({ nonText }: Tally, contract: TopicContract): void {
  const ofText = nonText && textPartitionerOf(tallySpec(contract));
  if (nonText && ofText) throw keyIsNotText(ofText, nonText);
}

function comparable(earlier: TopicBaseline | Incomparable | undefined): {
  readonly before?: TopicBaseline | undefined;
  readonly incomparable?: string;
} {
  return earlier !== undefined && "incomparable" in earlier ? earlier : { before: earlier };
}

function findingsOf(evidence: Evidence, before: TopicBaseline | undefined): Finding[] {
  const findings = checkRules(evidence);
  return before?.comparison.states(findings, evidence, before) ?? findings;
}
