/** A field that kafka-console-consumer writes before the key. */
const FIELD =
  /^(?:(?:CreateTime|LogAppendTime|NoTimestampType|Partition|Offset|Delivery|Epoch):(?:-?\d+|NOT_PRESENT)|NO_TIMESTAMP|NO_HEADERS)/;
/** What precedes the next of these fields. */
const BETWEEN = /^(\D{1,8}?)(?:(?:Partition|Offset|Delivery|Epoch):[\dN]|NO_HEADERS)/;
/** One character, with or without blanks around it; more may be the beginning of keys. */
const CLEAR = /^(?:[^\w"'/-]| +[^\w"'/-]? *)$/;
const MAX_CHARACTERS = 8;

/** What follows the first field of the line; undefined where the line has none, or nothing else. */
export function afterConsoleField(line: string): string | undefined {
  const field = FIELD.exec(line)?.[0] ?? "";
  return field === "" || field === line ? undefined : line.slice(field.length);
}

/**
 * What stands between the fields of kafka-console-consumer's lines, its `key.separator`. Undefined
 * where that is not clear, because keys may begin with any characters.
 */
export function consoleSeparator(lines: readonly string[]): string | undefined {
  const rests = lines.flatMap((line) => afterConsoleField(line) ?? []);
  const between = BETWEEN.exec(rests[0] ?? "")?.[1];
  if (between !== undefined) return between;
  const common = /^\W*/.exec(commonBeginning(rests))?.[0] ?? "";
  return CLEAR.test(common) ? common : undefined;
}

function commonBeginning(texts: readonly string[]): string {
  let common = texts[0]?.slice(0, MAX_CHARACTERS) ?? "";
  for (const text of texts) {
    while (!text.startsWith(common)) common = common.slice(0, -1);
  }
  return common;
}
