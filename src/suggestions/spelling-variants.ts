import { compareBytes } from "../bytes.ts";
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
    if (variants.count === 0) return undefined;
    const [one, other] = exampleOf(table, variants.normal);
    if (one === undefined || other === undefined) return undefined;
    return sentence`Spelling variants: ${plural(variants.count, "key")} ${variants.count === 1 ? "differs" : "differ"} from another key only in upper and lower case or blanks around it, such as ${{ key: one }} and ${{ key: other }}. To Kafka these are different keys; if they mean one thing, trim and fold the case in the key code.`;
  },
};

interface Variants {
  /** Keys beyond the first of each group. */
  count: number;
  /** Of the groups with several keys, the normal form that comes first in the order of bytes. */
  normal: Uint8Array;
}

/**
 * Only keys that change when normalised are looked up: a key in normal form is found in the
 * table itself, the others among the normal forms seen before.
 */
function findVariants(table: KeyTable): Variants {
  const seen = new KeyTable();
  const variants: Variants = { count: 0, normal: new Uint8Array(0) };
  const normal = new ByteBuffer();
  table.forEachKey((bytes, start, end) => {
    if (!normalise(bytes, start, end, normal)) return;
    const { bytes: form, length } = normal;
    const isKnown = seen.find(form, 0, length) >= 0 || table.find(form, 0, length) >= 0;
    seen.add(form, 0, length, 1);
    if (!isKnown) return;
    variants.count++;
    const isFirst =
      variants.count === 1 || compareBytes(form.subarray(0, length), variants.normal) < 0;
    if (isFirst) variants.normal = form.slice(0, length);
  });
  return variants;
}

/** The two keys with this normal form that come first in the order of bytes. */
function exampleOf(table: KeyTable, form: Uint8Array): Uint8Array[] {
  const group: Uint8Array[] = [];
  const normal = new ByteBuffer();
  table.forEachKey((bytes, start, end) => {
    normalise(bytes, start, end, normal);
    const isOfGroup = compareBytes(normal.bytes.subarray(0, normal.length), form) === 0;
    if (isOfGroup) group.push(bytes.slice(start, end));
  });
  return group.sort(compareBytes).slice(0, 2);
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
