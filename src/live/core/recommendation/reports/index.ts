import { recommendJson } from "./json.ts";
import { recommendMarkdown } from "./markdown.ts";
import { recommendHtml } from "./page.ts";
import type { RecommendFormat } from "./report.ts";
import { recommendText } from "./text.ts";

/** The report formats, except CSV, which is a pair of files per cluster. */
export const recommendReports = {
  text: { ending: "txt", load: async () => recommendText },
  json: { ending: "json", load: async () => recommendJson },
  markdown: { ending: "md", load: async () => recommendMarkdown },
  html: { ending: "html", load: async () => recommendHtml },
} satisfies Record<string, RecommendFormat>;
