import { type Head, most } from "./head.ts";
import { type Look, NEARLY_ALL } from "./look.ts";

/** `key = US`, `key: US`, `key    US`, `key|US`, `"key": "US",` */
const FIELD = /^\s*(?:- )?"?([A-Za-z_][\w.()*-]*)"?(?:\s*[=:|]|\s)\s*\S/;
/** Between records: nothing, a YAML rule, a section of TOML or INI, or braces of a text protobuf. */
const BETWEEN = /^(?:---|\[\[?[\w.-]+\]?\]|(?:\w+:? *)?\{|\},?)?$/;
const MIN_RECORDS = 5;

/**
 * Records of several lines, one for each field, with the same names in each: as sqlite3, Miller,
 * Hive and psql print them, and as YAML, TOML and text protobufs are written.
 */
export function fieldBlocks({ lines }: Head): Look | undefined {
  const records = recordsIn(lines);
  const [first = []] = records;
  if (records.length < MIN_RECORDS || first.length < 2) return undefined;
  const names = first.join("\n");
  if (new Set(first).size < first.length) return undefined;
  if (!most(records, NEARLY_ALL, (record) => record.join("\n") === names)) return undefined;
  return {
    kind: "records with a line per field",
    advice: "Export CSV, for example with .mode csv in sqlite3, or JSON.",
  };
}

/** The names of the fields of each record; complete ones only. */
function recordsIn(lines: readonly string[]): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  const end = () => {
    if (record.length > 0) records.push(record);
    record = [];
  };
  for (const line of lines) {
    if (BETWEEN.test(line.trim())) {
      end();
      continue;
    }
    if (line.startsWith("- ")) end();
    const name = FIELD.exec(line)?.[1];
    if (name === undefined) return [];
    record.push(name);
  }
  // The file may go on.
  return records;
}
