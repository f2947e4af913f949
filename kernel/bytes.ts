// Keys are read and written up to 16 bytes at a time, so up to 16 bytes beyond their end are too.
// Every place with keys leaves room for this.

/** A key of up to 8 bytes as a number. */
export function shortWord(key: usize, length: u32): u64 {
  return length === 0 ? 0 : load<u64>(key) & (u64.MAX_VALUE >> (64 - ((<u64>length) << 3)));
}

/** Whether two keys of the same length have the same bytes. */
export function sameBytes(a: usize, b: usize, length: u32): bool {
  if (length <= 8) return shortWord(a, length) === shortWord(b, length);
  const last = length - 8;
  for (let i: u32 = 0; i < last; i += 8) {
    if (load<u64>(a + i) !== load<u64>(b + i)) return false;
  }
  return load<u64>(a + last) === load<u64>(b + last);
}

export function copyBytes(to: usize, from: usize, length: u32): void {
  for (let i: u32 = 0; i < length; i += 16) v128.store(to + i, v128.load(from + i));
}
