const P1: u32 = 0x9e3779b1;
const P2: u32 = 0x85ebca77;
const P3: u32 = 0xc2b2ae3d;
const P4: u32 = 0x27d4eb2f;
const P5: u32 = 0x165667b1;

/** xxHash32 with seed 0. Source: the xxHash specification. */
export function xxh32(key: usize, length: u32): u32 {
  const end = key + length;
  let at = key;
  let h = P5;
  if (length >= 16) {
    let a = P1 + P2;
    let b = P2;
    let c: u32 = 0;
    let d: u32 = 0 - P1;
    for (; at + 16 <= end; at += 16) {
      a = round(a, load<u32>(at));
      b = round(b, load<u32>(at, 4));
      c = round(c, load<u32>(at, 8));
      d = round(d, load<u32>(at, 12));
    }
    h = rotl(a, 1) + rotl(b, 7) + rotl(c, 12) + rotl(d, 18);
  }
  h += length;
  for (; at + 4 <= end; at += 4) h = rotl(h + load<u32>(at) * P3, 17) * P4;
  for (; at < end; at++) h = rotl(h + <u32>load<u8>(at) * P5, 11) * P1;
  h = (h ^ (h >> 15)) * P2;
  h = (h ^ (h >> 13)) * P3;
  return h ^ (h >> 16);
}

function round(lane: u32, word: u32): u32 {
  return rotl(lane + word * P2, 13) * P1;
}
