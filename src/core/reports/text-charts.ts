import type { TopicResult } from "../judge.ts";
import type { HotKey } from "../measures/measures.ts";
import { percent, whole } from "../text/format.ts";
import type { Ink } from "../text/ink.ts";
import { printable } from "../text/printable.ts";
import { heaviestKeys, partitionBytes, partitionText } from "./heaviest-keys.ts";
import { keyNames } from "./key-names.ts";
import type { ReportOptions } from "./report.ts";
import { lineWidth } from "./text-parts.ts";

// What the terminal shows of a topic whose contract is broken.

const MAX_BARS = 8;
const MAX_KEYS = 5;
/** Characters of a key. */
const MAX_KEY = 48;
const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** A bar for each of the hottest partitions. */
export function partitionBars(result: TopicResult, options: ReportOptions, ink: Ink): string[] {
  const { hottestPartitions, partitions } = result.measures;
  const limit = result.contract.limits.max_partition_share ?? 1;
  const shown = hottestPartitions.slice(0, MAX_BARS).filter(({ count }) => count > 0);
  const most = shown[0]?.share ?? 1;
  const bytes = bytesShareOf(result);
  const room = Math.min(40, Math.max(5, lineWidth(options) - (bytes === undefined ? 36 : 46)));
  const bars = shown.map(({ partition, count, share }) => {
    const line = bar((share / most) * room);
    const cells = [
      whole(partition).padStart(11),
      percent(share).padStart(9),
      whole(count).padStart(12),
      ...(bytes === undefined ? [] : [bytes(partition).padStart(10)]),
    ];
    return `${cells.join("")}  ${share > limit ? ink.red(line) : ink.green(line)}`;
  });
  const rest = partitions - shown.length;
  const more =
    rest > 0 ? [ink.dim(`${`${whole(rest)} more`.padStart(11)}${restShare(result, shown)}`)] : [];
  const head = `  partition    share     records${bytes === undefined ? "" : "  of bytes"}`;
  return [ink.dim(head), ...bars, ...more];
}

/** Shows a partition's share of the bytes; undefined if no sizes are known. */
function bytesShareOf(result: TopicResult) {
  const bytes = partitionBytes(result);
  return bytes && ((partition: number) => percent((bytes.loads[partition] ?? 0) / bytes.total));
}

function restShare(result: TopicResult, shown: readonly { share: number }[]): string {
  const empty = result.measures.partitionsWithoutRecords;
  const isAllEmpty = empty === result.measures.partitions - shown.length;
  if (isAllEmpty) return `${percent(0).padStart(9)}  all empty`;
  const rest = Math.max(0, 1 - shown.reduce((sum, { share }) => sum + share, 0));
  const least = result.measures.partitionCounts.reduce((min, count) => Math.min(min, count));
  return `${percent(rest).padStart(9)}  in total, the smallest ${percent(least / result.measures.placedRecords)}`;
}

/** A bar of this many characters, to an eighth, but never empty. */
export function bar(length: number): string {
  const eighths = Math.max(1, Math.round(length * 8));
  return "█".repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8];
}

export function hottestKeyLines(result: TopicResult, options: ReportOptions, ink: Ink): string[] {
  const { measures } = result;
  const heaviest = heaviestKeys(result);
  return [
    ink.dim("  partition    share     records  hottest keys"),
    ...keyLines(measures.hottestKeys, result, options),
    ...(heaviest === undefined
      ? []
      : [
          ink.dim("  partition    share       bytes  keys with the most bytes"),
          ...keyLines(heaviest, result, options),
        ]),
  ];
}

function keyLines(
  keys: readonly HotKey[],
  result: TopicResult,
  { displayKey }: ReportOptions,
): string[] {
  const names = keyNames(result, displayKey);
  return keys.slice(0, MAX_KEYS).map((hot) => {
    const { count, share } = hot;
    const shown = names.nameOf(hot, MAX_KEY);
    const text = shown === null ? "(not shown)" : `"${printable(shown)}"`;
    return `${partitionText(hot).padStart(11)}${percent(share).padStart(9)}${whole(count).padStart(12)}  ${text}`;
  });
}
