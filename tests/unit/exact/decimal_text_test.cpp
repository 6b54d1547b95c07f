// tests/unit/exact/decimal_text_test.cpp
// What:  which texts are numbers, how numbers are written, and that what is written exactly is read back the same.
#include "exact/decimal_text.h"

#include <cstddef>
#include <string>
#include <string_view>

#include "base/limits.h"
#include "support/catch.h"

using concordat::exact::Integer;
using concordat::exact::power_of_ten;
using concordat::exact::Ratio;
using concordat::exact::read_decimal;
using concordat::exact::with_thousands;
using concordat::exact::write_decimal;
using concordat::exact::write_exact;
using concordat::exact::write_for_people;

TEST_CASE("decimal text is read as the number it shows", "[exact][decimal]") {
    CHECK(read_decimal("0") == Ratio(0));
    CHECK(read_decimal("010") == Ratio(10));  // ten, not octal eight
    CHECK(read_decimal("0089") == Ratio(89));
    CHECK(read_decimal("7") == Ratio(7));
    CHECK(read_decimal("+7") == Ratio(7));
    CHECK(read_decimal("-7") == Ratio(-7));
    CHECK(read_decimal("-0") == Ratio(0));
    CHECK(read_decimal("0.1") == Ratio(1, 10));
    CHECK(read_decimal("2.50") == Ratio(5, 2));
    CHECK(read_decimal("-1,234.50") == Ratio(-2469, 2));  // 1234.5 x 2 = 2469
    CHECK(read_decimal("1,234,567") == Ratio(1234567));
    CHECK(read_decimal("12,345") == Ratio(12345));
    CHECK(read_decimal("999999999999999999") == Ratio(999999999999999999));
    // more digits than 18, 36 and 54: 10^n - 1 is n nines
    for (const int digits : {18, 19, 36, 37, 54, 60}) {
        const std::string nines(static_cast<std::size_t>(digits), '9');
        CHECK(read_decimal(nines) == Ratio(power_of_ten(digits) - 1));
    }
    // zeros in the first eighteen places must not shift the rest
    CHECK(read_decimal(std::string(20, '0') + "5") == Ratio(5));
    CHECK(read_decimal("1" + std::string(36, '0')) == Ratio(power_of_ten(36)));
}

TEST_CASE("anything else is not a number", "[exact][decimal]") {
    for (const std::string_view text :
         {"",        "-",     "+",      ".",        "-.",   ",",      "1.",     ".5", "1..2",     "1.2.3",    "1e3",
          "1E3",     "0x10",  "--1",    "+-1",      "-+1",  "1-",     " 1",     "1 ", "- 1",      "1 000",    "1_000",
          "12,34",   "1,23",  "1,2345", "1,234,56", ",123", "1,,234", "1,234,", "1,", "1234,567", "1,234567", "1.234,5",
          "1.2,345", "0,125", "00,125", "000,125",  "NaN",  "inf",    "£1",     "1%", "1/3",      "١",        "−1"}) {
        INFO(text);
        CHECK_FALSE(read_decimal(text).has_value());
    }
    CHECK_FALSE(read_decimal(std::string_view("1\0", 2)).has_value());
    CHECK_FALSE(read_decimal(std::string(1'000'000, '9')).has_value());
}

TEST_CASE("a number has at most so many digits, before and after the point together", "[exact][decimal]") {
    constexpr std::size_t most = concordat::limits::number_digits;
    CHECK(read_decimal(std::string(most - 1, '1')).has_value());
    CHECK(read_decimal(std::string(most, '1')).has_value());
    CHECK_FALSE(read_decimal(std::string(most + 1, '1')).has_value());
    // sign, point and commas are no digits
    CHECK(read_decimal("-" + std::string(most - 1, '1') + ".1").has_value());
    CHECK_FALSE(read_decimal("-" + std::string(most, '1') + ".1").has_value());
    CHECK(read_decimal("0." + std::string(most - 1, '1')).has_value());
    CHECK_FALSE(read_decimal("0." + std::string(most, '1')).has_value());
    std::string with_commas = "111";
    for (std::size_t digits = 3; digits < most; digits += 3) with_commas += ",111";
    CHECK(read_decimal(with_commas).has_value());
    CHECK_FALSE(read_decimal(with_commas + ",111").has_value());
    // a zero in front is a digit too
    CHECK_FALSE(read_decimal("0" + std::string(most, '1')).has_value());
}

