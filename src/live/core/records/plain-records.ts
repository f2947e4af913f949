import { startsWith } from "#core/bytes.ts";
import { BlockError, unsnappy } from "#core/compression/snappy.ts";
import { BatchError } from "./batch-error.ts";
import { unlz4Frame } from "./lz4-frame.ts";
import type { Scratch } from "./scratch.ts";

/** More than any batch that brokers accept by default, decompressed. */
const MAX_PLAIN_BYTES = 128 * 1024 * 1024;

/** snappy-java's stream: this, two versions of 4 bytes, then blocks after their lengths. */
const XERIAL = [0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00];
const XERIAL_HEADER_BYTES = 16;

/** Decompresses at most so many plain bytes; throws any error if there are more, or damage. */
type Decompress = (packed: Uint8Array, maxBytes: number) => Uint8Array;

/** Supplied by the platform. */
export interface Codecs {
  readonly gunzip: Decompress;
  readonly unzstd: Decompress;
}

/**
 * The records of a batch as they were before they were compressed; valid until the next call.
 *
 * @param codec the number in the batch's attributes
 * @throws BatchError
 */
export function plainRecords(
  codec: number,
  packed: Uint8Array,
  codecs: Codecs,
  scratch: Scratch,
): Uint8Array {
  const names = ["none", "gzip", "snappy", "lz4", "zstd"];
  const name = names[codec];
  if (name === undefined) throw new BatchError(`it is compressed with an unknown codec (${codec})`);
  try {
    if (codec === 1) return codecs.gunzip(packed, MAX_PLAIN_BYTES);
    if (codec === 2) return unsnappyAny(packed, scratch);
    if (codec === 3) return unlz4Frame(packed, scratch, MAX_PLAIN_BYTES);
    if (codec === 4) return codecs.unzstd(packed, MAX_PLAIN_BYTES);
    return packed;
  } catch (cause) {
    throw new BatchError(
      `its ${name} data is damaged, or larger than ${MAX_PLAIN_BYTES / 1024 / 1024} MiB`,
      { cause },
    );
  }
}

/** With the framing of Java's clients, or one block without it. */
function unsnappyAny(packed: Uint8Array, scratch: Scratch): Uint8Array {
  if (!startsWith(packed, XERIAL)) return unsnappy(packed, MAX_PLAIN_BYTES);
  const view = new DataView(packed.buffer, packed.byteOffset, packed.length);
  const blocks: Uint8Array[] = [];
  let total = 0;
  for (let at = XERIAL_HEADER_BYTES; at < packed.length; ) {
    if (at + 4 > packed.length) throw new BlockError("snappy: ends too early");
    const end = at + 4 + view.getUint32(at);
    if (end > packed.length) throw new BlockError("snappy: ends too early");
    const block = unsnappy(packed.subarray(at + 4, end), MAX_PLAIN_BYTES - total);
    total += block.length;
    blocks.push(block);
    at = end;
  }
  const output = scratch.take(total);
  let to = 0;
  for (const block of blocks) {
    output.set(block, to);
    to += block.length;
  }
  return output.subarray(0, to);
}
