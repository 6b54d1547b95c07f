// engine/data/separators.cpp · room: data
// What:  see separators.h.
#include "data/separators.h"

#include <cstring>

#ifdef __SSE2__
#include <immintrin.h>
#endif

namespace concordat::data {

namespace {

#ifdef __SSE2__

std::uint64_t bits_of(__m128i found) { return static_cast<std::uint32_t>(_mm_movemask_epi8(found)); }

SeparatorBits find_with_sse2(const char* bytes) {
    SeparatorBits found;
    const __m128i comma = _mm_set1_epi8(',');
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i blank = _mm_set1_epi8(' ');
    for (unsigned part = 0; part < 4; ++part) {
        const __m128i sixteen = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + part * 16));
        const unsigned shift = part * 16;
        found.commas |= bits_of(_mm_cmpeq_epi8(sixteen, comma)) << shift;
        found.quotes |= bits_of(_mm_cmpeq_epi8(sixteen, quote)) << shift;
        found.low |= bits_of(_mm_cmplt_epi8(sixteen, blank)) << shift;
    }
    return found;
}

/// Both halves of 64 bytes, compared by `compare`, as bits.
#define CONCORDAT_BITS(compare, wanted)                                                                   \
    (static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(compare(low, wanted)))) | \
     static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(compare(high, wanted)))) << 32u)
#define CONCORDAT_BELOW(a, b) _mm256_cmpgt_epi8(b, a)

__attribute__((target("avx2"))) SeparatorBits find_with_avx2(const char* bytes) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32));
    SeparatorBits found;
    found.commas = CONCORDAT_BITS(_mm256_cmpeq_epi8, _mm256_set1_epi8(','));
    found.quotes = CONCORDAT_BITS(_mm256_cmpeq_epi8, _mm256_set1_epi8('"'));
    found.low = CONCORDAT_BITS(CONCORDAT_BELOW, _mm256_set1_epi8(' '));
    return found;
}

#undef CONCORDAT_BITS
#undef CONCORDAT_BELOW

using Find = SeparatorBits (*)(const char*);
Find best_find() {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") != 0 ? find_with_avx2 : find_with_sse2;
}
const Find find_best = best_find();  // what this processor can do, found once

#else

constexpr std::uint64_t ones = 0x0101010101010101u;
constexpr std::uint64_t tops = 0x8080808080808080u;

/// The top bit of each of eight bytes, as eight bits; the first byte in memory is bit 0 on every machine.
std::uint64_t packed(std::uint64_t top_bits) {
    unsigned char bytes[8];
    std::memcpy(bytes, &top_bits, sizeof bytes);
    std::uint64_t bits = 0;
    for (unsigned at = 0; at < 8; ++at) bits |= static_cast<std::uint64_t>(bytes[at] >> 7u) << at;
    return bits;
}

/// The top bit is set in each byte that is `wanted`.
std::uint64_t equal_to(std::uint64_t word, unsigned char wanted) {
    const std::uint64_t differs = word ^ (ones * wanted);
    const std::uint64_t not_zero = ((differs & ~tops) + ~tops) | differs;
    return ~not_zero & tops;
}

/// The same for bytes below a blank and those above 127.
std::uint64_t below_blank(std::uint64_t word) {
    const std::uint64_t at_least_blank = ((word & ~tops) + ones * (0x80 - 0x20)) & tops;
    return (word & tops) | (~at_least_blank & tops);
}

#endif

}  // namespace

SeparatorBits find_separators(const char* bytes) {
#ifdef __SSE2__
    return find_best(bytes);
#else
    SeparatorBits found;
    for (unsigned part = 0; part < 8; ++part) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes + part * 8, sizeof word);
        const unsigned shift = part * 8;
        found.commas |= packed(equal_to(word, ',')) << shift;
        found.quotes |= packed(equal_to(word, '"')) << shift;
        found.low |= packed(below_blank(word)) << shift;
    }
    return found;
#endif
}

std::uint64_t inside_quotes(std::uint64_t quotes, std::uint64_t& open) {
    std::uint64_t inside = quotes;
    for (unsigned step = 1; step < separator_block; step *= 2) inside ^= inside << step;
    inside ^= open;
    open = (inside >> (separator_block - 1)) != 0 ? ~std::uint64_t{0} : 0;
    return inside;
}

}  // namespace concordat::data
