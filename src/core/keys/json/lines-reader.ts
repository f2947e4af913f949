import { jsonLine } from "../../errors/json-messages.ts";
import type { DetailPlan, PathPlace } from "../details/detail-place.ts";
import type { KeyLocation } from "../key-location.ts";
import type { CreateKeyReader, KeyReader } from "../key-reader.ts";
import type { KeySink } from "../key-sink.ts";
import { LineReader } from "../line-reader.ts";
import { jsonParser } from "./parse.ts";
import { jsonPlan } from "./plan.ts";
import { JsonRecords } from "./records.ts";

/** JSON Lines: a record a line. Blank lines are skipped. */
export const createJsonLinesReader: CreateKeyReader = (sink, location) =>
  jsonLinesReader(sink, location);

/** @param details where they are, if this is known from earlier records */
export function jsonLinesReader(
  sink: KeySink,
  location: KeyLocation,
  details?: DetailPlan<PathPlace>,
): KeyReader {
  const parser = jsonParser(jsonLine);
  const records = new JsonRecords(sink, location, jsonLine, () => lines.line, details);
  const lines = new LineReader((bytes, start, end) => {
    const text = parser.text(bytes.subarray(start, end));
    if (text.trim() !== "") records.add(parser.parse(text), text);
  });
  return {
    get line() {
      return records.line ?? lines.line;
    },
    get hasCounts() {
      return records.hasCounts;
    },
    get plan() {
      const { settled } = records;
      const isBetween = settled !== undefined && lines.rest.length === 0;
      return isBetween ? jsonPlan({ kind: "jsonl", ...settled }) : undefined;
    },
    push: (chunk) => lines.push(chunk),
    end() {
      lines.end();
      records.end();
    },
  };
}
