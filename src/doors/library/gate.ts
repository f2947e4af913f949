import type { RawTopic, TopicContract } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { badCount, keyIsNoBytes } from "#core/errors/messages.ts";
import { judge } from "#core/judge.ts";
import { type GivenDetails, GivenDetailsReader } from "#core/keys/details/given-details.ts";
import type { RecordDetails } from "#core/keys/details/record-details.ts";
import { isNullToken, type KeySink } from "#core/keys/key-sink.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { type KeyType, serializeKey } from "#core/keys/key-type.ts";
import { fullKey } from "#core/reports/key-display.ts";
import { type TopicReport, topicReport } from "#core/reports/topic-report.ts";
import { DetailTally } from "#core/tally/detail-tally.ts";

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
): TopicReport {
  const topicContract = "limits" in contract ? contract : contractFromFields(contract);
  const keyBytes = new KeyTable();
  const details = new DetailTally(topicContract, keyBytes);
  const reader = new GivenDetailsReader();
  const table = new KeyTable();
  const target: KeySink = {
    add(bytes, start, end, count, given) {
      table.add(bytes, start, end, count);
      if (given !== undefined) details.add(bytes, start, end, count, given);
    },
    addNull(count, given) {
      table.addNull(count);
      if (given !== undefined) details.addNull(count, given);
    },
  };
  let hasCounts = false;
  for (const entry of keys) {
    const { key, count } = isCounted(entry) ? entry : { key: entry, count: 1 };
    hasCounts ||= count !== 1;
    const isNull = typeof key === "string" && isNullToken(key, topicContract.nullToken);
    const record = {
      key: isNull ? null : key,
      count,
      details: isCounted(entry) ? reader.read(entry) : undefined,
    };
    addKey(target, record, topicContract.keyType);
  }
  const { sample } = topicContract;
  const sampled = {
    sampling: sample ?? (hasCounts ? undefined : ("random" as const)),
    isSamplingSaid: sample !== undefined,
  };
  const known = { ...details.result(keyBytes), ...sampled };
  return topicReport(judge(topicContract, table, { details: known }), fullKey);
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
