/** Bytes could not be decompressed. */
export class BlockError extends Error {
  override readonly name = "BlockError";
}

/**
 * One snappy block (format_description.txt in google/snappy): the length as a varint, then literals
 * and copies.
 *
 * @throws BlockError if the block is damaged or cut short
 */
export function unsnappy(input: Uint8Array, maxLength: number): Uint8Array {
  const { length, at } = snappyPreamble(input);
  if (length > maxLength) throw new BlockError("snappy: too long");
  const output = new Uint8Array(length);
  let from = at;
  let to = 0;
  while (from < input.length) {
    const tag = input[from++] as number;
    const kind = tag & 3;
    // Bytes of the length of a literal, or of the offset of a copy.
    const extra = kind === 0 ? Math.max(0, (tag >>> 2) - 59) : kind === 3 ? 4 : kind;
    if (from + extra > input.length) throw new BlockError("snappy: ends too early");
    const number = littleEndian(input, from, extra);
    from += extra;
    if (kind === 0) {
      const count = 1 + (extra === 0 ? tag >>> 2 : number);
      if (from + count > input.length || to + count > length) {
        throw new BlockError("snappy: a literal is too long");
      }
      copyLiterals(input, from, output, to, count);
      from += count;
      to += count;
    } else {
      const offset = kind === 1 ? number + ((tag >>> 5) << 8) : number;
      to = copyBack(output, to, offset, kind === 1 ? ((tag >>> 2) & 7) + 4 : (tag >>> 2) + 1);
    }
  }
  if (to !== length) throw new BlockError("snappy: ends too early");
  return output;
}

/** Byte by byte if there are few: that is faster than a call. */
export function copyLiterals(
  input: Uint8Array,
  from: number,
  output: Uint8Array,
  to: number,
  count: number,
): void {
  if (count > 32) output.set(input.subarray(from, from + count), to);
  else for (let i = 0; i < count; i++) output[to + i] = input[from + i] as number;
}

/** Copies `count` bytes from `offset` bytes before, which may overlap; returns the new end. */
export function copyBack(output: Uint8Array, to: number, offset: number, count: number): number {
  if (offset === 0 || offset > to || to + count > output.length) {
    throw new BlockError("a copy is out of bounds");
  }
  if (offset >= count && count > 16) {
    output.copyWithin(to, to - offset, to - offset + count);
  } else {
    for (let i = to; i < to + count; i++) output[i] = output[i - offset] as number;
  }
  return to + count;
}

/**
 * The number of plain bytes, and where the compressed ones begin.
 *
 * @throws BlockError
 */
export function snappyPreamble(input: Uint8Array): { length: number; at: number } {
  let length = 0;
  for (let at = 0; at < Math.min(5, input.length); at++) {
    const byte = input[at] as number;
    length += (byte & 0x7f) * 2 ** (7 * at);
    if (byte < 0x80) return { length, at: at + 1 };
  }
  throw new BlockError("snappy: no length");
}

function littleEndian(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = length - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] as number);
  return value;
}
