import type { TopicContract } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { type JudgeOptions, judge, type TopicResult } from "#core/judge.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { suggest } from "#core/suggestions/index.ts";
import { DetailTally } from "#core/tally/detail-tally.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { tallyKeys } from "#core/tally/tally.ts";
import { type Fields, utf8 } from "./judge-keys.ts";

/** Records with a key, or none, and the partition that they were written to, if that is known. */
export type Written = readonly [key: string | null, partition: number | undefined, count?: number];

/** What `judge` takes for these records. */
export function recordedKeys(fields: Fields, records: Iterable<Written>) {
  return recordedKeysFor(contractFromFields(fields), records);
}

/** The same under a contract that fields cannot describe. */
export function recordedKeysFor(contract: TopicContract, records: Iterable<Written>) {
  const spec = tallySpec(contract);
  const keyBytes = new KeyTable();
  const sums = new DetailTally(spec, { keyBytes });
  const table = new KeyTable();
  for (const [key, partition, count = 1] of records) {
    const known = { partition, bytes: 10 * count };
    if (key === null) {
      table.addNull(count);
      sums.addNull(count, known);
      continue;
    }
    const bytes = utf8(key);
    table.add(bytes, 0, bytes.length, count);
    sums.add(bytes, 0, bytes.length, count, known);
  }
  const tally = sums.written.placedTally(tallyKeys(table, spec));
  return { contract, table, tally, details: sums.result(keyBytes) };
}

/** The whole gate on records with their partitions. */
export function judgeRecorded(
  fields: Fields,
  records: Iterable<Written>,
  before?: JudgeOptions["before"],
): TopicResult {
  const { contract, table, tally, details } = recordedKeys(fields, records);
  return judge(contract, table, { tally, details, suggest, before });
}
