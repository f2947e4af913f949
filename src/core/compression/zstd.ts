import { concatBytes } from "../bytes.ts";
import { zstdMemory, zstdNeedsDictionary, zstdWindow } from "../errors/compression-messages.ts";
import type { Chunks } from "./chunks.ts";
import { ZstdDecoder } from "./zstd-decoder.ts";

/** libzstd's errors (zstd_errors.h) for files that are not damaged. */
const ERRORS = new Map([
  [16, zstdWindow],
  [32, zstdNeedsDictionary],
  [64, zstdMemory],
]);

/** Compressed bytes could not be read. */
export class ZstdError extends Error {
  override readonly name = "ZstdError";
  readonly cutShort: boolean;

  constructor(message: string, cutShort = false) {
    super(message);
    this.cutShort = cutShort;
  }
}

/** A decoder that is not in use, so that many small files can share it. */
let idle: ZstdDecoder | undefined;

/**
 * Decompresses zstd frames (RFC 8878), including skippable ones, with libzstd itself, which checks
 * every length, content size and checksum. The window bounds the memory. A window of more than
 * 128 MiB is refused, as by the zstd program without --long.
 *
 * @throws ZstdError if the stream is damaged or cut short
 * @throws UserError if a frame needs a dictionary, a larger window or more memory
 */
export async function* unzstd(compressed: Chunks): Chunks {
  const decoder = idle ?? new ZstdDecoder();
  idle = undefined;
  decoder.begin();
  try {
    for await (const chunk of compressed) yield* pieces(decoder, chunk);
    if (!decoder.isAtFrameEnd) throw new ZstdError("it ends too early", true);
  } finally {
    decoder.end();
    if (decoder.isSmall) idle = decoder;
  }
}

/**
 * The same for all bytes at once.
 *
 * @throws RangeError if there are more than `maxLength` plain bytes
 */
export function unzstdAll(compressed: Uint8Array, maxLength: number): Uint8Array {
  const decoder = idle ?? new ZstdDecoder();
  idle = undefined;
  decoder.begin();
  try {
    const chunks: Uint8Array[] = [];
    let total = 0;
    for (const piece of pieces(decoder, compressed)) {
      total += piece.length;
      if (total > maxLength) throw new RangeError("zstd: too long");
      chunks.push(piece.slice());
    }
    if (!decoder.isAtFrameEnd) throw new ZstdError("it ends too early", true);
    return concatBytes(...chunks);
  } finally {
    decoder.end();
    if (decoder.isSmall) idle = decoder;
  }
}

function* pieces(decoder: ZstdDecoder, compressed: Uint8Array): Generator<Uint8Array, void> {
  const error = yield* decoder.decode(compressed);
  if (error !== 0) throw ERRORS.get(error)?.() ?? new ZstdError(`libzstd's error ${error}`);
}
