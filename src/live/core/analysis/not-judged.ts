import type { TopicContract } from "#core/contract/contract.ts";
import { bytesRulesOf } from "#core/rules/unknown-bytes.ts";
import type { ProducerPartitionerName } from "./producer-partitioner.ts";

/** What a contract says that records of `analyze` cannot be judged by, as sentences. */
export function notJudged(contract: TopicContract, setting: ProducerPartitionerName): string[] {
  const { limits, severity } = contract;
  const isWindowed = limits.max_window_share !== undefined && severity.max_window_share !== "off";
  const ids = [
    ...bytesRulesOf(contract).map(({ id }) => id),
    ...(isWindowed ? ["max_window_share"] : []),
  ];
  return [
    ...(contract.isRecorded
      ? [
          `The contract's partitioner is recorded: here, records are where partitioner=${setting} put them, not where your clients do.`,
        ]
      : []),
    ...(ids.length > 0
      ? [`Not judged: ${ids.join(", ")}, because these records have sizes and times of their own.`]
      : []),
  ];
}
