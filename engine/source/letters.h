// engine/source/letters.h · room: source
// What:  what a character is in a word: a capital letter, another letter, a sign of money, or none of these.
// Knows: Unicode 14.   Never: whether a contract may hold it (characters.h).
#pragma once

namespace concordat::source {

enum class Letter { none, upper, lower, currency };

/// Letters without case count as lower ones. ASCII is answered here, as nearly all that is asked for is ASCII.
[[nodiscard]] Letter letter_beyond_ascii(char32_t character);
[[nodiscard]] inline Letter letter_of(char32_t character) {
    if (character >= U'a' && character <= U'z') return Letter::lower;
    if (character >= U'A' && character <= U'Z') return Letter::upper;
    if (character == U'$') return Letter::currency;
    return character < 0x80 ? Letter::none : letter_beyond_ascii(character);
}

}  // namespace concordat::source
