import { readTextFile } from "#adapters/read-text-file.ts";
import type { Incomparable, TopicBaseline } from "#core/baseline/topic-baseline.ts";
import type { TopicContract } from "#core/contract/contract.ts";
import { phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { clip } from "#core/text/printable.ts";

/** The file that `baseline` writes and the action looks for, beside the contract. */
export const BASELINE_FILE = "skew_baseline.json";

const NEXT = phrase`Create it with \`skew-contract baseline\`, or leave ${setting("baseline")} out.`;

/** The JSON report of an earlier run: a file, or text with a name for messages. */
export type Baseline =
  | { readonly file: string }
  | { readonly text: string; readonly label: string };

/**
 * What a baseline says about each of these topics; undefined for a topic that it lacks.
 *
 * @throws UserError if it is not a report, or lacks all topics and `mayLackAll` is false
 */
export async function readBaseline(
  baseline: Baseline,
  topics: readonly TopicContract[],
  mayLackAll: boolean,
): Promise<(contract: TopicContract) => TopicBaseline | Incomparable | undefined> {
  const { baselineOfReport } = await import("#core/reports/earlier-report.ts");
  const { parseReport } = await import("#core/reports/parse-report.ts");
  const isFile = "file" in baseline;
  const text = isFile ? readTextFile(baseline.file, "the baseline", NEXT) : baseline.text;
  try {
    const reports = new Map(parseReport(text).map((report) => [report.topic, report]));
    const befores = topics.map(({ topic, keyType }) => {
      const report = reports.get(topic);
      return [topic, report && baselineOfReport(report, keyType)] as const;
    });
    const known = new Map(befores);
    const lacksAll = befores.every(([, before]) => before === undefined);
    if (lacksAll && !mayLackAll) throw otherTopics([...reports.keys()]);
    return ({ topic }) => known.get(topic);
  } catch (error) {
    throw error instanceof UserError ? error.at(isFile ? baseline : baseline.label) : error;
  }
}

function otherTopics(topics: readonly string[]): UserError {
  const named = topics.slice(0, 5).map((topic) => clip(topic, 60));
  return new UserError({
    what: `the baseline has none of the topics judged here, only ${named.join(", ")}`,
    next: "Create one for these topics with `skew-contract baseline`.",
  });
}
