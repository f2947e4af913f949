import type { TopicResult } from "../judge.ts";
import type { Verdict } from "../verdict.ts";
import type { KeyDisplay } from "./key-display.ts";

/** The gate's results over all topics that were judged. */
export interface GateResult {
  readonly verdict: Verdict;
  readonly topics: readonly TopicResult[];
}

/** How a report is to look. */
export interface ReportOptions {
  readonly displayKey: KeyDisplay;
  /** Terminal colours. */
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** A word on how keys are shown, for reports that show some. */
  readonly hint?: string | undefined;
}

/** A report is a pure function of the results; doors decide where its text goes. */
export type Report = (result: GateResult, options: ReportOptions) => string;
