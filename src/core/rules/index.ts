import type { Severity, TopicContract } from "../contract/contract.ts";
import { coPartitioned } from "./co-partitioned.ts";
import { confidence } from "./confidence.ts";
import { maxConsumerShare } from "./max-consumer-share.ts";
import { maxCv } from "./max-cv.ts";
import { maxEmptyKeys } from "./max-empty-keys.ts";
import { maxGini } from "./max-gini.ts";
import { maxKeyBytesShare } from "./max-key-bytes-share.ts";
import { maxKeyShare } from "./max-key-share.ts";
import { maxNullKeys } from "./max-null-keys.ts";
import { maxPartitionBytesShare } from "./max-partition-bytes-share.ts";
import { maxPartitionShare } from "./max-partition-share.ts";
import { maxWindowShare } from "./max-window-share.ts";
import { minKnownKeys } from "./min-known-keys.ts";
import { minUniqueKeys } from "./min-unique-keys.ts";
import { partitionCount } from "./partition-count.ts";
import { partitioner } from "./partitioner.ts";
import { producers } from "./producers.ts";
import { remap } from "./remap.ts";
import type { Evidence, Finding, Rule } from "./rule.ts";
import { sampleSize } from "./sample-size.ts";
import { schemaIds } from "./schema-ids.ts";

/** All rules, in the order of reports. A new one is a file beside this one and a line here. */
export const rules: readonly Rule[] = [
  maxPartitionShare,
  maxGini,
  maxCv,
  maxKeyShare,
  maxConsumerShare,
  maxPartitionBytesShare,
  maxKeyBytesShare,
  maxWindowShare,
  minUniqueKeys,
  sampleSize,
  maxEmptyKeys,
  maxNullKeys,
  confidence,
  producers,
  partitioner,
  remap,
  minKnownKeys,
  schemaIds,
  coPartitioned,
  partitionCount,
];

/** What the contract's rules find, each with its severity. */
export function checkRules(evidence: Evidence, about?: Rule["about"]): Finding[] {
  return rules.flatMap((rule) => {
    const level = severityOf(rule, evidence.contract);
    if (level === "off" || (about !== undefined && rule.about !== about)) return [];
    const breach = rule.check(evidence);
    return breach === undefined ? [] : [{ rule: rule.id, severity: level, ...breach }];
  });
}

/** Whether the rule that a finding is about depends on where keys are placed. */
export function isAboutSpread({ rule: wanted }: Pick<Finding, "rule">): boolean {
  return rules.some(({ id, about }) => id === wanted && about === "spread");
}

/** The severity that the contract sets for a rule, or else the rule's default. */
export function severityOf(rule: Rule, { severity }: TopicContract): Severity {
  return severity[rule.id] ?? rule.severity ?? "error";
}
