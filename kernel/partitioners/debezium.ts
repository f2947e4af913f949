const SEED: u64 = 9001;

let h1: u64 = 0;
let h2: u64 = 0;
let c1: u64 = 0;
let c2: u64 = 0;

/** Debezium's early MurmurHash3_x64_128: the upper 32 bits of its first half. */
export function debeziumMurmur3(key: usize, length: u32): u32 {
  h1 = long(0x9368e53c, 0x2f6af274) ^ SEED;
  h2 = long(0x586dcd20, 0x8f7cd3fd) ^ SEED;
  c1 = long(0x87c37b91, 0x114253d5);
  c2 = long(0x4cf5ad43, 0x2745937f);
  const end = key + length;
  const rest = end - (length & 15);
  for (let at = key; at < rest; at += 16) mixBlock(load<u64>(at), load<u64>(at, 8));
  if (rest < end) mixBlock(signedWord(rest, end), signedWord(rest + 8, end));
  h2 ^= length;
  h1 += h2;
  h2 += h1;
  return <u32>((finish(h1) + finish(h2)) >> 32);
}

function mixBlock(first: u64, second: u64): void {
  h1 = (h1 ^ (rotl<u64>(first * c1, 23) * c2)) + h2;
  h2 = rotl<u64>(h2, 41);
  h2 = (h2 ^ (rotl<u64>(second * c2, 23) * c1)) + h1;
  h1 = h1 * 3 + 0x52dce729;
  h2 = h2 * 3 + 0x38495ab5;
  c1 = c1 * 5 + 0x7b7d159c;
  c2 = c2 * 5 + 0x6bce6396;
}

/** Up to 8 bytes, each extended by its sign, combined by XOR. */
function signedWord(start: usize, end: usize): u64 {
  let word: u64 = 0;
  let shift: u64 = 0;
  for (let at = start; at < end && shift < 64; at++, shift += 8) {
    word ^= (<u64>(<i64>load<i8>(at))) << shift;
  }
  return word;
}

function finish(word: u64): u64 {
  let k = (word ^ (word >> 33)) * long(0xff51afd7, 0xed558ccd);
  k = (k ^ (k >> 33)) * long(0xc4ceb9fe, 0x1a85ec53);
  return k ^ (k >> 33);
}

function long(high: u32, low: u32): u64 {
  return ((<u64>high) << 32) | low;
}
