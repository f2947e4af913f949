import { readTextFile } from "#adapters/read-text-file.ts";
import type { Incomparable, TopicBaseline } from "#core/baseline/topic-baseline.ts";
import { type TopicIdentity, topicId } from "#core/contract/topic-id.ts";
import { phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { baselineOfReport } from "#core/reports/earlier-report.ts";
import { parseReport } from "#core/reports/parse-report.ts";
import type { TopicReport } from "#core/reports/topic-report.ts";
import { clip } from "#core/text/printable.ts";
import type { TopicPlan } from "./plan.ts";

/** The file that `baseline` writes and the action looks for, beside the contract. */
export const BASELINE_FILE = "skew_baseline.json";

const NEXT = phrase`Create it with \`skew-contract baseline\`, or leave ${setting("baseline")} out.`;

/** The JSON report of an earlier run: a file, or text with a name for messages. */
export type Baseline =
  | { readonly file: string }
  | {
      readonly text: string;
      readonly label: string;
      /** The contract that its topics are of where it does not say. */
      readonly contractFile?: string | undefined;
    };

type Before = (contract: TopicIdentity) => TopicBaseline | Incomparable | undefined;

/**
 * What baselines say about each of these topics; undefined for a topic that they lack.
 *
 * @throws UserError if one is not a report, or they lack all topics and `mayLackAll` is false
 */
export function readBaselines(
  baselines: readonly Baseline[],
  topics: readonly TopicPlan[],
  mayLackAll: boolean,
): Before {
  const reports = baselines.flatMap(reportsIn);
  const known = new Map(
    topics.map(({ contract, contractFile }) => {
      const report = reportOf({ topic: contract.topic, contractFile }, reports, topics);
      return [topicId(contract), report && readReport(report, contract.keyType)];
    }),
  );
  const lacksAll = [...known.values()].every((before) => before === undefined);
  const [first] = baselines;
  if (lacksAll && !mayLackAll && first !== undefined) throw placed(otherTopics(reports), first);
  return (contract) => known.get(topicId(contract));
}

/** What a baseline says about a topic. */
interface Earlier {
  readonly report: TopicReport;
  readonly contractFile: string | undefined;
  readonly baseline: Baseline;
}

function reportsIn(baseline: Baseline): Earlier[] {
  const isFile = "file" in baseline;
  const text = isFile ? readTextFile(baseline.file, "the baseline", NEXT) : baseline.text;
  const otherwise = isFile ? undefined : baseline.contractFile;
  const reports = inBaseline(baseline, () => parseReport(text));
  return reports.map((report) => {
    return { report, contractFile: report.contract ?? otherwise, baseline };
  });
}

/** By contract and name, or by the name if it is unique before and now: contracts can be moved. */
function reportOf(
  { topic, contractFile }: TopicIdentity,
  reports: readonly Earlier[],
  topics: readonly TopicPlan[],
): Earlier | undefined {
  const named = reports.filter(({ report }) => report.topic === topic);
  const own = named.find((one) => one.contractFile === contractFile);
  if (own !== undefined) return own;
  const isUnique = topics.filter(({ contract }) => contract.topic === topic).length === 1;
  return isUnique && named.length === 1 ? named[0] : undefined;
}

function readReport(
  { report, baseline }: Earlier,
  keyType: Parameters<typeof baselineOfReport>[1],
) {
  return inBaseline(baseline, () => baselineOfReport(report, keyType));
}

function inBaseline<Result>(baseline: Baseline, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    throw error instanceof UserError ? placed(error, baseline) : error;
  }
}

function placed(error: UserError, baseline: Baseline): UserError {
  return error.at("file" in baseline ? baseline : baseline.label);
}

function otherTopics(reports: readonly Earlier[]): UserError {
  const named = reports.slice(0, 5).map(({ report }) => clip(report.topic, 60));
  return new UserError({
    what: `the baseline has none of the topics judged here, only ${named.join(", ")}`,
    next: "Create one for these topics with `skew-contract baseline`.",
  });
}
