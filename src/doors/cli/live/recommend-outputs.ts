import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { systemError } from "#adapters/system-error.ts";
import { writeFiles } from "#adapters/write-files.ts";
import { UserError } from "#core/errors/user-error.ts";
import { csvPairs } from "#live/core/recommendation/reports/csv-pairs.ts";
import { recommendReports } from "#live/core/recommendation/reports/index.ts";
import type { RecommendFormat } from "#live/core/recommendation/reports/report.ts";
import type { ClusterOutcome } from "#live/core/recommendation/result.ts";
import type { RecommendOptions } from "../commands/recommend.ts";
import type { Output } from "../outputs.ts";
import { liveOutputs } from "./live-outputs.ts";

interface RecommendOutputs {
  readonly reports: readonly Output<RecommendFormat>[];
  /** Where a pair of CSV files for each cluster goes. */
  readonly csvFolder: string | undefined;
}

const CSV = /^csv(?::(.*))?$/s;

/** Without --output, what the Python tool writes: two CSV files here for each cluster. */
export function recommendOutputs(flags: RecommendOptions): RecommendOutputs {
  const { output = [], json, quiet, contract, config } = flags;
  const csv = output.filter((one) => CSV.test(one));
  if (csv.length > 1) throw twoFolders();
  const reports = liveOutputs<RecommendFormat>(
    {
      output: output.filter((one) => !CSV.test(one)),
      json,
      quiet,
      inputs: [contract, config],
      example: "json:recommendation.json",
    },
    recommendReports,
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

export function writeCsvPairs(
  folder: string | undefined,
  outcomes: readonly ClusterOutcome[],
  { startedMs, say }: { startedMs: number; say: (message: string) => void },
): void {
  if (folder === undefined) return;
  const files = csvPairs(outcomes, startedMs).map(({ name, content }) => {
    return { path: join(folder, name), content };
  });
  writeFiles(files);
  for (const { path } of files) say(`wrote ${path}`);
}
