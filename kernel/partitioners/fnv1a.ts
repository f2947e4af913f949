/** 32-bit FNV-1a (RFC 9923). */
export function fnv1a(key: usize, length: u32): u32 {
  let h: u32 = 0x811c9dc5;
  const end = key + length;
  for (let at = key; at < end; at++) h = (h ^ load<u8>(at)) * 0x01000193;
  return h;
}
