/** Up to two significant digits; 0 stays 0. */
export function roundUp(value: number): number {
  return rounded(value, Math.ceil);
}

/** Down to two significant digits; 0 stays 0. */
export function roundDown(value: number): number {
  return rounded(value, Math.floor);
}

function rounded(value: number, round: (value: number) => number): number {
  if (value <= 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  const steps = Number((value / unit).toPrecision(12));
  return Number((round(steps) * unit).toPrecision(2));
}
