/** A character among others of its class. */
export interface Place {
  readonly index: number;
  readonly size: number;
  /** The character at another index, in the same case. */
  at(index: number): string;
}

const SCRIPTS = [
  ...["Latin", "Greek", "Cyrillic", "Armenian", "Georgian", "Hebrew", "Arabic", "Devanagari"],
  ...["Bengali", "Gurmukhi", "Gujarati", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala"],
  ...["Thai", "Lao", "Khmer", "Myanmar", "Ethiopic", "Hangul", "Hiragana", "Katakana", "Han"],
];
const OF_SCRIPTS = new RegExp(`[${SCRIPTS.map((one) => `\\p{Script=${one}}`).join("")}]`, "u");
const CATEGORIES = ["Ll", "Lu", "Lt", "Lm", "Lo"];
const FIRST_ASTRAL = 0x1_0000;
const END_OF_CODE_POINTS = 0x11_0000;
const DIGITS = 10;

/** Classes that have been made, by their names. */
const classes = new Map<string, readonly string[]>();
const places = new Map<string, Place>();

/**
 * A letter's or digit's place in its class: upper and lower case of A to Z have the same places, 0 to 9
 * are a class, and so are other letters of a script, apart from its letters that have two cases, and
 * other digits. Undefined for everything else.
 */
export function lettersLike(character: string): Place | undefined {
  if (character < "\u0080") return asciiPlace(character.charCodeAt(0));
  if (!/[\p{L}\p{Decimal_Number}]/u.test(character)) return undefined;
  const known = places.get(character);
  if (known !== undefined) return known;
  const place = /\p{Decimal_Number}/u.test(character)
    ? digitPlace(character)
    : letterPlace(character);
  places.set(character, place);
  return place;
}

function asciiPlace(code: number): Place | undefined {
  if (code >= 0x61 && code <= 0x7a) return rangePlace(code, 0x61, 26);
  if (code >= 0x41 && code <= 0x5a) return rangePlace(code, 0x41, 26);
  if (code >= 0x30 && code <= 0x39) return rangePlace(code, 0x30, DIGITS);
  return undefined;
}

function rangePlace(code: number, first: number, size: number): Place {
  return { index: code - first, size, at: (index) => String.fromCodePoint(first + index) };
}

/** Digits of a script follow each other, in tens. */
function digitPlace(character: string): Place {
  const code = character.codePointAt(0) as number;
  let first = code;
  while (/\p{Decimal_Number}/u.test(String.fromCodePoint(first - 1))) first--;
  return rangePlace(code, first + DIGITS * Math.floor((code - first) / DIGITS), DIGITS);
}

function letterPlace(character: string): Place {
  const lower = lowerOf(character);
  const letters = classOf(lower ?? character, lower !== undefined);
  const isUpper = lower !== undefined && lower !== character;
  const at = (index: number) => {
    const letter = letters[index] as string;
    return isUpper ? letter.toUpperCase() : letter;
  };
  return { index: letters.indexOf(lower ?? character), size: letters.length, at };
}

/** The letter in lower case if it has exactly one form of each case. */
function lowerOf(character: string): string | undefined {
  const [lower, upper] = [character.toLowerCase(), character.toUpperCase()];
  const isPair = lower !== upper && upper.toLowerCase() === lower && lower.toUpperCase() === upper;
  return isPair && lower.length === upper.length && [...lower].length === 1 ? lower : undefined;
}

/** All letters beyond ASCII that are alike, in the same number of UTF-16 units. */
function classOf(letter: string, isPaired: boolean): readonly string[] {
  const script = SCRIPTS.find((name) => property(`Script=${name}`).test(letter));
  const category = CATEGORIES.find((name) => property(name).test(letter)) ?? "L";
  const isAstral = letter.length > 1;
  const name = `${script} ${category} ${isPaired} ${isAstral}`;
  const known = classes.get(name);
  if (known !== undefined) return known;
  const ofCategory = property(category);
  const ofScript = script === undefined ? undefined : property(`Script=${script}`);
  const isLike = (one: string) =>
    ofCategory.test(one) &&
    (ofScript === undefined ? !OF_SCRIPTS.test(one) : ofScript.test(one)) &&
    lowerOf(one) === (isPaired ? one : undefined);
  const letters = charactersOf(isAstral).filter(isLike);
  classes.set(name, letters);
  return letters;
}

function property(name: string): RegExp {
  return new RegExp(`\\p{${name}}`, "u");
}

function charactersOf(isAstral: boolean): string[] {
  const [first, end] = isAstral ? [FIRST_ASTRAL, END_OF_CODE_POINTS] : [0x80, FIRST_ASTRAL];
  return Array.from({ length: end - first }, (_, i) => String.fromCodePoint(first + i));
}
