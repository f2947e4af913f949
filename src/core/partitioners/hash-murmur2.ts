const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/**
 * 32-bit MurmurHash2 with Kafka's seed over `key[start, end)`, unsigned.
 * Source: Austin Appleby's MurmurHash2; seed and byte order as in
 * org.apache.kafka.common.utils.Utils.murmur2. Proved by fixtures/vectors/murmur2.json.
 */
export function murmur2(key: Uint8Array, start: number, end: number): number {
  let h = SEED ^ (end - start);
  let i = start;
  for (; i + 4 <= end; i += 4) {
    let k = (key[i] as number) | ((key[i + 1] as number) << 8);
    k |= ((key[i + 2] as number) << 16) | ((key[i + 3] as number) << 24);
    k = Math.imul(k, M);
    k ^= k >>> 24;
    h = Math.imul(h, M) ^ Math.imul(k, M);
  }
  const rest = end - i;
  if (rest > 2) h ^= (key[i + 2] as number) << 16;
  if (rest > 1) h ^= (key[i + 1] as number) << 8;
  if (rest > 0) h = Math.imul(h ^ (key[i] as number), M);
  h = Math.imul(h ^ (h >>> 13), M);
  return (h ^ (h >>> 15)) >>> 0;
}
