import type { FilePlace } from "#core/errors/place.ts";
import { UserError } from "#core/errors/user-error.ts";
import { Secret } from "./secret.ts";

/** One `name=value` of a Java properties file. Any value may be a password. */
export interface Property {
  readonly name: string;
  readonly value: Secret;
  /** Position of the name. */
  readonly where: FilePlace;
}

const ESCAPES: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", f: "\f" };
const UNTIL_SEPARATOR = /^(?:[^\\=: \t\f]|\\[\s\S])*/;

/**
 * Parses properties as java.util.Properties does: without sections, inline comments or quoting.
 * Returns them in order, including repeated names.
 *
 * @throws UserError for a malformed \uXXXX, as Java does
 */
export function parseProperties(text: string, file: string): Property[] {
  return logicalLines(text.replace(/^\uFEFF/, "")).map(({ content, line, column }) => {
    const where = { file, line, column };
    const name = UNTIL_SEPARATOR.exec(content)?.[0] ?? "";
    const value = content.slice(name.length).replace(/^[ \t\f]*[=:]?[ \t\f]*/, "");
    return {
      name: withoutEscapes(name, where),
      value: new Secret(withoutEscapes(value, where)),
      where,
    };
  });
}

interface LogicalLine {
  readonly content: string;
  /** Where it starts, from 1. */
  readonly line: number;
  readonly column: number;
}

/** Joins lines that end in a backslash with the next; drops blank lines and comments. */
function logicalLines(text: string): LogicalLine[] {
  const natural = text.split(/\r\n|\r|\n/);
  const logical: LogicalLine[] = [];
  for (let i = 0; i < natural.length; i++) {
    const line = i + 1;
    let part = withoutIndent(natural[i]);
    // A line with only a backslash is blank: a comment may follow it.
    if (/^(?:[#!]|\\$)/.test(part)) continue;
    const column = (natural[i] ?? "").length - part.length + 1;
    const parts = [];
    while (endsInBackslash(part)) {
      parts.push(part.slice(0, -1));
      i++;
      part = withoutIndent(natural[i]);
    }
    const content = [...parts, part].join("");
    if (content !== "") logical.push({ content, line, column });
  }
  return logical;
}

function withoutIndent(line = ""): string {
  return line.replace(/^[ \t\f]+/, "");
}

/** Ignores an escaped backslash. */
function endsInBackslash(line: string): boolean {
  return (/\\*$/.exec(line)?.[0].length ?? 0) % 2 === 1;
}

function withoutEscapes(text: string, where: FilePlace): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, hex?: string, character = "") => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (character === "u") throw brokenUnicode(where);
    return ESCAPES[character] ?? character;
  });
}

function brokenUnicode(where: FilePlace): UserError {
  return new UserError({
    what: "a \\u is not followed by four hexadecimal digits",
    where,
    next: "In a properties file, write a literal backslash twice: \\\\.",
  });
}
