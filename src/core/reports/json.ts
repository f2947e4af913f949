import { escapeJson } from "../text/printable.ts";
import { errorReport } from "./error-report.ts";
import type { Report } from "./report.ts";
import { topicReport } from "./topic-report.ts";

/** Version of the report's format, schemas/report.schema.json. */
const VERSION = 1;

export const jsonReport: Report = ({ verdict, topics, unjudged }, { displayKey }) => {
  const reports = topics.map((topic) => topicReport(topic, displayKey));
  return print({
    version: VERSION,
    verdict: unjudged === undefined ? verdict : "error",
    topics: reports,
    errors: unjudged?.map(errorReport),
  });
};

/** The report of the only topic, as the article's workflow reads it. */
export const jsonTopicReport: Report = ({ topics }, { displayKey }) => {
  const [topic] = topics;
  return topic === undefined ? "" : print(topicReport(topic, displayKey));
};

function print(value: unknown): string {
  return `${escapeJson(JSON.stringify(value, null, 2))}\n`;
}
