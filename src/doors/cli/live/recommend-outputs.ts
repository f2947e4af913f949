import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import { systemError } from "#adapters/system-error.ts";
import { writeFiles } from "#adapters/write-files.ts";
import { UserError } from "#core/errors/user-error.ts";
import { csvPairs } from "#live/core/recommendation/reports/csv-pairs.ts";
import { recommendReports } from "#live/core/recommendation/reports/index.ts";
import type { RecommendFormat } from "#live/core/recommendation/reports/report.ts";
import type { ClusterOutcome } from "#live/core/recommendation/result.ts";
import type { RecommendFlags } from "../commands/recommend.ts";
import type { Output } from "../outputs.ts";
import { liveOutputs } from "./live-outputs.ts";

interface RecommendOutputs {
  readonly reports: readonly Output<RecommendFormat>[];
  /** The folder for each cluster's pair of CSV files; undefined if none are written. */
  readonly csvFolder: string | undefined;
}

const CSV = /^csv(?::(.*))?$/s;

/**
 * Without --output, two CSV files per cluster in the current folder, as the original recommender
 * writes.
 */
export function recommendOutputs(flags: RecommendFlags): RecommendOutputs {
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

/** Called before clusters are read, which can take minutes. */
function expectFolder(folder: string): void {
  try {
    // The dot makes this fail for anything but a folder.
    accessSync(`${folder}/.`, constants.W_OK);
  } catch (cause) {
    const next = "Use another path, or create the folder first.";
    throw systemError(cause, "the folder of the CSV files", folder, next);
  }
}

function twoFolders(): UserError {
  return new UserError({
    what: "--output csv is given twice",
    where: "--output",
    next: "Name one folder: each cluster gets one pair of CSV files there.",
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
