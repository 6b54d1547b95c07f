// engine/exact/money.h · room: exact
// What:  money that may be paid: whole minor units of a currency (pennies, cents, yen). An amount that is still being
//        worked out is a Ratio of the major unit (pounds) and becomes Money only by rounding.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "exact/ratio.h"

namespace concordat::exact {

/// A currency as the contract names it: code, symbol, decimals of its smallest coin, and the words for its coins.
struct Currency {
    std::string code;          // GBP
    std::string symbol;        // £; one made of letters ends in a space: "CHF "
    int minor_digits = 2;      // 2: pennies; 0: yen
    std::string major_word;    // pound
    std::string minor_word;    // penny
    std::string minor_plural;  // pennies
    friend bool operator==(const Currency&, const Currency&) = default;
};

/// GBP USD EUR NZD AUD CAD CHF JPY ...; nothing for a code we do not know.
[[nodiscard]] std::optional<Currency> find_currency(std::string_view code);

/// Whole minor units. Adds and compares; never multiplies by a rate (that is arithmetic on Ratio).
class Money {
public:
    Money() = default;
    static Money from_minor(Integer minor) {
        Money m;
        m.minor_ = std::move(minor);
        return m;
    }
    /// No value when `amount` (major units) is not a whole number of minor units.
    static std::optional<Money> from_major(const Ratio& amount, int minor_digits);

    [[nodiscard]] const Integer& minor() const { return minor_; }
    [[nodiscard]] Ratio major(int minor_digits) const;
    [[nodiscard]] int sign() const { return minor_.sign(); }
    Money operator-() const { return from_minor(-minor_); }
    Money& operator+=(const Money& other) {
        minor_ += other.minor_;
        return *this;
    }
    Money& operator-=(const Money& other) {
        minor_ -= other.minor_;
        return *this;
    }
    friend Money operator+(Money a, const Money& b) { return a += b; }
    friend Money operator-(Money a, const Money& b) { return a -= b; }
    friend bool operator==(const Money& a, const Money& b) { return a.minor_ == b.minor_; }
    friend std::strong_ordering operator<=>(const Money& a, const Money& b) { return a.minor_.compare(b.minor_) <=> 0; }

private:
    Integer minor_ = 0;
};

/// "1234.50" for JSON and CSV; "£1,234.50" / "-£1,234.50" for people.
[[nodiscard]] std::string write_plain(const Money& money, const Currency& currency);
[[nodiscard]] std::string write_for_people(const Money& money, const Currency& currency);

}  // namespace concordat::exact
