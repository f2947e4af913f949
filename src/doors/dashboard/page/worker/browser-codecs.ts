import { concatBytes } from "#core/bytes.ts";
import type { Codecs } from "#core/keys/codecs.ts";

/** Decompression that is built into browsers, which lack Brotli. */
export const browserCodecs: Codecs = {
  gzip: (bytes, length) => inflate("gzip", bytes, length),
  deflateRaw: (bytes, length) => inflate("deflate-raw", bytes, length),
};

async function inflate(
  format: CompressionFormat,
  bytes: Uint8Array,
  maxLength: number,
): Promise<Uint8Array> {
  const source = new Blob([bytes.slice()]).stream();
  const reader = source.pipeThrough(new DecompressionStream(format)).getReader();
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return concatBytes(...chunks);
    total += value.length;
    if (total > maxLength) {
      await reader.cancel();
      throw new RangeError("longer than declared");
    }
    chunks.push(value);
  }
}
