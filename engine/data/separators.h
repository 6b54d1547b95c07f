// engine/data/separators.h · room: data
// What:  where the commas, quotes and line ends of a file's bytes are: first as bits, 64 bytes at a time, then as a
//        list of places. One pass over the bytes finds what takes rows apart; cells are looked at later.
// Knows: nothing of rows. Works on every processor: on x86-64 with the widest instructions that it has (16, 32 or 64
//        bytes at once, found out when the program starts); elsewhere 8 bytes at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace concordat::data {

/// Bit k stands for byte k of the block.
struct SeparatorBits {
    std::uint64_t commas = 0;
    std::uint64_t line_ends = 0;
    std::uint64_t quotes = 0;
    std::uint64_t low = 0;  // line ends, tabs, controls, and all that is not ASCII: below a blank when taken as signed
};

inline constexpr std::size_t separator_block = 64;

/// The bits of so many blocks. Precondition: 64 bytes can be read for each.
void find_separators(const char* bytes, std::size_t blocks, SeparatorBits* found);

/// Where rows hold nothing but cells and ends, which is nearly always so: the bits of commas and line ends together,
/// and of line ends. False where there is a quote or another byte that is low: then they are for find_separators().
[[nodiscard]] bool find_plain_separators(const char* bytes, std::size_t blocks, std::uint64_t* marks,
                                         std::uint64_t* line_ends);

/// The bits from each quote up to the next: what stands inside quotes. `open` is all ones while a quote is open, and is
/// carried from block to block.
[[nodiscard]] std::uint64_t inside_quotes(std::uint64_t quotes, std::uint64_t& open);

/// How many bits are set.
[[nodiscard]] std::size_t count_of_bits(const std::uint64_t* words, std::size_t count);

/// The place of every bit that is set, in order; bit k of word w stands for `first` + 64 w + k. Gives how many there
/// are. Precondition: there is room for that many and `separator_block` more, which may be written over.
[[nodiscard]] std::size_t places_of_bits(const std::uint64_t* words, std::size_t count, std::uint32_t first,
                                         std::uint32_t* places);

/// The same, and quicker where a word has at most two.
[[nodiscard]] std::size_t places_of_few_bits(const std::uint64_t* words, std::size_t count, std::uint32_t first,
                                             std::uint32_t* places);

/// One set of instructions for the functions above; all give the same.
struct SeparatorWay {
    std::string_view name;
    void (*find)(const char* bytes, std::size_t blocks, SeparatorBits* found);
    bool (*find_plain)(const char* bytes, std::size_t blocks, std::uint64_t* marks, std::uint64_t* line_ends);
    std::size_t (*places)(const std::uint64_t* words, std::size_t count, std::uint32_t first, std::uint32_t* places);
    std::size_t (*few_places)(const std::uint64_t* words, std::size_t count, std::uint32_t first,
                              std::uint32_t* places);
};
/// All that this processor has, the narrowest first. The last is the one that is taken.
[[nodiscard]] std::vector<SeparatorWay> separator_ways();

}  // namespace concordat::data
