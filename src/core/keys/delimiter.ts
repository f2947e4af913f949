const LINE_OR_QUOTE = [0x0a, 0x0d, 0x22];

/**
 * The bytes of a delimiter as it is written in a contract or on the command line: ASCII characters,
 * `\t`, or `\xNN`. Undefined if the text is not a delimiter, for example a quote or a line end.
 */
export function delimiterBytes(text: string): Uint8Array | undefined {
  const plain = text
    .replaceAll("\\t", "\t")
    .replace(/\\x([0-7][0-9a-f])/gi, (_, digits) =>
      String.fromCharCode(Number.parseInt(digits, 16)),
    );
  const bytes = new TextEncoder().encode(plain);
  const isFit = bytes.every((byte) => byte > 0 && byte < 0x7f && !LINE_OR_QUOTE.includes(byte));
  return bytes.length > 0 && isFit ? bytes : undefined;
}

/** The same for formats with a delimiter of one byte. */
export function delimiterByte(text: string): number | undefined {
  const bytes = delimiterBytes(text);
  return bytes?.length === 1 ? bytes[0] : undefined;
}

/** A delimiter as it is written in a contract or on the command line. */
export function delimiterText(delimiter: string): string {
  return delimiter
    .replaceAll("\t", "\\t")
    .replace(/\p{Cc}/gu, (one) => `\\x${one.charCodeAt(0).toString(16).padStart(2, "0")}`);
}
