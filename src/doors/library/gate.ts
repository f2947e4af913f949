import { baselineOfKeys } from "#core/baseline/baseline-of-keys.ts";
import type { Incomparable, TopicBaseline } from "#core/baseline/topic-baseline.ts";
import type { RawTopic, TopicContract } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { badCount, keyIsNoBytes } from "#core/errors/messages.ts";
import { joinsOf } from "#core/joins/joins.ts";
import { judge } from "#core/judge.ts";
import { type GivenDetails, GivenDetailsReader } from "#core/keys/details/given-details.ts";
import type { RecordDetails } from "#core/keys/details/record-details.ts";
import { innerKeySink, isNullToken, type KeySink } from "#core/keys/key-sink.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { type KeyType, serializeKey } from "#core/keys/key-type.ts";
import { baselineOfReport } from "#core/reports/earlier-report.ts";
import { fullKey } from "#core/reports/key-display.ts";
import { type TopicReport, topicReport } from "#core/reports/topic-report.ts";
import { sampleConfidence } from "#core/rules/sample-confidence.ts";
import { suggest } from "#core/suggestions/index.ts";
import { DetailTally } from "#core/tally/detail-tally.ts";
import { openWindows } from "#core/tally/open-windows.ts";
import type { SampleDetails } from "#core/tally/sample-details.ts";
import { schemaIdsIn } from "#core/tally/schema-ids.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { type Tally, tallyKeys } from "#core/tally/tally.ts";

/** The fields of one topic, named as in skew_contract.yml, and optionally its name. */
export interface TopicContractFields extends Omit<RawTopic, "keys" | "null_token"> {
  readonly topic?: string;
  readonly partitions: number;
}

/**
 * One record's key. Text is serialized by the contract's key_type, bytes are used as they are, and
 * null is a record without a key.
 */
export type Key = string | Uint8Array | null | undefined;

/** A key, or a key with its number of records. */
export type KeyInput = Key | CountedKey;

/** A key with the number of its records, and with what else is known of them. */
export interface CountedKey extends GivenDetails {
  readonly key: Key;
  readonly count: number;
}

/** What else `gate` takes. */
export interface GateOptions {
  /** What to compare with: the report on earlier keys, or the earlier keys themselves. */
  readonly baseline?: TopicReport | Iterable<KeyInput> | undefined;
}

/**
 * Judges keys by a contract, in memory and without I/O, for use in a test runner.
 *
 * @param contract a topic returned by parseContract, or its fields as in skew_contract.yml
 * @param keys one entry per record, or `{ key, count }` with optional partition, time and bytes
 * @returns the topic's entry in the JSON report; `verdict` is pass, warn or fail
 * @throws UserErrors if the contract is invalid, UserError if the keys cannot be judged
 */
export function gate(
  contract: TopicContractFields | TopicContract,
  keys: Iterable<KeyInput>,
  { baseline }: GateOptions = {},
): TopicReport {
  const topicContract = "limits" in contract ? contract : contractFromFields(contract);
  const before = baseline && baselineOf(topicContract, baseline);
  const { table, ...known } = readKeys(topicContract, keys);
  const ids = topicContract.keyFrame === "confluent" ? schemaIdsIn : undefined;
  const options = { ...known, before, sampleConfidence, suggest, schemaIdsIn: ids, joinsOf };
  return topicReport(judge(topicContract, table, options), fullKey);
}

function baselineOf(
  contract: TopicContract,
  baseline: TopicReport | Iterable<KeyInput>,
): TopicBaseline | Incomparable {
  if (typeof baseline === "object" && "top_keys" in baseline) {
    return baselineOfReport(baseline, contract.keyType);
  }
  const { table, tally, details } = readKeys(contract, baseline);
  return baselineOfKeys(contract, table, tally, details);
}

function readKeys(
  contract: TopicContract,
  keys: Iterable<KeyInput>,
): { readonly table: KeyTable; readonly tally: Tally; readonly details: SampleDetails } {
  const keyBytes = new KeyTable();
  const windows = openWindows(contract, 1);
  const details = new DetailTally(contract, { keyBytes, windows: windows?.byTime });
  const reader = new GivenDetailsReader();
  const table = new KeyTable();
  const target: KeySink = {
    add(bytes, start, end, count, given) {
      table.add(bytes, start, end, count);
      windows?.inOrder?.add(bytes, start, end, count, given);
      if (given !== undefined) details.add(bytes, start, end, count, given);
    },
    addNull(count, given) {
      table.addNull(count);
      windows?.inOrder?.addNull(count, given);
      if (given !== undefined) details.addNull(count, given);
    },
  };
  let hasCounts = false;
  for (const entry of keys) {
    const { key, count } = isCounted(entry) ? entry : { key: entry, count: 1 };
    hasCounts ||= count !== 1;
    const isNull = typeof key === "string" && isNullToken(key, contract.nullToken);
    const given = isCounted(entry) ? reader.read(entry) : undefined;
    addKey(
      innerKeySink(target, contract.keyFrame),
      { key: isNull ? null : key, count, details: given },
      contract.keyType,
    );
  }
  const tally = details.written.placedTally(tallyKeys(table, tallySpec(contract)));
  const shares = windows?.result(tally, hasCounts);
  const known = { ...details.result(keyBytes), ...samplingOf(contract, hasCounts) };
  return { table, tally, details: { ...known, windows: shares } };
}

function samplingOf({ sample }: TopicContract, hasCounts: boolean) {
  return {
    sampling: sample ?? (hasCounts ? undefined : ("random" as const)),
    isSamplingSaid: sample !== undefined,
  };
}

function isCounted(entry: KeyInput): entry is CountedKey {
  return typeof entry === "object" && entry !== null && !(entry instanceof Uint8Array);
}

interface GivenRecord {
  readonly key: Key;
  readonly count: number;
  readonly details: RecordDetails | undefined;
}

function addKey(target: KeySink, { key, count, details }: GivenRecord, keyType: KeyType): void {
  if (!Number.isSafeInteger(count) || count < 0) throw badCount(String(count));
  if (count === 0) return;
  if (key === null || key === undefined) {
    target.addNull(count, details);
  } else {
    const bytes = typeof key === "string" ? serializeKey(keyType, key) : key;
    if (!(bytes instanceof Uint8Array)) throw keyIsNoBytes();
    target.add(bytes, 0, bytes.length, count, details);
  }
}
