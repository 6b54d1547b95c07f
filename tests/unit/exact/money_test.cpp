// tests/unit/exact/money_test.cpp
// What:  money is whole coins; what it may and may not do; how it is written in each currency.
#include "exact/money.h"

#include <string>
#include <type_traits>

#include "support/catch.h"

using concordat::exact::Currency;
using concordat::exact::find_currency;
using concordat::exact::Integer;
using concordat::exact::Money;
using concordat::exact::Ratio;
using concordat::exact::write_for_people;
using concordat::exact::write_plain;

static_assert(!std::is_convertible_v<Ratio, Money>);
static_assert(!std::is_convertible_v<Money, Ratio>);
static_assert(!std::is_constructible_v<Money, double>);

TEST_CASE("an amount is money only when it is whole coins", "[exact][money]") {
    // £12.34 = 1234 pennies; £12.345 = 1234.5
    CHECK(Money::from_major(Ratio(1234, 100), 2) == Money::from_minor(1234));
    CHECK_FALSE(Money::from_major(Ratio(12345, 1000), 2).has_value());
    CHECK_FALSE(Money::from_major(Ratio(1, 3), 2).has_value());
    // yen have no coin below the whole
    CHECK(Money::from_major(Ratio(1500), 0) == Money::from_minor(1500));
    CHECK_FALSE(Money::from_major(Ratio(1, 2), 0).has_value());
    CHECK(Money::from_minor(-5).major(2) == Ratio(-1, 20));
    CHECK(Money::from_minor(1500).major(0) == Ratio(1500));
}

TEST_CASE("money adds and compares", "[exact][money]") {
    const Money five = Money::from_minor(5);
    const Money seven = Money::from_minor(7);
    CHECK(five + seven == Money::from_minor(12));
    CHECK(five - seven == Money::from_minor(-2));
    CHECK((five - seven).sign() == -1);
    CHECK(-five < five);
    CHECK(seven > five);
    CHECK(Money().sign() == 0);
}

TEST_CASE("money is written plainly for machines and with its symbol for people", "[exact][money]") {
    const Currency pounds = find_currency("GBP").value();
    CHECK(write_plain(Money::from_minor(123450), pounds) == "1234.50");
    CHECK(write_plain(Money::from_minor(-5), pounds) == "-0.05");
    CHECK(write_plain(Money(), pounds) == "0.00");
    CHECK(write_for_people(Money::from_minor(123450), pounds) == "£1,234.50");
    CHECK(write_for_people(Money::from_minor(-123450), pounds) == "-£1,234.50");
    CHECK(write_for_people(Money(), pounds) == "£0.00");

    const Currency yen = find_currency("JPY").value();
    CHECK(write_plain(Money::from_minor(1234567), yen) == "1234567");
    CHECK(write_for_people(Money::from_minor(-1234567), yen) == "-¥1,234,567");

    const Currency francs = find_currency("CHF").value();
    CHECK(write_for_people(Money::from_minor(123450), francs) == "CHF 1,234.50");
    CHECK(write_for_people(Money::from_minor(100), find_currency("INR").value()) == "₹1.00");
    CHECK(write_for_people(Money::from_minor(100), find_currency("ZAR").value()) == "R1.00");
    CHECK(write_for_people(Money::from_minor(100), find_currency("EUR").value()) == "€1.00");
    CHECK(write_for_people(Money::from_minor(-100), find_currency("NOK").value()) == "-kr 1.00");
}

TEST_CASE("a currency knows the words for its coins", "[exact][money]") {
    const Currency pounds = find_currency("GBP").value();
    CHECK(pounds.major_word == "pound");
    CHECK(pounds.minor_word == "penny");
    CHECK(pounds.minor_plural == "pennies");
    CHECK(find_currency("USD").value().minor_word == "cent");
    CHECK(find_currency("CHF").value().minor_word == "centime");
    CHECK(find_currency("JPY").value().minor_word == "yen");
    CHECK(find_currency("JPY").value().minor_digits == 0);
    for (const char* code :
         {"GBP", "USD", "EUR", "NZD", "AUD", "CAD", "CHF", "JPY", "SEK", "NOK", "DKK", "INR", "ZAR"}) {
        INFO(code);
        CHECK(find_currency(code).value().code == code);
    }
    CHECK_FALSE(find_currency("XXX").has_value());
    CHECK_FALSE(find_currency("gbp").has_value());
    CHECK_FALSE(find_currency("").has_value());
}
