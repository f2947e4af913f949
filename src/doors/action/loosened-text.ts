import type { Relaxation } from "#core/baseline/relaxed.ts";
import type { FailOn } from "#core/contract/contract.ts";
import { code, pipeTable } from "#core/text/markdown.ts";
import { clip, escapeUnsafe } from "#core/text/printable.ts";
import { spell, type Words } from "#core/text/words.ts";

const MAX_ROWS = 20;
/**
 * For all rows together: the rest of the comment can have 60,000 of the 65,536 that GitHub allows.
 */
const MAX_CHARACTERS = 4000;
const MAX_NAME = 100;
const TITLES = [
  { effect: "relaxed", title: "### ⚠️ This change loosens the contract" },
  { effect: "different", title: "### ⚠️ This change judges the keys differently" },
] as const;

/** A section about how a pull request loosens the contract; empty if it does not. */
export function loosenedSection(
  loosened: readonly Relaxation[],
  failOn: FailOn | undefined,
): string {
  if (loosened.length === 0) return "";
  const shown = loosened.slice(0, rowsThatFit(loosened));
  const left = loosened.length - shown.length;
  const parts = TITLES.flatMap(({ effect, title }) => {
    const isOf = (one: Relaxation) => one.effect === effect;
    return loosened.some(isOf) ? [title, ...rows(shown.filter(isOf))] : [];
  });
  parts.push(
    ...(left > 0 ? [`and ${left} more: see the log of the step`] : []),
    ...(failOn === undefined
      ? []
      : [`The workflow's \`fail-on: ${failOn}\` overrides \`fail_on\`.`]),
  );
  return `\n${parts.join("\n\n")}\n`;
}

/** One change as a printable line for the log. */
export function loosenedLine(
  { topic, field, before, after, effect }: Relaxation,
  failOn: FailOn | undefined,
): string {
  const text = (words: Words) => spell(words, String, (name) => clip(name, MAX_NAME)).join("");
  const differs = effect === "different" ? ", so that keys are judged differently" : "";
  const isOverridden = field === "fail_on" && failOn !== undefined;
  const overridden = isOverridden ? `; the input fail-on: ${failOn} overrides it` : "";
  return escapeUnsafe(
    `${clip(topic, MAX_NAME)}: ${field} was ${text(before)} on the base branch and is ${text(after)}${differs}${overridden}`,
  );
}

function rows(shown: readonly Relaxation[]): string[] {
  return shown.length === 0 ? [] : [pipeTable(["Topic", "Rule", "Base", "Now"], shown.map(row))];
}

function row({ topic, field, before, after }: Relaxation): string[] {
  return [quoted(topic), `\`${field}\``, cell(before), cell(after)];
}

function cell(words: Words): string {
  return spell(words, String, quoted).join("");
}

function quoted(text: string): string {
  return code(clip(text, MAX_NAME));
}

function rowsThatFit(loosened: readonly Relaxation[]): number {
  let characters = 0;
  const first = loosened.slice(0, MAX_ROWS);
  const tooMany = first.findIndex((one) => {
    characters += row(one).join().length;
    return characters > MAX_CHARACTERS;
  });
  return tooMany < 0 ? first.length : tooMany;
}
