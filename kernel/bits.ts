// Bytes of 64 at an address as the bits of a word, the first byte's the lowest.

/** A bit for each of 64 bytes that is this one. */
export function bytesEqual(at: usize, byte: u8): u64 {
  const wanted = i8x16.splat(byte);
  return (
    equal16(at, wanted) |
    (equal16(at + 16, wanted) << 16) |
    (equal16(at + 32, wanted) << 32) |
    (equal16(at + 48, wanted) << 48)
  );
}

function equal16(at: usize, wanted: v128): u64 {
  return <u64>(<u32>i8x16.bitmask(i8x16.eq(v128.load(at), wanted)));
}

/** For each bit whether the number of bits up to it, its own included, is odd. */
export function oddBefore(bits: u64): u64 {
  let odd = bits ^ (bits << 1);
  odd ^= odd << 2;
  odd ^= odd << 4;
  odd ^= odd << 8;
  odd ^= odd << 16;
  return odd ^ (odd << 32);
}
