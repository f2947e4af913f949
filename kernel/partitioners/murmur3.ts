const C1: u32 = 0xcc9e2d51;
const C2: u32 = 0x1b873593;

/** MurmurHash3_x86_32. Reads up to 3 bytes beyond the key. */
export function murmur3(key: usize, length: u32, seed: u32): u32 {
  const rest = length & 3;
  const words = key + (length - rest);
  let h = seed;
  for (let at = key; at < words; at += 4) {
    h = rotl<u32>(h ^ mix(load<u32>(at)), 13) * 5 + 0xe6546b64;
  }
  if (rest !== 0) h ^= mix(load<u32>(words) & (u32.MAX_VALUE >> ((4 - rest) << 3)));
  h ^= length;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

function mix(word: u32): u32 {
  return rotl<u32>(word * C1, 15) * C2;
}
