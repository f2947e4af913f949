const LF = 0x0a;
const MAX_LINES = 4000;
const NOT_PLAIN = /[^\w\r\n-]|\r(?!\n)/;

/** The first part of a file or stream, after decompression. */
export interface Head {
  readonly bytes: Uint8Array;
  /** Whole lines without their ends; a last line that may be cut is left out. */
  readonly lines: readonly string[];
  /** Whether the lines hold ASCII letters and digits, `_` and `-` only, as most lists of ids do. */
  readonly isPlain: boolean;
}

/** @param isWhole whether nothing follows, so that the last line is whole too */
export function headOf(bytes: Uint8Array, isWhole: boolean): Head {
  const end = isWhole ? bytes.length : bytes.lastIndexOf(LF) + 1;
  const text = new TextDecoder().decode(bytes.subarray(0, end));
  const lines = text.split(/\r?\n/, MAX_LINES + 1);
  // What follows the last line end is no line, nor is what the limit may have cut.
  if (lines.at(-1) === "" || lines.length > MAX_LINES) lines.pop();
  return { bytes, lines, isPlain: !NOT_PLAIN.test(text) };
}

/** Whether `test` holds for at least `share` of the lines, of which there is at least one. */
export function most(
  lines: readonly string[],
  share: number,
  test: (line: string) => boolean,
): boolean {
  const most = lines.length * (1 - share);
  let others = 0;
  for (const line of lines) if (!test(line) && ++others > most) return false;
  return lines.length > 0;
}
