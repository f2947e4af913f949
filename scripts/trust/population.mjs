// Samples of populations of keys, drawn with a generator that shares nothing with src/.

/** Seeded numbers in [0, 1): sfc32 (Chris Doty-Humphrey). */
export function seeded(seed) {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 20; i++) next();
  return next;
}

/** Index of a key, drawn in proportion to rank^-exponent, by Walker's alias method (Vose 1991). */
export function zipfDraw(keys, exponent, random) {
  const weights = Float64Array.from({ length: keys }, (_, i) => (i + 1) ** -exponent);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scaled = weights.map((weight) => (weight * keys) / total);
  const alias = new Int32Array(keys);
  const small = [];
  const large = [];
  for (const [i, weight] of scaled.entries()) (weight < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const low = small.pop();
    const high = large.at(-1);
    alias[low] = high;
    scaled[high] -= 1 - scaled[low];
    if (scaled[high] < 1) small.push(large.pop());
  }
  for (const i of [...small, ...large]) scaled[i] = 1;
  return () => {
    const at = random() * keys;
    const i = at | 0;
    return at - i < scaled[i] ? i : alias[i];
  };
}

/**
 * Records per key of a sample of `records` records. `perKey` is the mean, or "once" for keys that
 * are in one record each, such as ids of events.
 */
export function drawSample({ records, keys, exponent, perKey }, random) {
  if (perKey === "once") return new Float64Array(records).fill(1);
  const draw = zipfDraw(keys, exponent, random);
  const counts = new Float64Array(keys);
  for (let i = 0; i < records; i++) counts[draw()]++;
  return counts;
}

/** A partition for each of these keys, at random. */
export function placeAtRandom(keys, partitions, random) {
  return Int32Array.from({ length: keys }, () => (random() * partitions) | 0);
}

/** Records per partition. Keys without a place get a random one. */
export function loadsOf(counts, partitions, random, places) {
  const loads = new Float64Array(partitions);
  for (let key = 0; key < counts.length; key++) {
    const place = places === undefined ? (random() * partitions) | 0 : places[key];
    loads[place] += counts[key];
  }
  return loads;
}

export function keysByCountOf(counts) {
  const keysByCount = new Map();
  for (const count of counts) {
    if (count > 0) keysByCount.set(count, (keysByCount.get(count) ?? 0) + 1);
  }
  return keysByCount;
}

/** The measures that limits are proposed from and judged by. */
export function measuresOf(core, counts, loads) {
  const records = counts.reduce((sum, count) => sum + count, 0);
  return {
    partitions: loads.length,
    records,
    placedRecords: records,
    uniqueKeys: counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0),
    maxPartitionShare: loads.reduce((most, load) => Math.max(most, load), 0) / records,
    gini: core.gini(loads),
  };
}
