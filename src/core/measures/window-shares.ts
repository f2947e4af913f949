import { addAll } from "../tally/add-all.ts";
import {
  FEWEST_WINDOWS,
  WINDOW_PERCENTILE,
  WINDOW_RECORDS_PER_PARTITION,
  type Window,
} from "../tally/window.ts";
import type { WindowLoads } from "../tally/window-tally.ts";
import { windowWords } from "../tally/window-words.ts";
import type { Interval } from "./confidence.ts";
import { hypergeometric } from "./hypergeometric.ts";
import { seededRandom } from "./random.ts";
import { unknownShare, windowSentences } from "./window-sentences.ts";

const SEED = 0x71de;
/** Random orders are averaged, as many as give at most so many numbers of records. */
const MOST_DRAWS = 100_000;
const MOST_ORDERS = 20;
/** Shown by explain. */
const HOTTEST_WINDOWS = 3;

/** A window and its hottest partition. */
interface HottestWindow {
  /** Its start: ms since the epoch, or the number of records before it. */
  readonly start: number;
  readonly partition: number;
  /** 0…1 */
  readonly share: number;
  readonly records: number;
}

/** The share of the hottest partition in windows. */
export interface WindowShares {
  /** As measured: longer than asked for if there were too many windows. */
  readonly window: Window;
  readonly asked: Window;
  /** `1 minute` */
  readonly windowText: string;
  /** Records in any window: those that have a partition and a time. */
  readonly records: number;
  /** Windows with records. */
  readonly windows: number;
  /** Windows with at least `leastRecords` records. */
  readonly counted: number;
  readonly leastRecords: number;
  /** The records of each window that counts. */
  readonly countedRecords: readonly number[];
  /** Records of each partition over all windows. */
  readonly partitionLoads: Float64Array;
  /** The windows that count with the hottest partitions, hottest first. */
  readonly hottest: readonly HottestWindow[];
  /** 99th percentile over the windows that count, 0…1; undefined if they are too few. */
  readonly share: number | undefined;
  /** Where it is, if it is an estimate. */
  readonly interval?: Interval | undefined;
  /** The same for the same records in random order. */
  readonly byChance: number | undefined;
  /** Why there is no share; undefined if there is one. */
  readonly unknown: string | undefined;
  /** For reports: the share beside that by chance, and whether windows were widened. */
  readonly sentences: readonly string[];
}

export function windowShares(
  { window, loads }: WindowLoads,
  asked: Window,
  partitions: number,
): WindowShares {
  const all = [...loads.values()];
  const leastRecords = WINDOW_RECORDS_PER_PARTITION * partitions;
  const counted = all.filter((one) => sum(one) >= leastRecords);
  const isEnough = counted.length >= FEWEST_WINDOWS;
  const countedRecords = counted.map(sum);
  const partitionLoads = new Float64Array(partitions);
  for (const one of all) addAll(partitionLoads, one);
  const shares = {
    window,
    windowText: windowWords(window),
    asked,
    records: all.reduce((records, one) => records + sum(one), 0),
    windows: all.length,
    counted: counted.length,
    leastRecords,
    countedRecords,
    partitionLoads,
    hottest: hottestWindows(loads, window.length, leastRecords),
    share: isEnough ? percentile(counted.map((one) => largest(one) / sum(one))) : undefined,
    byChance: isEnough ? shareInRandomOrder(partitionLoads, countedRecords) : undefined,
  };
  return { ...shares, unknown: unknownShare(shares), sentences: windowSentences(shares) };
}

function hottestWindows(
  loads: WindowLoads["loads"],
  length: number,
  leastRecords: number,
): HottestWindow[] {
  const windows = [...loads].map(([number, one]) => {
    const [records, most] = [sum(one), largest(one)];
    return { start: number * length, partition: one.indexOf(most), share: most / records, records };
  });
  return windows
    .filter(({ records }) => records >= leastRecords)
    .sort((a, b) => b.share - a.share || a.start - b.start)
    .slice(0, HOTTEST_WINDOWS);
}

/** By nearest rank: the smallest value that at least 99 % of all do not exceed. */
function percentile(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.ceil(WINDOW_PERCENTILE * sorted.length) - 1] as number;
}

/** The mean over some random orders of all records, with the windows' numbers of records kept. */
function shareInRandomOrder(partitionLoads: Float64Array, sizes: readonly number[]): number {
  const draws = sizes.length * partitionLoads.length;
  const orders = Math.min(MOST_ORDERS, Math.max(1, Math.floor(MOST_DRAWS / draws)));
  const random = seededRandom(SEED);
  let total = 0;
  for (let order = 0; order < orders; order++) {
    const left = partitionLoads.slice();
    total += percentile(sizes.map((size) => drawWindow(left, size, random)));
  }
  return total / orders;
}

/** Draws a window's records, which are then no longer left; returns the hottest partition's share. */
function drawWindow(left: Float64Array, size: number, random: () => number): number {
  let total = sum(left);
  let drawn = size;
  let most = 0;
  for (let i = 0; i < left.length; i++) {
    const good = left[i] as number;
    const number = hypergeometric({ good, total, drawn }, random);
    left[i] = good - number;
    total -= good;
    drawn -= number;
    most = Math.max(most, number);
  }
  return most / size;
}

function sum(loads: Float64Array): number {
  return loads.reduce((total, load) => total + load, 0);
}

function largest(loads: Float64Array): number {
  return loads.reduce((most, load) => Math.max(most, load), 0);
}
