import { isJson } from "../json/parsed.ts";
import type { Head } from "./head.ts";
import type { Look } from "./look.ts";

/** How a JSON value over several lines begins: an object with its first field, or a list. */
const OPENING = /^\s*(\{\s*"(?:[^"\\]|\\.)*"\s*:|\{\s*$|\[\s*(?:$|[{["\d-]))/;
const OPENING_LINES = 3;

/** JSON over many lines: a list of records, or one pretty-printed record after another. */
export function jsonDocuments({ lines }: Head): Look | undefined {
  const [first = ""] = lines;
  const isOpen = /^\s*[{[]\s*$/.test(first) || (/^\s*\[.*[^\]]\s*$/.test(first) && !isJson(first));
  if (!isOpen || !OPENING.test(lines.slice(0, OPENING_LINES).join("\n"))) return undefined;
  return { kind: "JSON over several lines", reading: { format: "json" } };
}
