/** Control, format (bidi, zero-width, BOM), separator and surrogate characters, and the backslash. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very ones to catch
const UNSAFE = /[\u0000-\u001f\u007f-\u009f\\\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;

/**
 * Untrusted text for one line of a terminal or log: what could move the cursor, reorder or hide
 * text becomes a visible escape, and text over `maxCharacters` is cut with an ellipsis.
 */
export function printable(text: string, maxCharacters = Number.POSITIVE_INFINITY): string {
  const characters = [...text.slice(0, maxCharacters * 2)];
  const cut = characters.length > maxCharacters || text.length > maxCharacters * 2;
  const shown = cut ? `${characters.slice(0, maxCharacters - 1).join("")}…` : text;
  return shown.replace(UNSAFE, escapeCharacter);
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) as number;
  if (character === "\\") return "\\\\";
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}
