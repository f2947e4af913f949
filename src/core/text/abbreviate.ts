/** Parts of the shown characters before the ellipsis: usually, and if the texts begin alike. */
const USUAL_BEGINNING = 0.6;
const SHORT_BEGINNING = 0.25;

/**
 * At most `maxCharacters` characters of a text, which differ from those of the other texts: what they have
 * in common at the beginning, or the middle, is replaced by an ellipsis.
 */
export function abbreviate(text: string, others: readonly string[], maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const alike = Math.max(0, ...others.map((other) => commonLength(text, other)));
  const usual = Math.floor((maxCharacters - 1) * USUAL_BEGINNING);
  if (alike < usual) return `${first(text, usual)}…${last(text, maxCharacters - 1 - usual)}`;
  const short = Math.floor((maxCharacters - 2) * SHORT_BEGINNING);
  const room = maxCharacters - 2 - short;
  const start = Math.max(short, alike - Math.floor(room / 2));
  if (start + room >= text.length) return `${first(text, short)}…${last(text, room + 1)}`;
  return `${first(text, short)}…${first(whole(text, start), room)}…`;
}

/** The number of characters that two different texts begin with; 0 if they are the same. */
function commonLength(a: string, b: string): number {
  if (a === b) return 0;
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

function first(text: string, length: number): string {
  return isSplit(text, length) ? text.slice(0, length - 1) : text.slice(0, length);
}

function last(text: string, length: number): string {
  return whole(text, text.length - length);
}

/** From here on, without half a character at the beginning. */
function whole(text: string, start: number): string {
  return text.slice(isSplit(text, start) ? start + 1 : start);
}

/** Whether a surrogate pair is on both sides of this index. */
function isSplit(text: string, index: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(index - 1, index + 1));
}
