// engine/exact/ratio.h · room: exact
// What:  exact numbers. A Ratio is a fraction of whole numbers of any size; nothing is ever rounded by arithmetic.
// Never: floating point; reading or printing text (decimal_text.h); rounding (rounding.h).
#pragma once

#include <compare>
#include <concepts>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include <boost/multiprecision/cpp_int.hpp>

namespace concordat::exact {

/// A whole number of any size. Expression templates are off, so that `auto sum = a + b` holds a number and not
/// references into a statement that is over.
using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>, boost::multiprecision::et_off>;

/// An exact fraction, always in lowest terms with a denominator above zero. Nearly all numbers of a contract fit two
/// machine words and are kept in them; one that does not is kept as large as it needs to be.
class Ratio {
public:
    Ratio() = default;
    Ratio(std::int64_t whole) : numerator_(whole) {  // NOLINT: whole numbers are ratios
        if (whole < least_) become(Integer(whole), 1);
    }
    explicit Ratio(const Integer& whole) { become(whole, 1); }
    /// No floating point, ever: tests/compile_fail/ratio_from_double.cpp keeps it so.
    template <std::floating_point Inexact>
    Ratio(Inexact) = delete;
    /// Precondition: `denominator` is not zero.
    Ratio(const Integer& numerator, const Integer& denominator);
    /// The same of machine words: 103982 of 100.
    static Ratio of(std::int64_t numerator, std::int64_t denominator);

    Ratio(Ratio&&) noexcept = default;
    Ratio& operator=(Ratio&&) noexcept = default;
    Ratio(const Ratio& other) : numerator_(other.numerator_), denominator_(other.denominator_) {
        if (other.large_) copy_large(other);
    }
    Ratio& operator=(const Ratio& other) {
        if (large_ || other.large_) copy_large(other);
        numerator_ = other.numerator_;
        denominator_ = other.denominator_;
        return *this;
    }
    ~Ratio() = default;

    [[nodiscard]] Integer numerator() const { return large_ ? large_->numerator : Integer(numerator_); }
    [[nodiscard]] Integer denominator() const { return large_ ? large_->denominator : Integer(denominator_); }
    [[nodiscard]] bool is_zero() const { return !large_ && numerator_ == 0; }
    [[nodiscard]] bool is_whole() const { return large_ ? large_->denominator == 1 : denominator_ == 1; }
    /// -1, 0 or 1.
    [[nodiscard]] int sign() const {
        if (large_) return large_->numerator.sign();
        return numerator_ < 0 ? -1 : numerator_ > 0 ? 1 : 0;
    }

    Ratio operator-() const {
        Ratio opposite(*this);
        if (opposite.large_) opposite.large_->numerator = -opposite.large_->numerator;
        opposite.numerator_ = -opposite.numerator_;
        return opposite;
    }
    Ratio& operator+=(const Ratio& other);
    Ratio& operator-=(const Ratio& other);
    Ratio& operator*=(const Ratio& other);
    /// Precondition: `other` is not zero. The evaluator asks before it divides.
    Ratio& operator/=(const Ratio& other);

    friend Ratio operator+(Ratio a, const Ratio& b) { return a += b; }
    friend Ratio operator-(Ratio a, const Ratio& b) { return a -= b; }
    friend Ratio operator*(Ratio a, const Ratio& b) { return a *= b; }
    friend Ratio operator/(Ratio a, const Ratio& b) { return a /= b; }
    friend bool operator==(const Ratio& a, const Ratio& b) {
        if (a.large_ || b.large_) return a.large_ && b.large_ && *a.large_ == *b.large_;
        return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
    }
    friend std::strong_ordering operator<=>(const Ratio& a, const Ratio& b);
    friend std::optional<std::int64_t> whole_int64(const Ratio& number);

private:
    struct Large {
        Integer numerator, denominator;
        friend bool operator==(const Large&, const Large&) = default;
    };
    // Left out at the lower end, so that each number has its opposite.
    static constexpr std::int64_t least_ = -std::numeric_limits<std::int64_t>::max();

    /// Takes on a fraction in lowest terms, in words where it fits them.
    void become(const Integer& numerator, const Integer& denominator);
    /// Takes on a fraction in any terms; what is below the line is not zero.
    void reduce(const Integer& numerator, const Integer& denominator);
    /// False where a fraction in lowest terms does not fit words.
    template <typename Word>
    bool fit(const Word& numerator, const Word& denominator);
    template <typename Step>
    bool add_words(const Ratio& other, Step step);
    bool multiply_words(std::int64_t numerator, std::int64_t denominator);
    void copy_large(const Ratio& other);

    std::int64_t numerator_ = 0;  // 0/1 where the number is large: a number has one form
    std::int64_t denominator_ = 1;
    std::unique_ptr<Large> large_;
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
