import type { TopicContract } from "../contract/contract.ts";
import { type KeyCounts, keyFormOf } from "../keys/key-counts.ts";
import { bytesShares } from "../measures/bytes-shares.ts";
import { measure } from "../measures/measures.ts";
import { checkRules } from "../rules/index.ts";
import { countsOf } from "../tally/find-keys.ts";
import { knownHash } from "../tally/known-hash.ts";
import type { SampleDetails } from "../tally/sample-details.ts";
import { schemaIdsIn } from "../tally/schema-ids.ts";
import type { Tally } from "../tally/tally.ts";
import { comparison } from "./comparison.ts";
import { sampleFacts } from "./sample-facts.ts";
import type { TopicBaseline } from "./topic-baseline.ts";

/** Earlier keys under the current contract: every key's share is known. */
export function baselineOfKeys(
  contract: TopicContract,
  keys: KeyCounts,
  tally: Tally,
  details?: SampleDetails,
): TopicBaseline {
  const measures = {
    ...measure(tally, keys.nullRecords, contract),
    ...bytesShares(details?.bytes),
    maxWindowShare: details?.windows?.share,
  };
  const isFramed = contract.keyFrame === "confluent" && keys.digests === undefined;
  const ids = isFramed ? schemaIdsIn({ ...contract, keys }) : undefined;
  const hash = knownHash(contract, details);
  const findings = checkRules({ contract, tally, measures, details, schemaIds: hash && ids });
  const { partitions, partitioner, keyType, keyFrame = "none", isRecorded } = contract;
  const facts = sampleFacts(measures, measures.squaredKeyShares, measures.hottestKeys);
  const { placedRecords, partitionCounts } = measures;
  return {
    comparison,
    partitions,
    partitioner,
    keyType,
    keyFrame,
    schemaIds: ids?.ids.map(({ id }) => id),
    isRecorded,
    hash,
    measures,
    placedRecords,
    partitionCounts,
    broken: new Map(
      findings.map(({ rule, actual }) => [rule, { actual, first: { actual, ...facts } }]),
    ),
    keyForm: keyFormOf(keys),
    sharesOf: (wanted) => countsOf(keys, wanted).map((count) => count / measures.keyRecords),
    maxUnlistedShare: 0,
    keys,
  };
}
