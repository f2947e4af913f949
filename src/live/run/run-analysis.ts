import { withCleanup } from "#live/adapters/cleanup-stack.ts";
import { loadVariables } from "#live/adapters/credentials/load-variables.ts";
import { Journal } from "#live/adapters/journal.ts";
import { loadClient } from "#live/adapters/kafka/native-client.ts";
import type { Analysis } from "#live/core/analysis/analysis.ts";
import { type AnalyzeRequest, analyzeCluster } from "./analyze.ts";
import { type ConnectFlags, connectToCluster } from "./connect.ts";
import type { LiveProgress } from "./progress.ts";

export interface AnalysisRun {
  /** 8 bytes, unique to this run. */
  readonly runId: Buffer;
  readonly env: NodeJS.ProcessEnv;
  readonly cluster: ConnectFlags;
  readonly progress: LiveProgress;
  readonly say: (message: string) => void;
  /** Receives the analysis before the topic is deleted, so that it is seen even if that fails. */
  readonly report: (analysis: Analysis) => Promise<void>;
}

/**
 * Connects, analyzes and cleans up, even after a signal.
 *
 * @throws UserError if the analysis cannot be completed; Interrupted
 */
export async function runAnalysis(request: AnalyzeRequest, run: AnalysisRun): Promise<Analysis> {
  const { runId, env, cluster: flags, progress, say, report } = run;
  const { variables, notes } = loadVariables(flags.noEnvFile ? undefined : process.cwd(), env);
  for (const note of notes) say(note);
  const client = loadClient(env);
  const journal = new Journal(env);
  return withCleanup(async (cleanup) => {
    const cluster = await connectToCluster(flags, {
      variables,
      cloudUrl: env.CONFLUENT_CLOUD_URL,
      journal,
      cleanup,
      runId: runId.toString("hex"),
      say,
    });
    const context = { ...cluster, client, journal, cleanup, progress, runId };
    const analysis = await analyzeCluster(request, context);
    await report(analysis);
    return analysis;
  }, say);
}
