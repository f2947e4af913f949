import { brotliDecompressSync, gunzipSync, inflateRawSync } from "node:zlib";
import type { Codecs } from "#core/keys/codecs.ts";

/** Node's decompression, with a limit on the output. */
export const codecs: Codecs = {
  gzip: (bytes, length) => gunzipSync(bytes, { maxOutputLength: length }),
  deflateRaw: (bytes, length) => inflateRawSync(bytes, { maxOutputLength: length }),
  brotli: (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: length }),
};
