/** Halves a range so many times; `isBelow` says whether a value is below the one that is sought. */
export function bisect(
  from: number,
  to: number,
  steps: number,
  isBelow: (value: number) => boolean,
): { readonly low: number; readonly high: number } {
  let [low, high] = [from, to];
  for (let i = 0; i < steps; i++) {
    const middle = (low + high) / 2;
    if (isBelow(middle)) low = middle;
    else high = middle;
  }
  return { low, high };
}
