import type { Head } from "./head.ts";
import type { Look } from "./look.ts";

const CR = 0x0d;
const LF = 0x0a;
const MIN_CHARACTERS = 500;
const MIN_SEPARATORS = 30;
/** Also the record and unit separators of ASCII. */
const SEPARATORS = "[,;|\\s\\x1e\\x1f]";

/** Everything in one line: keys with separators between them, or the line ends of old Macs. */
export function oneLine({ bytes, lines }: Head): Look | undefined {
  if (lines.length > 1) return undefined;
  const feeds = bytes.indexOf(LF);
  const beforeEnd = feeds < 0 ? bytes : bytes.subarray(0, feeds);
  const returns = beforeEnd.subarray(0, -1).filter((byte) => byte === CR).length;
  if (returns > 1) {
    return {
      kind: "text whose lines end with a carriage return (CR) only",
      advice: "Convert it: tr '\\r' '\\n' writes line ends that are read.",
    };
  }
  const text = new TextDecoder().decode(beforeEnd);
  const separators = text.match(new RegExp(SEPARATORS, "g"))?.length ?? 0;
  if (text.length < MIN_CHARACTERS || separators < MIN_SEPARATORS) return undefined;
  return {
    kind: "one line with many values",
    advice: "Write one key per line.",
  };
}
