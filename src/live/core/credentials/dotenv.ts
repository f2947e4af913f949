import { BACKSLASH_ESCAPES } from "#core/text/backslash-escapes.ts";
import type { Variables } from "../cluster/environment-settings.ts";

export interface Dotenv {
  readonly variables: Variables;
  /** Numbers of lines that are neither `NAME=value` nor a comment: they are passed over. */
  readonly unreadableLines: readonly number[];
}

/** `(?=(…))\1` takes what it finds for good, as python-dotenv does, which reads piece after piece. */
const NEXT =
  /\s*(?:(#[^\r\n]*)|(?=((?:export[^\S\r\n]+)?))\2(?:'([^']+)'|([^=#\s'][^=#\s]*))[^\S\r\n]*)/y;
const VALUE =
  /=(?=([^\S\r\n]*))\1(?:'((?:\\[\s\S]|[^'\\])*)'|"((?:\\[\s\S]|[^"\\])*)"|([^'"\r\n][^\r\n]*|))(?:[^\S\r\n]*#[^\r\n]*)?[^\S\r\n]*(?:\r\n|\n|\r|$)/y;
const BARE_NAME = /(?:#[^\r\n]*)?(?:\r\n|\n|\r|$)/y;
const REST = /[^\r\n]*(?:\r\n|\n|\r|$)/y;

/**
 * A .env file as python-dotenv reads it, which the files of the Python tools are written for. The
 * packages and Node's own parser take any # for a comment and would cut a password there. Variables
 * in values (`${NAME}`) are left as they are.
 */
export function parseDotenv(text: string): Dotenv {
  const content = text.replace(/^\uFEFF/, "");
  const variables: Record<string, string> = Object.create(null);
  const unreadableLines: number[] = [];
  for (let at = 0; at < content.length; ) {
    const found = bindingAt(content, at);
    if (found === undefined) {
      const begin = at + (match(/\s*/y, content, at)?.[0].length ?? 0);
      if (begin < content.length) unreadableLines.push(lineOf(content, begin));
      at = begin + (match(REST, content, begin)?.[0].length ?? 0);
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
  const behind = at + head.length;
  const name = quotedName ?? plainName ?? "";
  if (comment !== undefined || text.charAt(behind) !== "=") {
    const end = match(BARE_NAME, text, behind);
    return end && { name, value: undefined, end: behind + end[0].length };
  }
  const found = match(VALUE, text, behind);
  return found && { name, value: textOfValue(found), end: behind + found[0].length };
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
