import { hasReplacement, LEAD_BYTE, wereReplaced } from "../checks/replaced-bytes.ts";

const LF = 0x0a;

/** Whether more lines contain U+FFFD than in text. */
export function hasReplacedLines(bytes: Uint8Array): boolean {
  // Nearly every file ends here, with the fast built-in search.
  if (!bytes.includes(LEAD_BYTE)) return false;
  let lines = 0;
  let replaced = 0;
  for (let start = 0; start < bytes.length; lines++) {
    const lineEnd = bytes.indexOf(LF, start);
    const end = lineEnd < 0 ? bytes.length : lineEnd;
    if (hasReplacement(bytes, start, end)) replaced++;
    start = end + 1;
  }
  return wereReplaced(replaced, lines);
}
