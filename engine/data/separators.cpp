// engine/data/separators.cpp · room: data
// What:  see separators.h. Each function stands once for each width of instructions; which is taken is found once, when
//        the program starts.
#include "data/separators.h"

#include <bit>
#include <cstring>

#include "base/processors.h"

#ifdef __SSE2__
#include <immintrin.h>
#endif

namespace concordat::data {

namespace {

// ---- bits of blocks -------------------------------------------------------------------------------------------------

#ifdef __SSE2__

std::uint64_t bits_of(__m128i found) { return static_cast<std::uint32_t>(_mm_movemask_epi8(found)); }

void find_with_sse2(const char* bytes, std::size_t blocks, SeparatorBits* found) {
    const __m128i comma = _mm_set1_epi8(',');
    const __m128i line_end = _mm_set1_epi8('\n');
    const __m128i quote = _mm_set1_epi8('"');
    const __m128i blank = _mm_set1_epi8(' ');
    for (std::size_t block = 0; block < blocks; ++block) {
        SeparatorBits bits;
        for (unsigned shift = 0; shift < separator_block; shift += 16, bytes += 16) {
            const __m128i sixteen = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
            bits.commas |= bits_of(_mm_cmpeq_epi8(sixteen, comma)) << shift;
            bits.line_ends |= bits_of(_mm_cmpeq_epi8(sixteen, line_end)) << shift;
            bits.quotes |= bits_of(_mm_cmpeq_epi8(sixteen, quote)) << shift;
            bits.low |= bits_of(_mm_cmplt_epi8(sixteen, blank)) << shift;
        }
        found[block] = bits;
    }
}

/// Both halves of 64 bytes, compared by `compare`, as bits.
#define CONCORDAT_BITS(compare, wanted)                                                                   \
    (static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(compare(low, wanted)))) | \
     static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(compare(high, wanted)))) << 32u)
#define CONCORDAT_BELOW(a, b) _mm256_cmpgt_epi8(b, a)

__attribute__((target("avx2"))) void find_with_avx2(const char* bytes, std::size_t blocks, SeparatorBits* found) {
    for (std::size_t block = 0; block < blocks; ++block, bytes += separator_block) {
        const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
        const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32));
        found[block].commas = CONCORDAT_BITS(_mm256_cmpeq_epi8, _mm256_set1_epi8(','));
        found[block].line_ends = CONCORDAT_BITS(_mm256_cmpeq_epi8, _mm256_set1_epi8('\n'));
        found[block].quotes = CONCORDAT_BITS(_mm256_cmpeq_epi8, _mm256_set1_epi8('"'));
        found[block].low = CONCORDAT_BITS(CONCORDAT_BELOW, _mm256_set1_epi8(' '));
    }
}

#undef CONCORDAT_BITS
#undef CONCORDAT_BELOW

/// So far ahead of what is looked at now bytes are asked for: the processor itself stops at the end of a page.
constexpr std::size_t read_ahead = 4096;

__attribute__((target("avx512bw"))) void find_with_avx512(const char* bytes, std::size_t blocks, SeparatorBits* found) {
    for (std::size_t block = 0; block < blocks; ++block, bytes += separator_block) {
        __builtin_prefetch(bytes + read_ahead);
        const __m512i all = _mm512_loadu_si512(bytes);
        found[block].commas = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8(','));
        found[block].line_ends = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('\n'));
        found[block].quotes = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('"'));
        found[block].low = _mm512_cmplt_epi8_mask(all, _mm512_set1_epi8(' '));
    }
}

