/** 32-bit FNV-1a (RFC 9923) of `key[start, end)`, unsigned. */
export function fnv1a(key: Uint8Array, start: number, end: number): number {
  let h = 0x811c9dc5;
  for (let i = start; i < end; i++) h = Math.imul(h ^ (key[i] as number), 0x01000193);
  return h >>> 0;
}
