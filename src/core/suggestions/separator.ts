import { delimiterText } from "../keys/delimiter.ts";
import { chooseFormat } from "../keys/formats.ts";
import type { KeyCounts } from "../keys/key-counts.ts";
import type { Case } from "../simulations/case.ts";
import { percent } from "../text/format.ts";
import { MAX_SEARCHED_KEYS, searchedKeys } from "./searched-keys.ts";
import { prefixesBefore } from "./separated-prefixes.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

/** The last is of arrows, `->` and `=>`. */
const SEPARATORS = [":", ",", ";", "|", "#", "=", "~", " ", ">"] as const;
/** These are so rare in text that they are named whatever precedes them. */
const SURE = 4;
const ALL = (1 << SEPARATORS.length) - 1;
/** The bit of each byte that is a separator. */
const BITS = new Uint16Array(256);
for (const [i, text] of SEPARATORS.entries()) BITS[text.charCodeAt(0)] = 1 << i;
/** Fewer keys show no pattern. */
const MIN_KEYS = 20;
/** Share of the keys with the separator in them: "nearly every line" in docs/keys.md. */
const NEARLY_ALL = 0.9;
/** Different parts before a separator, per key, up to which keys may be repeated in them. */
const MOSTLY_REPEATED = 0.5;
/** Different keys per record above which lines look like a key followed by a value. */
const MOSTLY_DIFFERENT = 0.5;

/**
 * Lines that may be a key, a separator and a value: plain text cannot be distinguished from composite
 * keys, so it is judged as is, and this suggestion names the setting.
 */
export const separator: Suggester = {
  id: "separator",
  suggest(subject) {
    const { contract, keys, measures } = subject;
    const { uniqueKeys, placedRecords } = measures;
    if (contract.keyType !== "string" || keys.digests !== undefined) return undefined;
    if (uniqueKeys < MIN_KEYS || uniqueKeys / placedRecords < MOSTLY_DIFFERENT) return undefined;
    if (contract.keys.length === 0 || !contract.keys.every(isPlainLines)) return undefined;
    const shares = sharesWith(subject);
    const found = SEPARATORS.map((text, i) => ({
      text,
      share: shares[i] as number,
      isSure: i < SURE,
    }))
      .filter(({ share }) => share >= NEARLY_ALL)
      .sort((a, b) => Number(b.isSure) - Number(a.isSure) || b.share - a.share)
      .flatMap(({ text, share, isSure }) => {
        const separator = separatorBy(text, isSure, subject);
        return separator === undefined ? [] : [{ separator, share }];
      })[0];
    if (found === undefined || found.separator === "://") return undefined;
    const text = delimiterText(found.separator);
    return sentenceWithKeys`Separator: ${percent(found.share)} of the keys contain "${text}", and most records have different keys. If each line is a key, "${text}" and a value, only the part before it is the key: set format: console and delimiter: "${text}" under keys. If the whole line is the key, set format: lines.`;
  },
};

/**
 * The whole separator that contains a character. Characters that are usual in text count only if keys
 * are repeated before them, and a blank only after ids, which have digits, or after a hot key.
 */
function separatorBy(character: string, isSure: boolean, subject: Case): string | undefined {
  const byte = character.charCodeAt(0);
  const found = prefixesBefore(searchedKeys(subject), byte);
  const { separator, keys, prefixes, withDigit, hottest } = found;
  const isHot = hottest > 1 / subject.measures.partitions;
  const areIds = separator.trim() !== "" || withDigit >= NEARLY_ALL || isHot;
  const areRepeated = prefixes >= MIN_KEYS && prefixes <= keys * MOSTLY_REPEATED;
  const isArrow = separator.includes("->") || separator.includes("=>");
  if (character === ">" && !isArrow) return undefined;
  return isSure || (areRepeated && areIds) ? separator : undefined;
}

function isPlainLines(source: Case["contract"]["keys"][number]): boolean {
  const { format, isNamed } = chooseFormat(source.path, source);
  return format === "lines" && !isNamed;
}

/** The share of the keys with each separator inside; 0 if fewer than nearly all have it. */
function sharesWith({ keys, measures }: Case): number[] {
  const { uniqueKeys, hottestKeys } = measures;
  if (uniqueKeys > MAX_SEARCHED_KEYS) {
    const masks = hottestKeys.map(({ key }) => separatorsIn(key, 0, key.length));
    return SEPARATORS.map((_, i) => (masks.every((mask) => mask & (1 << i)) ? 1 : 0));
  }
  const most = uniqueKeys * (1 - NEARLY_ALL);
  return countWithout(keys, most).map((missing) => (missing > most ? 0 : 1 - missing / uniqueKeys));
}

/** For each separator, how many keys do not have it inside; stops once all have more than `most`. */
function countWithout(keys: KeyCounts, most: number): number[] {
  const missing = SEPARATORS.map(() => 0);
  for (const { size, bytes, starts, ends } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const found = separatorsIn(bytes, starts[i] as number, ends[i] as number);
      if (found === ALL) continue;
      for (let j = 0; j < missing.length; j++) {
        if ((found & (1 << j)) === 0) (missing[j] as number)++;
      }
      if (found === 0 && missing.every((count) => count > most)) return missing;
    }
  }
  return missing;
}

/** A bit for each separator between the first byte and the last. */
function separatorsIn(bytes: Uint8Array, start: number, end: number): number {
  let found = 0;
  for (let at = start + 1; at < end - 1; at++) found |= BITS[bytes[at] as number] as number;
  return found;
}
