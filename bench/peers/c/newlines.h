// Finds the line feeds in 64 bytes: bit i is set if byte i is a line feed.
#pragma once
#include "key.h"
#if defined(__AVX512BW__) || defined(__AVX2__)
#include <immintrin.h>
#endif

enum { BLOCK_BYTES = 64 };

#if defined(__AVX512BW__)
static inline uint64_t newlines(const uint8_t *block) {
  return _mm512_cmpeq_epi8_mask(_mm512_loadu_si512(block), _mm512_set1_epi8('\n'));
}
#elif defined(__AVX2__)
static inline uint32_t newlines_in_half(const uint8_t *half) {
  __m256i bytes = _mm256_loadu_si256((const __m256i *)half);
  return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n')));
}

static inline uint64_t newlines(const uint8_t *block) {
  return newlines_in_half(block) | (uint64_t)newlines_in_half(block + 32) << 32;
}
#else
static inline uint64_t newlines_in_word(uint64_t word) {
  const uint64_t low_bits = 0x7f7f7f7f7f7f7f7f;
  uint64_t other = word ^ 0x0a0a0a0a0a0a0a0a;
  uint64_t found = ~(((other & low_bits) + low_bits) | other | low_bits);
  return (found >> 7) * 0x0102040810204080 >> 56;
}

static inline uint64_t newlines(const uint8_t *block) {
  uint64_t mask = 0;
  for (int i = 0; i < BLOCK_BYTES; i += 8) mask |= newlines_in_word(load64(block + i)) << i;
  return mask;
}
#endif
