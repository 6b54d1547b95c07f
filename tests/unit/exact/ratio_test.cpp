// tests/unit/exact/ratio_test.cpp
// What:  fractions stay in lowest terms, compare by value, and refuse floating point.
#include "exact/ratio.h"

#include <cstdint>
#include <limits>
#include <random>
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

namespace {

using Judge = boost::multiprecision::cpp_rational;

Judge judged(const Ratio& number) {
    return {boost::multiprecision::cpp_int(number.numerator().str()),
            boost::multiprecision::cpp_int(number.denominator().str())};
}

/// Words of every size, most of all those at the edge of what a word holds.
std::int64_t any_word(std::mt19937_64& chance) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const auto word = static_cast<std::int64_t>(chance());
    switch (chance() % 6) {
        case 0: return word % 10;
        case 1: return word % 100'000;
        case 2: return most - static_cast<std::int64_t>(chance() % 3);
        case 3: return -most - 1 + static_cast<std::int64_t>(chance() % 3);
        case 4: return word >> (chance() % 63);
        default: return word;
    }
}

Ratio any_ratio(std::mt19937_64& chance) {
    const std::int64_t below = any_word(chance);
    Ratio number(Integer(any_word(chance)), Integer(below == 0 ? 1 : below));
    if (chance() % 8 == 0) number = number * Ratio(any_word(chance)) * Ratio(any_word(chance));  // above any word
    return number;
}

}  // namespace

TEST_CASE("in words or above them, a ratio is what the library's fraction is", "[exact]") {
    std::mt19937_64 chance(20'301'130);
    for (int turn = 0; turn < 20'000; ++turn) {
        const Ratio a = any_ratio(chance), b = chance() % 10 == 0 ? a : any_ratio(chance);
        const Judge x = judged(a), y = judged(b);
        INFO(write_exact(a) << " and " << write_exact(b));
        REQUIRE(judged(a + b) == x + y);
        REQUIRE(judged(a - b) == x - y);
        REQUIRE(judged(a * b) == x * y);
        if (!b.is_zero()) REQUIRE(judged(a / b) == x / y);
        REQUIRE(judged(-a) == -x);
        REQUIRE((a < b) == (x < y));
        REQUIRE((a == b) == (x == y));
        REQUIRE(a.sign() == x.sign());
        // One number has one form, by whatever way it came about.
        REQUIRE(a + b - b == a);
        REQUIRE((a - b).is_zero() == (a == b));
        REQUIRE(a.is_whole() == (boost::multiprecision::denominator(x) == 1));
    }
}

TEST_CASE("a ratio changed by itself, copied and moved", "[exact]") {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    for (const Ratio& number :
         {Ratio(7, 3), Ratio(most) * Ratio(most), Ratio(1, Integer(most) * 4), Ratio(-most) - 1}) {
        Ratio sum = number, rest = number, square = number, one = number;
        sum += sum;
        rest -= rest;
        square *= square;
        one /= one;
        CHECK(judged(sum) == judged(number) * 2);
        CHECK(rest.is_zero());
        CHECK(judged(square) == judged(number) * judged(number));
        CHECK(one == Ratio(1));
        Ratio moved = std::move(sum);
        CHECK(judged(moved) == judged(number) * 2);
        moved = number;
        CHECK(moved == number);
        moved = Ratio(3);
        CHECK(moved == Ratio(3));
    }
    // words: 103982/100 = 51991/50; a sign below goes on top
    CHECK(Ratio::of(103'982, 100) == Ratio(51'991, 50));
    CHECK(Ratio::of(-6, 4) == Ratio(-3, 2));
    CHECK(Ratio::of(6, -4) == Ratio(-3, 2));
    CHECK(Ratio::of(0, 100).denominator() == 1);
}
