const PARTITIONS = 48;
const TOP_KEYS = 10;
const M = 0x5bd1e995;

/** Prints the same summary as the other peers. `perKey` maps keys to their number of records. */
export function printSummary(perKey, bytesOf) {
  const partitions = new Array(PARTITIONS).fill(0);
  let records = 0;
  for (const [key, count] of perKey) {
    partitions[(murmur2(bytesOf(key)) & 0x7fffffff) % PARTITIONS] += count;
    records += count;
  }
  const ascending = partitions.toSorted((a, b) => a - b);
  const weighted = ascending.reduce(
    (sum, load, i) => sum + (2 * (i + 1) - PARTITIONS - 1) * load,
    0,
  );
  const summary = {
    records,
    unique: perKey.size,
    partitions,
    gini: records === 0 ? 0 : weighted / (PARTITIONS * records),
    max_share: records === 0 ? 0 : ascending[PARTITIONS - 1] / records,
    top: hottest(perKey, bytesOf),
  };
  console.log(JSON.stringify(summary));
}

function hottest(perKey, bytesOf) {
  const hotterFirst = (a, b) => b[1] - a[1] || Buffer.compare(bytesOf(a[0]), bytesOf(b[0]));
  const top = [];
  for (const entry of perKey) {
    if (top.length === TOP_KEYS && hotterFirst(entry, top[TOP_KEYS - 1]) > 0) continue;
    top.push(entry);
    top.sort(hotterFirst);
    top.length = Math.min(top.length, TOP_KEYS);
  }
  return top.map(([key, count]) => [bytesOf(key).toString(), count]);
}

function murmur2(key) {
  let h = 0x9747b28c ^ key.length;
  const wordsEnd = key.length & ~3;
  for (let i = 0; i < wordsEnd; i += 4) {
    const k = Math.imul(key.readInt32LE(i), M);
    h = Math.imul(h, M) ^ Math.imul(k ^ (k >>> 24), M);
  }
  for (let i = key.length - 1; i >= wordsEnd; i--) h ^= key[i] << (8 * (i - wordsEnd));
  if (wordsEnd < key.length) h = Math.imul(h, M);
  h = Math.imul(h ^ (h >>> 13), M);
  return h ^ (h >>> 15);
}