/// The same bits as find_with_avx512(), put together while they are at hand.
__attribute__((target("avx512bw"))) bool find_plain_with_avx512(const char* bytes, std::size_t blocks,
                                                                std::uint64_t* marks, std::uint64_t* line_ends) {
    std::uint64_t others = 0;
    for (std::size_t block = 0; block < blocks; ++block, bytes += separator_block) {
        __builtin_prefetch(bytes + read_ahead);
        const __m512i all = _mm512_loadu_si512(bytes);
        const std::uint64_t ends = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('\n'));
        others |= _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8('"')) |
                  (_mm512_cmplt_epi8_mask(all, _mm512_set1_epi8(' ')) ^ ends);
        marks[block] = _mm512_cmpeq_epi8_mask(all, _mm512_set1_epi8(',')) | ends;
        line_ends[block] = ends;
    }
    return others == 0;
}

#endif

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

void find_plainly(const char* bytes, std::size_t blocks, SeparatorBits* found) {
    for (std::size_t block = 0; block < blocks; ++block) {
        SeparatorBits bits;
        for (unsigned shift = 0; shift < separator_block; shift += 8, bytes += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes, sizeof word);
            bits.commas |= packed(equal_to(word, ',')) << shift;
            bits.line_ends |= packed(equal_to(word, '\n')) << shift;
            bits.quotes |= packed(equal_to(word, '"')) << shift;
            bits.low |= packed(below_blank(word)) << shift;
        }
        found[block] = bits;
    }
}

// ---- nothing but separators
// -------------------------------------------------------------------------------------------

/// By the bits of each kind.
template <void (*find)(const char*, std::size_t, SeparatorBits*)>
bool find_plain_by_bits(const char* bytes, std::size_t blocks, std::uint64_t* marks, std::uint64_t* line_ends) {
    std::uint64_t others = 0;
    for (std::size_t block = 0; block < blocks; ++block, bytes += separator_block) {
        SeparatorBits bits;
        find(bytes, 1, &bits);
        marks[block] = bits.commas | bits.line_ends;
        line_ends[block] = bits.line_ends;
        others |= bits.quotes | (bits.low ^ bits.line_ends);
    }
    return others == 0;
}

// ---- places of bits -------------------------------------------------------------------------------------------------

std::size_t places_plainly(const std::uint64_t* words, std::size_t count, std::uint32_t first, std::uint32_t* places) {
    std::uint32_t* next = places;
    for (std::size_t word = 0; word < count; ++word, first += separator_block) {
        for (std::uint64_t bits = words[word]; bits != 0; bits &= bits - 1)
            *next++ = first + static_cast<std::uint32_t>(std::countr_zero(bits));
    }
    return static_cast<std::size_t>(next - places);
}

#ifdef __SSE2__

/// So many places are written whatever there are: how many of them count is no branch that the processor has to guess.
template <unsigned at_once>
__attribute__((target("bmi,popcnt"))) std::size_t places_with_popcnt(const std::uint64_t* words, std::size_t count,
                                                                     std::uint32_t first, std::uint32_t* places) {
    std::uint32_t* next = places;
    for (std::size_t word = 0; word < count; ++word, first += separator_block) {
        std::uint64_t bits = words[word];
        const auto found = static_cast<unsigned>(std::popcount(bits));
#pragma GCC unroll 16
        for (unsigned at = 0; at < at_once; ++at, bits &= bits - 1)
            next[at] = first + static_cast<std::uint32_t>(_tzcnt_u64(bits));
        for (unsigned at = at_once; at < found; ++at, bits &= bits - 1)
            next[at] = first + static_cast<std::uint32_t>(_tzcnt_u64(bits));
        next += found;
    }
    return static_cast<std::size_t>(next - places);
}
/// Of commas a block has about ten, of line ends one or two.
constexpr unsigned many = 16, few = 2;

