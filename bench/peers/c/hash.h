// Kafka's hash, and a second one for keys that were made to collide in it.
#pragma once
#include "key.h"

static inline uint32_t murmur2(const uint8_t *bytes, uint64_t length) {
  const uint32_t m = 0x5bd1e995;
  uint32_t h = 0x9747b28c ^ (uint32_t)length;
  const uint8_t *words_end = bytes + (length & ~3ull);
  for (; bytes < words_end; bytes += 4) {
    uint32_t k;
    memcpy(&k, bytes, sizeof k);
    k *= m;
    h = (h * m) ^ ((k ^ k >> 24) * m);
  }
  uint32_t rest = length & 3;
  if (rest != 0) {
    uint32_t tail;
    memcpy(&tail, bytes, sizeof tail);
    h = (h ^ (tail & (uint32_t)low_bytes(rest))) * m;
  }
  h = (h ^ h >> 13) * m;
  return h ^ h >> 15;
}

// FNV-1a with 64 bits.
static inline uint64_t second_hash(const Key *key) {
  const uint8_t *bytes = key_bytes(key);
  uint64_t length = key_length(key), h = 0xcbf29ce484222325;
  for (uint64_t i = 0; i < length; i++) h = (h ^ bytes[i]) * 0x100000001b3;
  return h ^ h >> 32;
}
