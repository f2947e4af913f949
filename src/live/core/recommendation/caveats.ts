import { percent, plural } from "#core/text/format.ts";
import { words } from "#core/text/words.ts";
import { type Advice, note } from "./advice-text.ts";
import type { KnownTopic } from "./result.ts";

/** Smaller shares of gaps or late records are not worth mentioning. */
const MIN_GAPS = 0.01;

/** What the numbers do not include. */
export function caveats({
  traffic,
  recommendation,
}: Pick<KnownTopic, "traffic" | "recommendation">): Advice[] {
  const { unread, sample, isCompacted, pendingOffsets = 0 } = traffic;
  const advice: Advice[] = [];
  const reasons = new Map<string, number[]>();
  for (const { partition, reason } of unread) {
    reasons.set(reason, [...(reasons.get(reason) ?? []), partition]);
  }
  for (const [reason, partitions] of reasons) {
    advice.push({
      id: "unread",
      text: words`Not read: ${partitionsOf(partitions)} (${{ untrusted: reason }}).`,
    });
  }
  const gaps = sample === undefined ? 0 : 1 - sample.records / (sample.offsets || 1);
  if (gaps >= MIN_GAPS) {
    const share = `${percent(gaps)} of the sampled offsets contain no record (compaction, transactions): record counts are estimates.`;
    advice.push(note("gaps", share));
  }
  const late = sample === undefined ? 0 : sample.late / (sample.records || 1);
  if (late >= MIN_GAPS) {
    const share = `${percent(late)} of the sampled records have earlier timestamps than records before them, so they are counted too late: the peak may be far too high.`;
    advice.push(note("disordered-times", share));
  }
  if (sample === undefined && recommendation.records === 0 && traffic.logOffsets > 0) {
    const old = `The timestamps of all ${plural(traffic.logOffsets, "offset")} are older than the window: the topic is quiet, or its producer's clock or time unit is wrong.`;
    advice.push(note("before-window", old));
  }
  if (pendingOffsets > 0) {
    const wait = `${plural(pendingOffsets, "offset")} at the end belong to an open transaction and are not counted.`;
    advice.push(note("open-transaction", wait));
  }
  if (isCompacted === undefined) {
    const unknown =
      "This login is not allowed to read its settings (DescribeConfigs): retention and compaction are unknown.";
    advice.push(note("unknown-settings", unknown));
  }
  return advice;
}

function partitionsOf(partitions: readonly number[]): string {
  const shown = partitions.slice(0, 10).join(", ");
  const more = partitions.length > 10 ? ", …" : "";
  return `${partitions.length === 1 ? "partition" : `${partitions.length} partitions:`} ${shown}${more}`;
}
