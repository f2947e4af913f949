import { escapeUnsafe } from "./printable.ts";

/** Everything that Markdown, HTML or GitHub may not treat as text. */
const SPECIAL = /[!-,./:-@[-`{-~]/g;
/** Markdown's own characters in sentences, which keep their dots, commas and colons. */
const SPECIAL_IN_PROSE = /[\\`*_{}[\]<>|~@&#]/g;
const AT = "&#64;";

/**
 * Untrusted text on one line, as code: code has no mentions and no links. Each special character is a
 * character reference, which CommonMark never treats as structure. GitHub then looks for e-mail
 * addresses in text that has no element inside.
 */
export function code(text: string): string {
  const escaped = escapeUnsafe(text).replace(SPECIAL, reference);
  return `<code>${escaped.replaceAll(AT, `<span>${AT}</span>`)}</code>`;
}

/** Our own sentence; `#5` in it becomes code, because GitHub would link it to an issue. */
export function prose(text: string): string {
  return escapeUnsafe(text)
    .split(/(#\d+)/)
    .map((part, i) => (i % 2 === 1 ? code(part) : part.replace(SPECIAL_IN_PROSE, reference)))
    .join("");
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

/** A table whose cells are Markdown already. */
export function pipeTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A block that is folded until it is opened. */
export function details(summary: string, body: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
