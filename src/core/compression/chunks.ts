/** Bytes in order. A chunk may be overwritten as soon as the next one is requested. */
export type Chunks = AsyncIterable<Uint8Array>;
