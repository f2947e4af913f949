import { analysisCsv } from "./csv.ts";
import { analysisJson } from "./json.ts";
import { analysisMarkdown } from "./markdown.ts";
import { analysisHtml } from "./page.ts";
import type { AnalysisFormat } from "./report.ts";
import { analysisText } from "./text.ts";

/** The report formats of an analysis. A new one is a file in this folder and an entry here. */
export const analysisReports = {
  text: { ending: "txt", load: async () => analysisText },
  json: { ending: "json", load: async () => analysisJson },
  markdown: { ending: "md", load: async () => analysisMarkdown },
  html: { ending: "html", load: async () => analysisHtml },
  csv: { ending: "csv", load: async () => analysisCsv },
} satisfies Record<string, AnalysisFormat>;
