/** Keys per partition that are simulated one by one; lighter keys are simulated together. */
const HEAVY_KEYS_PER_PARTITION = 16;
const MIN_HEAVY_KEYS = 256;
const MAX_HEAVY_KEYS = 65_536;
/** Digits of a sum that do not depend on the order of summation. */
const STABLE_DIGITS = 12;

/**
 * The shares f_i of the keys, as random hashing needs them: the heaviest one by one, and sums of
 * powers for all others.
 */
export interface KeyFrequencies {
  /** Shares, largest first. */
  readonly heavy: Float64Array;
  /** Σf, Σf², Σf³, Σf⁴ and Σf⁶ over the keys that are not in `heavy`. */
  readonly light: PowerSums;
  /** The same over all keys. */
  readonly all: PowerSums;
}

/** How many keys have a number of records, by that number; only the ratios of the numbers matter. */
export type KeysByCount = ReadonlyMap<number, number>;

/** Sums over shares of keys. */
export interface PowerSums {
  readonly shares: number;
  readonly squares: number;
  readonly cubes: number;
  readonly fourths: number;
  readonly sixths: number;
}

const NOTHING: PowerSums = { shares: 0, squares: 0, cubes: 0, fourths: 0, sixths: 0 };

export function frequenciesOf(keysByCount: KeysByCount, partitions: number): KeyFrequencies {
  const descending = [...keysByCount].sort(([a], [b]) => b - a);
  const keys = descending.reduce((sum, [, some]) => sum + some, 0);
  const total = descending.reduce((sum, [count, some]) => sum + count * some, 0);
  const heavy = heaviest(descending, heavyKeys(keys, partitions)).map((count) => count / total);
  const top = powerSums(Array.from(heavy, (share) => [share, 1]));
  if (heavy.length === keys) return { heavy, light: NOTHING, all: top };
  const all = powerSums(descending.map(([count, some]) => [count / total, some]));
  return { heavy, light: subtract(all, top), all };
}

/** Frequencies of this many keys, all equally frequent. */
export function equalFrequencies(keys: number, partitions: number): KeyFrequencies {
  const heavy = heavyKeys(keys, partitions);
  return {
    heavy: new Float64Array(heavy).fill(1 / keys),
    light: heavy === keys ? NOTHING : equalSums(keys - heavy, keys),
    all: equalSums(keys, keys),
  };
}

/** This share of the keys, evenly from the hottest to the coldest, the hottest included. */
export function someOfTheKeys(keys: KeysByCount, share: number): KeysByCount {
  let before = 0;
  const kept = [...keys]
    .sort(([a], [b]) => b - a)
    .map(([count, some]): [number, number] => {
      const from = Math.ceil(stable(before * share));
      before += some;
      return [count, Math.ceil(stable(before * share)) - from];
    });
  return new Map(kept.filter(([, some]) => some > 0));
}

/** All keys, or at most half of them: few light keys do not add up to a normal load. */
function heavyKeys(keys: number, partitions: number): number {
  const wanted = Math.max(MIN_HEAVY_KEYS, partitions * HEAVY_KEYS_PER_PARTITION);
  const size = Math.min(MAX_HEAVY_KEYS, wanted);
  return keys <= 2 * size ? keys : size;
}

/** The `size` largest counts, largest first. */
function heaviest(descending: readonly (readonly [number, number])[], size: number): Float64Array {
  const counts = new Float64Array(size);
  let filled = 0;
  for (const [count, keys] of descending) {
    if (filled === size) break;
    const end = Math.min(size, filled + keys);
    counts.fill(count, filled, end);
    filled = end;
  }
  return counts;
}

function equalSums(n: number, keys: number): PowerSums {
  return {
    shares: n / keys,
    squares: n / keys ** 2,
    cubes: n / keys ** 3,
    fourths: n / keys ** 4,
    sixths: n / keys ** 6,
  };
}

/** Power sums of shares, each of which several keys can have. */
export function powerSums(
  sharesOfKeys: readonly (readonly [share: number, keys: number])[],
): PowerSums {
  let shares = 0;
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  let sixths = 0;
  for (const [share, keys] of sharesOfKeys) {
    const square = share * share;
    shares += keys * share;
    squares += keys * square;
    cubes += keys * square * share;
    fourths += keys * square * square;
    sixths += keys * square * square * square;
  }
  return {
    shares: stable(shares),
    squares: stable(squares),
    cubes: stable(cubes),
    fourths: stable(fourths),
    sixths: stable(sixths),
  };
}

/** Without the last digits, which depend on the order of summation. */
function stable(sum: number): number {
  return Number(sum.toPrecision(STABLE_DIGITS));
}

function subtract(a: PowerSums, b: PowerSums): PowerSums {
  const rest = (x: number, y: number) => Math.max(0, x - y);
  return {
    shares: rest(a.shares, b.shares),
    squares: rest(a.squares, b.squares),
    cubes: rest(a.cubes, b.cubes),
    fourths: rest(a.fourths, b.fourths),
    sixths: rest(a.sixths, b.sixths),
  };
}
