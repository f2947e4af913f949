import type { ReportOptions } from "#core/reports/report.ts";
import type { ClusterOutcome } from "../result.ts";

/** A report is a pure function of the results; doors decide where its text goes. */
export type RecommendReport = (
  clusters: readonly ClusterOutcome[],
  options: Pick<ReportOptions, "color" | "width" | "version">,
) => string;

export interface RecommendFormat {
  /** For a file, in examples. */
  readonly ending: string;
  readonly load: () => Promise<RecommendReport>;
}
