import { countLong, countSmall, missSmall, partOfKey, refresh } from "./front-table";
import { MAX_KEY_BYTES, MAX_SMALL_KEY_BYTES, MISSED, MISSED_BYTES } from "./layout";
import { append } from "./parts";

/** Gives the host a key that is too long for an entry. */
declare function longKey(key: usize, length: u32, records: f64): void;

// Counts the records that the readers of rows find. Keys that have no slot in the front table at once
// wait, so they must stay where they are until endRecords.
let missed: usize = 0;
let missedEnd: usize = 0;
let counted: u32 = 0;
let nulls: f64 = 0;

export function beginRecords(area: usize): void {
  missed = area + MISSED;
  missedEnd = missed;
  counted = 0;
}

/** Counts records of a key. */
export function countRecords(area: usize, key: usize, length: u32, records: f64): void {
  if (records !== 1) {
    countMany(area, key, length, records);
    return;
  }
  counted++;
  if (length <= MAX_SMALL_KEY_BYTES) {
    store<u32>(missedEnd, <u32>key);
    store<u32>(missedEnd, length, 4);
    missedEnd += (<usize>missSmall(area, key, length)) << 3;
    if (missedEnd === missed + MISSED_BYTES) countMissed(area);
  } else if (length <= MAX_KEY_BYTES) countLong(area, key, length);
  else longKey(key, length, 1);
}

function countMany(area: usize, key: usize, length: u32, records: f64): void {
  if (records === 0) return;
  if (length > MAX_KEY_BYTES) longKey(key, length, records);
  else append(area, partOfKey(area, key, length), key, length, records);
}

/** How many keys wait: at most MISSED_BYTES / 8 less one. */
export function waiting(): u32 {
  return <u32>((missedEnd - missed) >> 3);
}

export function countNull(records: f64): void {
  nulls += records;
}

/** Records without a key since this was last asked. */
export function takeNulls(): f64 {
  const taken = nulls;
  nulls = 0;
  return taken;
}

export function endRecords(area: usize): void {
  countMissed(area);
  refresh(area, counted);
}

function countMissed(area: usize): void {
  for (let at = missed; at < missedEnd; at += 8) countSmall(area, load<u32>(at), load<u32>(at, 4));
  missedEnd = missed;
}
