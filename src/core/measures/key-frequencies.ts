/** Keys simulated one by one, for each partition; the many lighter ones are simulated together. */
const HEAVY_KEYS_PER_PARTITION = 16;
const MIN_HEAVY_KEYS = 256;
const MAX_HEAVY_KEYS = 65_536;
/** Digits of a sum that do not depend on the order of its terms. */
const STABLE_DIGITS = 12;

/**
 * The shares f_i of the keys, summed up as far as random hashing needs them: the heaviest one
 * by one, of all the others the sums of their powers.
 */
export interface KeyFrequencies {
  /** Shares, largest first. */
  readonly heavy: Float64Array;
  /** Σf, Σf², Σf³, Σf⁴ over the keys that are not in `heavy`. */
  readonly light: PowerSums;
  /** The same over all keys. */
  readonly all: PowerSums;
}

interface PowerSums {
  readonly shares: number;
  readonly squares: number;
  readonly cubes: number;
  readonly fourths: number;
}

const NOTHING: PowerSums = { shares: 0, squares: 0, cubes: 0, fourths: 0 };

/** Frequencies of keys over `partitions`, `keysByCount.get(n)` of them with n records each. */
export function frequenciesOf(
  keysByCount: ReadonlyMap<number, number>,
  partitions: number,
): KeyFrequencies {
  const descending = [...keysByCount].sort(([a], [b]) => b - a);
  const keys = descending.reduce((sum, [, some]) => sum + some, 0);
  const total = descending.reduce((sum, [count, some]) => sum + count * some, 0);
  const heavy = heaviest(descending, heavyKeys(keys, partitions)).map((count) => count / total);
  const top = powerSums(Array.from(heavy, (share) => [share, 1]));
  if (heavy.length === keys) return { heavy, light: NOTHING, all: top };
  const all = powerSums(descending.map(([count, some]) => [count / total, some]));
  return { heavy, light: subtract(all, top), all };
}

/** Frequencies of `keys` keys that are all equally frequent. */
export function equalFrequencies(keys: number, partitions: number): KeyFrequencies {
  const heavy = heavyKeys(keys, partitions);
  return {
    heavy: new Float64Array(heavy).fill(1 / keys),
    light: heavy === keys ? NOTHING : equalSums(keys - heavy, keys),
    all: equalSums(keys, keys),
  };
}

/** All keys, or so many that at least as many are left: few light keys are no normal load. */
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
  return { shares: n / keys, squares: n / keys ** 2, cubes: n / keys ** 3, fourths: n / keys ** 4 };
}

/** Of shares that some keys have each. */
function powerSums(sharesOfKeys: readonly (readonly [share: number, keys: number])[]): PowerSums {
  let shares = 0;
  let squares = 0;
  let cubes = 0;
  let fourths = 0;
  for (const [share, keys] of sharesOfKeys) {
    const square = share * share;
    shares += keys * share;
    squares += keys * square;
    cubes += keys * square * share;
    fourths += keys * square * square;
  }
  return {
    shares: stable(shares),
    squares: stable(squares),
    cubes: stable(cubes),
    fourths: stable(fourths),
  };
}

/** Without the last digits, in which another order of the same terms may differ. */
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
  };
}
