import { KeyTable } from "../keys/key-table.ts";
import { timeInKey } from "../keys/time-in-key.ts";
import type { Case } from "../simulations/case.ts";

/** Share of the different keys from which a date or time in them is not chance. */
const MOSTLY = 0.95;
/** Fewer keys at a time than this per partition leave partitions without records at that time. */
const KEYS_PER_PARTITION = 5;
/** The most different keys to search, so that nobody waits for a hint. */
const MAX_KEYS = 200_000;
const MAX_KEYS_OF_A_PASS = 20_000;

/** Keys that change with time. */
export interface RotatingKeys {
  /** Share of the different keys that have a date or time. */
  readonly share: number;
  /** Different keys per date or time, on average. */
  readonly keysPerTime: number;
  /** The hottest of them. */
  readonly example: Uint8Array;
}

/**
 * Whether keys are or contain dates or times, with few different keys at each: all records of a moment
 * then go to few partitions, whatever the partition count is.
 */
export function rotatingKeys(subject: Case): RotatingKeys | undefined {
  const { keys, contract, measures, findings } = subject;
  const { uniqueKeys, partitions, hottestKeys } = measures;
  const most = findings.length > 0 ? MAX_KEYS : MAX_KEYS_OF_A_PASS;
  const isSample = keys.digests !== undefined;
  if (isSample || uniqueKeys < 2 || uniqueKeys > most || partitions === 1) return undefined;
  const times = new KeyTable();
  const encoder = new TextEncoder();
  let others = 0;
  for (const { size, bytes, starts, ends } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const time = timeInKey(bytes, starts[i] as number, ends[i] as number, contract.keyType);
      if (time === undefined) {
        if (++others > (1 - MOSTLY) * uniqueKeys) return undefined;
        continue;
      }
      const text = encoder.encode(time);
      times.add(text, 0, text.length, 1);
    }
  }
  const keysPerTime = times.keyedRecords / times.size;
  const isFew = times.size > 1 && keysPerTime < KEYS_PER_PARTITION * partitions;
  const example = hottestKeys.find(
    ({ key }) => timeInKey(key, 0, key.length, contract.keyType) !== undefined,
  );
  if (!isFew || example === undefined) return undefined;
  return { share: 1 - others / uniqueKeys, keysPerTime, example: example.key };
}
