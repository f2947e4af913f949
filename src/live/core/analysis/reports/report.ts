import type { ReportOptions } from "#core/reports/report.ts";
import type { Analysis } from "../analysis.ts";

/** A report is a pure function of an analysis; doors decide where its text goes. */
export type AnalysisReport = (analysis: Analysis, options: ReportOptions) => string;

export interface AnalysisFormat {
  /** File name extension, for examples. */
  readonly ending: string;
  readonly load: () => Promise<AnalysisReport>;
}
