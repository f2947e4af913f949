import { isJson } from "../json/parsed.ts";
import { type Head, most } from "./head.ts";
import { type Look, NEARLY_ALL } from "./look.ts";

const NAME = String.raw`\s?[:'"]?(\w+)['"]?`;
/** After a name: `: `, `=`, `=>`, or a blank before a quote. */
const IS = String.raw`(?:\s?=>\s?|:\s?|\s?=\s?|\s(?="))`;
/**
 * How programs print a value with named fields: dictionaries of Python, hashes of Ruby and Elixir, maps
 * and structs of Go, objects of JavaScript, records of Java, Kotlin and Rust. The group is the first
 * name, which is the same in all of them.
 */
const NAMED = new RegExp(
  String.raw`^(?:[%#&]?|&?[A-Z]\w*\s?|map|dict|Counter|OrderedDict)[[({]{1,2}${NAME}${IS}.*?(?:,\s?|\s)${NAME}${IS}.*[\])}],?$`,
);
const ITEM = String.raw`(?:[bu]?'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|None|nil|null)`;
/** The same without names: tuples and lists. */
const LISTED = new RegExp(String.raw`^[([{]${ITEM}(?:,\s?${ITEM})+[\])}],?$`);
/** A map of Clojure. */
const CLOJURE_MAP = /^\{:[\w-]+ [^,]+(?:, :[\w-]+ [^,]+)+\}$/;
const WRAPPED = /^(?:Some|Optional|Just|Ok|Counter|defaultdict)[[(].*[\])]$/;
/** What ends one value and begins the next where they are printed over many lines. */
const ITEMS =
  /^\s*[[({]?\s*(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")(?:\s*(?::|=>)\s*-?[\d.]+)?[,\])}]*$/;
const OPENING = /^(?:\w+(?:\(\d*\) )?)?[[({]+\s*(?:$|['"])|^[\w.]+ (?:= \[|in \(|IN \()$/;
/** `key=`, `'key':`, `:key=>`, among others. */
const KEY = /(?:^|[^\w])['":]?key['"]?\s*(?:=>|[=:])/i;
/** How all of them end. Tested first, since the other patterns look for it once for each comma. */
const CLOSED = /[\])}],?$/;
const ADVICE = "Have the program write only the key, one per line.";

/** Lines that a program printed for its developer. */
export function literals({ written }: Head): Look | undefined {
  const kind = "values as a program prints them, not their text";
  if (isPrintedList(written)) return { kind, advice: ADVICE };
  if (most(written, 1, (line) => WRAPPED.test(line))) return { kind, advice: ADVICE };
  const name = nameIn(written[0] ?? "");
  const isValue = (line: string) => {
    const isNamed = name !== undefined && nameIn(line) === name;
    return (isNamed || LISTED.test(line) || CLOJURE_MAP.test(line)) && !isJson(line);
  };
  if (!most(written, NEARLY_ALL, isValue)) return undefined;
  // As with JSON: text that is repeated is probably the key.
  const differ = new Set(written).size >= written.length * NEARLY_ALL;
  const haveKey = most(written, NEARLY_ALL, (line) => KEY.test(line));
  return differ || haveKey ? { kind, advice: ADVICE } : undefined;
}

/** The first name of a value with named fields. */
function nameIn(line: string): string | undefined {
  return CLOSED.test(line.slice(-2)) ? NAMED.exec(line)?.[1] : undefined;
}

/** A list or map over many lines; JSON has its own recognizer. */
function isPrintedList(lines: readonly string[]): boolean {
  const [first = "", ...others] = lines;
  if (!OPENING.test(first) || CLOSED.test(first.slice(-2)) || others.length < 3) return false;
  return most(others, NEARLY_ALL, (line) => ITEMS.test(line));
}
