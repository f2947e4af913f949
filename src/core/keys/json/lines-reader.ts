import { jsonLine } from "../../errors/json-messages.ts";
import type { KeyLocation } from "../key-location.ts";
import type { KeyReader } from "../key-reader.ts";
import type { KeySink } from "../key-sink.ts";
import { LineReader } from "../line-reader.ts";
import { jsonParser } from "./parse.ts";
import { jsonPlan } from "./plan.ts";
import { JsonRecords } from "./records.ts";

/** JSON Lines: a record a line. Blank lines are skipped. */
export function createJsonLinesReader(sink: KeySink, location: KeyLocation): KeyReader {
  const parser = jsonParser(jsonLine);
  const records = new JsonRecords(sink, location, jsonLine, () => lines.line);
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
      return settled && lines.rest.length === 0 ? jsonPlan(settled) : undefined;
    },
    push: (chunk) => lines.push(chunk),
    end() {
      lines.end();
      records.end();
    },
  };
}
