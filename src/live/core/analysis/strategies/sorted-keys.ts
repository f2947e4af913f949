import type { KeyColumns } from "#live/core/traffic/key-columns.ts";

/** Up to this many keys are sorted by insertion. */
const FEW = 12;

/**
 * The keys' indexes in the order of their unsigned bytes; a prefix sorts first.
 * Source: multikey quicksort, Bentley and Sedgewick 1997. Fast even for long common prefixes, which
 * are not compared again.
 */
export function sortedKeys(keys: KeyColumns): Uint32Array {
  const order = Uint32Array.from({ length: keys.size }, (_, i) => i);
  const runs: Run[] = [{ from: 0, to: keys.size, depth: 0 }];
  for (let run = runs.pop(); run !== undefined; run = runs.pop()) {
    if (run.to - run.from <= FEW) insertEach(keys, order, run);
    else runs.push(...split(keys, order, run));
  }
  return order;
}

/** Keys `order[from … to − 1]`, whose first `depth` bytes are equal. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly depth: number;
}

/** Splits into three by the byte at `depth`: less than, equal to and greater than the middle key's. */
function split(keys: KeyColumns, order: Uint32Array, { from, to, depth }: Run): Run[] {
  const byteOf = (i: number) => keys.byteAt(order[i] as number, depth);
  const pivot = byteOf((from + to) >>> 1);
  let [below, at, above] = [from, from, to];
  while (at < above) {
    const byte = byteOf(at);
    if (byte < pivot) swap(order, below++, at++);
    else if (byte > pivot) swap(order, --above, at);
    else at++;
  }
  const alike = pivot < 0 ? [] : [{ from: below, to: above, depth: depth + 1 }];
  return [{ from, to: below, depth }, ...alike, { from: above, to, depth }];
}

function insertEach(keys: KeyColumns, order: Uint32Array, { from, to, depth }: Run): void {
  for (let i = from + 1; i < to; i++) {
    for (
      let j = i;
      j > from && isBefore(keys, order[j] as number, order[j - 1] as number, depth);
      j--
    ) {
      swap(order, j, j - 1);
    }
  }
}

function isBefore(keys: KeyColumns, a: number, b: number, depth: number): boolean {
  for (let at = depth; ; at++) {
    const byte = keys.byteAt(a, at);
    const difference = byte - keys.byteAt(b, at);
    if (difference !== 0 || byte < 0) return difference < 0;
  }
}

function swap(order: Uint32Array, i: number, j: number): void {
  const value = order[i] as number;
  order[i] = order[j] as number;
  order[j] = value;
}
