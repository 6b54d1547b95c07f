// engine/exact/ratio.cpp · room: exact
// What:  exact arithmetic, in machine words where they hold it; no denominator of zero, floors below zero.
#include "exact/ratio.h"

#include <limits>
#include <numeric>

#include "base/check.h"

namespace concordat::exact {

namespace {

__extension__ using Wide = __int128;  // holds the product of two words, and the sum of two such products

std::uint64_t size_of_word(std::int64_t word) {
    return word < 0 ? 0 - static_cast<std::uint64_t>(word) : static_cast<std::uint64_t>(word);
}

/// The greatest common divisor of a word of either sign and one above zero.
std::int64_t common_divisor(std::int64_t word, std::int64_t positive) {
    if (positive == 1) return 1;
    return static_cast<std::int64_t>(std::gcd(size_of_word(word), static_cast<std::uint64_t>(positive)));
}

}  // namespace

template <typename Word>
bool Ratio::fit(const Word& numerator, const Word& denominator) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    if (numerator < least_ || numerator > most || denominator > most) return false;
    numerator_ = static_cast<std::int64_t>(numerator);
    denominator_ = static_cast<std::int64_t>(denominator);
    large_.reset();
    return true;
}

void Ratio::become(const Integer& numerator, const Integer& denominator) {
    if (fit(numerator, denominator)) return;
    large_ = std::make_unique<Large>(Large{numerator, denominator});
    numerator_ = 0;
    denominator_ = 1;
}

void Ratio::reduce(const Integer& numerator, const Integer& denominator) {
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    if (denominator > 0 && denominator <= most && numerator >= least_ && numerator <= most) {
        const auto above = static_cast<std::int64_t>(numerator);
        const auto below = static_cast<std::int64_t>(denominator);
        const std::int64_t common = common_divisor(above, below);
        fit(above / common, below / common);
        return;
    }
    Integer common = boost::multiprecision::gcd(numerator, denominator);
    if (denominator.sign() < 0) common = -common;
    become(numerator / common, denominator / common);
}

void Ratio::copy_large(const Ratio& other) { large_ = other.large_ ? std::make_unique<Large>(*other.large_) : nullptr; }

Ratio::Ratio(const Integer& numerator, const Integer& denominator) {
    ENGINE_CHECK(!denominator.is_zero());
    reduce(numerator, denominator);
}

Ratio Ratio::of(std::int64_t numerator, std::int64_t denominator) {
    if (numerator < least_ || denominator < 1) return Ratio(Integer(numerator), Integer(denominator));
    const std::int64_t common = common_divisor(numerator, denominator);
    Ratio ratio;
    ratio.numerator_ = numerator / common;
    ratio.denominator_ = denominator / common;
    return ratio;
}

/// a/b + c/d with g = gcd(b, d) is (a d/g + c b/g) / (b/g d); above the line only a part of g can be left to take out.
template <typename Step>
bool Ratio::add_words(const Ratio& other, Step step) {
    if (large_ || other.large_) return false;
    const std::int64_t shared = common_divisor(denominator_, other.denominator_);
    const std::int64_t own_parts = denominator_ / shared;
    const Wide sum = step(Wide{numerator_} * (other.denominator_ / shared), Wide{other.numerator_} * own_parts);
    const std::int64_t left = shared == 1 ? 1 : common_divisor(static_cast<std::int64_t>(sum % shared), shared);
    return fit<Wide>(sum / left, Wide{own_parts} * (other.denominator_ / left));
}

Ratio& Ratio::operator+=(const Ratio& other) {
    if (add_words(other, [](Wide a, Wide b) { return a + b; })) return *this;
    const Integer below = denominator(), other_below = other.denominator();
    reduce(numerator() * other_below + other.numerator() * below, below * other_below);
    return *this;
}

Ratio& Ratio::operator-=(const Ratio& other) {
    if (add_words(other, [](Wide a, Wide b) { return a - b; })) return *this;
    const Integer below = denominator(), other_below = other.denominator();
    reduce(numerator() * other_below - other.numerator() * below, below * other_below);
    return *this;
}

/// Each number above the line is freed of what it shares with the one below on the other side; then nothing is shared.
bool Ratio::multiply_words(std::int64_t numerator, std::int64_t denominator) {
    const std::int64_t first = common_divisor(numerator_, denominator);
    const std::int64_t second = common_divisor(numerator, denominator_);
    return fit<Wide>(Wide{numerator_ / first} * (numerator / second),
                     Wide{denominator_ / second} * (denominator / first));
}

Ratio& Ratio::operator*=(const Ratio& other) {
    const bool in_words = !large_ && !other.large_;
    if (in_words && multiply_words(other.numerator_, other.denominator_)) return *this;
    reduce(numerator() * other.numerator(), denominator() * other.denominator());
    return *this;
}

Ratio& Ratio::operator/=(const Ratio& other) {
    ENGINE_CHECK(!other.is_zero());
    if (!large_ && !other.large_) {
        const bool is_below_zero = other.numerator_ < 0;
        const std::int64_t above = is_below_zero ? -other.denominator_ : other.denominator_;
        const std::int64_t below = is_below_zero ? -other.numerator_ : other.numerator_;
        if (multiply_words(above, below)) return *this;
    }
    reduce(numerator() * other.denominator(), denominator() * other.numerator());
    return *this;
}

std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
    if (!a.large_ && !b.large_) return Wide{a.numerator_} * b.denominator_ <=> Wide{b.numerator_} * a.denominator_;
    const int order = Integer(a.numerator() * b.denominator()).compare(b.numerator() * a.denominator());
    return order <=> 0;
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
    if (!number.is_whole()) return std::nullopt;
    if (!number.large_) return number.numerator_;
    // Asked before converting: a cpp_int that does not fit is cut to the limit without a word.
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    if (number.large_->numerator != least) return std::nullopt;
    return least;
}

Integer power_of_ten(int exponent) {
    ENGINE_CHECK(exponent >= 0);
    return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

}  // namespace concordat::exact
