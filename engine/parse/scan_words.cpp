// engine/parse/scan_words.cpp · room: parse
// What:  see scan_words.h. Each function stands for the rule of that name in grammar/ContractLexer.g4 and gives the end
//        of the longest word of it that begins at a place, or nothing.
// Start: scan_words(), last in the file.
#include "parse/scan_words.h"

#include <algorithm>
#include <array>
#include <optional>

#include "source/letters.h"
#include "source/utf8.h"

namespace concordat::parse {

namespace {

using source::Letter;
/// A place in the text: where a word goes on, or, with nothing, that there is no such word.
using End = std::optional<std::size_t>;

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    [[nodiscard]] ScannedWord word_at(std::size_t at) const;
    [[nodiscard]] bool is_space(std::size_t at) const {
        const char letter = byte(at);
        return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n';
    }

private:
    // ---- characters ------------------------------------------------------------------------------------------------
    [[nodiscard]] char byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
    [[nodiscard]] bool has(std::size_t at, char wanted) const { return at < text_.size() && text_[at] == wanted; }
    [[nodiscard]] bool is_digit(std::size_t at) const { return byte(at) >= '0' && byte(at) <= '9'; }
    [[nodiscard]] bool is_one_of(std::size_t at, char first, char last) const {
        return at < text_.size() && text_[at] >= first && text_[at] <= last;
    }
    [[nodiscard]] source::DecodedCharacter character(std::size_t at) const {
        return at < text_.size() ? source::decode_character(text_, at) : source::DecodedCharacter{};
    }
    [[nodiscard]] Letter letter(std::size_t at) const {
        return at < text_.size() ? source::letter_of(character(at).value) : Letter::none;
    }
    [[nodiscard]] bool is_letter(std::size_t at) const {
        const Letter found = letter(at);
        return found == Letter::upper || found == Letter::lower;
    }
    [[nodiscard]] bool says(std::size_t at, std::string_view words) const {
        return text_.substr(std::min(at, text_.size()), words.size()) == words;
    }

    // ---- parts of words --------------------------------------------------------------------------------------------
    [[nodiscard]] std::size_t past_spaces(std::size_t at) const {
        while (is_space(at)) ++at;
        return at;
    }
    [[nodiscard]] std::size_t past_digits(std::size_t at) const {
        while (is_digit(at)) ++at;
        return at;
    }
    [[nodiscard]] bool are_digits(std::size_t at, std::size_t count) const {
        for (std::size_t index = 0; index < count; ++index) {
            if (!is_digit(at + index)) return false;
        }
        return true;
    }
    [[nodiscard]] End year(std::size_t at) const {
        if (!is_one_of(at, '1', '2') || !are_digits(at, 4)) return std::nullopt;
        return at + 4;
    }
    [[nodiscard]] End month_word(std::size_t at) const;
    [[nodiscard]] End decimal(std::size_t at) const;
    [[nodiscard]] std::size_t past_word_parts(std::size_t at) const;
    [[nodiscard]] End day_and_month(std::size_t at) const;

    // ---- words, in the order of the grammar ------------------------------------------------------------------------
    [[nodiscard]] End link(std::size_t at) const;
    [[nodiscard]] End quoted(std::size_t at) const;
    [[nodiscard]] End date(std::size_t at) const;
    [[nodiscard]] End month_year(std::size_t at) const;
    [[nodiscard]] End period(std::size_t at) const;
    [[nodiscard]] End money(std::size_t at) const;
    [[nodiscard]] End percent(std::size_t at) const;
    [[nodiscard]] End number(std::size_t at) const;
    [[nodiscard]] End lettered(std::size_t at) const;
    [[nodiscard]] End sign(std::size_t at) const;
    [[nodiscard]] End capital_word(std::size_t at) const;
    [[nodiscard]] End plain_word(std::size_t at) const;
    [[nodiscard]] End code_word(std::size_t at) const;

