import { csvField } from "../text/csv.ts";
import type { Report } from "./report.ts";

/** A line for every partition of every topic. */
export const csvReport: Report = ({ topics }) => {
  const lines = topics.flatMap(({ contract, measures }) => {
    const topic = csvField(contract.topic);
    return Array.from(measures.partitionCounts, (count, partition) => {
      return `${partition},${count},${count / Math.max(1, measures.placedRecords)},${topic}`;
    });
  });
  return `partition,count,share,topic\n${lines.map((line) => `${line}\n`).join("")}`;
};
