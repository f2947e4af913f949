import type { FilePlace } from "#core/errors/place.ts";
import { UserError } from "#core/errors/user-error.ts";
import { Secret } from "./secret.ts";

/** One `name=value` of a Java properties file. Any value may be a password. */
export interface Property {
  readonly name: string;
  readonly value: Secret;
  /** Of the name. */
  readonly where: FilePlace;
}

const ESCAPES: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", f: "\f" };
const UNTIL_SEPARATOR = /^(?:[^\\=: \t\f]|\\[\s\S])*/;

/**
 * The properties of a file in its order, names that stand twice included, as java.util.Properties
 * reads them. There is no section, no inline comment and no quoting.
 *
 * @throws UserError for a broken \uXXXX, as Java does
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
  /** Where it begins, from 1. */
  readonly line: number;
  readonly column: number;
}

/** Lines without blank ones and comments; one that ends in a backslash goes on in the next. */
function logicalLines(text: string): LogicalLine[] {
  const natural = text.split(/\r\n|\r|\n/);
  const logical: LogicalLine[] = [];
  for (let i = 0; i < natural.length; i++) {
    const line = i + 1;
    let part = withoutIndent(natural[i]);
    // A backslash alone is a blank line: what follows may be a comment.
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

/** In one that is not itself escaped. */
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
    next: "A backslash that is meant as one is written twice in a properties file: \\\\.",
  });
}
