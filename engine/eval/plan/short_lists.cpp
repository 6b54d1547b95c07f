// engine/eval/plan/short_lists.cpp · room: eval
// What:  see short_lists.h.
#include "eval/plan/short_lists.h"

#include <algorithm>
#include <array>
#include <limits>

#include "eval/plan/batch.h"

#ifdef __SSE2__
#include <immintrin.h>
#endif

namespace concordat::eval::plan {

namespace {

void fetch_plainly(Narrow* __restrict to, const Narrow* __restrict places, const PlacedList& list) {
    const Narrow* const entries = list.entries;
    const std::size_t size = list.size;
    const auto first = static_cast<std::uint32_t>(list.first);
#pragma GCC unroll 8
    for (std::size_t row = 0; row < batch_rows; ++row) {
        const std::size_t at = static_cast<std::uint32_t>(places[row]) - first;
        to[row] = entries[at < size ? at : 0];
    }
}

#ifdef __SSE2__

constexpr std::size_t entries_of_register = 16;
constexpr std::size_t registers = 8;
constexpr std::size_t most_in_registers = entries_of_register * registers;

/// An instruction picks from 32 entries, in two registers; which two of them is told by the higher bits of the place.
__attribute__((target("avx512f"))) void fetch_with_avx512(Narrow* to, const Narrow* places, const PlacedList& list) {
    alignas(64) std::array<Narrow, most_in_registers> copy{};
    std::copy_n(list.entries, list.size, copy.begin());
    __m512i kept[registers];
    for (std::size_t index = 0; index < registers; ++index)
        kept[index] = _mm512_load_si512(copy.data() + index * entries_of_register);
    const __m512i first = _mm512_set1_epi32(list.first);
    const __m512i size = _mm512_set1_epi32(static_cast<int>(list.size));
    const __m512i bit_of_32 = _mm512_set1_epi32(32);
    const __m512i bit_of_64 = _mm512_set1_epi32(64);
    const bool beyond_32 = list.size > 32, beyond_64 = list.size > 64;
    for (std::size_t row = 0; row < batch_rows; row += entries_of_register) {
        __m512i at = _mm512_sub_epi32(_mm512_loadu_si512(places + row), first);
        at = _mm512_maskz_mov_epi32(_mm512_cmplt_epu32_mask(at, size), at);
        __m512i found = _mm512_permutex2var_epi32(kept[0], at, kept[1]);
        if (beyond_32) {
            const __mmask16 second = _mm512_test_epi32_mask(at, bit_of_32);
            found = _mm512_mask_mov_epi32(found, second, _mm512_permutex2var_epi32(kept[2], at, kept[3]));
            if (beyond_64) {
                __m512i further = _mm512_permutex2var_epi32(kept[4], at, kept[5]);
                further = _mm512_mask_mov_epi32(further, second, _mm512_permutex2var_epi32(kept[6], at, kept[7]));
                found = _mm512_mask_mov_epi32(found, _mm512_test_epi32_mask(at, bit_of_64), further);
            }
        }
        _mm512_storeu_si512(to + row, found);
    }
}

#endif

std::vector<FetchWay> ways_of_processor() {
    std::vector<FetchWay> ways = {{"one by one", std::numeric_limits<std::size_t>::max(), fetch_plainly}};
#ifdef __SSE2__
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") != 0) ways.push_back({"AVX-512", most_in_registers, fetch_with_avx512});
#endif
    return ways;
}

}  // namespace

const std::vector<FetchWay>& fetch_ways() {
    static const std::vector<FetchWay> ways = ways_of_processor();
    return ways;
}

void fetch_entries(Narrow* to, const Narrow* places, const PlacedList& list) {
    static const FetchWay widest = fetch_ways().back();
    if (list.size <= widest.most_entries) widest.fetch(to, places, list);
    else fetch_plainly(to, places, list);
}

}  // namespace concordat::eval::plan
