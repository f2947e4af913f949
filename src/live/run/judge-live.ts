import type { TopicContract } from "#core/contract/contract.ts";
import { judge, type TopicResult } from "#core/judge.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { withoutBytesLimits } from "#core/rules/unknown-bytes.ts";
import { suggest } from "#core/suggestions/index.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { tallyKeys } from "#core/tally/tally.ts";
import type { RecordCheck } from "#live/core/analysis/record-check.ts";

/**
 * Judges records by the partitions they were read from, not by those they should be in. Limits on bytes
 * are left out, because the records were produced for this, by a partitioner that is known.
 */
export function judgeLive(said: TopicContract, check: RecordCheck): TopicResult {
  const contract = withoutBytesLimits({ ...said, isRecorded: false });
  const keys = new KeyTable();
  for (const [key, records] of check.keys()) {
    if (key === null) keys.addNull(records);
    else keys.add(key, 0, key.length, records);
  }
  const tally = { ...tallyKeys(keys, tallySpec(contract)), loads: check.placedLoads };
  return judge(contract, keys, { tally, suggest });
}
