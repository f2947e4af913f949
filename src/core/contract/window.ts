import type { Window } from "../tally/window.ts";
import { timeText } from "../text/time-length.ts";
import { duration } from "../values/duration.ts";
import type { TopicContract } from "./contract.ts";

const seconds = duration("s");

/** A length of time as contracts write it, from any form in which users give times; undefined if it is none. */
export function windowLengthText(text: string): string | undefined {
  const ms = msOf(text);
  return Number.isInteger(ms) && ms > 0 ? timeText(ms) : undefined;
}

/** The window that the fields of a contract set. */
export function windowOf(fields: {
  readonly window?: string;
  readonly window_records?: number;
}): Window | undefined {
  const { window, window_records: records } = fields;
  if (window !== undefined) return { unit: "ms", length: msOf(window) };
  return records === undefined ? undefined : { unit: "records", length: records };
}

/** The length of the windows of time that a contract wants to be measured. */
export function windowMsOf({
  window,
  severity,
}: Pick<TopicContract, "window" | "severity">): number | undefined {
  const isWanted = window?.unit === "ms" && severity.max_window_share !== "off";
  return isWanted ? window.length : undefined;
}

/** The field that sets it: `window: 1m`. */
export function windowField({ unit, length }: Window): [field: string, value: string] {
  return unit === "ms" ? ["window", timeText(length)] : ["window_records", String(length)];
}

function msOf(text: string): number {
  const ms = (seconds.read(text) ?? 0) * 1000;
  // Seconds are not exact: 0.001 × 1000 may not be 1.
  return Math.abs(ms - Math.round(ms)) < 1e-6 ? Math.round(ms) : ms;
}
