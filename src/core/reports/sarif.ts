import type { Log, Notification, ReportingDescriptor, Result, Run } from "sarif";
import type { TopicIdentity } from "../contract/topic-id.ts";
import type { TopicResult } from "../judge.ts";
import { rules } from "../rules/index.ts";
import type { Finding, Rule } from "../rules/rule.ts";
import { clip, escapeJson, escapeUnsafe } from "../text/printable.ts";
import { keyNames } from "./key-names.ts";
import type { GateResult, Place, Report, ReportOptions } from "./report.ts";
import { unjudgedRules, unjudgedText } from "./rule-values.ts";
import { sha256 } from "./sha256.ts";
import { suggestionText } from "./suggestion-text.ts";

const SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
const HOME = "https://github.com/skew-contract/skew-contract";
/** GitHub's limit for descriptions. */
const MAX_DESCRIPTION = 1024;
const MAX_SUGGESTIONS = 3;
/** GitHub rejects a run with more results. */
const MAX_RESULTS = 25_000;
const START_OF_FILE = { line: 1, column: 1, endLine: 1, endColumn: 2 };

const BASELINE_STATES = { new: "new", worse: "updated", known: "unchanged" } as const;

/**
 * SARIF 2.1.0 as GitHub's code scanning accepts it: all rules, and a result for each broken one at the
 * value of its field in the contract.
 */
export const sarifReport: Report = (result, options) => {
  const { version, category } = options;
  const log: Log = {
    $schema: SCHEMA,
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "skew-contract",
            version,
            semanticVersion: version,
            informationUri: HOME,
            rules: rules.map(descriptor),
          },
        },
        ...automationDetails(category),
        columnKind: "utf16CodeUnits",
        ...notJudged(result),
        results: findingsOf(result).map(({ topic, finding }) =>
          resultOf(result, topic, finding, options),
        ),
      },
    ],
  };
  return `${escapeJson(JSON.stringify(log, null, 2))}\n`;
};

/** The category is the part before the last slash. */
function automationDetails(category = ""): Pick<Run, "automationDetails"> {
  const name = category.replace(/\/+$/, "");
  return name === "" ? {} : { automationDetails: { id: `${name}/` } };
}

/** A result for a rule that was not judged would be an alert, so it is a notification of the run. */
function notJudged({ topics }: GateResult): Pick<Run, "invocations"> {
  const notifications = topics.flatMap((topic) =>
    unjudgedRules(topic).map((rule): Notification => {
      const text = escapeUnsafe(`${nameOf(topic.contract)}: ${unjudgedText(rule)}`);
      return { level: "warning", message: { text }, associatedRule: { id: rule.id } };
    }),
  );
  if (notifications.length === 0) return {};
  return {
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications }],
  };
}

/** In the order of the contract; if there are too many, errors come before warnings. */
function findingsOf({ topics }: GateResult): { topic: TopicResult; finding: Finding }[] {
  const all = topics.flatMap((topic) => topic.findings.map((finding) => ({ topic, finding })));
  if (all.length <= MAX_RESULTS) return all;
  const rank = ({ finding }: { finding: Finding }) => (finding.severity === "error" ? 0 : 1);
  return all.sort((a, b) => rank(a) - rank(b)).slice(0, MAX_RESULTS);
}

function descriptor({
  id,
  title,
  purpose,
  remedies,
  severity = "error",
}: Rule): ReportingDescriptor {
  return {
    id,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: clip(purpose, MAX_DESCRIPTION) },
    help: {
      text: [purpose, "What helps:", ...remedies.map((one) => `- ${one}`)].join("\n"),
      markdown: [purpose, "", "**What helps**", "", ...remedies.map((one) => `- ${one}`)].join(
        "\n",
      ),
    },
    helpUri: `${HOME}/blob/main/docs/contract.md`,
    defaultConfiguration: { level: severity === "error" ? "error" : "warning" },
    properties: { tags: ["kafka", "partition-key"], precision: "very-high" },
  };
}

function resultOf(
  result: GateResult,
  topic: TopicResult,
  finding: Finding,
  options: ReportOptions,
): Result {
  const { rule, severity, baselineState, field } = finding;
  const { contract } = topic;
  const place = result.placeOf(contract, field ?? rule);
  const related = contract.keySource && place && fromRepository(place.file, contract.keySource);
  const name = escapeUnsafe(contract.topic);
  const fullyQualifiedName = escapeUnsafe(identity(contract).join("#"));
  return {
    ruleId: rule,
    ruleIndex: rules.findIndex(({ id }) => id === rule),
    level: severity,
    message: { text: messageOf(topic, finding, options) },
    ...(baselineState === undefined ? {} : { baselineState: BASELINE_STATES[baselineState] }),
    locations: [
      {
        ...(place === undefined ? {} : { physicalLocation: physicalLocation(place, place.file) }),
        logicalLocations: [{ name, fullyQualifiedName, kind: "resource" }],
      },
    ],
    ...(related ? { relatedLocations: [relatedLocation(related)] } : {}),
    partialFingerprints: {
      "skewContractTopicAndRule/v1": sha256(
        new TextEncoder().encode(JSON.stringify([...identity(contract), rule])),
      ),
    },
  };
}

/** With the contract's file only if several were judged, so that other fingerprints stay. */
function identity({ topic, contractFile }: TopicIdentity): string[] {
  return contractFile === undefined ? [topic] : [contractFile, topic];
}

function nameOf({ topic, contractFile }: TopicIdentity): string {
  return `${clip(topic, 100)}${contractFile === undefined ? "" : ` (${clip(contractFile, 100)})`}`;
}

function messageOf(
  topic: TopicResult,
  { message }: Finding,
  { displayKey }: ReportOptions,
): string {
  const { contract, suggestions } = topic;
  const names = keyNames(topic, displayKey);
  const advice = suggestions
    .slice(0, MAX_SUGGESTIONS)
    .map((one) => `- ${suggestionText(one, names)}`);
  const lines = [`${nameOf(contract)}: ${message}.`, ...advice];
  // Brackets would create a link (SARIF 2.1.0, section 3.11.6).
  return lines.map((line) => escapeUnsafe(line).replace(/[\\[\]]/g, "\\$&")).join("\n");
}

/** GitHub needs all four bounds of a region. */
function physicalLocation(region: Omit<Place, "file">, file: string) {
  const { line, column, endLine, endColumn } = region;
  return {
    artifactLocation: { uri: uriOf(file) },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  };
}

function relatedLocation(file: string) {
  return {
    id: 1,
    message: { text: "The key is created here" },
    physicalLocation: physicalLocation(START_OF_FILE, file),
  };
}

/** Paths in a contract are relative to it; undefined for one that leads out of the repository. */
function fromRepository(contractFile: string, path: string): string | undefined {
  const plain = path.replaceAll("\\", "/");
  if (/^(?:\/|[A-Za-z]:)/.test(plain)) return undefined;
  const parts = contractFile.split("/").slice(0, -1);
  for (const part of plain.split("/")) {
    if (part === "..") {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.length === 0 ? undefined : parts.join("/");
}

function uriOf(file: string): string {
  return file
    .split("/")
    .map((part) => encodeURIComponent(escapeUnsafe(part)))
    .join("/");
}
