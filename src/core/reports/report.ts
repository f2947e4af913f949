import type { TopicIdentity } from "../contract/topic-id.ts";
import type { UserError } from "../errors/user-error.ts";
import type { TopicResult } from "../judge.ts";
import type { Verdict } from "../verdict.ts";
import type { KeyDisplay } from "./key-display.ts";

/** The gate's results over all topics that were judged. */
export interface GateResult {
  /** `error`: something that was to be judged could not be. */
  readonly verdict: Verdict | "error";
  readonly topics: readonly TopicResult[];
  /** What could not be judged. */
  readonly unjudged?: readonly UnjudgedTopic[];
  /** The place of a topic's field, or of its name; undefined if there is no file to point at. */
  placeOf(topic: TopicIdentity, field?: string): Place | undefined;
}

/** A topic that could not be judged, and why. */
export interface UnjudgedTopic {
  /** Undefined: all topics of a contract that is invalid, or of the run. */
  readonly topic?: string | undefined;
  readonly contractFile?: string | undefined;
  readonly error: UserError;
}

/** A range in a file; lines and columns from 1, `endColumn` is after the last character. */
export interface Place {
  /** Relative to the repository, with forward slashes. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** How a report should look. */
export interface ReportOptions {
  readonly displayKey: KeyDisplay;
  /** Terminal colours. */
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** A note on how keys are shown, for reports that show some. */
  readonly hint?: string | undefined;
  /** Version of this tool. */
  readonly version: string;
  /** Distinguishes several analyses of one commit. */
  readonly category?: string | undefined;
}

/** A report is a pure function of the results; doors decide where its text goes. */
export type Report = (result: GateResult, options: ReportOptions) => string;
