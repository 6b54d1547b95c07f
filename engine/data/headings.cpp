// engine/data/headings.cpp · room: data
// What:  folds names for comparison and reads the form behind a heading.
// Start: read_heading(), same_heading(), last in the file.
#include "data/headings.h"

#include <algorithm>
#include <array>

#include "source/utf8.h"

namespace concordat::data {
namespace {

constexpr std::string_view no_break_space = "\xC2\xA0";

struct KnownForm {
    std::string_view words;  // folded
    CellForm form;
};

const std::array known_forms{
    KnownForm{"shareof1", {.share_of_one = true}},
    KnownForm{"ashareof1", {.share_of_one = true}},
    KnownForm{"asashareof1", {.share_of_one = true}},
    KnownForm{"sharesof1", {.share_of_one = true}},
    KnownForm{"assharesof1", {.share_of_one = true}},
    KnownForm{"inhundredths", {.in_hundredths = true}},
    KnownForm{"hundredths", {.in_hundredths = true}},
    KnownForm{"%", {.in_hundredths = true}},
    KnownForm{"percent", {.in_hundredths = true}},
    KnownForm{"1or0", {.one_or_zero = true}},
    KnownForm{"as1or0", {.one_or_zero = true}},
    KnownForm{"day/month/year", {.slash_dates = calendar::SlashOrder::day_first}},
    KnownForm{"month/day/year", {.slash_dates = calendar::SlashOrder::month_first}},
};

bool is_blank_character(char32_t character) {
    return character == U' ' || character == U'\t' || character == U'\n' || character == U'\r' || character == 0xA0 ||
           character == 0x202F || character == 0x2009;
}
bool is_dash(char32_t character) {
    return character == U'-' || (character >= 0x2010 && character <= 0x2013) || character == 0x2212;
}
bool is_apostrophe(char32_t character) { return character == U'\'' || character == 0x2018 || character == 0x2019; }

char32_t small_letter(char32_t letter) {
    if (letter >= U'A' && letter <= U'Z') return letter + 32;
    if (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7) return letter + 32;
    return letter;
}

/// Nothing in it but letters and signs of one byte each, with at most one blank between them.
bool is_tidy(std::string_view text) {
    bool blank_before = false;
    for (const char byte : text) {
        if (static_cast<unsigned char>(byte) >= 0x80 || byte == '\t' || byte == '\n' || byte == '\r') return false;
        if (byte == ' ' && blank_before) return false;
        blank_before = byte == ' ';
    }
    return true;
}

}  // namespace

CellForm joined_forms(const CellForm& of_heading, const CellForm& of_contract) {
    CellForm joined = of_heading;
    const bool says_percentages = of_heading.share_of_one || of_heading.in_hundredths;
    if (!says_percentages) joined.share_of_one = of_contract.share_of_one;
    if (!says_percentages) joined.in_hundredths = of_contract.in_hundredths;
    joined.one_or_zero = of_heading.one_or_zero || of_contract.one_or_zero;
    if (!joined.slash_dates) joined.slash_dates = of_contract.slash_dates;
    return joined;
}

std::string_view trimmed(std::string_view text) {
    const auto is_no_blank = [](char byte) { return byte > ' ' && byte < 0x7F; };
    if (!text.empty() && is_no_blank(text.front()) && is_no_blank(text.back())) return text;
    const auto is_blank = [](char byte) { return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r'; };
    for (bool shorter = true; shorter && !text.empty();) {
        shorter = false;
        if (is_blank(text.front())) {
            text.remove_prefix(1);
            shorter = true;
            continue;
        }
        if (is_blank(text.back())) {
            text.remove_suffix(1);
            shorter = true;
            continue;
        }
        if (text.starts_with(no_break_space)) {
            text.remove_prefix(2);
            shorter = true;
            continue;
        }
        if (text.ends_with(no_break_space)) {
            text.remove_suffix(2);
            shorter = true;
        }
    }
    return text;
}

std::string folded_name(std::string_view name) {
    std::string folded;
    folded.reserve(name.size());
    for (const char32_t character : source::decode_all(name)) {
        if (is_blank_character(character) || is_dash(character) || character == U'_') continue;
        source::append_character(folded, is_apostrophe(character) ? U'\'' : small_letter(character));
    }
    return folded;
}

std::string tidy_name(std::string_view text) {
    text = trimmed(text);
    if (is_tidy(text)) return std::string(text);
    std::string tidy;
    bool blank_before = false;
    for (const char32_t character : source::decode_all(text)) {
        const bool blank = is_blank_character(character);
        if (blank && blank_before) continue;
        blank_before = blank;
        if (blank) tidy.push_back(' ');
        else if (is_dash(character)) tidy.push_back('-');
        else if (is_apostrophe(character)) tidy.push_back('\'');
        else source::append_character(tidy, character);
    }
    return tidy;
}

Heading read_heading(std::string_view text) {
    text = trimmed(text);
    const std::size_t open = text.rfind('(');
    if (text.ends_with(')') && open != std::string_view::npos && open > 0) {
        const std::string words = folded_name(text.substr(open + 1, text.size() - open - 2));
        const auto known = std::ranges::find(known_forms, std::string_view(words), &KnownForm::words);
        if (known != known_forms.end()) return {tidy_name(text.substr(0, open)), known->form};
    }
    return {tidy_name(text), {}};
}

bool same_heading(std::string_view a, std::string_view b) {
    return folded_name(read_heading(a).name) == folded_name(read_heading(b).name);
}

}  // namespace concordat::data
