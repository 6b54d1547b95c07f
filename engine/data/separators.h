// engine/data/separators.h · room: data
// What:  where the commas, quotes and line ends of 64 bytes are, as bits. One pass over the bytes finds what takes a
// row apart; cells are
//        looked at later, and only those that are wanted.
// Knows: nothing of rows. Works on every processor: 16 bytes at a time where SSE2 is there, which is on every x86-64;
// else 8 at a time.
#pragma once

#include <cstdint>

namespace concordat::data {

/// Bit k stands for byte k of the block.
struct SeparatorBits {
    std::uint64_t commas = 0;
    std::uint64_t quotes = 0;
    std::uint64_t low = 0;  // line ends, tabs, controls, and all that is not ASCII: below a blank when taken as signed
};

inline constexpr std::size_t separator_block = 64;

/// Precondition: 64 bytes can be read there.
[[nodiscard]] SeparatorBits find_separators(const char* bytes);

/// The bits from each quote up to the next: what stands inside quotes. `open` is all ones while a quote is open, and is
/// carried from block to block.
[[nodiscard]] std::uint64_t inside_quotes(std::uint64_t quotes, std::uint64_t& open);

}  // namespace concordat::data