    std::string_view text_;
};

End Scanner::month_word(std::size_t at) const {
    constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};
    for (const std::string_view month : months) {
        if (says(at, month)) return at + month.size();
    }
    return std::nullopt;
}

/// `1,234.50`: a comma belongs to it where three digits follow, a point where one does.
End Scanner::decimal(std::size_t at) const {
    std::size_t end = past_digits(at);
    if (end == at) return std::nullopt;
    while (has(end, ',') && are_digits(end + 1, 3)) end += 4;
    if (has(end, '.') && is_digit(end + 1)) end = past_digits(end + 1);
    return end;
}

std::size_t Scanner::past_word_parts(std::size_t at) const {
    while (at < text_.size()) {
        const char next = text_[at];
        if (is_digit(at) || next == '\'' || next == '&' || next == '_') ++at;
        else if (is_letter(at)) at += character(at).bytes;
        else if (next == '-' && (is_digit(at + 1) || is_letter(at + 1))) ++at;
        else if (next == '/' && is_letter(at + 1)) ++at;
        else break;
    }
    return at;
}

End Scanner::day_and_month(std::size_t at) const {
    const std::size_t day = past_digits(at);
    const std::size_t month = past_spaces(day);
    if (day == at || day > at + 2 || month == day) return std::nullopt;
    return month_word(month);
}

/// `[Schedule A](prices.csv)`
End Scanner::link(std::size_t at) const {
    if (!has(at, '[')) return std::nullopt;
    const std::size_t middle = text_.find_first_of("]\r\n", at + 1);
    if (middle == std::string_view::npos || middle == at + 1 || !says(middle, "](")) return std::nullopt;
    const std::size_t end = text_.find_first_of(")\r\n", middle + 2);
    if (end == std::string_view::npos || end == middle + 2 || text_[end] != ')') return std::nullopt;
    return end + 1;
}

End Scanner::quoted(std::size_t at) const {
    const std::size_t end = has(at, '"') ? text_.find('"', at + 1) : std::string_view::npos;
    return end == std::string_view::npos ? End() : End(end + 1);
}

/// `1 April 2026`, `2026-04-01`
End Scanner::date(std::size_t at) const {
    if (const End month = day_and_month(at)) {
        const std::size_t from = past_spaces(*month);
        return from == *month ? std::nullopt : year(from);
    }
    const End end = year(at);
    if (!end || !has(*end, '-') || !are_digits(*end + 1, 2) || !has(*end + 3, '-') || !are_digits(*end + 4, 2))
        return std::nullopt;
    return *end + 6;
}

End Scanner::month_year(std::size_t at) const {
    const End month = month_word(at);
    if (!month || !is_space(*month)) return std::nullopt;
    return year(past_spaces(*month));
}

/// `2026/27`, `2026/27 Q1`, `2026-04`, `2026 Q1`
End Scanner::period(std::size_t at) const {
    const End end = year(at);
    if (!end) return std::nullopt;
    if (has(*end, '/') && are_digits(*end + 1, 2)) {
        const std::size_t quarter = past_spaces(*end + 3);
        return has(quarter, 'Q') && is_one_of(quarter + 1, '1', '4') ? quarter + 2 : *end + 3;
    }
    if (has(*end, '-') && are_digits(*end + 1, 2)) return *end + 3;
    if (says(*end, " Q") && is_one_of(*end + 2, '1', '4')) return *end + 3;
    return std::nullopt;
}

/// `£1,500.50`, `NZ$2m`, `£3 million`
End Scanner::money(std::size_t at) const {
    while (is_one_of(at, 'A', 'Z')) ++at;
    if (letter(at) != Letter::currency) return std::nullopt;
    const End end = decimal(at + character(at).bytes);
    if (!end) return std::nullopt;
    if (has(*end, 'm') || has(*end, 'k')) return *end + 1;
    if (says(*end, "bn")) return *end + 2;
    const std::size_t word = past_spaces(*end);
    for (const std::string_view many : {std::string_view("million"), std::string_view("billion")}) {
        if (word != *end && says(word, many)) return word + many.size();
    }
    return end;
}

