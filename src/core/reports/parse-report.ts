import validate from "#generated/validate-report.js";
import { UserError } from "../errors/user-error.ts";
import { clip } from "../text/printable.ts";
import type { TopicReport } from "./topic-report.ts";

const NEXT =
  "A baseline is the JSON report of an earlier run: `skew-contract baseline` writes one.";
const VERSION = 1;
/** Characters of the file's text that an error quotes. */
const MAX_SHOWN = 60;

/**
 * The topics of a JSON report, of all topics or of one.
 *
 * @throws UserError if it is not a report, or one of another version
 */
export function parseReport(text: string): TopicReport[] {
  const data = parseJson(text);
  const isOfOne = typeof data === "object" && data !== null && "topic" in data;
  const report = isOfOne ? { version: VERSION, verdict: "pass", topics: [data] } : data;
  const { version } = (report ?? {}) as { version?: unknown };
  if (version !== VERSION && version !== undefined) {
    const found = clip(JSON.stringify(version), MAX_SHOWN);
    const what = `it is a report of version ${found}; this release supports ${VERSION}`;
    throw new UserError({ what, next: "Recreate it with this release." });
  }
  if (!validate(report)) {
    const [error] = validate.errors ?? [];
    const place =
      error === undefined || error.instancePath === "" ? "" : ` at ${error.instancePath}`;
    throw notReport(place);
  }
  const { verdict, topics } = report as { verdict: string; topics: TopicReport[] };
  if (verdict === "error") {
    const what = "it is the report of a run that could not judge everything";
    throw new UserError({ what, next: "Fix the errors that it lists, and create it again." });
  }
  if (topics.length === 0) throw notReport("");
  return topics;
}

function notReport(place: string): UserError {
  return new UserError({ what: `it is not a report of skew-contract${place}`, next: NEXT });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new UserError({ what: "it is not JSON", next: NEXT }, { cause });
  }
}
