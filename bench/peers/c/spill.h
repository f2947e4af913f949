// Keys that do not fit in the front table, grouped by the high bits of their hash, so that each
// part can be counted in a table that stays in the cache.
#pragma once
#include "table.h"

enum { MAX_PARTS = 1 << 12, CHUNK_RECORDS = 408, POOL_BYTES = 8 << 20 };

typedef struct {
  Key key;
  uint32_t hash;
} __attribute__((packed, aligned(4))) Record;

typedef struct Chunk {
  struct Chunk *previous;
  uint64_t used;
  Record records[CHUNK_RECORDS];
} Chunk;

typedef struct {
  Chunk *parts[MAX_PARTS];
  uint8_t *pool;
  uint64_t pool_left_bytes;
} Spill;

static inline Chunk *new_chunk(Spill *spill, Chunk *previous) {
  if (spill->pool_left_bytes < sizeof(Chunk)) {
    spill->pool = allocate(POOL_BYTES);
    spill->pool_left_bytes = POOL_BYTES;
  }
  Chunk *chunk = (Chunk *)spill->pool;
  spill->pool += sizeof(Chunk);
  spill->pool_left_bytes -= sizeof(Chunk);
  chunk->previous = previous;
  chunk->used = 0;
  return chunk;
}

static inline void append(Spill *spill, uint32_t part, Key key, uint32_t hash) {
  Chunk *chunk = spill->parts[part];
  if (chunk == NULL || chunk->used == CHUNK_RECORDS)
    chunk = spill->parts[part] = new_chunk(spill, chunk);
  chunk->records[chunk->used++] = (Record){key, hash};
}

static inline uint64_t spilled_records(const Spill *spill, uint32_t part) {
  uint64_t records = 0;
  for (const Chunk *chunk = spill->parts[part]; chunk != NULL; chunk = chunk->previous)
    records += chunk->used;
  return records;
}