/// `12.5%`, `1/3%`, `33 1/3%`
End Scanner::percent(std::size_t at) const {
    const std::size_t digits = past_digits(at);
    if (digits == at) return std::nullopt;
    const std::size_t space = past_spaces(digits);
    const std::size_t above = space == digits ? at : space;
    const std::size_t slash = past_digits(above);
    if (slash != above && has(slash, '/')) {
        const std::size_t end = past_digits(slash + 1);
        if (end != slash + 1 && has(end, '%')) return end + 1;
    }
    const End end = decimal(at);
    return end && has(*end, '%') ? End(*end + 1) : End();
}

/// `1,234.5`, and `3.1.2` as a clause has it
End Scanner::number(std::size_t at) const {
    const End plain = decimal(at);
    std::size_t end = past_digits(at);
    if (end == at) return std::nullopt;
    while (has(end, '.') && is_digit(end + 1)) end = past_digits(end + 1);
    return std::max(*plain, end);
}

End Scanner::lettered(std::size_t at) const {
    return has(at, '(') && is_one_of(at + 1, 'a', 'z') && has(at + 2, ')') ? End(at + 3) : End();
}

End Scanner::sign(std::size_t at) const {
    constexpr std::string_view signs = ",;:.()+-*/";
    if (at < text_.size() && signs.find(text_[at]) != std::string_view::npos) return at + 1;
    for (const std::string_view sign : {std::string_view("×"), std::string_view("÷")}) {
        if (says(at, sign)) return at + sign.size();
    }
    return std::nullopt;
}

End Scanner::capital_word(std::size_t at) const {
    return letter(at) == Letter::upper ? End(past_word_parts(at + character(at).bytes)) : End();
}

End Scanner::plain_word(std::size_t at) const {
    return letter(at) == Letter::lower ? End(past_word_parts(at + character(at).bytes)) : End();
}

End Scanner::code_word(std::size_t at) const {
    const std::size_t end = past_digits(at);
    return end != at && is_letter(end) ? End(past_word_parts(end)) : End();
}

ScannedWord Scanner::word_at(std::size_t at) const {
    ScannedWord best{WordKind::bad, static_cast<std::uint32_t>(at),
                     static_cast<std::uint32_t>(at + character(at).bytes)};
    bool any = false;
    const auto offer = [&](WordKind kind, End end) {
        if (!end || (any && *end <= best.end)) return;
        best.kind = kind;
        best.end = static_cast<std::uint32_t>(*end);
        any = true;
    };
    offer(WordKind::link, link(at));
    offer(WordKind::quoted, quoted(at));
    if (is_digit(at)) {
        offer(WordKind::date, date(at));
        offer(WordKind::day_month, day_and_month(at));
        offer(WordKind::period, period(at));
    }
    if (is_one_of(at, 'A', 'S')) {
        offer(WordKind::month_year, month_year(at));
        offer(WordKind::month_name, month_word(at));
    }
    if (!is_digit(at)) offer(WordKind::money, money(at));
    if (is_digit(at)) {
        offer(WordKind::percent, percent(at));
        offer(WordKind::number, number(at));
        offer(WordKind::code_word, code_word(at));
        return best;
    }
    offer(WordKind::lettered, lettered(at));
    offer(WordKind::sign, sign(at));
    offer(WordKind::capital_word, capital_word(at));
    offer(WordKind::plain_word, plain_word(at));
    return best;
}

}  // namespace

std::vector<ScannedWord> scan_words(std::string_view text) {
    std::vector<ScannedWord> words;
    const Scanner scanner(text);
    for (std::size_t at = 0; at < text.size();) {
        if (scanner.is_space(at)) {
            ++at;
            continue;
        }
        words.push_back(scanner.word_at(at));
        at = words.back().end;
    }
    return words;
}

}  // namespace concordat::parse
