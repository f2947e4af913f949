import { randomBytes } from "node:crypto";
import { keyDisplay } from "#core/reports/key-display.ts";
import { escapeUnsafe } from "#core/text/printable.ts";
import { withCleanup } from "#live/adapters/cleanup-stack.ts";
import { loadVariables } from "#live/adapters/credentials/load-variables.ts";
import { Journal } from "#live/adapters/journal.ts";
import { loadClient } from "#live/adapters/kafka/native-client.ts";
import type { Analysis } from "#live/core/analysis/analysis.ts";
import { isSound } from "#live/core/analysis/outcome.ts";
import { analysisReports } from "#live/core/analysis/reports/index.ts";
import { analysisObject } from "#live/core/analysis/reports/json.ts";
import type { AnalysisFormat } from "#live/core/analysis/reports/report.ts";
import { type AnalyzeRequest, analyze as runAnalysis } from "#live/run/analyze.ts";
import { connect } from "#live/run/connect.ts";
import { toolVersion } from "#run/version.ts";
import type { Io } from "../io.ts";
import { type Output, writeOutputs } from "../outputs.ts";
import type { AnalyzeFlags } from "./analyze-flags.ts";
import { analyzeRequest } from "./analyze-request.ts";
import { liveOutputs } from "./live-outputs.ts";
import { progressFor, writeEvent } from "./live-progress.ts";

const RUN_BYTES = 8;

/** 0: as expected, and the contract holds; 1: not. Throws for 2. */
export async function analyze(flags: AnalyzeFlags, io: Io): Promise<0 | 1> {
  const outputs = chooseOutputs(flags);
  const runId = randomBytes(RUN_BYTES);
  const request = await analyzeRequest(flags, `skew-contract-analyze-${runId.toString("hex")}`);
  const analysis = await runOn(request, flags, { runId, io, outputs });
  return isSound(analysis) ? 0 : 1;
}

async function report(analysis: Analysis, { json }: AnalyzeFlags, { io, outputs }: Run) {
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

interface Run {
  readonly runId: Buffer;
  readonly io: Io;
  readonly outputs: readonly Output<AnalysisFormat>[];
}

async function runOn(request: AnalyzeRequest, flags: AnalyzeFlags, run: Run): Promise<Analysis> {
  const { runId, io } = run;
  const say = (message: string) => io.stderr.write(`${escapeUnsafe(message)}\n`);
  const { variables, notes } = loadVariables(flags.noEnvFile ? undefined : process.cwd(), io.env);
  for (const note of notes) say(note);
  const client = loadClient(io.env);
  const journal = new Journal(io.env);
  const progress = progressFor(flags, io);
  return withCleanup(async (cleanup) => {
    const cluster = await connect(flags, {
      variables,
      cloudUrl: io.env.CONFLUENT_CLOUD_URL,
      journal,
      cleanup,
      runId: runId.toString("hex"),
      say,
    });
    const context = { ...cluster, client, journal, cleanup, progress, runId };
    const analysis = await runAnalysis(request, context);
    // Before the topic is deleted: that may fail, and what was found out is to be seen all the same.
    await report(analysis, flags, run);
    return analysis;
  }, say);
}
