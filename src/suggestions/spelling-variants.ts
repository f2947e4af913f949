import { ByteBuffer } from "../keys/byte-buffer.ts";
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
  const normal = new ByteBuffer();
  table.forEachKey((bytes, start, end, index) => {
    if (!normalise(bytes, start, end, normal)) return;
    const earlier = seen.find(normal.bytes, 0, normal.length);
    const inTable = earlier < 0 ? table.find(normal.bytes, 0, normal.length) : -1;
    const other = earlier < 0 ? inTable : (firstOf[earlier] as number);
    if (earlier < 0) {
      seen.add(normal.bytes, 0, normal.length, 1);
      firstOf.push(index);
    }
    if (other < 0) return;
    variants.count++;
    variants.example ??= [table.keyBytes(index).slice(), table.keyBytes(other).slice()];
  });
  return variants;
}

/**
 * Puts the key without blanks at its ends and in lower case into `normal`; false where that
 * changes nothing or leaves nothing.
 */
function normalise(bytes: Uint8Array, start: number, end: number, normal: ByteBuffer): boolean {
  let from = start;
  let to = end;
  while (from < to && isBlank(bytes[from] as number)) from++;
  while (to > from && isBlank(bytes[to - 1] as number)) to--;
  let changed = to - from < end - start;
  normal.clear();
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    const upper = byte >= 0x41 && byte <= 0x5a;
    changed ||= upper;
    normal.push(upper ? byte + 0x20 : byte);
  }
  return changed && from < to;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}
