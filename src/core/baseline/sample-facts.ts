import type { Measures } from "../measures/measures.ts";
import type { SampleFacts } from "../measures/sampling-noise.ts";

/** At most this many keys are expected in every sample with about the same share. */
const HEAVY_KEYS = 10;
/** The share of an even partition load that they have at least; lighter keys may be new in each sample. */
const HEAVY_LOAD = 0.5;

type Sample = Pick<Measures, "placedRecords" | "uniqueKeys" | "partitions">;

/** `squares` is Σf² of all keys, `hottest` has at least the ten hottest, hottest first. */
export function sampleFacts(
  { placedRecords, uniqueKeys, partitions }: Sample,
  squares: number,
  hottest: readonly { readonly share: number }[],
): SampleFacts {
  const shares = hottest.slice(0, HEAVY_KEYS).map(({ share }) => share);
  const heavy = shares.filter((share) => share >= HEAVY_LOAD / partitions);
  const heavySquares = heavy.reduce((sum, share) => sum + share ** 2, 0);
  const heavyShare = heavy.reduce((sum, share) => sum + share, 0);
  const lightSquares = Math.max(0, squares - heavySquares);
  return { placedRecords, uniqueKeys, lightSquares, heavyShare };
}
