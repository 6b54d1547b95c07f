// engine/exact/decimal_text.cpp · room: exact
// What:  reads digits one by one and writes them back; no library parser, no locale, nothing is ever octal.
// Start: read_decimal() and write_exact(); the functions above each are its steps.
#include "exact/decimal_text.h"

#include <algorithm>
#include <cstddef>

#include "base/check.h"
#include "base/limits.h"
#include "exact/rounding.h"

namespace concordat::exact {

namespace {

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool is_all_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), is_digit); }

/// Takes the commas out of `1,234`. No value where they do not stand between groups of three.
std::optional<std::string> digits_before_point(std::string_view text) {
    const std::size_t first_comma = text.find(',');
    if (first_comma == std::string_view::npos) {
        if (!is_all_digits(text)) return std::nullopt;
        return std::string(text);
    }
    const std::string_view lead = text.substr(0, first_comma);
    // `0,125` is how other countries write an eighth; to read it as 125 would be wrong a thousand times over.
    if (!is_all_digits(lead) || lead.size() > 3 || lead.front() == '0') return std::nullopt;
    std::string digits(lead);
    for (std::size_t comma = first_comma; comma < text.size(); comma += 4) {
        const std::string_view group = text.substr(comma + 1, 3);
        if (text[comma] != ',' || group.size() != 3 || !is_all_digits(group)) return std::nullopt;
        digits += group;
    }
    return digits;
}

/// The number that decimal digits stand for. They are taken many at a time, since a file may hold millions of cells.
Integer integer_from(std::string_view digits) {
    constexpr std::size_t digits_at_once = 18;  // the most that surely fit 64 bits
    Integer value = 0;
    while (!digits.empty()) {
        const std::string_view taken = digits.substr(0, digits_at_once);
        digits.remove_prefix(taken.size());
        std::uint64_t chunk = 0;
        for (const char digit : taken) chunk = chunk * 10 + static_cast<std::uint64_t>(digit - '0');
        if (!value.is_zero()) value *= power_of_ten(static_cast<int>(taken.size()));
        value += chunk;
    }
    return value;
}

/// `1039.82` and `25`: figures and at most one point between them, no more than surely fit a word. Nearly all cells of
/// a file are so written.
std::optional<Ratio> read_plain_decimal(std::string_view text) {
    constexpr std::size_t most_characters = 18;
    if (text.empty() || text.size() > most_characters || !is_digit(text.front()) || !is_digit(text.back()))
        return std::nullopt;
    std::int64_t value = 0;
    std::int64_t below = 0;  // 0 before the point
    for (const char character : text) {
        if (character == '.' && below == 0) {
            below = 1;
            continue;
        }
        if (!is_digit(character)) return std::nullopt;
        value = value * 10 + (character - '0');
        below *= 10;
    }
    return below == 0 ? Ratio(value) : Ratio::of(value, below);
}

/// How often `factor` divides `number`, which is left without it.
int take_out_factor(Integer& number, int factor) {
    int times = 0;
    while (number % factor == 0) {
        number /= factor;
        ++times;
    }
    return times;
}

/// The decimals that the number needs; none when its decimals never end.
std::optional<int> decimals_needed(const Ratio& number) {
    Integer rest = number.denominator();
    const int twos = take_out_factor(rest, 2);
    const int fives = take_out_factor(rest, 5);
    if (rest != 1) return std::nullopt;
    return std::max(twos, fives);
}

}  // namespace

std::optional<Ratio> read_decimal(std::string_view text) {
    if (std::optional<Ratio> plain = read_plain_decimal(text)) return plain;
    const bool is_below_zero = text.starts_with('-');
    if (is_below_zero || text.starts_with('+')) text.remove_prefix(1);
    // A cell may be long; what cannot be a number is turned away before anything is copied.
    if (text.size() > 2 * limits::number_digits) return std::nullopt;

    const std::size_t point = text.find('.');
    std::optional<std::string> digits = digits_before_point(text.substr(0, point));
    if (!digits) return std::nullopt;
    std::size_t places = 0;
    if (point != std::string_view::npos) {
        const std::string_view decimals = text.substr(point + 1);
        if (!is_all_digits(decimals)) return std::nullopt;
        places = decimals.size();
        *digits += decimals;
    }
    if (digits->size() > limits::number_digits) return std::nullopt;

    Integer value = integer_from(*digits);
    if (is_below_zero) value = -value;
    if (places == 0) return Ratio(std::move(value));
    return Ratio(value, power_of_ten(static_cast<int>(places)));
}

std::string write_exact(const Ratio& number) {
    if (const std::optional<int> places = decimals_needed(number)) return write_decimal(number, *places);
    return number.numerator().str() + "/" + number.denominator().str();
}

std::string write_decimal(const Ratio& number, int places) {
    const Ratio scaled = size_of(number) * Ratio(power_of_ten(places));
    ENGINE_CHECK(scaled.is_whole());
    std::string text = scaled.numerator().str();
    if (places > 0) {
        const auto decimals = static_cast<std::size_t>(places);
        // At least one digit stands before the point: 0.05, not .05.
        if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
        text.insert(text.size() - decimals, 1, '.');
    }
    return number.sign() < 0 ? "-" + text : text;
}

std::string write_for_people(const Ratio& number, int places) {
    const std::optional<int> needed = decimals_needed(number);
    if (needed && *needed <= places) return write_decimal(number, *needed);
    const Rounding to_places{.step = Ratio(1, power_of_ten(places)), .mode = RoundingMode::half_up};
    // The sign is that of the exact value, so that -0.00001 is not shown as a plain nothing.
    const std::string size = write_decimal(round_to(size_of(number), to_places), places);
    return (number.sign() < 0 ? "-" : "") + size + "…";
}

std::string with_thousands(std::string_view decimal) {
    const auto first_digit = std::find_if(decimal.begin(), decimal.end(), is_digit);
    const auto end_of_whole = std::find_if_not(first_digit, decimal.end(), is_digit);
    std::string text(decimal.begin(), first_digit);
    for (auto digit = first_digit; digit != end_of_whole; ++digit) {
        const bool starts_group = digit != first_digit && (end_of_whole - digit) % 3 == 0;
        if (starts_group) text += ',';
        text += *digit;
    }
    return text.append(end_of_whole, decimal.end());
}

}  // namespace concordat::exact
