import { randomBytes } from "node:crypto";
import { escapeUnsafe } from "#core/text/printable.ts";
import { withCleanup } from "#live/adapters/cleanup-stack.ts";
import { loadVariables } from "#live/adapters/credentials/load-variables.ts";
import { Journal } from "#live/adapters/journal.ts";
import { recommendationObject } from "#live/core/recommendation/reports/json.ts";
import { type ClusterOutcome, isComplete } from "#live/core/recommendation/result.ts";
import { type RecommendSettings, recommendSettings } from "#live/core/recommendation/settings.ts";
import { findTargets, selectTargets, type Target } from "#live/run/connect.ts";
import { type RecommendContext, recommendClusters } from "#live/run/recommend/recommend.ts";
import { trafficSources } from "#live/run/recommend/traffic-sources.ts";
import { toolVersion } from "#run/version.ts";
import type { RecommendFlags } from "../commands/recommend.ts";
import { connectionFromFlags } from "../connection-flags.ts";
import type { Io } from "../io.ts";
import { writeOutputs } from "../outputs.ts";
import { cliWords } from "../words.ts";
import { ContractProposal } from "./contract-proposal.ts";
import { writeEvent } from "./live-progress.ts";
import { watchFor } from "./recommend-log.ts";
import { recommendOutputs, writeCsvPairs } from "./recommend-outputs.ts";
import { planReading, refuseReports } from "./recommend-plan.ts";

const RUN_BYTES = 8;

/** Returns 0 if everything was read, 2 if some of it was not; throws for 2 if nothing was. */
export async function recommendFromFlags(flags: RecommendFlags, io: Io): Promise<0 | 2> {
  if (flags.dryRun) return planAll(flags, runOf(flags, io));
  const outputs = recommendOutputs(flags);
  const proposal = flags.contract === undefined ? undefined : ContractProposal.of(flags.contract);
  const run = runOf(flags, io);
  const startedMs = Date.now();
  const outcomes = await recommendAll(flags, run, proposal?.topics);
  if (flags.json) {
    writeEvent(io.stdout, {
      event: "result",
      recommendation: recommendationObject(outcomes, cliWords),
    });
  }
  const say = (message: string) => io.stderr.write(`${escapeUnsafe(message)}\n`);
  await writeOutputs(outputs.reports, io, async (format, look) => {
    const report = await format.load();
    return report(outcomes, { ...look, version: toolVersion, words: cliWords });
  });
  writeCsvPairs(outputs.csvFolder, outcomes, { startedMs, say: flags.quiet ? () => {} : say });
  proposal?.write(outcomes, say);
  return isComplete(outcomes) ? 0 : 2;
}

interface Run {
  readonly settings: RecommendSettings;
  readonly variables: Parameters<typeof findTargets>[1]["variables"];
  readonly notes: readonly string[];
  readonly io: Io;
}

function runOf(flags: RecommendFlags, io: Io): Run {
  const { variables, notes } = loadVariables(flags.envFile ? process.cwd() : undefined, io.env);
  return { settings: recommendSettings(flags, variables), variables, notes, io };
}

/** Says what would be read, and reads no record. */
async function planAll(flags: RecommendFlags, run: Run): Promise<0 | 2> {
  const { settings, notes, io } = run;
  refuseReports(flags, settings);
  const say = (message: string) => io.stderr.write(`${escapeUnsafe(message)}\n`);
  for (const note of notes) say(note);
  return withCleanup(async (cleanup) => {
    const targets = await targetsFor(flags, run, say);
    return planReading(targets, settings, { cleanup, io, json: flags.json ?? false, say });
  }, say);
}

async function targetsFor(
  flags: RecommendFlags,
  { variables, io }: Run,
  say: (message: string) => void,
): Promise<Target[]> {
  const all = await findTargets(connectionFromFlags(flags), {
    variables,
    cloudUrl: io.env.CONFLUENT_CLOUD_URL,
    journal: new Journal(io.env),
    runId: randomBytes(RUN_BYTES).toString("hex"),
    say,
  });
  return selectTargets(all, flags.cluster);
}

async function recommendAll(
  flags: RecommendFlags,
  run: Run,
  contracts: RecommendContext["contracts"],
): Promise<ClusterOutcome[]> {
  const { settings, notes, io } = run;
  const watch = watchFor(flags, settings, io);
  const say = (message: string) => watch.note(message);
  for (const note of notes) say(note);
  const sourceFor = trafficSources(settings, io.env);
  return withCleanup(async (cleanup) => {
    const targets = await targetsFor(flags, run, say);
    watch.start(targets.length);
    return recommendClusters(targets, {
      settings,
      cleanup,
      watch,
      say,
      words: cliWords,
      contracts,
      source: sourceFor(cleanup.signal),
    });
  }, say);
}
