import { escapeUnsafe } from "#core/text/printable.ts";
import { parameterLines, startLines, summaryLines } from "#live/core/recommendation/log-lines.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";
import type { RecommendContext } from "#live/run/recommend/recommend.ts";
import { watchTopics } from "#live/run/recommend/watch-topics.ts";
import type { Io } from "../io.ts";
import { progressFor } from "./live-progress.ts";

type Watch = RecommendContext["watch"] & {
  start(clusters: number): void;
  note(message: string): void;
};

interface LogOptions {
  readonly verbose?: boolean;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** What people see while clusters are looked at: lines of a log, or one line that moves. */
export function watchFor(options: LogOptions, settings: RecommendSettings, io: Io): Watch {
  return options.verbose && !options.quiet ? logLines(settings, io) : movingLine(options, io);
}

/** Lines as the Python tool writes them. */
function logLines(settings: RecommendSettings, { stderr }: Io): Watch {
  const log = (name: string, message: string, level = "INFO") => {
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
    looked(clusterId, topics) {
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
    done(outcome) {
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
    },
  };
}

/** The topics of all clusters together. */
function movingLine(options: LogOptions, io: Io): Watch {
  return {
    ...watchTopics(progressFor(options, io)),
    start: () => undefined,
    note(message) {
      if (!options.quiet) io.stderr.write(`${escapeUnsafe(message)}\n`);
    },
  };
}
