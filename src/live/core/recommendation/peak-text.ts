import { bytesPerSecond } from "./rate.ts";
import type { Rates } from "./traffic.ts";

type Peak = Pick<Rates, "peakBytesPerSecond" | "peakRange">;

/** `30 MiB/s`, or with its interval `30 MiB/s (28 MiB/s to 33 MiB/s)` */
export function peakText({ peakBytesPerSecond, peakRange }: Peak): string {
  const peak = bytesPerSecond(peakBytesPerSecond);
  return peakRange === undefined ? peak : `${peak} (${rangeText(peakRange)})`;
}

/** `28 to 33 MiB/s`, `75 B/s to 16 KiB/s` */
export function rangeText({ low, high }: NonNullable<Rates["peakRange"]>): string {
  const [from, to] = [bytesPerSecond(low), bytesPerSecond(high)];
  const [value, unit] = from.split(" ");
  return to.endsWith(` ${unit}`) ? `${value} to ${to}` : `${from} to ${to}`;
}
