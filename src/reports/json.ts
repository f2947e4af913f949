import type { Report } from "./report.ts";
import { topicReport } from "./topic-report.ts";

/** Version of the report's format, schemas/report.schema.json. */
const VERSION = 1;

export const jsonReport: Report = ({ verdict, topics }, { displayKey }) => {
  const reports = topics.map((topic) => topicReport(topic, displayKey));
  return `${JSON.stringify({ version: VERSION, verdict, topics: reports }, null, 2)}\n`;
};

/** The only topic's part of the report, as the article's workflow reads it. */
export const jsonTopicReport: Report = ({ topics }, { displayKey }) => {
  const [topic] = topics;
  return topic === undefined ? "" : `${JSON.stringify(topicReport(topic, displayKey), null, 2)}\n`;
};
