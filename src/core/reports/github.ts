import type { TopicResult } from "../judge.ts";
import type { Finding } from "../rules/rule.ts";
import { plural } from "../text/format.ts";
import { clip, escapeUnsafe, printable } from "../text/printable.ts";
import { isFatal } from "../verdict.ts";
import type { GateResult, Place, Report } from "./report.ts";
import { unjudgedRules, unjudgedText } from "./rule-values.ts";
import { unjudgedPlace, unjudgedTopicText } from "./unjudged-topics.ts";

/** GitHub shows no more of each kind per step. */
export const MAX_ANNOTATIONS = 10;
const MAX_MESSAGE = 4000;
const MAX_TITLE = 120;

interface Found {
  readonly topic: TopicResult;
  readonly finding: Finding;
}

/** Workflow commands: an annotation for each rule that is broken or not judged, at its place in the contract. */
export const githubReport: Report = (result) => {
  const all = result.topics.flatMap((topic) =>
    topic.findings.map((finding): Found => ({ topic, finding })),
  );
  const ranked = all.sort((a, b) => rank(a) - rank(b));
  const shown = ranked.length > MAX_ANNOTATIONS ? MAX_ANNOTATIONS - 1 : ranked.length;
  const lines = ranked.slice(0, shown).map((one) => annotation(result, one));
  if (ranked.length > shown) lines.push(folded(ranked.slice(shown)));
  lines.push(...unjudged(result), ...notices(result));
  return lines.map((line) => `${line}\n`).join("");
};

function unjudged(result: GateResult): string[] {
  return (result.unjudged ?? []).slice(0, MAX_ANNOTATIONS).map((one) => {
    const place = position(unjudgedPlace(result, one));
    const { next } = one.error.parts;
    const text = `${unjudgedTopicText(one)}${next === undefined ? "" : ` Next: ${next}`}`;
    return command("error", place, clip(escapeUnsafe(text), MAX_MESSAGE));
  });
}

/** What was not judged, which GitHub counts apart from errors and warnings. */
function notices(result: GateResult): string[] {
  const all = result.topics.flatMap((topic) =>
    unjudgedRules(topic).map((rule) => ({ contract: topic.contract, rule })),
  );
  return all.slice(0, MAX_ANNOTATIONS).map(({ contract, rule }) => {
    const place = position(result.placeOf(contract, rule.id));
    const title = titleOf(contract.topic, rule.id);
    return command("notice", { ...place, title }, unjudgedText(rule));
  });
}

/** Failures come before warnings. */
function rank({ topic, finding }: Found): number {
  return (isFatal(finding, topic.contract.failOn) ? 0 : 2) + (finding.severity === "error" ? 0 : 1);
}

function annotation(result: GateResult, found: Found): string {
  const { contract } = found.topic;
  const { rule, message, field } = found.finding;
  const title = titleOf(contract.topic, rule);
  const properties = { ...position(result.placeOf(contract, field ?? rule)), title };
  const text = clip(escapeUnsafe(message), MAX_MESSAGE);
  return command(kindOf(found), properties, text);
}

function titleOf(topic: string, rule: Finding["rule"]): string {
  return clip(`${printable(topic, 100)}: ${rule}`, MAX_TITLE);
}

function folded(rest: readonly Found[]): string {
  const [worst] = rest;
  const kind = worst === undefined ? "notice" : kindOf(worst);
  return command(kind, {}, `${plural(rest.length, "more rule")} broken: see the report.`);
}

function kindOf({ topic, finding }: Found): "error" | "warning" {
  return isFatal(finding, topic.contract.failOn) ? "error" : "warning";
}

type Properties = Readonly<Record<string, string | number>>;

function position(place: Place | undefined): Properties {
  if (place === undefined) return {};
  const { line, endLine, column, endColumn } = place;
  const file = escapeUnsafe(place.file);
  // GitHub rejects columns if an annotation spans several lines.
  if (line !== endLine) return { file, line, endLine };
  return { file, line, endLine, col: column, endColumn };
}

/**
 * A workflow command. Source of the escapes: actions/toolkit, packages/core/src/command.ts. Data must
 * not end the command or begin another one.
 */
function command(kind: string, properties: Properties, message: string): string {
  const texts = Object.entries(properties).map(([name, value]) => {
    return `${name}=${escapeData(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C")}`;
  });
  const head = texts.length === 0 ? kind : `${kind} ${texts.join(",")}`;
  return `::${head}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