/// The numbers 0 to 63, of which the processor keeps those whose bit is set.
__attribute__((target("avx512bw,avx512vbmi,avx512vbmi2,popcnt"))) std::size_t places_with_avx512(
    const std::uint64_t* words, std::size_t count, std::uint32_t first, std::uint32_t* places) {
    alignas(separator_block) static constexpr std::uint8_t numbers[separator_block] = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};
    const __m512i all = _mm512_load_si512(numbers);
    std::uint32_t* next = places;
    for (std::size_t word = 0; word < count; ++word, first += separator_block) {
        const auto found = static_cast<unsigned>(std::popcount(words[word]));
        const __m512i kept = _mm512_maskz_compress_epi8(words[word], all);
        const __m512i base = _mm512_set1_epi32(static_cast<int>(first));
        _mm512_storeu_si512(next, _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(kept))));
        if (found > 16) {
            _mm512_storeu_si512(next + 16,
                                _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(kept, 1))));
            _mm512_storeu_si512(next + 32,
                                _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(kept, 2))));
            _mm512_storeu_si512(next + 48,
                                _mm512_add_epi32(base, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(kept, 3))));
        }
        next += found;
    }
    return static_cast<std::size_t>(next - places);
}

#endif

// ---- which of them --------------------------------------------------------------------------------------------------

std::vector<SeparatorWay> ways_of_processor() {
    std::vector<SeparatorWay> ways = {
        {"8 bytes", find_plainly, find_plain_by_bits<find_plainly>, places_plainly, places_plainly}};
#ifdef __SSE2__
    __builtin_cpu_init();
    const bool counts_bits = __builtin_cpu_supports("bmi") != 0 && __builtin_cpu_supports("popcnt") != 0;
    ways.push_back({"SSE2", find_with_sse2, find_plain_by_bits<find_with_sse2>, places_plainly, places_plainly});
    if (counts_bits) {
        ways.back().places = places_with_popcnt<many>;
        ways.back().few_places = places_with_popcnt<few>;
    }
    SeparatorWay widest = ways.back();
    if (__builtin_cpu_supports("avx2") != 0) {
        widest.name = "AVX2";
        widest.find = find_with_avx2;
        widest.find_plain = find_plain_by_bits<find_with_avx2>;
        ways.push_back(widest);
    }
    if (__builtin_cpu_supports("avx512bw") != 0) {
        widest.name = "AVX-512";
        widest.find = find_with_avx512;
        widest.find_plain = find_plain_with_avx512;
        ways.push_back(widest);
        if (__builtin_cpu_supports("avx512vbmi") != 0 && __builtin_cpu_supports("avx512vbmi2") != 0) {
            widest.name = "AVX-512 with VBMI2";
            widest.places = places_with_avx512;
            ways.push_back(widest);
        }
    }
#endif
    return ways;
}

const SeparatorWay best = ways_of_processor().back();  // found once

}  // namespace

std::vector<SeparatorWay> separator_ways() { return ways_of_processor(); }

void find_separators(const char* bytes, std::size_t blocks, SeparatorBits* found) { best.find(bytes, blocks, found); }

bool find_plain_separators(const char* bytes, std::size_t blocks, std::uint64_t* marks, std::uint64_t* line_ends) {
    return best.find_plain(bytes, blocks, marks, line_ends);
}

std::size_t places_of_bits(const std::uint64_t* words, std::size_t count, std::uint32_t first, std::uint32_t* places) {
    return best.places(words, count, first, places);
}

std::size_t places_of_few_bits(const std::uint64_t* words, std::size_t count, std::uint32_t first,
                               std::uint32_t* places) {
    return best.few_places(words, count, first, places);
}

CONCORDAT_FOR_EACH_PROCESSOR
std::size_t count_of_bits(const std::uint64_t* words, std::size_t count) {
    std::size_t bits = 0;
    for (std::size_t word = 0; word < count; ++word) bits += static_cast<std::size_t>(std::popcount(words[word]));
    return bits;
}

std::uint64_t inside_quotes(std::uint64_t quotes, std::uint64_t& open) {
    std::uint64_t inside = quotes;
    for (unsigned step = 1; step < separator_block; step *= 2) inside ^= inside << step;
    inside ^= open;
    open = (inside >> (separator_block - 1)) != 0 ? ~std::uint64_t{0} : 0;
    return inside;
}

}  // namespace concordat::data
