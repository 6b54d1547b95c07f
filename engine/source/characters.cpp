// engine/source/characters.cpp · room: source
// What:  the tables behind characters.h: what word processors leave behind, what hides, what looks like something else.
// Start: judge(); the tables above it are in order of code point and hold ranges, first in, last in.
// Source: Unicode 14; UTS 39 (look_alikes.def); CVE-2021-42574 and CVE-2021-42694 (hidden direction, look-alike
//         letters).
#include "source/characters.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "source/utf8.h"

namespace concordat::source {
namespace {

struct Range {
    char32_t first;
    char32_t last;
    std::string_view name;
};

constexpr std::array bidirectional_controls{
    Range{0x061C, 0x061C, "Arabic letter mark"},      Range{0x200E, 0x200E, "left-to-right mark"},
    Range{0x200F, 0x200F, "right-to-left mark"},      Range{0x202A, 0x202A, "left-to-right embedding"},
    Range{0x202B, 0x202B, "right-to-left embedding"}, Range{0x202C, 0x202C, "pop directional formatting"},
    Range{0x202D, 0x202D, "left-to-right override"},  Range{0x202E, 0x202E, "right-to-left override"},
    Range{0x2066, 0x2066, "left-to-right isolate"},   Range{0x2067, 0x2067, "right-to-left isolate"},
    Range{0x2068, 0x2068, "first strong isolate"},    Range{0x2069, 0x2069, "pop directional isolate"},
};

constexpr std::array invisible_characters{
    Range{0x00AD, 0x00AD, "soft hyphen"},
    Range{0x034F, 0x034F, "grapheme joiner"},
    Range{0x115F, 0x1160, "Hangul filler"},
    Range{0x17B4, 0x17B5, "invisible Khmer vowel"},
    Range{0x180B, 0x180F, "Mongolian variation mark"},
    Range{0x200B, 0x200B, "zero-width space"},
    Range{0x200C, 0x200C, "zero-width non-joiner"},
    Range{0x200D, 0x200D, "zero-width joiner"},
    Range{0x2060, 0x2060, "word joiner"},
    Range{0x2061, 0x2064, "invisible mathematical sign"},
    Range{0x2065, 0x2065, "unseen format character"},
    Range{0x206A, 0x206F, "unseen format character"},
    Range{0x2800, 0x2800, "empty Braille pattern"},
    Range{0x3164, 0x3164, "Hangul filler"},
    Range{0xE000, 0xF8FF, "private-use character, shown differently on every computer"},
    Range{0xFE00, 0xFE0F, "variation selector"},
    Range{0xFEFF, 0xFEFF, "zero-width no-break space"},
    Range{0xFFA0, 0xFFA0, "Hangul filler"},
    Range{0xFFF0, 0xFFFB, "unseen format character"},
    Range{0xFFFC, 0xFFFC, "object replacement, where a picture was"},
    Range{0x1BCA0, 0x1BCA3, "unseen format character"},
    Range{0x1D173, 0x1D17A, "unseen format character"},
    Range{0xE0000, 0xE0FFF, "tag or variation selector"},
    Range{0xF0000, 0x10FFFF, "private-use character, shown differently on every computer"},
};

constexpr std::array control_characters{
    Range{0x0000, 0x0000, "NUL"},
    Range{0x0001, 0x0006, "a control character"},
    Range{0x0007, 0x0007, "bell"},
    Range{0x0008, 0x0008, "backspace"},
    Range{0x000B, 0x000B, "vertical tab"},
    Range{0x000C, 0x000C, "form feed"},
    Range{0x000E, 0x001A, "a control character"},
    Range{0x001B, 0x001B, "escape"},
    Range{0x001C, 0x001F, "a control character"},
    Range{0x007F, 0x007F, "delete"},
    Range{0x0080, 0x0084, "a control character"},
    Range{0x0085, 0x0085, "next line"},
    Range{0x0086, 0x009F, "a control character"},
    Range{0x2028, 0x2028, "line separator"},
    Range{0x2029, 0x2029, "paragraph separator"},
    Range{0xFDD0, 0xFDEF, "not a character at all"},
    Range{0xFFFE, 0xFFFF, "not a character at all"},
};

constexpr std::array combining_marks{
    Range{0x0300, 0x036F, "an accent without its letter"}, Range{0x1AB0, 0x1AFF, "an accent without its letter"},
    Range{0x1DC0, 0x1DFF, "an accent without its letter"}, Range{0x20D0, 0x20FF, "an accent without its letter"},
    Range{0xFE20, 0xFE2F, "an accent without its letter"},
};

/// Whose letter it is that looks like a Latin one.
constexpr std::array alphabets{
    Range{0x0100, 0x02AF, "an unusual letter"},
    Range{0x0370, 0x03FF, "a Greek letter"},
    Range{0x0400, 0x052F, "a Cyrillic letter"},
    Range{0x0530, 0x058F, "an Armenian letter"},
    Range{0x0590, 0x05FF, "a Hebrew letter"},
    Range{0x0600, 0x06FF, "an Arabic letter or figure"},
    Range{0x0900, 0x0D7F, "an Indian letter or figure"},
    Range{0x10A0, 0x10FF, "a Georgian letter"},
    Range{0x13A0, 0x13FF, "a Cherokee letter"},
    Range{0x1400, 0x167F, "a Canadian syllable"},
    Range{0x16A0, 0x16FF, "a rune"},
    Range{0x1C80, 0x1C8F, "a Cyrillic letter"},
    Range{0x1D00, 0x1DBF, "a phonetic letter"},
    Range{0x1E00, 0x1EFF, "an unusual letter"},
    Range{0x1F00, 0x1FFF, "a Greek letter"},
    Range{0x2100, 0x214F, "a letter-like symbol"},
    Range{0x2160, 0x2188, "a Roman numeral"},
    Range{0x2C80, 0x2CFF, "a Coptic letter"},
    Range{0xA4D0, 0xA4FF, "a Lisu letter"},
    Range{0xA640, 0xA69F, "a Cyrillic letter"},
    Range{0xA720, 0xAB6F, "an unusual letter"},
    Range{0xAB70, 0xABBF, "a Cherokee letter"},
    Range{0xFB00, 0xFB06, "a ligature"},
    Range{0xFF01, 0xFF5E, "a full-width character"},
    Range{0x1D400, 0x1D7FF, "a mathematical letter or figure"},
};

const Range* range_of(std::span<const Range> ranges, char32_t character) {
    const auto after = std::ranges::upper_bound(ranges, character, {}, &Range::first);
    if (after == ranges.begin()) return nullptr;
    const auto found = std::prev(after);
    return character <= found->last ? &*found : nullptr;
}

struct Replacement {
    char32_t character;
    char32_t becomes;
};

/// What keyboards and word processors put for a plain quote, space or hyphen; and the two twins of one sign.
constexpr std::array replacements{
    Replacement{0x00A0, U' '},  Replacement{0x02BC, U'\''},  Replacement{0x03BC, 0x00B5}, Replacement{0x1680, U' '},
    Replacement{0x2000, U' '},  Replacement{0x2001, U' '},   Replacement{0x2002, U' '},   Replacement{0x2003, U' '},
    Replacement{0x2004, U' '},  Replacement{0x2005, U' '},   Replacement{0x2006, U' '},   Replacement{0x2007, U' '},
    Replacement{0x2008, U' '},  Replacement{0x2009, U' '},   Replacement{0x200A, U' '},   Replacement{0x2010, U'-'},
    Replacement{0x2011, U'-'},  Replacement{0x2012, U'-'},   Replacement{0x2013, U'-'},   Replacement{0x2018, U'\''},
    Replacement{0x2019, U'\''}, Replacement{0x201A, U'\''},  Replacement{0x201B, U'\''},  Replacement{0x201C, U'"'},
    Replacement{0x201D, U'"'},  Replacement{0x201E, U'"'},   Replacement{0x201F, U'"'},   Replacement{0x202F, U' '},
    Replacement{0x205F, U' '},  Replacement{0x2126, 0x03A9}, Replacement{0x2212, U'-'},   Replacement{0x3000, U' '},
};

struct LookAlike {
    char32_t character;
    char32_t looks_like;
};

constexpr LookAlike look_alikes[] = {
#include "source/look_alikes.def"
};

struct Spelling {
    char32_t character;
    std::string_view letters;
};

/// One character that looks like several letters.
constexpr std::array spellings{
    Spelling{0x2161, "II"},  Spelling{0x2162, "III"},  Spelling{0x2163, "IV"},   Spelling{0x2165, "VI"},
    Spelling{0x2166, "VII"}, Spelling{0x2167, "VIII"}, Spelling{0x2168, "IX"},   Spelling{0x216A, "XI"},
    Spelling{0x216B, "XII"}, Spelling{0x2171, "ii"},   Spelling{0x2172, "iii"},  Spelling{0x2173, "iv"},
    Spelling{0x2175, "vi"},  Spelling{0x2176, "vii"},  Spelling{0x2177, "viii"}, Spelling{0x2178, "ix"},
    Spelling{0x217A, "xi"},  Spelling{0x217B, "xii"},  Spelling{0xFB00, "ff"},   Spelling{0xFB01, "fi"},
    Spelling{0xFB02, "fl"},  Spelling{0xFB03, "ffi"},  Spelling{0xFB04, "ffl"},  Spelling{0xFB05, "st"},
    Spelling{0xFB06, "st"},
};

/// The entry of a table in order of code point; null when the table does not have the character.
template <typename Entry>
const Entry* entry_of(std::span<const Entry> table, char32_t character) {
    const auto found = std::ranges::lower_bound(table, character, {}, &Entry::character);
    return found != table.end() && found->character == character ? &*found : nullptr;
}

/// The one Latin character that a confusable one looks like; 0 when it looks like none.
char32_t latin_twin(char32_t character) {
    if (character >= 0xFF01 && character <= 0xFF5E) return character - 0xFEE0;  // full-width ! to ~
    if (character >= 0x1D400 && character <= 0x1D6A3) {                         // bold, italic, script ... A to z
        const char32_t letter = (character - 0x1D400) % 52;
        return letter < 26 ? U'A' + letter : U'a' + letter - 26;
    }
    if (character >= 0x1D7CE && character <= 0x1D7FF) return U'0' + (character - 0x1D7CE) % 10;
    if (const Spelling* spelling = entry_of<Spelling>(spellings, character)) {
        return static_cast<unsigned char>(spelling->letters.front());
    }
    const LookAlike* found = entry_of<LookAlike>(look_alikes, character);
    return found == nullptr ? 0 : found->looks_like;
}

bool is_noncharacter(char32_t character) { return (character & 0xFFFE) == 0xFFFE; }

}  // namespace

Judgement judge(char32_t character) {
    if (character == U'\n' || character == U'\r' || character == U'\t') return {Treatment::kept, character, {}};
    if (character >= 0x20 && character < 0x7F) return {Treatment::kept, character, {}};
    const auto refuse = [](Code code, char32_t becomes) { return Judgement{Treatment::refused, becomes, code}; };
    if (range_of(control_characters, character) != nullptr || is_noncharacter(character)) {
        return refuse(Code::control_character, U' ');
    }
    if (range_of(bidirectional_controls, character) != nullptr) return refuse(Code::bidirectional_control, U' ');
    if (range_of(invisible_characters, character) != nullptr) return refuse(Code::invisible_character, U' ');
    if (range_of(combining_marks, character) != nullptr) return refuse(Code::combining_mark, U' ');
    if (const Replacement* found = entry_of<Replacement>(replacements, character)) {
        return {Treatment::replaced, found->becomes, {}};
    }
    if (const char32_t twin = latin_twin(character); twin != 0) return refuse(Code::confusable_letter, twin);
    return {Treatment::kept, character, {}};
}

std::string_view character_name(char32_t character) {
    const std::span<const Range> tables[] = {control_characters, bidirectional_controls, invisible_characters,
                                             combining_marks, alphabets};
    if (is_noncharacter(character)) return "not a character at all";
    for (const std::span<const Range> table : tables) {
        if (const Range* found = range_of(table, character)) return found->name;
    }
    return "a letter of another alphabet";
}

std::string latin_reading(char32_t character) {
    if (const Spelling* spelling = entry_of<Spelling>(spellings, character)) return std::string(spelling->letters);
    std::string reading;
    if (const char32_t twin = latin_twin(character); twin != 0) append_character(reading, twin);
    return reading;
}

std::string code_point_label(char32_t character) {
    return fmt::format("U+{:04X}", static_cast<std::uint32_t>(character));
}

char32_t windows_1252_reading(unsigned char byte) {
    constexpr std::array<char32_t, 32> upper_controls{0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                      0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
    if (byte >= 0x80 && byte <= 0x9F) return upper_controls[byte - 0x80u];
    return byte;
}

std::u32string visible_characters(std::string_view text) {
    std::u32string characters = decode_all(text);
    for (char32_t& character : characters) {
        if (character == U'\n' || character == U'\r' || character == U'\t') {
            character = U' ';
            continue;
        }
        const Judgement judgement = judge(character);
        if (judgement.treatment != Treatment::refused) continue;
        const bool is_letter = judgement.code == Code::confusable_letter || judgement.code == Code::combining_mark;
        if (!is_letter) character = U'\uFFFD';
    }
    return characters;
}

std::string visible_text(std::string_view text) {
    std::string visible;
    visible.reserve(text.size());
    for (const char32_t character : visible_characters(text)) append_character(visible, character);
    return visible;
}

}  // namespace concordat::source
