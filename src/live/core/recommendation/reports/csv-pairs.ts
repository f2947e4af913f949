import type { ClusterOutcome } from "../result.ts";
import { detailCsv } from "./detail-csv.ts";
import { summaryCsv } from "./summary-csv.ts";

interface CsvFile {
  readonly name: string;
  readonly content: string;
}

/**
 * Details and summary of each cluster that was looked at, by the names that the Python tool gives
 * them.
 *
 * @param startedMs when the run began: its second is in the names
 */
export function csvPairs(outcomes: readonly ClusterOutcome[], startedMs: number): CsvFile[] {
  const epoch = Math.floor(startedMs / 1000);
  const taken = new Map<string, number>();
  return outcomes.flatMap((outcome) => {
    if (outcome.status === "failed") return [];
    const id = fileName(outcome.clusterId);
    const times = (taken.get(id) ?? 0) + 1;
    taken.set(id, times);
    const own = times === 1 ? id : `${id}-${times}`;
    const name = `${own}-recommender-${epoch}`;
    return [
      { name: `${name}-detail-report.csv`, content: detailCsv(outcome) },
      { name: `${name}-summary-report.csv`, content: summaryCsv(outcome) },
    ];
  });
}

/** A cluster's id is told by the cluster: it is not to lead to another folder. */
function fileName(clusterId: string): string {
  return clusterId.replace(/[^\w-]/g, "_").slice(0, 100);
}
