import { jsonLine } from "../../errors/json-messages.ts";
import type { CreateKeyReader, KeyReader } from "../key-reader.ts";
import { LineReader } from "../line-reader.ts";
import { jsonParser } from "./parse.ts";
import { JsonRecords } from "./records.ts";

/** JSON Lines: one record per line. Blank lines are skipped. */
export const createJsonLinesReader: CreateKeyReader = (sink, location) => {
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
    push: (chunk) => lines.push(chunk),
    end() {
      lines.end();
      records.end();
    },
  } satisfies KeyReader;
};
