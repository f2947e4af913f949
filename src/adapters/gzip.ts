import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type { Chunks } from "#core/compression/chunks.ts";

/** The plain bytes of a gzip stream. */
export async function* gunzip(compressed: Chunks): Chunks {
  const stream = createGunzip({ chunkSize: 256 * 1024 });
  // An error of either side destroys the other; the loop over `stream` throws it.
  pipeline(Readable.from(copies(compressed)), stream, () => {});
  yield* stream;
}

/** The decompressor works on another thread: its input must not be overwritten meanwhile. */
async function* copies(source: Chunks): Chunks {
  for await (const chunk of source) yield Buffer.from(chunk);
}
