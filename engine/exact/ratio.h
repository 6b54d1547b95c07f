// engine/exact/ratio.h · room: exact
// What:  exact numbers. A Ratio is a fraction of whole numbers of any size; nothing is ever rounded by arithmetic.
// Never: floating point; reading or printing text (decimal_text.h); rounding (rounding.h).
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <boost/multiprecision/cpp_int.hpp>

namespace concordat::exact {

/// A whole number of any size. Expression templates are off, so that `auto sum = a + b` holds a number and not
/// references into a statement that is over.
using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>, boost::multiprecision::et_off>;

/// An exact fraction, always in lowest terms with a denominator above zero.
class Ratio {
public:
    Ratio() = default;
    Ratio(std::int64_t whole) : value_(whole) {}  // NOLINT: whole numbers are ratios
    explicit Ratio(Integer whole) : value_(std::move(whole)) {}
    /// No floating point, ever: tests/compile_fail/ratio_from_double.cpp keeps it so.
    template <std::floating_point Inexact>
    Ratio(Inexact) = delete;
    /// Precondition: `denominator` is not zero.
    Ratio(const Integer& numerator, const Integer& denominator);

    [[nodiscard]] Integer numerator() const { return boost::multiprecision::numerator(value_); }
    [[nodiscard]] Integer denominator() const { return boost::multiprecision::denominator(value_); }
    [[nodiscard]] bool is_zero() const { return value_.is_zero(); }
    [[nodiscard]] bool is_whole() const { return denominator() == 1; }
    /// -1, 0 or 1.
    [[nodiscard]] int sign() const { return value_.sign(); }

    Ratio operator-() const { return Ratio(Value(-value_)); }
    Ratio& operator+=(const Ratio& other) {
        value_ += other.value_;
        return *this;
    }
    Ratio& operator-=(const Ratio& other) {
        value_ -= other.value_;
        return *this;
    }
    Ratio& operator*=(const Ratio& other) {
        value_ *= other.value_;
        return *this;
    }
    /// Precondition: `other` is not zero. The evaluator asks before it divides.
    Ratio& operator/=(const Ratio& other);

    friend Ratio operator+(Ratio a, const Ratio& b) { return a += b; }
    friend Ratio operator-(Ratio a, const Ratio& b) { return a -= b; }
    friend Ratio operator*(Ratio a, const Ratio& b) { return a *= b; }
    friend Ratio operator/(Ratio a, const Ratio& b) { return a /= b; }
    friend bool operator==(const Ratio& a, const Ratio& b) { return a.value_ == b.value_; }
    friend std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
        const int order = a.value_.compare(b.value_);
        return order <=> 0;
    }

private:
    using Value =
        boost::multiprecision::number<boost::multiprecision::cpp_rational_backend, boost::multiprecision::et_off>;
    explicit Ratio(Value value) : value_(std::move(value)) {}
    Value value_;
};

/// The size of a number, its sign taken off.
[[nodiscard]] Ratio size_of(const Ratio& number);
/// Both name one of their arguments and live no longer than it does.
[[nodiscard]] const Ratio& lesser(const Ratio& a, const Ratio& b);
[[nodiscard]] const Ratio& greater(const Ratio& a, const Ratio& b);
/// The greatest whole number that is not above `number` (-1.5 gives -2).
[[nodiscard]] Integer floor_of(const Ratio& number);
/// The number as a machine's whole number; nothing when it is not whole or does not fit.
[[nodiscard]] std::optional<std::int64_t> whole_int64(const Ratio& number);
/// 10 to the power of `exponent`. Precondition: it is not below zero.
[[nodiscard]] Integer power_of_ten(int exponent);

}  // namespace concordat::exact
