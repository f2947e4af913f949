import { jsonReport } from "./json.ts";
import type { Report } from "./report.ts";
import { textReport } from "./text.ts";

/** Every report format. One more is a file beside this one and a line here. */
export const reports = {
  text: textReport,
  json: jsonReport,
} satisfies Record<string, Report>;

export type ReportName = keyof typeof reports;
export const reportNames = Object.keys(reports) as ReportName[];
