// Counts the keys of a file, one per line, over 48 partitions: count FILE [THREADS]
#include <fcntl.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>
#include "scan.h"
#include "summary.h"

enum { MAX_THREADS = 64, MIN_PART_BITS = 6, PART_BYTES = 1 << 20, PAGE_BYTES = 4096 };

typedef struct {
  Scan scan;
  Summary summary;
  pthread_t thread;
} Worker;

const uint8_t *file_start;
static Worker workers[MAX_THREADS];
static int worker_count = 1;

static void *scan_job(void *argument) {
  Worker *worker = argument;
  Scan *scan = &worker->scan;
  scan->front = allocate(FRONT_SLOTS * sizeof(Entry));
#ifdef MADV_POPULATE_READ
  uintptr_t page = (uintptr_t)scan->from & ~(uintptr_t)(PAGE_BYTES - 1);
  madvise((void *)page, (uintptr_t)scan->to - page, MADV_POPULATE_READ);
#endif
  scan_range(scan);
  return NULL;
}

static void add_or_overflow(Table *table, Table *overflow, const Entry *entry) {
  if (add(table, entry)) return;
  if (overflow->slots == NULL) reset(overflow, MIN_SLOTS);
  add(overflow, entry);
}

static void count_spilled(const Spill *spill, uint32_t part, Table *table, Table *overflow) {
  for (const Chunk *chunk = spill->parts[part]; chunk != NULL; chunk = chunk->previous)
    for (uint64_t i = 0; i < chunk->used; i++) {
      Entry entry = {chunk->records[i].key, chunk->records[i].hash, 1};
      add_or_overflow(table, overflow, &entry);
    }
}

static void count_front(const Scan *scan, uint32_t part, Table *table, Table *overflow) {
  uint32_t shift = 32 - scan->part_bits;
  uint32_t slot = front_slot(part << shift);
  uint32_t end = slot + (1 << (FRONT_BITS - scan->part_bits)) + FRONT_WINDOW;
  for (; slot < end && slot < FRONT_SLOTS; slot++) {
    const Entry *entry = &scan->front[slot];
    if (entry->count != 0 && entry->hash >> shift == part) add_or_overflow(table, overflow, entry);
  }
}

// Each worker merges every worker_count-th part of all workers' results.
static void *merge_job(void *argument) {
  Worker *worker = argument;
  uint32_t parts = 1u << worker->scan.part_bits;
  Table table = {0};
  for (uint32_t part = (uint32_t)(worker - workers); part < parts; part += (uint32_t)worker_count) {
    uint64_t records = 0;
    for (int i = 0; i < worker_count; i++) records += spilled_records(&workers[i].scan.spill, part);
    uint64_t front_keys = (uint64_t)FRONT_SLOTS * worker_count / parts;
    // Many records can have few keys, so the table starts small enough for the cache.
    reset(&table, records < 20000 ? records + front_keys : 20000);
    Table overflow = {.by_second_hash = true};
    for (int i = 0; i < worker_count; i++) {
      count_front(&workers[i].scan, part, &table, &overflow);
      count_spilled(&workers[i].scan.spill, part, &table, &overflow);
    }
    summarize(&worker->summary, &table);
    summarize(&worker->summary, &overflow);
    release(&overflow);
  }
  return NULL;
}

static void in_all_workers(void *(*job)(void *)) {
  for (int i = 1; i < worker_count; i++) pthread_create(&workers[i].thread, NULL, job, &workers[i]);
  job(&workers[0]);
  for (int i = 1; i < worker_count; i++) pthread_join(workers[i].thread, NULL);
}

static void map_file(int file, uint64_t bytes) {
  uint8_t *memory = allocate(bytes + PAGE_BYTES);
  int flags = MAP_PRIVATE | MAP_FIXED;
  if (bytes > 0 && mmap(memory, bytes, PROT_READ, flags, file, 0) == MAP_FAILED) {
    perror("mmap");
    exit(2);
  }
  file_start = memory;
}

static void share_out(uint64_t bytes) {
  uint32_t part_bits = MIN_PART_BITS;
  while (1u << part_bits < MAX_PARTS && bytes >> part_bits > PART_BYTES) part_bits++;
  const uint8_t *from = file_start, *file_end = file_start + bytes;
  for (int i = 0; i < worker_count; i++) {
    const uint8_t *to = file_start + bytes * (uint64_t)(i + 1) / (uint64_t)worker_count;
    if (to < from) to = from;
    while (to > file_start && to < file_end && to[-1] != '\n') to++;
    workers[i].scan.from = from;
    workers[i].scan.to = from = to;
    workers[i].scan.part_bits = part_bits;
  }
}

int main(int argument_count, char **arguments) {
  if (argument_count < 2) return 2;
  if (argument_count > 2) worker_count = atoi(arguments[2]);
  if (worker_count < 1 || worker_count > MAX_THREADS) return 2;
  int file = open(arguments[1], O_RDONLY);
  struct stat status;
  if (file < 0 || fstat(file, &status) != 0) {
    perror(arguments[1]);
    return 2;
  }
  map_file(file, (uint64_t)status.st_size);
  share_out((uint64_t)status.st_size);
  in_all_workers(scan_job);
  in_all_workers(merge_job);
  for (int i = 1; i < worker_count; i++) merge_summary(&workers[0].summary, &workers[i].summary);
  print_summary(&workers[0].summary);
  fflush(stdout);
  // Freeing gigabytes page by page takes longer than exiting.
  _exit(0);
}
