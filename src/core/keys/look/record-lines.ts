import { delimiterText } from "../delimiter.ts";
import { isJson } from "../json/parsed.ts";
import { consoleSeparator } from "./console-separator.ts";
import { type Head, most } from "./head.ts";
import { type Look, NEARLY_ALL } from "./look.ts";

/** Fields of kafka-console-consumer before key and value. */
const CONSOLE =
  /^(?:CreateTime|LogAppendTime|NoTimestamp|Partition|Offset|Delivery|Epoch|Headers|NO_HEADERS|NO_TIMESTAMP)\b:?/;
/** A record's headers; others have none. */
const HEADERS = /^(?:NO_HEADERS\b|[^\s:]+:)/;
/** What kcat writes between records if standard error goes to the same file. */
const KCAT_NOTICE = /^% (?:Reached end of topic|Auto-selecting|Waiting for group|Group |ERROR: )/m;
/** What separates a key from a value; not `=`, because `?ids=[1]` may end a URL. */
const SEPARATED = /[:,;|#>\s]$/;
const MAX_KEY_CHARACTERS = 4096;

/** Lines of kafka-console-consumer with more than the key. */
export function consoleFields({ lines }: Head): Look | undefined {
  const hasHeaders = lines.some((line) => line.startsWith("NO_HEADERS"));
  const field = hasHeaders ? HEADERS : CONSOLE;
  if (!most(lines, NEARLY_ALL, (line) => field.test(line))) return undefined;
  const kind = "kafka-console-consumer records with more than their keys";
  const { separator, isClear } = consoleSeparator(lines);
  if (separator === "") {
    return { kind, advice: "Export it with a key.separator between the fields." };
  }
  const delimiter = separator === "\t" ? {} : { delimiter: delimiterText(separator) };
  return {
    kind,
    reading: { format: "console", ...delimiter },
    advice: isClear ? undefined : "If its key.separator is longer, name all of it there.",
  };
}

/** kcat's notices among the keys. */
export function kcatNotices({ lines }: Head): Look | undefined {
  if (!lines.some((line) => KCAT_NOTICE.test(line))) return undefined;
  return {
    kind: "kcat output with notices between the keys",
    advice: "Run kcat with -q, and keep standard error out of the file.",
  };
}

/** A key, a separator, and JSON up to the end of the line: `key:{…}`, `key value`. */
export function keyedJson({ written }: Head): Look | undefined {
  const rests: string[] = [];
  const isRecord = (line: string) => {
    const rest = jsonAfterKey(line);
    if (rest !== undefined) rests.push(rest);
    return rest !== undefined;
  };
  if (!most(written, NEARLY_ALL, isRecord)) return undefined;
  const reading = readingOf(commonSeparator(rests));
  return {
    kind: "records: a key followed by a JSON value",
    reading,
    advice:
      reading === undefined
        ? "It is not clear where the keys begin and end. Export only the keys: kcat does so with -f '%k\\n'."
        : "Or export only the keys.",
  };
}

/** JSON with a first field, or the same in a cell of CSV. */
const JSON_CELL = /\{"[^"]*"\s*:|"\{""[^"]*""\s*:/;
const KEY_CELL = /^(?:"[^{["]*"|[^{["]+)$/;

/** What stands between a key and JSON: `key|{…}|1`, `key,"{""a"":1}",1`. */
function separatorBeforeJson(line: string): string | undefined {
  const at = line.search(JSON_CELL);
  const before = line.slice(0, Math.max(at, 0));
  const cell = before.trimEnd();
  const blanks = before.slice(cell.length);
  const mark = /[:,;|#]$/.exec(cell.slice(-1))?.[0] ?? "";
  const key = cell.slice(0, cell.length - mark.length);
  return (mark !== "" || blanks.length > 1) && KEY_CELL.test(key) ? mark + blanks : undefined;
}

/** Rows of which one column is JSON. */
export function jsonAmongFields({ written }: Head): Look | undefined {
  if (!most(written, NEARLY_ALL, (line) => separatorBeforeJson(line) !== undefined)) {
    return undefined;
  }
  const separators = new Set(written.map((line) => separatorBeforeJson(line) ?? ""));
  separators.delete("");
  const [delimiter = ""] = separators;
  const kind = "records with a JSON value among their fields";
  if (separators.size > 1 || delimiter.length > 1) return { kind, advice: "Export only the keys." };
  const isQuoted = written.some((line) => line.includes(`${delimiter}"{""`));
  const comma = delimiter === "," ? {} : { delimiter };
  const reading = isQuoted ? { format: "csv", ...comma } : { format: "tsv", delimiter };
  return { kind, reading: reading as Look["reading"], areFieldsUnclear: true };
}

/** Columns have one character between them; longer separators are kafka-console-consumer's. */
function readingOf(separator: string | undefined): Look["reading"] {
  if (separator === undefined) return undefined;
  if (separator === "\t") return { format: "tsv", header: false, column: 1 };
  return /^[:,;|#]$/.test(separator)
    ? { format: "tsv", delimiter: separator, header: false, column: 1 }
    : { format: "console", delimiter: delimiterText(separator) };
}

/** What comes before the JSON at the end of a line; undefined without JSON. */
function jsonAfterKey(line: string): string | undefined {
  for (const { index } of line.slice(0, MAX_KEY_CHARACTERS).matchAll(/[{[]/g)) {
    const prefix = line.slice(0, index);
    if (SEPARATED.test(prefix) && isJson(line.slice(index))) return prefix;
  }
  return undefined;
}

/** The punctuation and blanks that end every prefix and occur in it once. */
function commonSeparator(prefixes: readonly string[]): string | undefined {
  const ends = prefixes.map((prefix) => /[^\w"']{0,8}$/.exec(prefix)?.[0] ?? "");
  let separator = ends[0] ?? "";
  for (const end of ends) {
    while (!end.endsWith(separator)) separator = separator.slice(1);
  }
  const isIt = (prefix: string) => prefix.indexOf(separator) === prefix.length - separator.length;
  return separator !== "" && prefixes.every(isIt) ? separator : undefined;
}
