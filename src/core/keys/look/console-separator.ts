/** A field that kafka-console-consumer writes before the key. */
const FIELD =
  /^(?:(?:CreateTime|LogAppendTime|NoTimestampType|Partition|Offset|Delivery|Epoch):(?:-?\d+|NOT_PRESENT)|NO_TIMESTAMP|NO_HEADERS)/;
/** What precedes the next of these fields. */
const BETWEEN = /^(\D{1,8}?)(?:(?:Partition|Offset|Delivery|Epoch):[\dN]|NO_HEADERS)/;
/** One character, with or without blanks around it; more may be the beginning of keys. */
const CLEAR = /^(?:([^\w"'/-])\1*| +[^\w"'/-]? *|[-=]>)$/;
const MAX_CHARACTERS = 8;

/** What follows the first field of the line; undefined where the line has none, or nothing else. */
export function afterConsoleField(line: string): string | undefined {
  const field = FIELD.exec(line)?.[0] ?? "";
  return field === "" || field === line ? undefined : line.slice(field.length);
}

interface ConsoleSeparator {
  /** Empty if nothing separates them. */
  readonly separator: string;
  /** If not, keys begin with the same characters, and these may belong to the separator. */
  readonly isClear: boolean;
}

/** What separates the fields of kafka-console-consumer's lines, its `key.separator`. */
export function consoleSeparator(lines: readonly string[]): ConsoleSeparator {
  const rests = lines.flatMap((line) => afterConsoleField(line) ?? []);
  const between = BETWEEN.exec(rests[0] ?? "")?.[1];
  if (between !== undefined) return { separator: between, isClear: true };
  const common = /^\W*/.exec(commonBeginning(rests))?.[0] ?? "";
  const isClear = CLEAR.test(common);
  return { separator: isClear ? common : common.slice(0, 1), isClear };
}

function commonBeginning(texts: readonly string[]): string {
  let common = texts[0]?.slice(0, MAX_CHARACTERS) ?? "";
  for (const text of texts) {
    while (!text.startsWith(common)) common = common.slice(0, -1);
  }
  return common;
}
