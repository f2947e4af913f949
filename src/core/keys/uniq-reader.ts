import { notUniqLine } from "../errors/tool-messages.ts";
import type { CreateKeyReader } from "./key-reader.ts";
import { LineReader } from "./line-reader.ts";

const SPACE = 0x20;
const ZERO = 0x30;

/** The output of `uniq -c`: spaces, a count, one space, and the key up to the end of the line. */
export const createUniqReader: CreateKeyReader = (sink) => {
  const lines = new LineReader((bytes, start, end) => {
    let at = start;
    while (at < end && bytes[at] === SPACE) at++;
    const digits = at;
    let count = 0;
    for (; at < end; at++) {
      const digit = (bytes[at] as number) - ZERO;
      if (digit < 0 || digit > 9) break;
      count = count * 10 + digit;
    }
    const isCounted = at > digits && bytes[at] === SPACE && at < end;
    if (!isCounted || !Number.isSafeInteger(count)) throw notUniqLine();
    if (count > 0) sink.add(bytes, at + 1, end, count);
  });
  return Object.assign(lines, { hasCounts: true });
};
