// tests/unit/exact/ratio_test.cpp
// What:  fractions stay in lowest terms, compare by value, and refuse floating point.
#include "exact/ratio.h"

#include <cstdint>
#include <limits>
#include <string>
#include <type_traits>

#include "exact/decimal_text.h"
#include "support/catch.h"

using concordat::exact::floor_of;
using concordat::exact::greater;
using concordat::exact::Integer;
using concordat::exact::lesser;
using concordat::exact::power_of_ten;
using concordat::exact::Ratio;
using concordat::exact::size_of;
using concordat::exact::whole_int64;
using concordat::exact::write_exact;

static_assert(!std::is_constructible_v<Ratio, double>);
static_assert(!std::is_constructible_v<Ratio, float>);
static_assert(!std::is_constructible_v<Ratio, long double>);
static_assert(!std::is_convertible_v<double, Ratio>);
static_assert(!std::is_constructible_v<Ratio, double, int>);
static_assert(std::is_convertible_v<int, Ratio>);

TEST_CASE("a ratio is kept in lowest terms with the sign on top", "[exact]") {
    // 6/-4 = -6/4 = -3/2
    const Ratio number(6, -4);
    CHECK(number.numerator() == -3);
    CHECK(number.denominator() == 2);
    CHECK(number.sign() == -1);
    CHECK_FALSE(number.is_whole());
    // 8/4 = 2
    CHECK(Ratio(8, 4).is_whole());
    CHECK(Ratio(8, 4) == Ratio(2));
    // 0/-7 = 0/1
    CHECK(Ratio(0, -7).is_zero());
    CHECK(Ratio(0, -7).denominator() == 1);
    CHECK(Ratio().is_zero());
}

TEST_CASE("arithmetic on ratios loses nothing", "[exact]") {
    const Ratio third(1, 3);
    // 1/3 + 1/3 + 1/3 = 1; 1/3 * 3 = 1; 1 / 3 * 3 = 1
    CHECK(third + third + third == Ratio(1));
    CHECK(third * 3 == Ratio(1));
    CHECK(Ratio(1) / 3 * 3 == Ratio(1));
    // 1/10 + 2/10 = 3/10, which binary floating point does not give
    CHECK(Ratio(1, 10) + Ratio(2, 10) == Ratio(3, 10));
    // 1/2 - 3/4 = -1/4
    CHECK(write_exact(Ratio(1, 2) - Ratio(3, 4)) == "-0.25");
    CHECK(write_exact(-third) == "-1/3");
    // a number divided by itself, in place
    Ratio same(7, 3);
    same /= same;
    CHECK(same == Ratio(1));
}

TEST_CASE("ratios compare by value, however large their parts", "[exact]") {
    // 1/3 < 34/100 since 100 < 102; -1/2 < -1/3
    CHECK(Ratio(1, 3) < Ratio(34, 100));
    CHECK(Ratio(-1, 2) < Ratio(-1, 3));
    // 10^40 + 1 over 10^40 is above 1 by a hair
    const Integer large = power_of_ten(40);
    CHECK(Ratio(large + 1, large) > Ratio(1));
    CHECK(lesser(Ratio(1, 3), Ratio(1, 2)) == Ratio(1, 3));
    CHECK(greater(Ratio(1, 3), Ratio(1, 2)) == Ratio(1, 2));
    CHECK(size_of(Ratio(-5, 2)) == Ratio(5, 2));
    CHECK(size_of(Ratio(5, 2)) == Ratio(5, 2));
}

TEST_CASE("the floor is never above the number", "[exact]") {
    CHECK(floor_of(Ratio(3, 2)) == 1);    // 1.5
    CHECK(floor_of(Ratio(-3, 2)) == -2);  // -1.5
    CHECK(floor_of(Ratio(-4, 2)) == -2);  // -2 exactly
    CHECK(floor_of(Ratio(-1, 100)) == -1);
    CHECK(floor_of(Ratio(1, 100)) == 0);
    CHECK(floor_of(Ratio(0)) == 0);
}

TEST_CASE("a ratio becomes a machine number only where it fits", "[exact]") {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    CHECK(whole_int64(Ratio(most)) == most);
    CHECK(whole_int64(Ratio(least)) == least);
    CHECK_FALSE(whole_int64(Ratio(most) + 1).has_value());
    CHECK_FALSE(whole_int64(Ratio(least) - 1).has_value());
    CHECK_FALSE(whole_int64(Ratio(1, 2)).has_value());
}

TEST_CASE("powers of ten", "[exact]") {
    CHECK(power_of_ten(0) == 1);
    CHECK(power_of_ten(2) == 100);
    CHECK(power_of_ten(30).str() == "1" + std::string(30, '0'));
}
