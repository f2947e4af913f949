import { WINDOW_PERCENTILE } from "../tally/window.ts";
import { bisect } from "./bisect.ts";
import { normalUpperTail } from "./normal-quantile.ts";

const BISECTIONS = 40;
/** Windows are put into so many groups per doubling of their records, each as its smallest. */
const GROUPS_PER_DOUBLING = 8;
const SQRT_2_PI = Math.sqrt(2 * Math.PI);

/**
 * The percentile of the hottest partition's share over windows that chance exceeds with a probability of
 * at most alpha, if each record is in a window at random. A window's share is above x with a probability of
 * at most the sum over the partitions (Bonferroni), and the number of windows above x is at most binomial
 * with the mean of these probabilities (Hoeffding 1956).
 *
 * @param sizes records in each window
 * @param shares of the partitions over all time, 0…1
 */
export function windowShareQuantile(
  sizes: readonly number[],
  shares: readonly number[],
  alpha: number,
): number {
  const above = sizes.length - Math.ceil(WINDOW_PERCENTILE * sizes.length) + 1;
  const isRare = (q: number) => binomialTail(sizes.length, q, above) <= alpha;
  const chance = bisect(0, 1, BISECTIONS, isRare).high;
  const groups = [...groupsOf(sizes)];
  const isFrequent = (x: number) => meanTail(groups, sizes.length, shares, x) > chance;
  return bisect(0, 1, BISECTIONS, isFrequent).high;
}

function groupsOf(sizes: readonly number[]): Map<number, number> {
  const groups = new Map<number, number>();
  for (const size of sizes) {
    const group = Math.floor(Math.log2(size) * GROUPS_PER_DOUBLING) / GROUPS_PER_DOUBLING;
    const least = Math.ceil(2 ** group);
    groups.set(least, (groups.get(least) ?? 0) + 1);
  }
  return groups;
}

function meanTail(
  groups: readonly (readonly [size: number, windows: number])[],
  windows: number,
  shares: readonly number[],
  x: number,
): number {
  let sum = 0;
  for (const [size, some] of groups) {
    const least = Math.floor(size * x) + 1;
    let tail = 0;
    for (const share of shares) tail += binomialTail(size, share, least);
    sum += some * Math.min(1, tail);
  }
  return sum / windows;
}

/**
 * P(X ≥ least) for a binomial X, by the saddlepoint approximation of Lugannani and Rice (1980) for whole
 * numbers: Q(w) + φ(w)·(1/u − 1/w) with w² = 2n·KL(x ‖ p) and u = (1 − e^−t)·√(n·x(1 − x)), where t is
 * the saddlepoint. Below the mean, 1, which is enough for a quantile.
 */
function binomialTail(n: number, p: number, least: number): number {
  if (least > n || p === 0) return 0;
  const x = least / n;
  if (least <= 0 || x <= p) return 1;
  if (least === n) return p ** n;
  const w = Math.sqrt(2 * n * (x * Math.log(x / p) + (1 - x) * Math.log((1 - x) / (1 - p))));
  const odds = (p * (1 - x)) / (x * (1 - p));
  const u = (1 - odds) * Math.sqrt(n * x * (1 - x));
  const density = Math.exp((-w * w) / 2) / SQRT_2_PI;
  return Math.min(1, Math.max(0, normalUpperTail(w) + density * (1 / u - 1 / w)));
}
