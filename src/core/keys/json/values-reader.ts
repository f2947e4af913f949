import { jsonRecord } from "../../errors/json-messages.ts";
import type { CreateKeyReader, KeyReader } from "../key-reader.ts";
import { jsonParser } from "./parse.ts";
import { JsonRecords } from "./records.ts";
import { ValueSplitter } from "./value-splitter.ts";

/** JSON with any line breaks: records one after another, or in lists. */
export const createJsonReader: CreateKeyReader = (sink, location) => {
  const parser = jsonParser(jsonRecord);
  const records = new JsonRecords(sink, location, jsonRecord, () => values.line);
  const values = new ValueSplitter((bytes, start, end) => {
    const text = parser.text(bytes.subarray(start, end));
    records.add(parser.parse(text), text);
  });
  return {
    get line() {
      return records.line ?? values.line;
    },
    get hasCounts() {
      return records.hasCounts;
    },
    push: (chunk) => values.push(chunk),
    end() {
      values.end();
      records.end();
    },
  } satisfies KeyReader;
};
