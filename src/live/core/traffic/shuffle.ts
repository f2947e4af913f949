import { seededRandom } from "#core/measures/random.ts";

/**
 * Shuffles in place; all orders are equally likely.
 * Source: Fisher and Yates, in the version of Durstenfeld 1964 (Algorithm 235).
 */
export function shuffle(values: Uint32Array, seed: number): Uint32Array {
  const random = seededRandom(seed);
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const value = values[i] as number;
    values[i] = values[j] as number;
    values[j] = value;
  }
  return values;
}