TEST_CASE("a number is written as a decimal when it ends, else as a fraction", "[exact][decimal]") {
    CHECK(write_exact(Ratio(0)) == "0");
    CHECK(write_exact(Ratio(-12)) == "-12");
    CHECK(write_exact(Ratio(1, 2)) == "0.5");
    CHECK(write_exact(Ratio(1, 8)) == "0.125");
    CHECK(write_exact(Ratio(1, 5)) == "0.2");
    CHECK(write_exact(Ratio(-1, 40)) == "-0.025");  // 25/1000
    CHECK(write_exact(Ratio(3, 80)) == "0.0375");   // 375/10000
    CHECK(write_exact(Ratio(1, 3)) == "1/3");
    CHECK(write_exact(Ratio(-5, 6)) == "-5/6");
    CHECK(write_exact(Ratio(200, 3)) == "200/3");
    CHECK(write_exact(Ratio(1, power_of_ten(25))) == "0." + std::string(24, '0') + "1");
}

TEST_CASE("what is written exactly is read back the same", "[exact][decimal]") {
    for (int numerator = -300; numerator <= 300; ++numerator) {
        for (const int denominator : {1, 2, 4, 5, 8, 10, 16, 25, 80, 100, 125, 1000, 1024}) {
            const Ratio number(numerator, denominator);
            const std::string text = write_exact(number);
            if (read_decimal(text) != number) FAIL_CHECK(text);
        }
    }
    const Ratio long_number = read_decimal("-123456789012345678901234567890.098765432109876543210987654321").value();
    CHECK(write_exact(long_number) == "-123456789012345678901234567890.098765432109876543210987654321");
}

TEST_CASE("places are filled with zeros", "[exact][decimal]") {
    CHECK(write_decimal(Ratio(5, 2), 2) == "2.50");
    CHECK(write_decimal(Ratio(-1, 20), 2) == "-0.05");
    CHECK(write_decimal(Ratio(0), 2) == "0.00");
    CHECK(write_decimal(Ratio(1234), 0) == "1234");
    CHECK(write_decimal(Ratio(-3), 3) == "-3.000");
}

TEST_CASE("for people a long number is cut, and the cut is seen", "[exact][decimal]") {
    CHECK(write_for_people(Ratio(1, 2), 4) == "0.5");  // exact: no more than it needs
    CHECK(write_for_people(Ratio(12), 4) == "12");
    CHECK(write_for_people(Ratio(1, 16), 4) == "0.0625");   // exactly as many as allowed
    CHECK(write_for_people(Ratio(1, 32), 4) == "0.0313…");  // 0.03125: the half goes up
    CHECK(write_for_people(Ratio(-1, 32), 4) == "-0.0313…");
    CHECK(write_for_people(Ratio(1, 3), 4) == "0.3333…");
    CHECK(write_for_people(Ratio(2, 3), 4) == "0.6667…");
    CHECK(write_for_people(Ratio(2, 3), 0) == "1…");
    // 0.500001 is not a half, and 0.999999 is not one: all places are shown
    CHECK(write_for_people(Ratio(500001, 1000000), 4) == "0.5000…");
    CHECK(write_for_people(Ratio(999999, 1000000), 4) == "1.0000…");
    // less than nothing, if only by a hair
    CHECK(write_for_people(Ratio(-1, 1000000), 4) == "-0.0000…");
}

TEST_CASE("commas stand between the thousands", "[exact][decimal]") {
    CHECK(with_thousands("0") == "0");
    CHECK(with_thousands("999") == "999");
    CHECK(with_thousands("1000") == "1,000");
    CHECK(with_thousands("1234567.5") == "1,234,567.5");
    CHECK(with_thousands("-1234.5678") == "-1,234.5678");
    CHECK(with_thousands("-123.45") == "-123.45");
    CHECK(with_thousands("100000") == "100,000");
    CHECK(with_thousands("66666.6667…") == "66,666.6667…");
    CHECK(with_thousands("") == "");
    CHECK(read_decimal(with_thousands("1234567890.25")) == read_decimal("1234567890.25"));
}
