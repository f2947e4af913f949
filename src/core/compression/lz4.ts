import { BlockError, copyBack, copyLiterals } from "./snappy.ts";

/**
 * One LZ4 block (lz4_Block_format.md) of exactly `length` bytes.
 *
 * @throws BlockError if the block is damaged or cut short
 */
export function unlz4(input: Uint8Array, length: number): Uint8Array {
  const output = new Uint8Array(length);
  if (decodeBlock(input, output) !== length) throw new BlockError("lz4: wrong length");
  return output;
}

/**
 * Hadoop's LZ4: blocks, each preceded by its decompressed and compressed lengths as big-endian
 * numbers. Some Parquet writers use a single plain block instead.
 */
export function unlz4Hadoop(input: Uint8Array, length: number): Uint8Array {
  return hadoopBlocks(input, length) ?? unlz4(input, length);
}

/** Undefined if the lengths do not match. */
function hadoopBlocks(input: Uint8Array, length: number): Uint8Array | undefined {
  const output = new Uint8Array(length);
  const view = new DataView(input.buffer, input.byteOffset, input.length);
  let from = 0;
  let to = 0;
  while (from + 8 <= input.length) {
    const [plain, packed] = [view.getUint32(from), view.getUint32(from + 4)];
    from += 8;
    if (to + plain > length || from + packed > input.length) return undefined;
    try {
      const block = input.subarray(from, from + packed);
      if (decodeBlock(block, output.subarray(to, to + plain)) !== plain) return undefined;
    } catch {
      return undefined;
    }
    from += packed;
    to += plain;
  }
  return from === input.length && to === length ? output : undefined;
}

/** Returns the number of decompressed bytes. */
function decodeBlock(input: Uint8Array, output: Uint8Array): number {
  let from = 0;
  let to = 0;
  const lengthOf = (nibble: number): number => {
    let sum = nibble;
    if (nibble < 15) return sum;
    for (;;) {
      if (from >= input.length) throw new BlockError("lz4: ends too early");
      const byte = input[from++] as number;
      sum += byte;
      if (byte < 255) return sum;
    }
  };
  while (from < input.length) {
    const token = input[from++] as number;
    const literals = lengthOf(token >>> 4);
    if (from + literals > input.length || to + literals > output.length) {
      throw new BlockError("lz4: a literal is too long");
    }
    copyLiterals(input, from, output, to, literals);
    from += literals;
    to += literals;
    if (from === input.length) return to;
    if (from + 2 > input.length) throw new BlockError("lz4: ends too early");
    const offset = (input[from] as number) | ((input[from + 1] as number) << 8);
    from += 2;
    to = copyBack(output, to, offset, lengthOf(token & 15) + 4);
  }
  return to;
}
