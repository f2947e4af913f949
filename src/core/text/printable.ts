/** Matches most text; tested before the much larger class below is compiled. */
const PLAIN = /^[ -~]*$/;
const PLAIN_LINES = /^[\n -~]*$/;

/** Control, format (bidi, zero-width, BOM), separator and surrogate characters. */
function replaceUnsafe(text: string, replacement: (character: string) => string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must be found
  const unsafe = /[\u0000-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;
  return text.replace(unsafe, replacement);
}

/** Makes visible escapes of what could move the cursor, or reorder or hide text, in a terminal or log. */
export function escapeUnsafe(text: string): string {
  return PLAIN.test(text) ? text : replaceUnsafe(text, escapeCharacter);
}

/**
 * Untrusted text for quotes on one line: escaped, backslashes too, so that no escape can be forged, and
 * cut with an ellipsis after `maxCharacters`.
 */
export function printable(text: string, maxCharacters = Number.POSITIVE_INFINITY): string {
  return escapeUnsafe(clip(text, maxCharacters).replaceAll("\\", "\\\\"));
}

/**
 * Text for a log that a GitHub runner searches for commands, with none that it would find. Source:
 * actions/runner, ActionCommand.cs: `::` at the beginning of a line, `##[` anywhere.
 */
export function withoutCommands(text: string): string {
  return text.replace(/^(\s*):(?=:)/gm, "$1\\x3a").replaceAll("##[", "#\\x23[");
}

/** At most `maxCharacters` characters, the last one an ellipsis if the text is cut. */
export function clip(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const characters = [...text.slice(0, maxCharacters * 2)];
  const isWhole = characters.length <= maxCharacters && text.length <= maxCharacters * 2;
  return isWhole ? text : `${characters.slice(0, maxCharacters - 1).join("")}…`;
}

/** JSON text with the same characters as `\\uXXXX`: the same value, harmless on a terminal. */
export function escapeJson(json: string): string {
  if (PLAIN_LINES.test(json)) return json;
  return replaceUnsafe(json, (character) => {
    if (character < " ") return character;
    const units = Array.from({ length: character.length }, (_, i) => character.charCodeAt(i));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
  });
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) as number;
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  return code < 0x100 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}
