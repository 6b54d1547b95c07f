// engine/source/letters.cpp · room: source
// What:  see letters.h; the table is letters.def.
#include "source/letters.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace concordat::source {
namespace letter_table {

enum class Stretch : std::uint8_t { upper, lower, currency, in_turn };

struct LetterRange {
    char32_t first, last;
    Stretch stretch;
};

using enum Stretch;
constexpr LetterRange letter_ranges[] = {
#include "source/letters.def"
};

}  // namespace letter_table

Letter letter_beyond_ascii(char32_t character) {
    using letter_table::letter_ranges, letter_table::LetterRange, letter_table::Stretch;
    const auto after = std::ranges::upper_bound(letter_ranges, character, {}, &LetterRange::first);
    if (after == std::begin(letter_ranges)) return Letter::none;
    const LetterRange& range = *std::prev(after);
    if (character > range.last) return Letter::none;
    switch (range.stretch) {
        case Stretch::upper: return Letter::upper;
        case Stretch::lower: return Letter::lower;
        case Stretch::currency: return Letter::currency;
        case Stretch::in_turn: return (character - range.first) % 2 == 0 ? Letter::upper : Letter::lower;
    }
    return Letter::none;
}

}  // namespace concordat::source
