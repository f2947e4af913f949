/**
 * Zipf's distribution over the ranks 0 … count − 1: rank r has a weight of (r + 1)^−exponent.
 * Returns a function from a cumulative share, 0 … 1, to its rank.
 */
export function zipf(count, exponent) {
  const cumulative = cumulativeWeights(count, exponent);
  const total = cumulative[count - 1];
  const guide = guideTo(cumulative, total);
  return (share) => {
    const target = share * total;
    let rank = guide[Math.floor(share * count)];
    while (rank < count - 1 && cumulative[rank] <= target) rank++;
    return rank;
  };
}

function cumulativeWeights(count, exponent) {
  const cumulative = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank++) {
    sum += (rank + 1) ** -exponent;
    cumulative[rank] = sum;
  }
  return cumulative;
}

/** For each of `count` equal shares, the first rank that can be in it. */
function guideTo(cumulative, total) {
  const count = cumulative.length;
  const guide = new Uint32Array(count);
  let rank = 0;
  for (let step = 0; step < count; step++) {
    while (rank < count - 1 && cumulative[rank] <= (step / count) * total) rank++;
    guide[step] = rank;
  }
  return guide;
}
