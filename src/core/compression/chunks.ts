/** Bytes in order; each chunk may be overwritten once the next one is asked for. */
export type Chunks = AsyncIterable<Uint8Array>;
