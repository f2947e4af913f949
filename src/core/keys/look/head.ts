const LF = 0x0a;
const MAX_LINES = 4000;
/** `:`, `.` and `@` are usual in keys. */
const NOT_PLAIN = /[^\w.:@\r\n-]|\r(?!\n)/;
/**
 * Words of kafka-console-consumer, and the line below a printed header: the only content of plain
 * characters that is not keys.
 */
const NOT_KEYS =
  /^(?:CreateTime|LogAppend|NoTimestamp|Partition|Offset|Delivery|Epoch|Headers|NO_|---)/m;
/** The name of a column above keys, `key` or any name above a number or UUID, or a line's number. */
const NOT_FIRST = /^(?:key\s|[a-z_]+\r?\n(?:\d+\r?\n|[\da-f]{8}-)|1:)/i;

/** The first part of a file or stream, after decompression. */
export interface Head {
  readonly bytes: Uint8Array;
  /** Complete lines without their ends; a last line that may be cut off is left out. */
  readonly lines: readonly string[];
  /** The lines that are not empty. */
  readonly written: readonly string[];
  /** Whether the lines have only ASCII letters and digits and `_-.:@`, like most lists of keys. */
  readonly isPlain: boolean;
  /** Whether the lines cannot be anything but keys. */
  readonly isSurelyKeys: boolean;
}

/** @param isWhole whether nothing follows, so that the last line is complete too */
export function headOf(bytes: Uint8Array, isWhole: boolean): Head {
  const end = isWhole ? bytes.length : bytes.lastIndexOf(LF) + 1;
  const text = new TextDecoder().decode(bytes.subarray(0, end));
  const lines = text.split(/\r?\n/, MAX_LINES + 1);
  // What follows the last line end is not a line, nor is what the limit may have cut off.
  if (lines.at(-1) === "" || lines.length > MAX_LINES) lines.pop();
  // A line that does not end here was not looked at.
  const isPlain = (end > 0 || bytes.length === 0) && !NOT_PLAIN.test(text);
  const isSurelyKeys = isPlain && !NOT_KEYS.test(text) && !NOT_FIRST.test(text);
  const written = lines.filter((line) => line !== "");
  return { bytes, lines, written, isPlain, isSurelyKeys };
}

/** Whether at least `share` of the lines pass `test`, and there is at least one line. */
export function most<Line>(
  lines: readonly Line[],
  share: number,
  test: (line: Line) => boolean,
): boolean {
  const most = lines.length * (1 - share);
  let others = 0;
  for (const line of lines) if (!test(line) && ++others > most) return false;
  return lines.length > 0;
}
