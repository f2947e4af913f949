import { hasReplacement } from "../keys/checks/replaced-bytes.ts";
import type { KeyCounts } from "../keys/key-counts.ts";
import { plural } from "../text/format.ts";
import { searchedKeys } from "./searched-keys.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

/** Keys with U+FFFD in them, which tools write for bytes that are not text. */
export const replacedKeys: Suggester = {
  id: "replaced-bytes",
  suggest(subject) {
    const { contract, keys } = subject;
    if (contract.keyType !== "string" || keys.digests !== undefined) return undefined;
    const count = countReplaced(searchedKeys(subject));
    // A single one may be real text.
    if (count < 2) return undefined;
    return sentenceWithKeys`Replaced bytes: ${plural(count, "key")} contain U+FFFD, which tools write for bytes that are not UTF-8. Such keys are not the bytes that were hashed: export them as hex (with rpk: %k{hex}) and set key_type: bytes-hex.`;
  },
};

function countReplaced(keys: Pick<KeyCounts, "blocks">): number {
  let count = 0;
  for (const { size, bytes, starts, ends } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      if (hasReplacement(bytes, starts[i] as number, ends[i] as number)) count++;
    }
  }
  return count;
}
