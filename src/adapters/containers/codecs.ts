import { brotliDecompressSync, gunzipSync, inflateRawSync } from "node:zlib";
import type { Codecs } from "#core/keys/codecs.ts";

/** Decompression that Node brings along; no more comes out than is allowed. */
export const codecs: Codecs = {
  gzip: (bytes, length) => gunzipSync(bytes, { maxOutputLength: length }),
  deflateRaw: (bytes, length) => inflateRawSync(bytes, { maxOutputLength: length }),
  brotli: (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: length }),
};
