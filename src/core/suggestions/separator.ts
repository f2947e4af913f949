import { chooseFormat } from "../keys/formats.ts";
import type { KeyCounts } from "../keys/key-counts.ts";
import type { Case } from "../simulations/case.ts";
import { percent } from "../text/format.ts";
import { MAX_SEARCHED_KEYS } from "./searched-keys.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

const SEPARATORS = [":", ",", ";", "|"] as const;
const ALL = (1 << SEPARATORS.length) - 1;
/** The bit of each byte that is a separator. */
const BITS = new Uint8Array(256);
for (const [i, text] of SEPARATORS.entries()) BITS[text.charCodeAt(0)] = 1 << i;
/** Fewer keys show no pattern. */
const MIN_KEYS = 20;
/** Share of the keys with the separator in them: "nearly every line" in docs/keys.md. */
const NEARLY_ALL = 0.9;
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
    const found = SEPARATORS.map((text, i) => ({ text, share: shares[i] as number }))
      .filter(({ share }) => share >= NEARLY_ALL)
      .sort((a, b) => b.share - a.share)[0];
    if (found === undefined) return undefined;
    return sentenceWithKeys`Separator: ${percent(found.share)} of the keys contain "${found.text}", and most records have different keys. If each line is a key, "${found.text}" and a value, only the part before it is the key: set format: console and delimiter: "${found.text}" under keys. If the whole line is the key, set format: lines.`;
  },
};

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
