import { chooseFormat } from "../keys/formats.ts";
import type { KeyCounts } from "../keys/key-counts.ts";
import type { Case } from "../simulations/case.ts";
import { percent } from "../text/format.ts";
import { MAX_SEARCHED_KEYS } from "./searched-keys.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

const SEPARATORS = [":", ",", ";", "|"] as const;
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
    const found = SEPARATORS.map((text) => ({ text, share: shareWith(text, subject) }))
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

/** The share of the keys with the separator inside; 0 if fewer than nearly all have it. */
function shareWith(text: string, { keys, measures }: Case): number {
  const byte = text.charCodeAt(0);
  const { uniqueKeys, hottestKeys } = measures;
  if (uniqueKeys > MAX_SEARCHED_KEYS) {
    const all = hottestKeys.every(({ key }) => separates(byte, key, 0, key.length));
    return all ? 1 : 0;
  }
  const missing = countWithout(byte, keys, uniqueKeys * (1 - NEARLY_ALL));
  return missing === undefined ? 0 : 1 - missing / uniqueKeys;
}

/** How many keys do not have the byte inside; undefined if more than `most`. */
function countWithout(byte: number, keys: KeyCounts, most: number): number | undefined {
  let missing = 0;
  for (const { size, bytes, starts, ends } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      if (!separates(byte, bytes, starts[i] as number, ends[i] as number)) missing++;
      if (missing > most) return undefined;
    }
  }
  return missing;
}

function separates(byte: number, bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 1; at < end - 1; at++) if (bytes[at] === byte) return true;
  return false;
}
