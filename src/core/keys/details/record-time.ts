/** How a time is written. */
export type TimeUnit = "s" | "ms" | "µs" | "ns" | "ISO 8601";

export interface RecordTime {
  readonly ms: number;
  readonly unit: TimeUnit;
}

/** From 1973-03-03 to 2200. In this range, a number is a time in one unit only. */
const FIRST_SECOND = 1e8;
const END_SECOND = 7_258_118_400;
const UNITS: readonly (readonly [unit: TimeUnit, perSecond: number])[] = [
  ["s", 1],
  ["ms", 1e3],
  ["µs", 1e6],
  ["ns", 1e9],
];

const NUMBER = /^\d{9,19}(\.\d{1,9})?$/;
const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(?:(Z|UTC)|([+-])(\d\d)(?::?(\d\d))?)?$/;

/**
 * A time from 1973-03-03 to 2199: a number since the epoch, whose unit follows from its size, or
 * ISO 8601 with a time of day, in UTC if it has no zone. Undefined for anything else.
 */
export function recordTime(text: string): RecordTime | undefined {
  if (!NUMBER.test(text)) {
    const ms = isoMs(text);
    return ms !== undefined && inRange(ms / 1000) ? { ms, unit: "ISO 8601" } : undefined;
  }
  const number = Number(text);
  const [unit, perSecond] = UNITS.find(([, each]) => inRange(number / each)) ?? [];
  if (unit === undefined || perSecond === undefined) return undefined;
  const ms = perSecond < 1000 ? number * 1000 : number / (perSecond / 1000);
  return { ms, unit };
}

/** Whether a number is a time in ms since the epoch. */
export function isEpochMs(number: number): boolean {
  return inRange(number / 1000);
}

function inRange(seconds: number): boolean {
  return seconds >= FIRST_SECOND && seconds < END_SECOND;
}

function isoMs(text: string): number | undefined {
  const match = ISO.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second = "0", fraction = "0", , sign, ...zone] = match;
  const fields = [year, month, day, hour, minute, second].map(Number);
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = fields;
  const [zoneHour = 0, zoneMinute = 0] = zone.map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(y, mo - 1, d, h, mi, s));
  // Date turns an invalid day or hour into a later one.
  const isReal =
    date.getUTCMonth() === mo - 1 && date.getUTCDate() === d && h < 24 && mi < 60 && s < 60;
  if (!isReal || zoneHour > 18 || zoneMinute > 59) return undefined;
  const offsetMs = (zoneHour * 60 + zoneMinute) * 60_000 * (sign === "-" ? -1 : 1);
  return date.getTime() + Number(`0.${fraction}`) * 1000 - (sign === undefined ? 0 : offsetMs);
}
