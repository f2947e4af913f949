import { unsupportedContainer } from "../../errors/container-messages.ts";
import { damagedParquet } from "./damaged.ts";
import { readDeltas } from "./delta.ts";
import { readHybrid } from "./levels.ts";
import { type Leaf, Type } from "./schema.ts";

/** Values as bytes: value i is `bytes[starts[i], ends[i])`; numbers are little-endian. */
export interface Values {
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** What follows the levels of a page. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly count: number;
  readonly column: Leaf;
}

/** Encodings by their numbers in parquet.thrift. */
export const Encoding = {
  PLAIN: 0,
  PLAIN_DICTIONARY: 2,
  RLE: 3,
  BIT_PACKED: 4,
  DELTA_BINARY_PACKED: 5,
  DELTA_LENGTH_BYTE_ARRAY: 6,
  DELTA_BYTE_ARRAY: 7,
  RLE_DICTIONARY: 8,
  BYTE_STREAM_SPLIT: 9,
} as const;

/** With shared prefixes, values can be much longer than what is stored. */
const MAX_EXPANDED_BYTES = 1024 * 1024 * 1024;

const decoders: Readonly<Record<number, (encoded: Encoded) => Values>> = {
  [Encoding.PLAIN]: plain,
  [Encoding.RLE]: runs,
  [Encoding.DELTA_BINARY_PACKED]: deltas,
  [Encoding.DELTA_LENGTH_BYTE_ARRAY]: deltaLengths,
  [Encoding.DELTA_BYTE_ARRAY]: deltaBytes,
  [Encoding.BYTE_STREAM_SPLIT]: streamSplit,
};

/** The values of a page without a dictionary. */
export function decodeValues(encoding: number, encoded: Encoded): Values {
  const decode = decoders[encoding];
  if (decode === undefined) throw unsupportedContainer("Parquet", `encoding ${encoding}`);
  return decode(encoded);
}

function plain({ bytes, count, column }: Encoded): Values {
  if (column.type === Type.BYTE_ARRAY) return plainByteArrays(bytes, count);
  if (column.type === Type.BOOLEAN) {
    if (bytes.length * 8 < count) throw damagedParquet("a page ends too early");
    const bits = Uint8Array.from({ length: count }, (_, i) => {
      return ((bytes[i >>> 3] as number) >>> (i & 7)) & 1;
    });
    return fixed(bits, count, 1);
  }
  return fixed(bytes, count, column.width);
}

function plainByteArrays(bytes: Uint8Array, count: number): Values {
  if (bytes.length < count * 4) throw damagedParquet("a page ends too early");
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + 4 > bytes.length) throw damagedParquet("a page ends too early");
    const end = at + 4 + view.getUint32(at, true);
    if (end > bytes.length) throw damagedParquet("a value is longer than its page");
    starts[i] = at + 4;
    ends[i] = end;
    at = end;
  }
  return { bytes, starts, ends };
}

/** Values of the same width, one after another. */
function fixed(bytes: Uint8Array, count: number, width: number): Values {
  if (bytes.length < count * width) throw damagedParquet("a page ends too early");
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    starts[i] = i * width;
    ends[i] = (i + 1) * width;
  }
  return { bytes, starts, ends };
}

/** Booleans as runs, preceded by their length in bytes. */
function runs({ bytes, count, column }: Encoded): Values {
  if (column.type !== Type.BOOLEAN) throw unsupportedContainer("Parquet", "encoding 3");
  if (bytes.length < 4) throw damagedParquet("a page ends too early");
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (4 + length > bytes.length) throw damagedParquet("a page ends too early");
  const bits = new Uint8Array(count);
  readHybrid(bytes, [4, 4 + length], 1, bits);
  return fixed(bits, count, 1);
}

function deltas({ bytes, count, column }: Encoded): Values {
  const { width } = column;
  const numbers = column.type === Type.INT32 ? new Int32Array(count) : new BigInt64Array(count);
  readDeltas(bytes, 0, numbers);
  // Through a DataView, because the byte order of a typed array is the machine's.
  const view = new DataView(new ArrayBuffer(count * width));
  for (let i = 0; i < count; i++) {
    const number = numbers[i];
    if (typeof number === "bigint") view.setBigInt64(i * 8, number, true);
    else view.setInt32(i * 4, number as number, true);
  }
  return fixed(new Uint8Array(view.buffer), count, width);
}

function deltaLengths({ bytes, count }: Encoded): Values {
  const lengths = new Int32Array(count);
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  let at = readDeltas(bytes, 0, lengths);
  for (let i = 0; i < count; i++) {
    const length = lengths[i] as number;
    if (length < 0 || at + length > bytes.length) {
      throw damagedParquet("a value is longer than its page");
    }
    starts[i] = at;
    at += length;
    ends[i] = at;
  }
  return { bytes, starts, ends };
}

/** Each value is a prefix of the previous one, of a given length, and a suffix of its own. */
function deltaBytes({ bytes, count, column }: Encoded): Values {
  const prefixes = new Int32Array(count);
  const suffixesAt = readDeltas(bytes, 0, prefixes);
  const suffixes = deltaLengths({ bytes: bytes.subarray(suffixesAt), count, column });
  const starts = new Int32Array(count);
  const ends = new Int32Array(count);
  let total = 0;
  for (let i = 0; i < count; i++) {
    const length = (suffixes.ends[i] as number) - (suffixes.starts[i] as number);
    const prefix = prefixes[i] as number;
    const before = i === 0 ? 0 : (ends[i - 1] as number) - (starts[i - 1] as number);
    if (prefix < 0 || prefix > before) throw damagedParquet("a value's prefix is too long");
    starts[i] = total;
    total += prefix + length;
    if (total > MAX_EXPANDED_BYTES) throw damagedParquet("a page is larger than 1 GiB");
    ends[i] = total;
  }
  const output = new Uint8Array(total);
  for (let i = 0; i < count; i++) {
    const [start, prefix] = [starts[i] as number, prefixes[i] as number];
    if (prefix > 0) {
      const before = starts[i - 1] as number;
      output.copyWithin(start, before, before + prefix);
    }
    output.set(suffixes.bytes.subarray(suffixes.starts[i], suffixes.ends[i]), start + prefix);
  }
  return { bytes: output, starts, ends };
}

/** The first bytes of all values, then the second bytes, and so on. */
function streamSplit({ bytes, count, column }: Encoded): Values {
  const { width } = column;
  if (width === 0 || bytes.length < count * width) throw damagedParquet("a page ends too early");
  const output = new Uint8Array(count * width);
  for (let byte = 0; byte < width; byte++) {
    for (let i = 0; i < count; i++) {
      output[i * width + byte] = bytes[byte * count + i] as number;
    }
  }
  return fixed(output, count, width);
}
