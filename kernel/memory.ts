import {
  CHUNK_BYTES,
  CHUNK_LIMIT,
  CHUNKS,
  FREE_CHUNK_COUNT,
  FREE_CHUNKS,
  HEAP,
  HEAP_TOP,
} from "./layout";

const MAX_CHUNKS: u32 = <u32>(((<u64>1) << 32) / CHUNK_BYTES) - HEAP / CHUNK_BYTES;
/** Growing a shared memory stops all threads, so it is done rarely. Unused pages cost nothing. */
const GROWTH_PAGES: i32 = 1024;

/** Asks the host to free chunks of this thread. */
declare function makeRoom(): void;

/** Takes chunks from the heap permanently; 0 if there is no more memory. */
export function take(chunks: u32): usize {
  const first = atomic.add<u32>(HEAP_TOP, chunks);
  const end = first + chunks;
  if (end > MAX_CHUNKS) {
    atomic.sub<u32>(HEAP_TOP, chunks);
    return 0;
  }
  const pages = <i32>((<u64>HEAP + <u64>end * CHUNK_BYTES + 65535) >> 16);
  const missing = pages - memory.size();
  if (missing > 0 && memory.grow(max(missing, GROWTH_PAGES)) < 0) {
    // Only the last pages are left, or another thread has grown the memory in the meantime.
    const rest = pages - memory.size();
    if (rest > 0 && memory.grow(rest) < 0) {
      atomic.sub<u32>(HEAP_TOP, chunks);
      return 0;
    }
  }
  return HEAP + first * CHUNK_BYTES;
}

export function chunksFor(bytes: u32): u32 {
  return (bytes + CHUNK_BYTES - 1) / CHUNK_BYTES;
}

/**
 * An empty chunk of this thread's share. The host may move this thread's entries during the call.
 */
export function takeChunk(area: usize): usize {
  if (load<u32>(area, FREE_CHUNKS) !== 0) return takeFree(area);
  let chunk = takeFresh(area);
  if (chunk !== 0) return chunk;
  makeRoom();
  if (load<u32>(area, FREE_CHUNKS) !== 0) return takeFree(area);
  chunk = takeFresh(area);
  if (chunk === 0) unreachable();
  return chunk;
}

function takeFree(area: usize): usize {
  const chunk: usize = load<u32>(area, FREE_CHUNKS);
  store<u32>(area, load<u32>(chunk), FREE_CHUNKS);
  store<u32>(area, load<u32>(area, FREE_CHUNK_COUNT) - 1, FREE_CHUNK_COUNT);
  store<u32>(chunk, 0);
  return chunk;
}

function takeFresh(area: usize): usize {
  const chunks = load<u32>(area, CHUNKS);
  if (chunks >= load<u32>(area, CHUNK_LIMIT)) return 0;
  const chunk = take(1);
  if (chunk === 0) return 0;
  store<u32>(area, chunks + 1, CHUNKS);
  // An earlier engine may have left something there.
  store<u32>(chunk, 0);
  return chunk;
}

export function freeChunk(area: usize, chunk: usize): void {
  store<u32>(chunk, load<u32>(area, FREE_CHUNKS));
  store<u32>(area, <u32>chunk, FREE_CHUNKS);
  store<u32>(area, load<u32>(area, FREE_CHUNK_COUNT) + 1, FREE_CHUNK_COUNT);
}

/** Turns memory from `take` into chunks of this thread. */
export function giveBack(area: usize, at: usize, chunks: u32): void {
  for (let i: u32 = 0; i < chunks; i++) freeChunk(area, at + <usize>i * CHUNK_BYTES);
  store<u32>(area, load<u32>(area, CHUNKS) + chunks, CHUNKS);
}
