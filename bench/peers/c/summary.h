// The results, and the line of JSON that reports them.
#pragma once
#include "table.h"

enum { PARTITIONS = 48, TOP_KEYS = 10 };

typedef struct {
  uint64_t records, unique, partitions[PARTITIONS];
  Entry top[TOP_KEYS];
  int top_count;
} Summary;

static inline bool hotter(const Entry *a, const Entry *b) {
  return a->count == b->count ? key_before(&a->key, &b->key) : a->count > b->count;
}

static inline void offer_top(Summary *summary, const Entry *entry) {
  int place = summary->top_count;
  if (place == TOP_KEYS) {
    if (!hotter(entry, &summary->top[TOP_KEYS - 1])) return;
    place--;
  } else {
    summary->top_count++;
  }
  for (; place > 0 && hotter(entry, &summary->top[place - 1]); place--)
    summary->top[place] = summary->top[place - 1];
  summary->top[place] = *entry;
}

static inline void summarize(Summary *summary, const Table *table) {
  for (uint64_t i = 0; i < table->slot_count; i++) {
    const Entry *entry = &table->slots[i];
    if (entry->count == 0) continue;
    summary->records += entry->count;
    summary->partitions[(entry->hash & 0x7fffffff) % PARTITIONS] += entry->count;
    if (summary->top_count < TOP_KEYS || entry->count >= summary->top[TOP_KEYS - 1].count)
      offer_top(summary, entry);
  }
  summary->unique += table->used;
}

static inline void merge_summary(Summary *into, const Summary *from) {
  into->records += from->records;
  into->unique += from->unique;
  for (int i = 0; i < PARTITIONS; i++) into->partitions[i] += from->partitions[i];
  for (int i = 0; i < from->top_count; i++) offer_top(into, &from->top[i]);
}

static inline int ascending(const void *a, const void *b) {
  uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
  return (left > right) - (left < right);
}

static inline void print_key(const Key *key) {
  const uint8_t *bytes = key_bytes(key);
  putchar('"');
  for (uint64_t i = 0; i < key_length(key); i++) {
    if (bytes[i] < 0x20) {
      printf("\\u%04x", bytes[i]);
      continue;
    }
    if (bytes[i] == '"' || bytes[i] == '\\') putchar('\\');
    putchar(bytes[i]);
  }
  putchar('"');
}

static inline void print_summary(const Summary *summary) {
  uint64_t sorted[PARTITIONS];
  memcpy(sorted, summary->partitions, sizeof sorted);
  qsort(sorted, PARTITIONS, sizeof *sorted, ascending);
  int64_t weighted = 0;
  for (int i = 0; i < PARTITIONS; i++)
    weighted += (2 * (i + 1) - PARTITIONS - 1) * (int64_t)sorted[i];
  double records = summary->records == 0 ? 1 : (double)summary->records;
  printf("{\"records\":%llu,\"unique\":%llu", (unsigned long long)summary->records,
         (unsigned long long)summary->unique);
  printf(",\"gini\":%.17g", (double)weighted / (PARTITIONS * records));
  printf(",\"max_share\":%.17g,\"partitions\":[", (double)sorted[PARTITIONS - 1] / records);
  for (int i = 0; i < PARTITIONS; i++)
    printf("%s%llu", i == 0 ? "" : ",", (unsigned long long)summary->partitions[i]);
  printf("],\"top\":[");
  for (int i = 0; i < summary->top_count; i++) {
    printf(i == 0 ? "[" : ",[");
    print_key(&summary->top[i].key);
    printf(",%u]", summary->top[i].count);
  }
  printf("]}\n");
}
