const decoder = new TextDecoder("utf-8", { fatal: true });

/** Whether `bytes[start, end)` is UTF-8 text. */
export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  let at = start;
  while (at < end && (bytes[at] as number) < 0x80) at++;
  if (at === end) return true;
  try {
    decoder.decode(bytes.subarray(at, end));
    return true;
  } catch {
    return false;
  }
}
