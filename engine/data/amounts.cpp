// engine/data/amounts.cpp · room: data
// What:  takes currency, sign and `%` off a cell, reads the rest exactly, and says what is wrong where it cannot.
// Start: read_amount(), last in the file.
#include "data/amounts.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/format.h>

#include "base/limits.h"
#include "data/headings.h"
#include "exact/decimal_text.h"

namespace concordat::data {
namespace {

using source::Code;

bool is_digit(char character) { return character >= '0' && character <= '9'; }

/// A real minus sign, as word processors write it, becomes a hyphen.
std::string with_plain_minus(std::string_view text) {
    constexpr std::string_view minus = "\xE2\x88\x92";
    std::string plain(text);
    for (std::size_t at = plain.find(minus); at != std::string::npos; at = plain.find(minus, at)) {
        plain.replace(at, minus.size(), "-");
    }
    return plain;
}

/// Takes one sign off the front and gives it back: "-", "+" or nothing.
std::string take_sign(std::string_view& text) {
    if (!text.starts_with('-') && !text.starts_with('+')) return {};
    const std::string sign(text.substr(0, 1));
    text.remove_prefix(1);
    return sign;
}

/// `-£1,234.50`, `£-1,234.50` and `£1,234.50` without the symbol.
std::string without_symbol(std::string_view text, const exact::Currency& currency) {
    const std::string_view symbol = trimmed(currency.symbol);
    std::string sign = take_sign(text);
    if (!symbol.empty() && text.starts_with(symbol)) {
        text = trimmed(text.substr(symbol.size()));
        if (sign.empty()) sign = take_sign(text);
    }
    return sign + std::string(text);
}

/// The kind in words, and how it is typed.
struct AmountWords {
    std::string_view is_not;
    std::string_view rule;
};

AmountWords words_of(const AmountRules& rules) {
    if (rules.kind.is_percentage()) {
        switch (rules.percentages) {
            case PercentageStyle::signed_cells: return {"a percentage", "a percentage is written as 71.5%"};
            case PercentageStyle::share_of_one: return {"a share of 1", "a share of 1 is written as 0.715"};
            case PercentageStyle::hundredths: return {"a percentage", "a percentage in hundredths is written as 71.5"};
        }
    }
    if (holds_money(rules.kind)) return {"an amount of money", "money is written as 1234.50"};
    if (rules.kind.is_days()) return {"a number of days", "days are written as 12"};
    if (rules.kind.whole) return {"a count", "a count is a whole number, as 12"};
    return {"a number", "a number is written as 1234.5"};
}

bool has_exponent(std::string_view text) {
    const std::size_t mark = text.find_first_of("eE");
    return mark != std::string_view::npos && mark > 0 && is_digit(text[mark - 1]) && mark + 1 < text.size() &&
           (is_digit(text[mark + 1]) || text[mark + 1] == '+' || text[mark + 1] == '-');
}

bool names_other_currency(std::string_view text, const exact::Currency& currency) {
    constexpr std::array symbols{std::string_view("£"), std::string_view("$"), std::string_view("€"),
                                 std::string_view("¥")};
    return std::ranges::any_of(symbols, [&](std::string_view symbol) {
        return symbol != trimmed(currency.symbol) && text.find(symbol) != std::string_view::npos;
    });
}

/// What to type instead.
std::string amount_help(std::string_view text, const AmountRules& rules) {
    const auto has = [text](std::string_view any_of) { return text.find_first_of(any_of) != std::string_view::npos; };
    const auto digits = static_cast<std::size_t>(std::ranges::count_if(text, is_digit));
    if (digits > limits::number_digits) return fmt::format("a number has at most {} digits", limits::number_digits);
    if (text.starts_with('(') && text.ends_with(')')) {
        return "write an amount below zero with a minus in front: -1234.50";
    }
    if (has_exponent(text)) return "write the number out with all its digits";
    if (names_other_currency(text, rules.currency)) {
        return fmt::format("money in this contract is in {}; write the amount in it, without a symbol",
                           rules.currency.code);
    }
    if (has("%")) return "a number has no `%`; if a percentage is meant, the contract must say so";
    if (has(",") && digits > 0) return "commas stand between thousands only, and a point before the decimals: 1,234.50";
    if (has(" ") && digits > 0) return "take the blanks and words out and leave the number";
    if (digits == 0) return "write the number; `-` where there is no such thing, nothing where it is not known";
    return fmt::format("{}", words_of(rules).rule);
}

AmountReading refused(Code code, std::string what, std::string help) {
    return {std::nullopt, {code, std::move(what), std::move(help)}};
}

AmountReading not_an_amount(std::string_view text, const AmountRules& rules) {
    const AmountWords words = words_of(rules);
    return refused(Code::cell_not_amount, fmt::format("is not {}; {}", words.is_not, words.rule),
                   amount_help(text, rules));
}

bool takes_sign(const AmountRules& rules) {
    if (rules.kind.is_percentage()) return rules.percentages != PercentageStyle::share_of_one;
    return rules.kind.is_pure() && rules.kind.flavour == model::Flavour::either;
}

/// Which part of the text's number is meant: 71.5% and 71.5 hundredths are 715 thousandths.
bool is_in_hundredths(bool has_sign, const AmountRules& rules) {
    return has_sign || (rules.kind.is_percentage() && rules.percentages == PercentageStyle::hundredths);
}

}  // namespace

bool holds_money(const model::Kind& kind) {
    return kind.base == model::KindBase::amount && kind.unit.powers.contains("money");
}

namespace {

/// A cell of figures that says no more than its number: without sign, symbol or `%`.
std::optional<exact::Ratio> plainly_written(std::string_view text, const AmountRules& rules) {
    if (!is_digit(text.front()) || !is_digit(text.back()) || is_in_hundredths(false, rules)) return std::nullopt;
    std::optional<exact::Ratio> amount = exact::read_decimal(text);
    return amount && (!rules.kind.whole || amount->is_whole()) ? amount : std::nullopt;
}

}  // namespace

AmountReading read_amount(std::string_view text, const AmountRules& rules) {
    if (std::optional<exact::Ratio> amount = plainly_written(text, rules)) return {std::move(amount), {}};
    const std::string plain = with_plain_minus(text);
    std::string_view digits = plain;
    const bool has_sign = digits.ends_with('%');
    if (has_sign && !takes_sign(rules)) {
        if (!rules.kind.is_percentage()) return not_an_amount(text, rules);
        return refused(Code::percentage_forms_mixed, "has a `%`; the column is said to hold shares of 1",
                       "write 71.5% as 0.715, or take the words `share of 1` out");
    }
    if (has_sign) digits = trimmed(digits.substr(0, digits.size() - 1));
    const std::string number = holds_money(rules.kind) ? without_symbol(digits, rules.currency) : std::string(digits);
    std::optional<exact::Ratio> amount = exact::read_decimal(number);
    if (!amount) return not_an_amount(text, rules);
    if (is_in_hundredths(has_sign, rules)) *amount /= exact::Ratio(100);
    if (rules.kind.whole && !amount->is_whole()) {
        return refused(
            Code::cell_not_whole,
            fmt::format("is not whole; {}", rules.kind.is_days() ? "days are whole here" : "a count is a whole number"),
            "correct the figure; if fractions are meant, the contract must give it the kind `number`");
    }
    return {std::move(amount), {}};
}

}  // namespace concordat::data
