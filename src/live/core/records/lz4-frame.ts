import { BlockError } from "#core/compression/snappy.ts";
import type { BatchMemory } from "./batch-memory.ts";

const MAGIC = 0x184d2204;
/** Set in the size of a block that is stored as it is. */
const STORED = 0x8000_0000;
const BLOCK_CHECKSUM = 0x10;
const CONTENT_SIZE = 0x08;
const CONTENT_CHECKSUM = 0x04;
const DICTIONARY = 0x01;
/** No byte of a block makes more plain bytes than this. */
const MOST_PER_BYTE = 255;

interface Block {
  readonly start: number;
  readonly end: number;
  readonly isStored: boolean;
  readonly mostBytes: number;
}

/**
 * Writes the plain bytes of one LZ4 frame (lz4_Frame_format.md), `memory.bytes[from, end)`, to
 * `first`; returns where they end. The frame's checksums are skipped: a batch of records has its own.
 *
 * @throws BlockError if the frame is damaged or has more than `maxBytes` bytes
 */
export function unlz4Frame(
  memory: BatchMemory,
  { from, end }: { readonly from: number; readonly end: number },
  first: number,
  maxBytes: number,
): number {
  const blocks = blocksOf(memory.bytes.subarray(from, end));
  const mostBytes = blocks.reduce((sum, block) => sum + block.mostBytes, 0);
  memory.reserve(first + Math.min(mostBytes, maxBytes));
  let to = first;
  for (const { start, end, isStored, mostBytes } of blocks) {
    const limit = Math.min(to + mostBytes, first + maxBytes);
    const at = from + start;
    if (isStored) {
      if (to + end - start > limit) throw new BlockError("lz4: too long");
      memory.bytes.copyWithin(to, at, from + end);
      to += end - start;
    } else {
      to = memory.kernel.unlz4(at, from + end, first, to, limit);
      if (to === 0) throw new BlockError("lz4: damaged");
    }
  }
  return to;
}

function blocksOf(input: Uint8Array): Block[] {
  const { flags, maxBlockBytes, at: first } = headerOf(input);
  const view = viewOf(input);
  const blocks: Block[] = [];
  let at = first;
  for (;;) {
    if (at + 4 > input.length) throw new BlockError("lz4: ends too early");
    const word = view.getUint32(at, true);
    at += 4;
    if (word === 0) break;
    const isStored = word >= STORED;
    const length = isStored ? word - STORED : word;
    const end = at + length;
    if (end > input.length) throw new BlockError("lz4: ends too early");
    const mostBytes = Math.min(maxBlockBytes, isStored ? length : length * MOST_PER_BYTE);
    blocks.push({ start: at, end, isStored, mostBytes });
    at = end + (flags & BLOCK_CHECKSUM ? 4 : 0);
  }
  const end = at + (flags & CONTENT_CHECKSUM ? 4 : 0);
  if (end !== input.length) throw new BlockError("lz4: does not end where it says");
  return blocks;
}

function headerOf(input: Uint8Array) {
  if (input.length < 7 || viewOf(input).getUint32(0, true) !== MAGIC) {
    throw new BlockError("lz4: not a frame");
  }
  const [flags, descriptor] = [input[4] as number, input[5] as number];
  const size = (descriptor >>> 4) & 7;
  if (flags >>> 6 !== 1 || flags & DICTIONARY || size < 4) throw new BlockError("lz4: header");
  // 64 KiB, 256 KiB, 1 MiB or 4 MiB.
  const maxBlockBytes = 2 ** (2 * size + 8);
  return { flags, maxBlockBytes, at: flags & CONTENT_SIZE ? 15 : 7 };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}
