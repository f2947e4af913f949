import { startsWith } from "#core/bytes.ts";
import { BlockError, snappyPreamble } from "#core/compression/snappy.ts";
import { BatchError } from "./batch-error.ts";
import type { BatchMemory } from "./batch-memory.ts";
import { unlz4Frame } from "./lz4-frame.ts";

/** More than any batch that brokers accept by default, decompressed. */
const MAX_PLAIN_BYTES = 128 * 1024 * 1024;

/** snappy-java's stream: this, two versions of 4 bytes, then blocks after their lengths. */
const XERIAL = [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00];
const XERIAL_HEADER_BYTES = 16;
/** Keeps what is read beyond the end of a batch apart from its plain records. */
const GAP_BYTES = 16;

/** Decompresses at most so many plain bytes; throws any error if there are more, or damage. */
type Decompress = (packed: Uint8Array, maxBytes: number) => Uint8Array;

/** Supplied by the platform. */
export interface Codecs {
  readonly gunzip: Decompress;
  readonly unzstd: Decompress;
}

/** Bytes in the memory of the kernel. */
export interface MemorySpan {
  readonly from: number;
  readonly end: number;
}

/**
 * The records of a batch as they were before they were compressed; valid until the next call.
 *
 * @param codec the number in the batch's attributes
 * @throws BatchError
 */
export function plainRecords(
  codec: number,
  packed: MemorySpan,
  memory: BatchMemory,
  codecs: Codecs,
): MemorySpan {
  const names = ["none", "gzip", "snappy", "lz4", "zstd"];
  const name = names[codec];
  if (name === undefined) throw new BatchError(`it is compressed with an unknown codec (${codec})`);
  if (codec === 0) return packed;
  const from = packed.end + GAP_BYTES;
  const bytes = memory.bytes.subarray(packed.from, packed.end);
  try {
    if (codec === 2) return { from, end: unsnappyAny(memory, packed, from) };
    if (codec === 3) return { from, end: unlz4Frame(memory, packed, from, MAX_PLAIN_BYTES) };
    const decompress = codec === 1 ? codecs.gunzip : codecs.unzstd;
    return { from, end: memory.put(from, decompress(bytes, MAX_PLAIN_BYTES)) };
  } catch (cause) {
    if (cause instanceof BatchError) throw cause;
    throw new BatchError(
      `its ${name} data is damaged, or larger than ${MAX_PLAIN_BYTES / 1024 / 1024} MiB`,
      { cause },
    );
  }
}

/** With the framing of Java's clients, or one block without it. */
function unsnappyAny(memory: BatchMemory, { from, end }: MemorySpan, first: number): number {
  let to = first;
  for (const block of snappyBlocks(memory.bytes.subarray(from, end))) {
    const at = from + block.from;
    const { length } = snappyPreamble(memory.bytes.subarray(at, from + block.end));
    if (to + length > first + MAX_PLAIN_BYTES) throw new BlockError("snappy: too long");
    memory.reserve(to + length);
    const isWhole = memory.kernel.unsnappy(at, from + block.end, to, length);
    if (isWhole === 0) throw new BlockError("snappy: damaged");
    to += length;
  }
  return to;
}

function snappyBlocks(packed: Uint8Array): MemorySpan[] {
  if (!startsWith(packed, XERIAL)) return [{ from: 0, end: packed.length }];
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  const blocks: MemorySpan[] = [];
  for (let at = XERIAL_HEADER_BYTES; at < packed.length; ) {
    const from = at + 4;
    const end = from <= packed.length ? from + view.getUint32(at) : Number.POSITIVE_INFINITY;
    if (end > packed.length) throw new BlockError("snappy: ends too early");
    blocks.push({ from, end });
    at = end;
  }
  return blocks;
}
