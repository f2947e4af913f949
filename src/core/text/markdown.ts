import { escapeUnsafe } from "./printable.ts";

/** Everything that Markdown, HTML or GitHub may take for more than text. */
const SPECIAL = /[!-,./:-@[-`{-~]/g;
/** Markdown's own characters in sentences, which keep their dots, commas and colons. */
const SPECIAL_IN_PROSE = /[\\`*_{}[\]<>|~@&#]/g;
const AT = "&#64;";

/**
 * Untrusted text on one line, as code: there nobody is mentioned and nothing becomes a link. Each
 * special character is a character reference, which CommonMark never takes for structure. GitHub
 * looks for addresses of mail after that, in all text without an element inside.
 */
export function code(text: string): string {
  const escaped = escapeUnsafe(text).replace(SPECIAL, reference);
  return `<code>${escaped.replaceAll(AT, `<span>${AT}</span>`)}</code>`;
}

/** A sentence of ours; `#5` in it is code, because GitHub would link it to an issue. */
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
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A block that is folded until someone wants to see it. */
export function details(summary: string, body: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`;
}
