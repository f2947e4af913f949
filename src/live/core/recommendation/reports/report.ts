import type { DoorWords } from "#core/errors/phrase.ts";
import type { ReportOptions } from "#core/reports/report.ts";
import type { ClusterOutcome } from "../result.ts";

interface RecommendReportOptions extends Pick<ReportOptions, "color" | "width" | "version"> {
  /** The words of the door that the report is for. */
  readonly words: DoorWords;
}

/** A report is a pure function of the results; doors decide where its text goes. */
export type RecommendReport = (
  clusters: readonly ClusterOutcome[],
  options: RecommendReportOptions,
) => string;

export interface RecommendFormat {
  /** File name extension, for examples. */
  readonly ending: string;
  readonly load: () => Promise<RecommendReport>;
}
