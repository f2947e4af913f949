import type { TopicResult } from "../judge.ts";
import type { Ink } from "../text/ink.ts";
import { escapeUnsafe, printable } from "../text/printable.ts";
import { wrap } from "../text/wrap.ts";
import { changeSentences, shareChangeText } from "./changes-text.ts";
import { keyNames } from "./key-names.ts";
import type { ReportOptions, UnjudgedTopic } from "./report.ts";
import { suggestionText } from "./suggestion-text.ts";
import { lineWidth } from "./text-parts.ts";
import { unjudgedTopicText } from "./unjudged-topics.ts";

const MAX_KEYS = 5;
/** Characters of a key. */
const MAX_KEY = 48;

/** The differences from the baseline, and the keys that went hot. */
export function changeLines(result: TopicResult, options: ReportOptions, ink: Ink): string[] {
  const { change } = result;
  const names = keyNames(result, options.displayKey);
  const sentences = changeSentences(result).flatMap((text) => wrap(text, lineWidth(options) - 2));
  const keys = (change?.hotKeys ?? []).slice(0, MAX_KEYS).flatMap((hot) => {
    const name = names.nameOf(hot, MAX_KEY);
    return name === null ? [] : [`  "${printable(name)}" ${shareChangeText(hot)}`];
  });
  const lines = [...sentences, ...keys];
  return lines.length === 0
    ? []
    : [ink.bold("  what changed"), ...lines.map((line) => `  ${line}`)];
}

export function suggestionLines(result: TopicResult, options: ReportOptions, ink: Ink): string[] {
  const { suggestions, verdict } = result;
  const names = keyNames(result, options.displayKey);
  const lines = suggestions.flatMap((suggestion) => {
    const text = escapeUnsafe(suggestionText(suggestion, names));
    return wrap(text, lineWidth(options) - 4).map(
      (line, i) => `${i === 0 ? "  • " : "    "}${line}`,
    );
  });
  return [ink.bold(verdict === "pass" ? "  worth knowing" : "  what to do"), ...lines];
}

/** The topics that could not be judged, and why. */
export function unjudgedLines(
  unjudged: readonly UnjudgedTopic[],
  options: ReportOptions,
  ink: Ink,
): string {
  const lines = unjudged.flatMap((one) => {
    const text = wrap(unjudgedTopicText(one), lineWidth(options) - 2);
    return text.map((line, i) => `${i === 0 ? ink.yellow("–") : " "} ${line}`);
  });
  return lines.join("\n");
}
