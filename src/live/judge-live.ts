import type { RecordCheck } from "../analysis/record-check.ts";
import type { TopicContract } from "../contract/contract.ts";
import { judge, type TopicResult } from "../judge.ts";
import { KeyTable } from "../keys/key-table.ts";
import { tallySpec } from "../tally/spec.ts";
import { tallyKeys } from "../tally/tally.ts";

/** The gate's verdict on records where they really lie, not where they should. */
export function judgeLive(contract: TopicContract, check: RecordCheck): TopicResult {
  const keys = new KeyTable();
  for (const [key, records] of check.keys()) {
    if (key === null) keys.addNull(records);
    else keys.add(key, 0, key.length, records);
  }
  const tally = { ...tallyKeys(keys, tallySpec(contract)), loads: check.placedLoads };
  return judge(contract, keys, { tally });
}
