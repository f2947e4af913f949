const SEED: u32 = 0x9747b28c;
const M: u32 = 0x5bd1e995;

/** MurmurHash2 with Kafka's seed. Reads up to 3 bytes beyond the key. */
export function murmur2(key: usize, length: u32): u32 {
  let h = SEED ^ length;
  const rest = length & 3;
  const words = key + (length - rest);
  for (let at = key; at < words; at += 4) {
    const k = load<u32>(at) * M;
    h = (h * M) ^ ((k ^ (k >> 24)) * M);
  }
  if (rest !== 0) h = (h ^ (load<u32>(words) & (u32.MAX_VALUE >> ((4 - rest) << 3)))) * M;
  h = (h ^ (h >> 13)) * M;
  return h ^ (h >> 15);
}
