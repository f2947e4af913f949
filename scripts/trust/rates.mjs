/** The 95 % interval of a rate, by Wilson (1927). */
export function wilson(hits, trials) {
  const z = 1.96;
  const rate = hits / trials;
  const middle = rate + z ** 2 / (2 * trials);
  const half = z * Math.sqrt((rate * (1 - rate)) / trials + z ** 2 / (4 * trials ** 2));
  const scale = 1 + z ** 2 / trials;
  return { low: Math.max(0, (middle - half) / scale), high: (middle + half) / scale };
}

export function percentText(rate) {
  const digits = rate > 0 && rate < 0.001 ? 4 : 2;
  return `${(100 * rate).toFixed(digits)} %`;
}

/** A rate with its interval: `0.01 % (0–0.02 %)`. */
export function rateText(hits, trials) {
  const { low, high } = wilson(hits, trials);
  const bounds = `${(100 * low).toFixed(4)}–${(100 * high).toFixed(4)} %`;
  return `${percentText(hits / trials)} (${bounds})`;
}

export function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}
