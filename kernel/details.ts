import { plainNumber } from "./cells";
import { hashOfKey } from "./hashes";
import { BYTES, PARTITION, TIME } from "./json-path";
import { partition as placeOf } from "./tally";
import { timeOf, UNSURE, unit } from "./times";

// What is known about records besides their keys, added up: the partitions that they were written to,
// their times and their sizes.

/** Kafka's partition numbers have 32 bits. */
const MAX_PARTITION: f64 = 2147483647;
const UNKNOWN: f64 = -1;

// The sums, f64 one after another; then the records by their own partition, and the bytes by the one
// that the partitioner chooses.
const RECORDED: usize = 0;
const COMPARED: usize = 8;
const AGREEING: usize = 16;
const OUTSIDE: usize = 24;
const TIMED: usize = 32;
const FIRST: usize = 40;
const LAST: usize = 48;
const SIZED: usize = 56;
const TOTAL: usize = 64;
const COUNTS: usize = 72;
let sums: usize = 0;
let partitions: u32 = 0;
let hash: u32 = 0;
let rule: u32 = 0;
let placesEmpty: bool = false;

export let hasDetails: bool = false;
/** A bit for each detail that every record must have. */
let named: u32 = 0;
/** Whether a record's size is that of its key and its payload. */
let addsKey: bool = false;
let wantedUnit: u32 = 0;

// Of the current record.
let found: u32 = 0;
let partition: f64 = UNKNOWN;
let time: f64 = UNKNOWN;
let size: f64 = UNKNOWN;

/** Where the sums are, or 0 for none, and how keys are placed. */
export function setSums(at: usize, count: u32, by: u32, place: u32, empty: bool): void {
  hasDetails = at !== 0;
  sums = at;
  partitions = count;
  hash = by;
  rule = place;
  placesEmpty = empty;
}

/** What all further records are like. A unit of 0: any. */
export function setDetails(namedOnes: u32, timeUnit: u32, keyAndPayload: bool): void {
  named = namedOnes;
  wantedUnit = timeUnit;
  addsKey = keyAndPayload;
}

export function forgetDetails(): void {
  found = 0;
  partition = UNKNOWN;
  time = UNKNOWN;
  size = addsKey ? 0 : UNKNOWN;
}

/** Whether the current record has what every record must have. */
export function areDetailsThere(): bool {
  return (named & ~found) === 0;
}

/** Takes the text of a detail; false where only the host knows what it is. */
export function takeDetail(meaning: u32, at: usize, length: u32): bool {
  const isNamed = ((named >> meaning) & 1) !== 0;
  if (length === 0 && !isNamed) return true;
  if (meaning === TIME) {
    const ms = timeOf(at, length);
    if (isNamed ? ms < 0 || unit !== wantedUnit : ms === UNSURE) return false;
    setDetail(meaning, ms);
    return true;
  }
  const number = plainNumber(at, length);
  if (number < 0) return false;
  if (meaning === PARTITION) {
    if (number >= MAX_PARTITION || (isNamed && number >= <f64>partitions)) return false;
  }
  setDetail(meaning, number);
  return true;
}

/** @param value −1 where it is unknown */
export function setDetail(meaning: u32, value: f64): void {
  found |= (<u32>1) << meaning;
  if (meaning === PARTITION) partition = value;
  else if (meaning === TIME) time = value;
  else if (meaning === BYTES) size = value;
}

export function setPayload(length: u32): void {
  if (addsKey) size = length;
}

/** Adds the details of the current record or records. */
export function addDetails(key: usize, length: u32, hasKey: bool, records: f64): void {
  const isPlaced = hasKey && (length > 0 || placesEmpty);
  if (addsKey) size += length;
  if (time >= 0) addTime(records);
  if (partition < 0 && size < 0) return;
  const place = isPlaced ? placeOf(rule, hashOfKey(hash, key, length), partitions) : 0;
  if (partition >= 0) addPartition(isPlaced, place, records);
  if (size < 0) return;
  add(sums + SIZED, records);
  add(sums + TOTAL, size);
  if (isPlaced) add(sums + COUNTS + ((<usize>partitions + place) << 3), size);
}

function addPartition(isPlaced: bool, place: u32, records: f64): void {
  add(sums + RECORDED, records);
  if (partition < <f64>partitions) add(sums + COUNTS + ((<usize>(<u32>partition)) << 3), records);
  else add(sums + OUTSIDE, records);
  if (!isPlaced) return;
  add(sums + COMPARED, records);
  if (partition === <f64>place) add(sums + AGREEING, records);
}

function addTime(records: f64): void {
  add(sums + TIMED, records);
  if (time < load<f64>(sums, FIRST)) store<f64>(sums, time, FIRST);
  if (time > load<f64>(sums, LAST)) store<f64>(sums, time, LAST);
}

function add(at: usize, more: f64): void {
  store<f64>(at, load<f64>(at) + more);
}
