import type { ReportOptions } from "#core/reports/report.ts";
import type { Analysis } from "../analysis.ts";

/** A report of an analysis is a pure function of it; doors decide where its text goes. */
export type AnalysisReport = (analysis: Analysis, options: ReportOptions) => string;

export interface AnalysisFormat {
  /** For a file, in examples. */
  readonly ending: string;
  readonly load: () => Promise<AnalysisReport>;
}
