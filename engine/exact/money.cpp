// engine/exact/money.cpp · room: exact
// What:  the currencies we know, and whole coins to major units and back.
#include "exact/money.h"

#include <algorithm>
#include <array>

#include "base/check.h"
#include "exact/decimal_text.h"

namespace concordat::exact {

namespace {

/// One row of the table below, without memory of its own so that the table is fixed before main().
struct KnownCurrency {
    std::string_view code;
    std::string_view symbol;  // a symbol of letters carries the space that follows it
    int minor_digits;
    std::string_view major_word;
    std::string_view minor_word;
    std::string_view minor_plural;
};

// Codes and digits: ISO 4217. To add a currency, add its row and nothing else.
constexpr std::array known_currencies{
    KnownCurrency{"AUD", "$", 2, "dollar", "cent", "cents"},
    KnownCurrency{"CAD", "$", 2, "dollar", "cent", "cents"},
    KnownCurrency{"CHF", "CHF ", 2, "franc", "centime", "centimes"},
    KnownCurrency{"DKK", "kr ", 2, "krone", "øre", "øre"},
    KnownCurrency{"EUR", "€", 2, "euro", "cent", "cents"},
    KnownCurrency{"GBP", "£", 2, "pound", "penny", "pennies"},
    KnownCurrency{"INR", "₹", 2, "rupee", "paisa", "paise"},
    KnownCurrency{"JPY", "¥", 0, "yen", "yen", "yen"},
    KnownCurrency{"NOK", "kr ", 2, "krone", "øre", "øre"},
    KnownCurrency{"NZD", "$", 2, "dollar", "cent", "cents"},
    KnownCurrency{"SEK", "kr ", 2, "krona", "öre", "öre"},
    KnownCurrency{"USD", "$", 2, "dollar", "cent", "cents"},
    KnownCurrency{"ZAR", "R", 2, "rand", "cent", "cents"},
};

}  // namespace

std::optional<Currency> find_currency(std::string_view code) {
    const auto found = std::find_if(known_currencies.begin(), known_currencies.end(),
                                    [code](const KnownCurrency& known) { return known.code == code; });
    if (found == known_currencies.end()) return std::nullopt;
    return Currency{.code = std::string(found->code),
                    .symbol = std::string(found->symbol),
                    .minor_digits = found->minor_digits,
                    .major_word = std::string(found->major_word),
                    .minor_word = std::string(found->minor_word),
                    .minor_plural = std::string(found->minor_plural)};
}

std::optional<Money> Money::from_major(const Ratio& amount, int minor_digits) {
    const Ratio coins = amount * Ratio(power_of_ten(minor_digits));
    if (!coins.is_whole()) return std::nullopt;
    return from_minor(coins.numerator());
}

Ratio Money::major(int minor_digits) const { return Ratio(minor_, power_of_ten(minor_digits)); }

std::string write_plain(const Money& money, const Currency& currency) {
    return write_decimal(money.major(currency.minor_digits), currency.minor_digits);
}

std::string write_for_people(const Money& money, const Currency& currency) {
    const bool is_below_zero = money.sign() < 0;
    const std::string size = with_thousands(write_plain(is_below_zero ? -money : money, currency));
    return (is_below_zero ? "-" : "") + currency.symbol + size;
}

}  // namespace concordat::exact
