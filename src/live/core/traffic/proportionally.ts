/**
 * Scales the counts to whole numbers that add up to `total`. Source: the largest-remainder method
 * (Hamilton); of equal remainders, the first are rounded up.
 */
export function proportionally(counts: Float64Array, total: number): Float64Array {
  const sum = counts.reduce((all, count) => all + count, 0);
  if (sum === 0 || sum === total) return counts.slice();
  const exact = counts.map((count) => (count / sum) * total);
  const whole = exact.map(Math.floor);
  const remainders = exact.map((value, i) => value - (whole[i] as number));
  let missing = total - whole.reduce((all, count) => all + count, 0);
  // Sorting a typed array is fast; the smallest remainder that is rounded up is all we need.
  const smallest = remainders.slice().sort()[counts.length - missing] ?? 1;
  let ties = missing - remainders.filter((remainder) => remainder > smallest).length;
  for (let i = 0; missing > 0; i++) {
    const remainder = remainders[i] as number;
    if (remainder < smallest || (remainder === smallest && ties-- <= 0)) continue;
    (whole[i] as number)++;
    missing--;
  }
  return whole;
}
