import type { Codecs } from "#core/keys/codecs.ts";

/** Node's decompression, loaded on first use: most runs need none. */
export const lazyCodecs: Codecs = {
  gzip: async (bytes, length) => (await codecs()).gzip(bytes, length),
  deflateRaw: async (bytes, length) => (await codecs()).deflateRaw(bytes, length),
};

async function codecs(): Promise<Codecs> {
  return (await import("./codecs.ts")).codecs;
}
