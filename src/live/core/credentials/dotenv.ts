import { BACKSLASH_ESCAPES } from "#core/text/backslash-escapes.ts";
import type { Variables } from "../cluster/environment-settings.ts";

export interface Dotenv {
  readonly variables: Variables;
  /** Numbers of lines that are neither `NAME=value` nor a comment; they are ignored. */
  readonly unreadableLines: readonly number[];
}

/** `(?=(…))\1` is an atomic group: python-dotenv does not backtrack between its tokens. */
const NEXT =
  /\s*(?:(#[^\r\n]*)|(?=((?:export[^\S\r\n]+)?))\2(?:'([^']+)'|([^=#\s'][^=#\s]*))[^\S\r\n]*)/y;
const VALUE =
  /=(?=([^\S\r\n]*))\1(?:'((?:\\[\s\S]|[^'\\])*)'|"((?:\\[\s\S]|[^"\\])*)"|([^'"\r\n][^\r\n]*|))(?:[^\S\r\n]*#[^\r\n]*)?[^\S\r\n]*(?:\r\n|\n|\r|$)/y;
const BARE_NAME = /(?:#[^\r\n]*)?(?:\r\n|\n|\r|$)/y;
const REST = /[^\r\n]*(?:\r\n|\n|\r|$)/y;

/**
 * Parses a .env file as python-dotenv does, because existing files were written for it. The npm
 * packages and Node's parser treat any # as a comment and would truncate passwords. Does not expand
 * variables in values (`${NAME}`).
 */
export function parseDotenv(text: string): Dotenv {
  const content = text.replace(/^\uFEFF/, "");
  const variables: Record<string, string> = Object.create(null);
  const unreadableLines: number[] = [];
  for (let at = 0; at < content.length; ) {
    const found = bindingAt(content, at);
    if (found === undefined) {
      const start = at + (match(/\s*/y, content, at)?.[0].length ?? 0);
      if (start < content.length) unreadableLines.push(lineOf(content, start));
      at = start + (match(REST, content, start)?.[0].length ?? 0);
      continue;
    }
    if (found.value === undefined) delete variables[found.name];
    else variables[found.name] = found.value;
    at = found.end;
  }
  return { variables: { ...variables }, unreadableLines };
}

interface Binding {
  readonly name: string;
  /** Undefined for a comment, and for a name without `=`. */
  readonly value: string | undefined;
  readonly end: number;
}

function bindingAt(text: string, at: number): Binding | undefined {
  const next = match(NEXT, text, at);
  if (next === undefined) return undefined;
  const [head, comment, , quotedName, plainName] = next;
  const after = at + head.length;
  const name = quotedName ?? plainName ?? "";
  if (comment !== undefined || text.charAt(after) !== "=") {
    const end = match(BARE_NAME, text, after);
    return end && { name, value: undefined, end: after + end[0].length };
  }
  const found = match(VALUE, text, after);
  return found && { name, value: textOfValue(found), end: after + found[0].length };
}

function textOfValue([, space = "", single, double, plain = ""]: RegExpExecArray): string {
  if (single !== undefined) return single.replace(/\\([\\'])/g, "$1");
  if (double !== undefined) {
    return double.replace(/\\([\\'"abfnrtv])/g, (_, one: string) => BACKSLASH_ESCAPES[one] ?? one);
  }
  // `NAME= # comment`
  if (space !== "" && plain.startsWith("#")) return "";
  return plain.replace(/\s+#.*/, "").trimEnd();
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split(/\r\n|\r|\n/).length;
}
