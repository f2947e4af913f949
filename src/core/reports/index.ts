import type { Report } from "./report.ts";
import { textReport } from "./text.ts";

export interface ReportFormat {
  /** File extension, for examples. */
  readonly ending: string;
  /** Formats that most runs do not need are loaded on first use. */
  readonly load: () => Promise<Report>;
  /** Whether it shows the keys under other settings, which takes time to simulate. */
  readonly wantsWhatIf?: boolean;
  /** Whether it needs a file to point at. */
  readonly needsPlace?: boolean;
  /**
   * Whether it is left out if something could not be judged: what it does not have would read as
   * fixed, or as not there.
   */
  readonly needsAll?: boolean;
}

/** All report formats. A new one is a file beside this one and an entry here. */
export const reports = {
  text: { ending: "txt", load: async () => textReport },
  json: { ending: "json", load: async () => (await import("./json.ts")).jsonReport },
  sarif: {
    ending: "sarif",
    load: async () => (await import("./sarif.ts")).sarifReport,
    needsPlace: true,
    needsAll: true,
  },
  markdown: { ending: "md", load: async () => (await import("./markdown.ts")).markdownReport },
  github: { ending: "txt", load: async () => (await import("./github.ts")).githubReport },
  html: {
    ending: "html",
    load: async () => (await import("./html.ts")).htmlReport,
    wantsWhatIf: true,
  },
  junit: { ending: "xml", load: async () => (await import("./junit.ts")).junitReport },
  prometheus: {
    ending: "prom",
    load: async () => (await import("./prometheus.ts")).prometheusReport,
    needsAll: true,
  },
  csv: { ending: "csv", load: async () => (await import("./csv.ts")).csvReport, needsAll: true },
} satisfies Record<string, ReportFormat>;

/** What `explain` prints. */
export const explanations = {
  text: {
    ending: "txt",
    load: async () => (await import("./explain-text.ts")).explainText,
    wantsWhatIf: true,
  },
  json: {
    ending: "json",
    load: async () => (await import("./explain-json.ts")).explainJson,
    wantsWhatIf: true,
  },
} satisfies Record<string, ReportFormat>;
