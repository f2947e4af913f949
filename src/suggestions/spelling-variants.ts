import { KeyTable } from "../keys/key-table.ts";
import { plural } from "../text/format.ts";
import { type Suggester, sentence } from "./suggestion.ts";

/** Above this many different keys the search would cost more than the gate itself. */
const MAX_KEYS = 2_000_000;

/** Keys that are one key but for upper and lower case or blanks around them (ASCII). */
export const spellingVariants: Suggester = {
  id: "spelling-variants",
  suggest({ contract, keys: { table } }) {
    if (contract.keyType !== "string" || table.size > MAX_KEYS) return undefined;
    const variants = findVariants(table);
    if (variants.count === 0 || variants.example === undefined) return undefined;
    const [one, other] = variants.example;
    return sentence`Spelling variants: ${plural(variants.count, "key")} ${variants.count === 1 ? "differs" : "differ"} from another key only in upper and lower case or blanks around it, such as ${{ key: one }} and ${{ key: other }}. If they mean one thing, its records lie in several partitions; trim and fold the case in the key code.`;
  },
};

interface Variants {
  /** Keys beyond the first of each group. */
  count: number;
  example?: [Uint8Array, Uint8Array];
}

/**
 * Only keys that change when normalised are looked up: a key in normal form is found in the
 * table itself, the others among the normal forms seen before.
 */
function findVariants(table: KeyTable): Variants {
  const seen = new KeyTable();
  const firstOf: number[] = [];
  const variants: Variants = { count: 0 };
  for (let i = 0; i < table.size; i++) {
    const key = table.keyBytes(i);
    const normal = normalForm(key);
    if (normal === undefined) continue;
    const earlier = seen.find(normal);
    const other = earlier >= 0 ? (firstOf[earlier] as number) : table.find(normal);
    if (earlier < 0) {
      seen.add(normal, 0, normal.length, 1);
      firstOf.push(i);
    }
    if (other < 0) continue;
    variants.count++;
    variants.example ??= [key.slice(), table.keyBytes(other).slice()];
  }
  return variants;
}

/** Without blanks at the ends and in lower case; undefined where that changes nothing. */
function normalForm(key: Uint8Array): Uint8Array | undefined {
  let start = 0;
  let end = key.length;
  while (start < end && isBlank(key[start])) start++;
  while (end > start && isBlank(key[end - 1])) end--;
  const trimmed = key.subarray(start, end);
  if (trimmed.length === 0) return undefined;
  if (trimmed.length === key.length && !trimmed.some(isUpperCase)) return undefined;
  return trimmed.map((byte) => (isUpperCase(byte) ? byte + 32 : byte));
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

function isUpperCase(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}
