// Counts keys: open addressing with linear probing, exact comparison, grows at a load of 5/8.
#pragma once
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include "hash.h"

// Ordinary keys share a murmur2 value with one or two others; more are an attack on the table.
enum { MAX_KEYS_PER_HASH = 8, MIN_SLOTS = 64, HUGE_PAGE_BYTES = 2 << 20 };

typedef struct {
  Key key;
  uint32_t hash;   // murmur2
  uint32_t count;  // 0: a free slot
} Entry;

typedef struct {
  Entry *slots;
  uint64_t slot_count, allocated_slots, used;
  bool by_second_hash;
} Table;

static inline void *allocate(uint64_t bytes) {
  void *memory = mmap(0, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    perror("memory");
    exit(2);
  }
#ifdef MADV_HUGEPAGE
  if (bytes >= HUGE_PAGE_BYTES) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
  return memory;
}

static inline void release(Table *table) {
  if (table->slots != NULL) munmap(table->slots, table->allocated_slots * sizeof(Entry));
  *table = (Table){.by_second_hash = table->by_second_hash};
}

// Empties the table for about `keys` keys; reuses its memory if that is large enough.
static inline void reset(Table *table, uint64_t keys) {
  uint64_t slots = MIN_SLOTS;
  while (slots * 5 < keys * 8) slots *= 2;
  if (slots > table->allocated_slots) {
    release(table);
    table->slots = allocate(slots * sizeof(Entry));
    table->allocated_slots = slots;
  } else {
    memset(table->slots, 0, slots * sizeof(Entry));
  }
  table->slot_count = slots;
  table->used = 0;
}

static inline uint64_t home_slot(const Table *table, const Entry *entry) {
  uint64_t hash = table->by_second_hash ? second_hash(&entry->key) : entry->hash;
  return hash & (table->slot_count - 1);
}

static inline void grow(Table *table) {
  Table larger = {.by_second_hash = table->by_second_hash};
  reset(&larger, table->used * 2);
  for (uint64_t i = 0; i < table->slot_count; i++) {
    const Entry *entry = &table->slots[i];
    if (entry->count == 0) continue;
    uint64_t slot = home_slot(&larger, entry);
    while (larger.slots[slot].count != 0) slot = (slot + 1) & (larger.slot_count - 1);
    larger.slots[slot] = *entry;
  }
  larger.used = table->used;
  release(table);
  *table = larger;
}

// Adds the entry's count to its key's. Returns false if too many other keys have the same hash.
static inline bool add(Table *table, const Entry *entry) {
  uint64_t slot = home_slot(table, entry);
  int others = 0;
  for (;; slot = (slot + 1) & (table->slot_count - 1)) {
    Entry *found = &table->slots[slot];
    if (found->count == 0) break;
    if (found->hash != entry->hash) continue;
    if (same_key(&found->key, &entry->key)) {
      found->count += entry->count;
      return true;
    }
    if (++others == MAX_KEYS_PER_HASH && !table->by_second_hash) return false;
  }
  table->slots[slot] = *entry;
  if (++table->used * 8 > table->slot_count * 5) grow(table);
  return true;
}
