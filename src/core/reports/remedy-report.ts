import type { TopicResult } from "../judge.ts";
import type { KeyMention } from "../suggestions/key-mention.ts";
import type { Outcome, Remedy } from "../suggestions/remedy.ts";
import { type DisplayedKey, fullKey, type KeyDisplay } from "./key-display.ts";

/** A remedy as schemas/report.schema.json describes it. */
export interface RemedyReport {
  kind: Remedy["kind"];
  /** Hottest first. */
  keys?: DisplayedKey[];
  /** How many keys each of them becomes. */
  ways?: number;
  /** The new partition count. */
  partitions?: number;
  /** The text that says that there is no value; null if keys are not shown. */
  placeholder?: string | null;
  /** What the gate finds once the remedy is applied to these keys. */
  predicted?: {
    records: number;
    placed_records: number;
    unique_keys: number;
    max_partition_share: number;
    gini: number;
    cv: number;
    max_key_share: number;
    max_consumer_share?: number;
    empty_keys: number;
    null_keys: number;
  };
  /** Whether it then finds no broken rule, apart from differences from a baseline; left out if unknown. */
  meets_contract?: boolean;
}

export function remedyReport(
  { kind, keys, ways, partitions, placeholder, outcome }: Remedy,
  { contract: { keyType, keyFrame } }: TopicResult,
  displayKey: KeyDisplay,
): RemedyReport {
  const shown = ({ key }: KeyMention) => displayKey(key, keyType, keyFrame);
  const asText = (mention: KeyMention) =>
    shown(mention).key === null ? null : fullKey(mention.key, keyType).key;
  return {
    kind,
    ...(keys && { keys: keys.map(shown) }),
    ...(ways && { ways }),
    ...(partitions && { partitions }),
    ...(placeholder && { placeholder: asText(placeholder) }),
    ...(outcome && outcomeFields(outcome)),
  };
}

function outcomeFields({ predicted, meetsContract }: Outcome) {
  const { maxConsumerShare } = predicted;
  return {
    predicted: {
      records: predicted.records,
      placed_records: predicted.placedRecords,
      unique_keys: predicted.uniqueKeys,
      max_partition_share: predicted.maxPartitionShare,
      gini: predicted.gini,
      cv: predicted.cv,
      max_key_share: predicted.maxKeyShare,
      ...(maxConsumerShare === undefined ? {} : { max_consumer_share: maxConsumerShare }),
      empty_keys: predicted.emptyKeys,
      null_keys: predicted.nullKeys,
    },
    ...(meetsContract === undefined ? {} : { meets_contract: meetsContract }),
  };
}
