import { randomBytes } from "node:crypto";
import { UserError } from "#core/errors/user-error.ts";
import { keyDisplay } from "#core/reports/key-display.ts";
import { escapeUnsafe } from "#core/text/printable.ts";
import type { Analysis } from "#live/core/analysis/analysis.ts";
import { isSound } from "#live/core/analysis/outcome.ts";
import { analysisReports } from "#live/core/analysis/reports/index.ts";
import { analysisObject } from "#live/core/analysis/reports/json.ts";
import type { AnalysisFormat } from "#live/core/analysis/reports/report.ts";
import type { LiveProgress } from "#live/run/progress.ts";
import { runAnalysis } from "#live/run/run-analysis.ts";
import { toolVersion } from "#run/version.ts";
import { type AnalyzeFlags, defineAnalyze } from "../commands/analyze.ts";
import { connectionFromFlags } from "../connection-flags.ts";
import type { Io } from "../io.ts";
import { type Output, writeOutputs } from "../outputs.ts";
import { parseCommand } from "../parse-command.ts";
import { analyzeRequestFromFlags } from "./analyze-request.ts";
import { liveOutputs } from "./live-outputs.ts";
import { progressFor, writeEvent } from "./live-progress.ts";

const RUN_BYTES = 8;

/** Returns 0 if the result is as expected and satisfies the contract, otherwise 1; throws for 2. */
export async function analyzeFromFlags(flags: AnalyzeFlags, io: Io): Promise<0 | 1> {
  return isSound(await analyzed(flags, io, progressFor(flags, io))) ? 0 : 1;
}

/** The result of an analysis for another door. */
export interface AnalyzedByArgs {
  readonly analysis: Analysis;
  /** Whether the result is as expected and satisfies the contract. */
  readonly isSound: boolean;
  readonly markdown: string;
}

/**
 * Runs an analysis with command-line flags, for a door without flags.
 *
 * @throws UserError for invalid flags and if the analysis cannot be completed; Interrupted
 */
export async function analyzeByArgs(
  args: readonly string[],
  io: Io,
  progress: LiveProgress,
): Promise<AnalyzedByArgs> {
  const analysis = await analyzed(analyzeOptionsOf(args), io, progress);
  const [render, displayKey] = [await analysisReports.markdown.load(), keyDisplay("hash")];
  const markdown = render(analysis, { displayKey, version: toolVersion, color: false, width: 80 });
  return { analysis, isSound: isSound(analysis), markdown };
}

function analyzeOptionsOf(args: readonly string[]): AnalyzeFlags {
  const command = defineAnalyze();
  const { asksFor } = parseCommand(command, args);
  if (asksFor === undefined) return command.opts();
  throw new UserError({
    what: `--${asksFor} does not run an analysis`,
    next: `Leave it out here, and run: skew-contract analyze --${asksFor}`,
  });
}

async function analyzed(flags: AnalyzeFlags, io: Io, progress: LiveProgress): Promise<Analysis> {
  const outputs = chooseOutputs(flags);
  const runId = randomBytes(RUN_BYTES);
  const request = await analyzeRequestFromFlags(
    flags,
    `skew-contract-analyze-${runId.toString("hex")}`,
  );
  return runAnalysis(request, {
    runId,
    env: io.env,
    cluster: connectionFromFlags(flags),
    progress,
    say: (message) => io.stderr.write(`${escapeUnsafe(message)}\n`),
    report: (analysis) => report(analysis, flags, outputs, io),
  });
}

async function report(
  analysis: Analysis,
  { json }: AnalyzeFlags,
  outputs: readonly Output<AnalysisFormat>[],
  io: Io,
): Promise<void> {
  if (json) {
    const result = analysisObject(analysis, { displayKey: keyDisplay("hash") });
    writeEvent(io.stdout, { event: "result", analysis: result });
  }
  await writeOutputs(outputs, io, async (format, { onTerminal, ...look }) => {
    const displayKey = keyDisplay(onTerminal ? "full" : "hash");
    const render = await format.load();
    return render(analysis, { ...look, displayKey, version: toolVersion });
  });
}

function chooseOutputs(flags: AnalyzeFlags): Output<AnalysisFormat>[] {
  const { output, json, quiet, contract, config, custom, keys = [] } = flags;
  const inputs = [contract, config, custom, ...keys];
  const example = "json:analysis.json";
  return liveOutputs<AnalysisFormat>({ output, json, quiet, inputs, example }, analysisReports);
}
