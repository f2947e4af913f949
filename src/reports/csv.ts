import { escapeUnsafe } from "../text/printable.ts";
import type { Report } from "./report.ts";

/** A line for every partition of every topic. */
export const csvReport: Report = ({ topics }) => {
  const lines = topics.flatMap(({ contract, measures }) => {
    const topic = csvField(contract.topic);
    return Array.from(measures.partitionCounts, (count, partition) => {
      return `${partition},${count},${count / measures.placedRecords},${topic}`;
    });
  });
  return `partition,count,share,topic\n${lines.map((line) => `${line}\n`).join("")}`;
};

/**
 * A field as RFC 4180 has it, on one line. A spreadsheet takes text that begins with one of these
 * characters for a formula: an apostrophe before it keeps it text.
 */
function csvField(text: string): string {
  const line = escapeUnsafe(text);
  const safe = /^[=+\-@＝＋－＠]/.test(line) ? `'${line}` : line;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
