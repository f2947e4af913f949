import { damagedParquet } from "./damaged.ts";

/** The bits of numbers up to `max`. */
export function bitsOf(max: number): number {
  return 32 - Math.clz32(max);
}

/**
 * Reads `output.length` numbers in the RLE/bit-packing hybrid (Encodings.md) from bytes[from, end).
 * Returns where they end.
 */
export function readHybrid(
  bytes: Uint8Array,
  [from, end]: readonly [from: number, end: number],
  width: number,
  output: Int32Array | Uint8Array,
): number {
  if (width > 32) throw damagedParquet("numbers are too wide");
  let at = from;
  let done = 0;
  while (done < output.length) {
    let head = 0;
    let byte = 0x80;
    for (let shift = 0; byte >= 0x80; shift += 7) {
      if (at >= end || shift > 28) throw damagedParquet("a run has no length");
      byte = bytes[at++] as number;
      head += (byte & 0x7f) * 2 ** shift;
    }
    const left = output.length - done;
    if (head % 2 === 1) {
      const values = Math.min(left, ((head - 1) / 2) * 8);
      unpack(bytes, [at, end], width, output.subarray(done, done + values));
      at += ((head - 1) / 2) * width;
      done += values;
    } else {
      const valueBytes = (width + 7) >>> 3;
      if (at + valueBytes > end) throw damagedParquet("a run ends too early");
      const run = Math.min(left, head / 2);
      if (run === 0) throw damagedParquet("a run is empty");
      output.fill(littleEndian(bytes, at, valueBytes), done, done + run);
      at += valueBytes;
      done += run;
    }
  }
  return at;
}

function littleEndian(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = length - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] as number);
  return value;
}

/**
 * Numbers of `width` bits, least significant bits first. Writers may omit the padding at the end.
 */
function unpack(
  bytes: Uint8Array,
  [from, end]: readonly [number, number],
  width: number,
  output: Int32Array | Uint8Array,
): void {
  if (output.length * width > (end - from) * 8) {
    throw damagedParquet("packed numbers end too early");
  }
  if (width > 24) {
    for (let i = 0; i < output.length; i++) output[i] = bitsAt(bytes, from * 8 + i * width, width);
    return;
  }
  const mask = 2 ** width - 1;
  let at = from;
  let bits = 0;
  let ready = 0;
  for (let i = 0; i < output.length; i++) {
    while (ready < width) {
      bits |= (bytes[at++] as number) << ready;
      ready += 8;
    }
    output[i] = bits & mask;
    bits >>>= width;
    ready -= width;
  }
}

/** Up to 32 bits from a bit position, as a number of 0 or more. */
export function bitsAt(bytes: Uint8Array, bit: number, width: number): number {
  let value = 0;
  let at = Math.floor(bit / 8);
  let skip = bit % 8;
  for (let taken = 0; taken < width; at++) {
    const count = Math.min(8 - skip, width - taken);
    value += (((bytes[at] as number) >>> skip) & (2 ** count - 1)) * 2 ** taken;
    taken += count;
    skip = 0;
  }
  return value;
}

/**
 * Whether `count` levels are all `level`, in runs; false also where they are written in another way, or
 * wrong.
 */
export function isAllPresent(levels: Uint8Array, level: number, count: number): boolean {
  const valueBytes = (bitsOf(level) + 7) >>> 3;
  let done = 0;
  for (let at = 0; done < count; at += valueBytes) {
    let head = 0;
    let byte = 0x80;
    for (let shift = 0; byte >= 0x80; shift += 7) {
      if (at >= levels.length || shift > 28) return false;
      byte = levels[at++] as number;
      head += (byte & 0x7f) * 2 ** shift;
    }
    const isRun = head % 2 === 0 && head > 0 && at + valueBytes <= levels.length;
    if (!isRun || littleEndian(levels, at, valueBytes) !== level) return false;
    done += head / 2;
  }
  return true;
}
