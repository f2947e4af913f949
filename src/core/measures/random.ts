/**
 * Seeded uniform numbers in [0, 1): the same seed gives the same numbers on every machine.
 * Source: Mulberry32 (Tommy Ettinger, public domain).
 */
export function seededRandom(seed: number): () => number {
  const one = new Float64Array(1);
  let state = seed;
  return () => {
    state = drawUniform(one, state);
    return one[0] as number;
  };
}

/** Fills `numbers` from a state, which is the seed at first. Returns the state after them. */
export function drawUniform(numbers: Float64Array, from: number): number {
  let state = from | 0;
  for (let i = 0; i < numbers.length; i++) {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    numbers[i] = ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }
  return state;
}

/** A standard normal number from two uniform ones (Box and Muller 1958). */
export function normal(first: number, second: number): number {
  return Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
}
