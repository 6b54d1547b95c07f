// engine/source/characters.h · room: source
// What:  what becomes of each character of a contract: kept, quietly replaced, or refused and said aloud.
// Never: places and lines (source_text.h).
#pragma once

#include <string>
#include <string_view>

#include "source/diagnostic.h"

namespace concordat::source {

enum class Treatment { kept, replaced, refused };

struct Judgement {
    Treatment treatment = Treatment::kept;
    char32_t becomes = 0;  // what stands in the cleaned text: always one character for one
    Code code{};           // why, where it is refused
};

/// What a contract does with a character. Line ends are the reader's business and are kept here.
[[nodiscard]] Judgement judge(char32_t character);

/// A refused character in plain words, with its article where it has one: "zero-width space", "a Cyrillic letter".
[[nodiscard]] std::string_view character_name(char32_t character);
/// What a confusable letter looks like: "a", or "fi" for a ligature.
[[nodiscard]] std::string latin_reading(char32_t character);
/// "U+202E"
[[nodiscard]] std::string code_point_label(char32_t character);
/// The character that a byte above 0x7F stands for in Windows-1252, where old editors and spreadsheets save text.
[[nodiscard]] char32_t windows_1252_reading(unsigned char byte);

/// A text that is safe to print on one line: line ends and tabs become spaces; bytes that are not UTF-8 and characters
/// that steer a terminal or the direction of reading, or that nobody can see, become U+FFFD. One for one.
[[nodiscard]] std::u32string visible_characters(std::string_view text);
[[nodiscard]] std::string visible_text(std::string_view text);

}  // namespace concordat::source
