import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { systemError } from "../../adapters/system-error.ts";
import { writeFiles } from "../../adapters/write-files.ts";
import { UserError } from "../../errors.ts";
import { detailCsv } from "../../recommendation/reports/detail-csv.ts";
import { recommendReports } from "../../recommendation/reports/index.ts";
import type { RecommendFormat } from "../../recommendation/reports/report.ts";
import { summaryCsv } from "../../recommendation/reports/summary-csv.ts";
import type { ClusterOutcome } from "../../recommendation/result.ts";
import { refuseInputs } from "../../run/refuse-paths.ts";
import { type Output, parseOutputs } from "../outputs.ts";
import type { RecommendFlags } from "./recommend-flags.ts";

interface RecommendOutputs {
  readonly reports: readonly Output<RecommendFormat>[];
  /** Where a pair of CSV files for each cluster goes. */
  readonly csvFolder: string | undefined;
}

const CSV = /^csv(?::(.*))?$/s;

/** Without --output, what the Python tool writes: two CSV files here for each cluster. */
export function recommendOutputs(flags: RecommendFlags): RecommendOutputs {
  const { output = [], json = false, quiet = false, contract, config } = flags;
  const csv = output.filter((one) => CSV.test(one));
  const others = output.filter((one) => !CSV.test(one));
  if (csv.length > 1) throw twoFolders();
  const reports = parseOutputs<RecommendFormat>(
    { output: others, quiet: json || quiet },
    recommendReports,
  );
  const paths = reports.flatMap(({ path }) => path ?? []);
  if (json && paths.length < reports.length) throw bothToStandardOutput();
  refuseInputs(
    paths,
    [contract, config].filter((one) => one !== undefined),
  );
  const [given] = csv.map((one) => CSV.exec(one)?.[1] || ".");
  const csvFolder = output.length === 0 ? "." : given;
  if (csvFolder !== undefined) expectFolder(csvFolder);
  return { reports, csvFolder };
}

/** Before clusters are looked at, which may take minutes. */
function expectFolder(folder: string): void {
  try {
    // The dot fails for what is no folder.
    accessSync(`${folder}/.`, constants.W_OK);
  } catch (cause) {
    const next = "Give another path, or make the folder first.";
    throw systemError(cause, "the folder of the CSV files", folder, next);
  }
}

function twoFolders(): UserError {
  return new UserError({
    what: "--output csv is given twice",
    where: "--output",
    next: "Each cluster has one pair of CSV files: name one folder.",
  });
}

function bothToStandardOutput(): UserError {
  return new UserError({
    what: "a report and --json both go to standard output",
    where: "--output",
    next: "Give the report a file: --output json:recommendation.json",
  });
}

/** Names as the Python tool has them, with the second when the run began. */
export function writeCsvPairs(
  folder: string | undefined,
  outcomes: readonly ClusterOutcome[],
  { startedMs, say }: { startedMs: number; say: (message: string) => void },
): void {
  if (folder === undefined) return;
  const epoch = Math.floor(startedMs / 1000);
  const taken = new Map<string, number>();
  const files = outcomes.flatMap((outcome) => {
    if (outcome.status === "failed") return [];
    const id = fileName(outcome.clusterId);
    const times = (taken.get(id) ?? 0) + 1;
    taken.set(id, times);
    const own = times === 1 ? id : `${id}-${times}`;
    const name = join(folder, `${own}-recommender-${epoch}`);
    return [
      { path: `${name}-detail-report.csv`, content: detailCsv(outcome) },
      { path: `${name}-summary-report.csv`, content: summaryCsv(outcome) },
    ];
  });
  writeFiles(files);
  for (const { path } of files) say(`wrote ${path}`);
}

/** A cluster's id is told by the cluster: it is not to lead to another folder. */
function fileName(clusterId: string): string {
  return clusterId.replace(/[^\w-]/g, "_").slice(0, 100);
}
