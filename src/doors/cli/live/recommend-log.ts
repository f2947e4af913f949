import { escapeUnsafe } from "#core/text/printable.ts";
import { parameterLines, startLines, summaryLines } from "#live/core/recommendation/log-lines.ts";
import type { ClusterOutcome } from "#live/core/recommendation/result.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";
import type { RecommendContext } from "#live/run/recommend/recommend.ts";
import { watchTopics } from "#live/run/recommend/watch-topics.ts";
import type { Io } from "../io.ts";
import { progressFor } from "./live-progress.ts";

type Watch = RecommendContext["watch"] & {
  start(clusters: number): void;
  note(message: string): void;
};

/** `name` is the function that logs this line in the original recommender. */
type Log = (name: string, message: string, level?: "INFO" | "WARNING" | "ERROR") => void;

interface LogOptions {
  readonly verbose?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Progress while clusters are read: a detailed log, or one line that is updated. */
export function watchFor(options: LogOptions, settings: RecommendSettings, io: Io): Watch {
  return options.verbose && !options.quiet ? logLines(settings, io) : progressLine(options, io);
}

/** Log lines in the format of the original Python recommender. */
function logLines(settings: RecommendSettings, { stderr }: Io): Watch {
  const log: Log = (name, message, level = "INFO") => {
    const time = new Date().toISOString().slice(0, 19).replace("T", " ");
    stderr.write(`${time} - ${level} - ${name} - ${escapeUnsafe(message)}\n`);
  };
  const totals = new Map<string, { done: number; all: number }>();
  return {
    start(clusters) {
      for (const line of startLines(clusters, settings)) log("main", line);
    },
    note: (message) => log("main", message, "WARNING"),
    found(clusterId, topics) {
      totals.set(clusterId, { done: 0, all: topics.length });
      for (const line of parameterLines(clusterId, topics.length, settings)) {
        log("log_initial_parameters", line);
      }
    },
    analyzed(clusterId, topics) {
      const total = totals.get(clusterId) ?? { done: 0, all: topics.length };
      for (const { name, partitions } of topics) {
        total.done++;
        log("analyze_topic", `Analyzed topic ${name} with ${partitions} partitions`);
      }
      const share = ((100 * total.done) / (total.all || 1)).toFixed(1);
      log(
        "update_progress",
        `Progress: ${total.done} of ${total.all} (${share}%) topics completed`,
      );
    },
    done: (outcome) => logOutcome(outcome, log),
  };
}

function logOutcome(outcome: ClusterOutcome, log: Log): void {
  const name = "analyze_kafka_cluster";
  if (outcome.status === "failed") {
    log(name, `KAFKA CLUSTER ${outcome.clusterId}: ${outcome.reason}`, "ERROR");
    return;
  }
  for (const topic of outcome.topics) {
    if (topic.status === "error") {
      log("analyze_topic", `${topic.topic}: ${topic.reason}`, "WARNING");
    }
  }
  for (const line of summaryLines(outcome)) log("log_summary_stats", line);
  log(name, `KAFKA CLUSTER ${outcome.clusterId}: TOPIC ANALYSIS COMPLETED.`);
}

/** One progress line for the topics of all clusters. */
function progressLine(options: LogOptions, io: Io): Watch {
  return {
    ...watchTopics(progressFor(options, io)),
    start: () => undefined,
    note(message) {
      if (!options.quiet) io.stderr.write(`${escapeUnsafe(message)}\n`);
    },
  };
}
