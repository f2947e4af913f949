import { csvField } from "../text/csv.ts";
import type { Report } from "./report.ts";

/** A line for every partition of every topic; with a column of bytes if any topic's are known. */
export const csvReport: Report = ({ topics }) => {
  const hasBytes = topics.some(({ details }) => details?.bytes !== undefined);
  const lines = topics.flatMap(({ contract, measures, details }) => {
    const topic = csvField(contract.topic);
    return Array.from(measures.partitionCounts, (count, partition) => {
      const bytes = hasBytes ? `,${details?.bytes?.loads[partition] ?? ""}` : "";
      return `${partition},${count},${count / Math.max(1, measures.placedRecords)},${topic}${bytes}`;
    });
  });
  const header = `partition,count,share,topic${hasBytes ? ",bytes" : ""}`;
  return `${header}\n${lines.map((line) => `${line}\n`).join("")}`;
};
