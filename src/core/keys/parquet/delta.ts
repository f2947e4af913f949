import { damagedParquet } from "./damaged.ts";
import { bitsAt } from "./levels.ts";

const MAX_BLOCK = 1 << 20;

/** Reads variable-length numbers one after another. */
class Numbers {
  at: number;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  byte(): number {
    if (this.at >= this.bytes.length) throw damagedParquet("differences end too early");
    return this.bytes[this.at++] as number;
  }

  varint(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw damagedParquet("a difference is too long");
  }

  size(): number {
    return Number(this.varint());
  }

  zigzag(): bigint {
    const value = this.varint();
    return (value >> 1n) ^ -(value & 1n);
  }
}

/**
 * Integers in DELTA_BINARY_PACKED (Encodings.md): differences in blocks of miniblocks, each with
 * its own width. Sums wrap at the width of the type.
 *
 * @param output filled completely; its length must be the number of integers
 * @returns where the integers end
 */
export function readDeltas(
  bytes: Uint8Array,
  from: number,
  output: Int32Array | BigInt64Array,
): number {
  const numbers = new Numbers(bytes, from);
  const block = numbers.size();
  const miniblocks = numbers.size();
  const total = numbers.size();
  const first = numbers.zigzag();
  const perMiniblock = block / miniblocks;
  const isSound = miniblocks > 0 && block <= MAX_BLOCK && perMiniblock % 8 === 0;
  if (!isSound || perMiniblock === 0 || total !== output.length) {
    throw damagedParquet("the number of differences is wrong");
  }
  if (total === 0) return numbers.at;
  if (output instanceof Int32Array) output[0] = Number(BigInt.asIntN(32, first));
  else output[0] = first;
  for (let done = 1; done < total; ) {
    const least = numbers.zigzag();
    const widths = Array.from({ length: miniblocks }, () => numbers.byte());
    for (const width of widths) {
      if (done >= total) break;
      const end = Math.min(total, done + perMiniblock);
      addMiniblock(numbers, { least, width, start: done, end }, output);
      numbers.at += (perMiniblock * width) / 8;
      done = end;
    }
  }
  return Math.min(numbers.at, bytes.length);
}

interface Miniblock {
  readonly least: bigint;
  /** Bits per difference. */
  readonly width: number;
  /** Its values are output[start, end). */
  readonly start: number;
  readonly end: number;
}

function addMiniblock(
  { bytes, at }: Numbers,
  { least, width, start, end }: Miniblock,
  output: Int32Array | BigInt64Array,
): void {
  if (width > 64 || (end - start) * width > (bytes.length - at) * 8) {
    throw damagedParquet("differences end too early");
  }
  if (output instanceof Int32Array) {
    const step = Number(BigInt.asIntN(32, least));
    let value = output[start - 1] as number;
    for (let i = start; i < end; i++) {
      const bits = width === 0 ? 0 : bitsAt(bytes, at * 8 + (i - start) * width, width);
      value = (value + step + ((bits % 2 ** 32) | 0)) | 0;
      output[i] = value;
    }
    return;
  }
  let value = output[start - 1] as bigint;
  for (let i = start; i < end; i++) {
    const bit = at * 8 + (i - start) * width;
    const low = BigInt(bitsAt(bytes, bit, Math.min(width, 32)));
    const high = width > 32 ? BigInt(bitsAt(bytes, bit + 32, width - 32)) << 32n : 0n;
    value = BigInt.asIntN(64, value + least + high + low);
    output[i] = value;
  }
}
