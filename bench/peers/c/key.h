// A key in 16 bytes: its bytes if it has at most 15, otherwise its position in the file.
#pragma once
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { INLINE_BYTES = 15, LONG_TAG = 0xff, TAG_SHIFT = 56, PREFIX_SHIFT = 32 };

typedef struct {
  uint64_t low;   // bytes 0–7; of a long key, the offset in the file
  uint64_t high;  // bytes 8–14 and the length; of a long key, LONG_TAG, 3 bytes and the length
} Key;

// The whole file, readable for a few bytes beyond its end.
extern const uint8_t *file_start;

static inline uint64_t load64(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

static inline uint64_t low_bytes(uint32_t count) {
  return count >= 8 ? ~0ull : (1ull << (8 * count)) - 1;
}

static inline Key make_key(const uint8_t *bytes, uint64_t length) {
  if (length > INLINE_BYTES) {
    // In the order of the bytes, so that most keys are compared without reading the file.
    uint64_t prefix = __builtin_bswap32((uint32_t)load64(bytes)) >> 8;
    uint64_t tag = (uint64_t)LONG_TAG << TAG_SHIFT;
    return (Key){(uint64_t)(bytes - file_start), tag | prefix << PREFIX_SHIFT | length};
  }
  uint64_t high = length > 8 ? load64(bytes + 8) & low_bytes((uint32_t)length - 8) : 0;
  return (Key){load64(bytes) & low_bytes((uint32_t)length), high | length << TAG_SHIFT};
}

static inline bool is_long(const Key *key) { return key->high >> TAG_SHIFT == LONG_TAG; }

static inline uint64_t key_length(const Key *key) {
  return is_long(key) ? (uint32_t)key->high : key->high >> TAG_SHIFT;
}

static inline const uint8_t *key_bytes(const Key *key) {
  return is_long(key) ? file_start + key->low : (const uint8_t *)key;
}

static inline bool same_key(const Key *a, const Key *b) {
  if (a->high != b->high) return false;
  if (a->low == b->low) return true;
  return is_long(a) && memcmp(file_start + a->low, file_start + b->low, key_length(a)) == 0;
}

static inline bool key_before(const Key *a, const Key *b) {
  uint64_t a_prefix = a->high >> PREFIX_SHIFT, b_prefix = b->high >> PREFIX_SHIFT;
  if (is_long(a) && is_long(b) && a_prefix != b_prefix) return a_prefix < b_prefix;
  uint64_t a_length = key_length(a), b_length = key_length(b);
  uint64_t shorter = a_length < b_length ? a_length : b_length;
  int order = memcmp(key_bytes(a), key_bytes(b), shorter);
  return order == 0 ? a_length < b_length : order < 0;
}
