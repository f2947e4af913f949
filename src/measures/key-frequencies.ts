import { topIndices } from "./top.ts";

/** Keys simulated one by one; the many lighter ones are simulated together. */
const HEAVY_KEYS = 256;

/**
 * The shares f_i of the keys, summed up as far as random hashing needs them: the heaviest one
 * by one, of all the others the sums of their powers.
 */
export interface KeyFrequencies {
  readonly heavy: Float64Array;
  /** Σf, Σf², Σf³ over the keys that are not in `heavy`. */
  readonly light: PowerSums;
  /** The same over all keys. */
  readonly all: PowerSums;
}

interface PowerSums {
  readonly shares: number;
  readonly squares: number;
  readonly cubes: number;
}

/** Frequencies of keys with these record counts, which add up to `total`. */
export function frequenciesOf(counts: Float64Array, total: number): KeyFrequencies {
  const indices =
    counts.length <= HEAVY_KEYS ? counts.keys() : topIndices(counts, HEAVY_KEYS).values();
  const heavy = Float64Array.from(indices, (i) => (counts[i] as number) / total);
  const all = powerSums(counts, total);
  const top = powerSums(heavy, 1);
  const light = counts.length <= HEAVY_KEYS ? NOTHING : subtract(all, top);
  return { heavy, light, all };
}

/** Frequencies of `keys` keys that are all equally frequent. */
export function equalFrequencies(keys: number): KeyFrequencies {
  const heavyKeys = Math.min(keys, HEAVY_KEYS);
  const sums = (n: number) => ({ shares: n / keys, squares: n / keys ** 2, cubes: n / keys ** 3 });
  return {
    heavy: new Float64Array(heavyKeys).fill(1 / keys),
    light: sums(keys - heavyKeys),
    all: sums(keys),
  };
}

const NOTHING: PowerSums = { shares: 0, squares: 0, cubes: 0 };

function powerSums(values: Float64Array, total: number): PowerSums {
  let shares = 0;
  let squares = 0;
  let cubes = 0;
  for (const value of values) {
    const share = value / total;
    shares += share;
    squares += share * share;
    cubes += share * share * share;
  }
  return { shares, squares, cubes };
}

function subtract(a: PowerSums, b: PowerSums): PowerSums {
  const rest = (x: number, y: number) => Math.max(0, x - y);
  return {
    shares: rest(a.shares, b.shares),
    squares: rest(a.squares, b.squares),
    cubes: rest(a.cubes, b.cubes),
  };
}
