// tests/unit/exact/rounding_test.cpp
// What:  every mode x {.4, .5, .6} x sign x ties to odd and even; steps that are not powers of ten.
#include "exact/rounding.h"

#include <string>
#include <string_view>

#include "exact/decimal_text.h"
#include "support/catch.h"

using concordat::exact::Integer;
using concordat::exact::Ratio;
using concordat::exact::read_decimal;
using concordat::exact::round_to;
using concordat::exact::RoundingMode;
using concordat::exact::write_exact;

namespace {

std::string rounded(std::string_view number, RoundingMode mode, std::string_view step = "1") {
    return write_exact(round_to(read_decimal(number).value(), {.step = read_decimal(step).value(), .mode = mode}));
}

/// What a size becomes in each mode, in the order of RoundingMode.
struct Row {
    std::string_view size;
    std::string_view half_up;
    std::string_view half_down;
    std::string_view half_to_even;
    std::string_view up;
    std::string_view down;
};

void check_row(const Row& row, std::string_view sign) {
    const std::string number = std::string(sign) + std::string(row.size);
    // The sign is put back, and nothing has no sign.
    const auto with_sign = [sign](std::string_view size) {
        return size == "0" ? std::string("0") : std::string(sign) + std::string(size);
    };
    INFO(number);
    CHECK(rounded(number, RoundingMode::half_up) == with_sign(row.half_up));
    CHECK(rounded(number, RoundingMode::half_down) == with_sign(row.half_down));
    CHECK(rounded(number, RoundingMode::half_to_even) == with_sign(row.half_to_even));
    CHECK(rounded(number, RoundingMode::up) == with_sign(row.up));
    CHECK(rounded(number, RoundingMode::down) == with_sign(row.down));
}

}  // namespace

TEST_CASE("every rounding mode acts on the size and puts the sign back", "[exact][rounding]") {
    // Worked by hand: below a half only `up` rises; at a half half_up and up rise, and half_to_even goes to 0, 2, 2, 4;
    // above a half all but `down` rise; a whole number stays.
    constexpr Row rows[] = {
        // size    half_up half_down even   up     down
        {"0.4", "0", "0", "0", "1", "0"},
        {"0.5", "1", "0", "0", "1", "0"},
        {"0.6", "1", "1", "1", "1", "0"},
        {"1.4", "1", "1", "1", "2", "1"},
        {"1.5", "2", "1", "2", "2", "1"},
        {"1.6", "2", "2", "2", "2", "1"},
        {"2.4", "2", "2", "2", "3", "2"},
        {"2.5", "3", "2", "2", "3", "2"},
        {"2.6", "3", "3", "3", "3", "2"},
        {"3.5", "4", "3", "4", "4", "3"},
        {"0", "0", "0", "0", "0", "0"},
        {"7", "7", "7", "7", "7", "7"},
        // a hair from the half, on either side
        {"2.4999999999999999999999", "2", "2", "2", "3", "2"},
        {"2.5000000000000000000001", "3", "3", "3", "3", "2"},
        {"0.0000000000000000000001", "0", "0", "0", "1", "0"},
    };
    for (const Row& row : rows) {
        check_row(row, "");
        check_row(row, "-");
    }
}

TEST_CASE("a repayment mirrors a payment", "[exact][rounding]") {
    // finding N2: £12.345 is paid as £12.35, and -£12.345 is repaid as £12.35
    CHECK(rounded("12.345", RoundingMode::half_up, "0.01") == "12.35");
    CHECK(rounded("-12.345", RoundingMode::half_up, "0.01") == "-12.35");
}

TEST_CASE("a step may be any amount above zero", "[exact][rounding]") {
    // 1,237 / 50 = 24.74 steps, nearest 25: 1,250; down 24: 1,200
    CHECK(rounded("1237", RoundingMode::half_up, "50") == "1250");
    CHECK(rounded("1237", RoundingMode::down, "50") == "1200");
    // a step of 0.1% is 0.001: 0.4565 = 456.5 steps, tie: up to 457, even 456
    CHECK(rounded("0.4565", RoundingMode::half_up, "0.001") == "0.457");
    CHECK(rounded("0.4565", RoundingMode::half_to_even, "0.001") == "0.456");
    // a step of a third: 1/2 = 1.5 steps, tie: up to 2 steps = 2/3, down 1 step = 1/3
    CHECK(round_to(Ratio(1, 2), {.step = Ratio(1, 3), .mode = RoundingMode::half_up}) == Ratio(2, 3));
    CHECK(round_to(Ratio(1, 2), {.step = Ratio(1, 3), .mode = RoundingMode::half_down}) == Ratio(1, 3));
    // two thirds of a pound in pennies: 66.66... steps: nearest 67, down 66
    CHECK(round_to(Ratio(2, 3), {.step = Ratio(1, 100), .mode = RoundingMode::half_up}) == Ratio(67, 100));
    CHECK(round_to(Ratio(2, 3), {.step = Ratio(1, 100), .mode = RoundingMode::down}) == Ratio(66, 100));
}

TEST_CASE("rounding twice is rounding once, and moves less than a step", "[exact][rounding]") {
    const Ratio step(1, 4);
    for (const RoundingMode mode : {RoundingMode::half_up, RoundingMode::half_down, RoundingMode::half_to_even,
                                    RoundingMode::up, RoundingMode::down}) {
        for (int twelfths = -40; twelfths <= 40; ++twelfths) {
            const Ratio number(twelfths, 12);
            const Ratio once = round_to(number, {.step = step, .mode = mode});
            INFO(twelfths << "/12");
            CHECK((once / step).is_whole());
            CHECK(size_of(once - number) < step);
            CHECK(round_to(once, {.step = step, .mode = mode}) == once);
            CHECK(round_to(-number, {.step = step, .mode = mode}) == -once);
        }
    }
}
