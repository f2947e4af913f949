// Splits a range of the file into lines and counts them: the first keys in a front table that stays in
// the cache; all others are spilled.
#pragma once
#include "newlines.h"
#include "spill.h"

enum { FRONT_BITS = 15, FRONT_WINDOW = 4, BATCH_LINES = 256 };
enum { FRONT_SLOTS = (1 << FRONT_BITS) + FRONT_WINDOW };

typedef struct {
  const uint8_t *start;
  uint64_t length;
} Line;

typedef struct {
  const uint8_t *from, *to;
  uint32_t part_bits;
  Entry *front;  // in the order of the hashes' high bits, as the parts are
  Spill spill;
  Line lines[BATCH_LINES];
  uint32_t hashes[BATCH_LINES];
  int line_count;
} Scan;

static inline uint32_t front_slot(uint32_t hash) { return hash >> (32 - FRONT_BITS); }

static inline bool count_in_front(Entry *window, Key key, uint32_t hash) {
  for (int i = 0; i < FRONT_WINDOW; i++) {
    Entry *entry = &window[i];
    if (entry->count == 0) {
      *entry = (Entry){key, hash, 1};
      return true;
    }
    if (entry->hash == hash && same_key(&entry->key, &key)) {
      entry->count++;
      return true;
    }
  }
  return false;
}

static inline void count_batch(Scan *scan) {
  int count = scan->line_count;
  for (int i = 0; i < count; i++)
    scan->hashes[i] = murmur2(scan->lines[i].start, scan->lines[i].length);
  for (int i = 0; i < count; i++) {
    uint32_t hash = scan->hashes[i];
    Key key = make_key(scan->lines[i].start, scan->lines[i].length);
    if (!count_in_front(&scan->front[front_slot(hash)], key, hash))
      append(&scan->spill, hash >> (32 - scan->part_bits), key, hash);
  }
  scan->line_count = 0;
}

static inline void add_line(Scan *scan, const uint8_t *start, const uint8_t *end) {
  scan->lines[scan->line_count++] = (Line){start, (uint64_t)(end - start)};
  if (scan->line_count == BATCH_LINES) count_batch(scan);
}

static inline void scan_range(Scan *scan) {
  const uint8_t *start = scan->from;
  for (const uint8_t *block = start; block < scan->to; block += BLOCK_BYTES) {
    uint64_t mask = newlines(block);
    if (scan->to - block < BLOCK_BYTES) mask &= (1ull << (scan->to - block)) - 1;
    for (; mask != 0; mask &= mask - 1) {
      const uint8_t *end = block + __builtin_ctzll(mask);
      bool is_crlf = end > start && end[-1] == '\r';
      add_line(scan, start, end - is_crlf);
      start = end + 1;
    }
  }
  // Only the file's last line can have no line end; a CR there belongs to the key.
  if (start < scan->to) add_line(scan, start, scan->to);
  count_batch(scan);
}
