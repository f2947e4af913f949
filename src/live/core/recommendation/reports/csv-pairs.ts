import type { ClusterOutcome } from "../result.ts";
import { detailCsv } from "./detail-csv.ts";
import { summaryCsv } from "./summary-csv.ts";

interface CsvFile {
  readonly name: string;
  readonly content: string;
}

/**
 * The detail and summary report of each cluster, with the file names of the original recommender.
 *
 * @param startedMs start of the run, which is in the file names
 */
export function csvPairs(outcomes: readonly ClusterOutcome[], startedMs: number): CsvFile[] {
  const epoch = Math.floor(startedMs / 1000);
  const taken = new Map<string, number>();
  return outcomes.flatMap((outcome) => {
    if (outcome.status === "failed") return [];
    const id = fileName(outcome.clusterId);
    const times = (taken.get(id) ?? 0) + 1;
    taken.set(id, times);
    const unique = times === 1 ? id : `${id}-${times}`;
    const name = `${unique}-recommender-${epoch}`;
    return [
      { name: `${name}-detail-report.csv`, content: detailCsv(outcome) },
      { name: `${name}-summary-report.csv`, content: summaryCsv(outcome) },
    ];
  });
}

/** The cluster chooses its id, which must not lead to another folder. */
function fileName(clusterId: string): string {
  return clusterId.replace(/[^\w-]/g, "_").slice(0, 100);
}
