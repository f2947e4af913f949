import { distance } from "fastest-levenshtein";

/**
 * `; did you mean "x"?` with the closest of the names, if one is at most a third of the word
 * (and at least 2 edits) away; otherwise nothing.
 */
export function didYouMean(word: string, names: readonly string[]): string {
  const plain = normalise(word);
  const allowed = Math.max(2, Math.floor(plain.length / 3));
  const ranked = names
    .map((name) => ({ name, edits: distance(plain, normalise(name)) }))
    .filter(({ name, edits }) => edits <= allowed && edits < name.length)
    .sort((a, b) => a.edits - b.edits);
  const [nearest] = ranked;
  return nearest === undefined ? "" : `; did you mean "${nearest.name}"?`;
}

/** `maxGini`, `max-gini` and `MAX_GINI` are the same word. */
function normalise(word: string): string {
  return word
    .slice(0, 100)
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replaceAll("-", "_")
    .toLowerCase();
}
