// engine/exact/ratio.cpp · room: exact
// What:  the parts of exact arithmetic that need a promise kept: no denominator of zero, floors below zero.
#include "exact/ratio.h"

#include <limits>

#include "base/check.h"

namespace concordat::exact {

Ratio::Ratio(const Integer& numerator, const Integer& denominator) {
    ENGINE_CHECK(!denominator.is_zero());
    value_ = Value(numerator, denominator);
}

Ratio& Ratio::operator/=(const Ratio& other) {
    ENGINE_CHECK(!other.is_zero());
    value_ /= other.value_;
    return *this;
}

Ratio size_of(const Ratio& number) { return number.sign() < 0 ? -number : number; }

const Ratio& lesser(const Ratio& a, const Ratio& b) { return b < a ? b : a; }

const Ratio& greater(const Ratio& a, const Ratio& b) { return a < b ? b : a; }

Integer floor_of(const Ratio& number) {
    const Integer numerator = number.numerator();
    const Integer denominator = number.denominator();
    Integer quotient = numerator / denominator;
    // Division of whole numbers drops towards zero, which for a fraction below zero is upwards.
    if (numerator.sign() < 0 && quotient * denominator != numerator) quotient -= 1;
    return quotient;
}

std::optional<std::int64_t> whole_int64(const Ratio& number) {
    // Asked before converting: a cpp_int that does not fit is cut to the limit without a word.
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    if (!number.is_whole() || number < Ratio(least) || number > Ratio(most)) return std::nullopt;
    return static_cast<std::int64_t>(number.numerator());
}

Integer power_of_ten(int exponent) {
    ENGINE_CHECK(exponent >= 0);
    return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

}  // namespace concordat::exact
