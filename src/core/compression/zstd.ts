import { zstdMemory, zstdNeedsDictionary, zstdWindow } from "../errors/compression-messages.ts";
import type { Chunks } from "./chunks.ts";
import { ZstdDecoder } from "./zstd-decoder.ts";

/** libzstd's errors (zstd_errors.h) that are no damage. */
const ERRORS = new Map([
  [16, zstdWindow],
  [32, zstdNeedsDictionary],
  [64, zstdMemory],
]);

/** Why compressed bytes could not be read. */
export class ZstdError extends Error {
  override readonly name = "ZstdError";
  readonly cutShort: boolean;

  constructor(message: string, cutShort = false) {
    super(message);
    this.cutShort = cutShort;
  }
}

/** One that is not in use: many small files are read by the same. */
let idle: ZstdDecoder | undefined;

/**
 * Decompresses zstd frames (RFC 8878), skippable ones among them, with libzstd itself: it checks
 * every length, content size and checksum. Memory is bounded by the window; one of more than
 * 128 MiB is refused, as the zstd program does without --long.
 *
 * @throws ZstdError for anything that is not whole and right
 * @throws UserError for a frame that needs a dictionary, a larger window or more memory
 */
export async function* unzstd(compressed: Chunks): Chunks {
  const decoder = idle ?? new ZstdDecoder();
  idle = undefined;
  decoder.begin();
  try {
    for await (const chunk of compressed) {
      const error = yield* decoder.decode(chunk);
      if (error !== 0) throw ERRORS.get(error)?.() ?? new ZstdError(`libzstd's error ${error}`);
    }
    if (!decoder.isAtFrameEnd) throw new ZstdError("it ends too early", true);
  } finally {
    decoder.end();
    if (decoder.isSmall) idle = decoder;
  }
}
