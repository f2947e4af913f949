import { csvField } from "../text/csv.ts";
import type { Report } from "./report.ts";

/**
 * A line for every partition of every topic; with a column of bytes if any topic's are known, and
 * with one of contracts if there are several.
 */
export const csvReport: Report = ({ topics }) => {
  const hasBytes = topics.some(({ details }) => details?.bytes !== undefined);
  const isOfSeveral = topics.some(({ contract }) => contract.contractFile !== undefined);
  const lines = topics.flatMap(({ contract, measures, details }) => {
    const topic = csvField(contract.topic);
    const of = isOfSeveral ? `,${csvField(contract.contractFile ?? "")}` : "";
    return Array.from(measures.partitionCounts, (count, partition) => {
      const bytes = hasBytes ? `,${details?.bytes?.loads[partition] ?? ""}` : "";
      const share = count / Math.max(1, measures.placedRecords);
      return `${partition},${count},${share},${topic}${bytes}${of}`;
    });
  });
  const header = `partition,count,share,topic${hasBytes ? ",bytes" : ""}`;
  const columns = `${header}${isOfSeveral ? ",contract" : ""}`;
  return `${columns}\n${lines.map((line) => `${line}\n`).join("")}`;
};
