import { expect, it } from "vitest";
import { unlz4 } from "#core/compression/lz4.ts";
import { unsnappy } from "#core/compression/snappy.ts";
import { seededRandom } from "#core/measures/random.ts";
import { BatchMemory, INPUT } from "#live/core/records/batch-memory.ts";

/*
 * The kernel's decoders and those in JavaScript, which read Parquet and Avro, return the same bytes, or
 * refuse the same blocks. `FUZZ_ROUNDS` and `FUZZ_SEED` as in fuzz.test.ts.
 */

const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 100);
const SEED = Number(process.env.FUZZ_SEED ?? 0);
const memory = new BatchMemory();

/** A piece of plain bytes: some new ones, then a copy of earlier ones. */
interface Piece {
  readonly literals: Uint8Array;
  readonly offset: number;
  readonly length: number;
}

function makePieces(random: () => number): { pieces: Piece[]; plain: number[] } {
  const plain: number[] = [];
  const upTo = (most: number) => Math.floor(random() * most);
  const pieces = Array.from({ length: 1 + upTo(8) }, (_, i): Piece => {
    const count = (i === 0 ? 1 : 0) + upTo(random() < 0.1 ? 700 : 30);
    const literals = Uint8Array.from({ length: count }, () => upTo(256));
    plain.push(...literals);
    const offset = 1 + upTo(Math.min(plain.length, random() < 0.5 ? 12 : 2000));
    const length = 4 + upTo(random() < 0.1 ? 700 : 50);
    for (let j = 0; j < length; j++) plain.push(plain[plain.length - offset] as number);
    return { literals, offset, length };
  });
  return { pieces, plain };
}

function lz4Of(pieces: readonly Piece[]): Uint8Array {
  const rest = (length: number): number[] => {
    if (length < 15) return [];
    const bytes = new Array<number>(Math.floor((length - 15) / 255)).fill(255);
    return [...bytes, (length - 15) % 255];
  };
  return Uint8Array.from(
    pieces.flatMap(({ literals, offset, length }) => [
      (Math.min(15, literals.length) << 4) | Math.min(15, length - 4),
      ...rest(literals.length),
      ...literals,
      offset & 0xff,
      offset >>> 8,
      ...rest(length - 4),
    ]),
  );
}

function snappyOf(pieces: readonly Piece[], plainLength: number): Uint8Array {
  const bytes: number[] = [];
  let left = plainLength;
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left & 0x7f) | 0x80);
  bytes.push(left);
  for (const { literals, offset, length } of pieces) {
    const [low, high] = [(literals.length - 1) & 0xff, (literals.length - 1) >>> 8];
    if (literals.length > 0) bytes.push(61 << 2, low, high, ...literals);
    for (let rest = length; rest > 0; rest -= 64) {
      bytes.push(((Math.min(64, rest) - 1) << 2) | 2, offset & 0xff, offset >>> 8);
    }
  }
  return Uint8Array.from(bytes);
}

function alter(bytes: Uint8Array, random: () => number): Uint8Array {
  const copy = bytes.slice(0, random() < 0.3 ? Math.floor(random() * bytes.length) : undefined);
  const at = Math.floor(random() * copy.length);
  if (copy.length > 0) copy[at] = Math.floor(random() * 256);
  return copy;
}

const orUndefined = (decode: () => Uint8Array): Uint8Array | undefined => {
  try {
    return decode();
  } catch {
    return undefined;
  }
};

/** What the kernel makes of a block, after a guard that it must not touch. */
function byKernel(block: Uint8Array, length: number, isLz4: boolean): Uint8Array | undefined {
  const end = memory.put(INPUT, block);
  const to = end + 16;
  memory.reserve(to + length + 16);
  memory.bytes.fill(0xa5, end, to);
  const { kernel } = memory;
  const isWhole = isLz4
    ? kernel.unlz4(INPUT, end, to, to, to + length) === to + length
    : kernel.unsnappy(INPUT, end, to, length) !== 0;
  expect(memory.bytes.subarray(end, to).every((byte) => byte === 0xa5)).toBe(true);
  return isWhole ? memory.bytes.slice(to, to + length) : undefined;
}

it.each(["lz4", "snappy"])("blocks of %s are decoded as in JavaScript", (codec) => {
  const random = seededRandom(SEED + codec.length);
  let refused = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { pieces, plain } = makePieces(random);
    const isLz4 = codec === "lz4";
    const block = isLz4 ? lz4Of(pieces) : snappyOf(pieces, plain.length);
    expect(byKernel(block, plain.length, isLz4)).toEqual(Uint8Array.from(plain));
    const altered = alter(block, random);
    const expected = orUndefined(() => {
      const bytes = isLz4 ? unlz4(altered, plain.length) : unsnappy(altered, plain.length);
      if (bytes.length !== plain.length) throw new RangeError("another length");
      return bytes;
    });
    expect(byKernel(altered, plain.length, isLz4)).toEqual(expected);
    if (expected === undefined) refused++;
  }
  expect(refused).toBeGreaterThan(ROUNDS / 10);
});
