import { escapeJson } from "../text/printable.ts";
import type { Report } from "./report.ts";
import { topicReport } from "./topic-report.ts";
import { unjudgedError } from "./unjudged-topics.ts";

/** Version of the report's format, schemas/report.schema.json. */
const VERSION = 1;

export const jsonReport: Report = ({ verdict, topics, unjudged }, { displayKey }) => {
  const reports = topics.map((topic) => topicReport(topic, displayKey));
  const errors = unjudged?.map(unjudgedError);
  return print({
    version: VERSION,
    verdict: errors === undefined ? verdict : "error",
    topics: reports,
    errors,
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
