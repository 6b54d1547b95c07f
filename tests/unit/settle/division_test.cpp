// tests/unit/settle/division_test.cpp
// What:  one payment divided among payees: where each odd penny goes (N3, N11), by weights and by shares.
#include "settle/division.h"

#include "support/catch.h"

using namespace concordat;
using exact::Integer;
using exact::Ratio;
using settle::divide;
using settle::Split;

namespace {

using Pennies = std::vector<int>;

Pennies divided(int total, const Split& split) {
    const auto parts = divide(total, split);
    REQUIRE(parts.has_value());
    Pennies pennies;
    for (const Integer& part : *parts) pennies.push_back(static_cast<int>(part));
    return pennies;
}

Ratio share(int percent) { return Ratio(percent) / Ratio(100); }

}  // namespace

TEST_CASE("£100.00 in three equal shares: the odd penny goes to the first listed") {
    CHECK(divided(10'000, {.weights = {1, 1, 1}}) == Pennies{3334, 3333, 3333});
}

TEST_CASE("a loss is shared as the mirror of a gain") {
    CHECK(divided(-10'000, {.weights = {1, 1, 1}}) == Pennies{-3334, -3333, -3333});
}

TEST_CASE("odd pennies to a named payee: the others go down, it takes what is over") {
    // 100.00 / 3 = 33.333...: 33.33, 33.33, and the keeper 100.00 - 66.66 = 33.34
    const Split split{.weights = {1, 1, 1}, .odd_pennies = Split::OddPennies::to_keeper, .keeper = 2};
    CHECK(divided(10'000, split) == Pennies{3333, 3333, 3334});
}

TEST_CASE("odd pennies stay with the payer") {
    const Split split{.weights = {1, 1, 1}, .odd_pennies = Split::OddPennies::stay_with_payer};
    CHECK(divided(10'000, split) == Pennies{3333, 3333, 3333});
}

TEST_CASE("shares need not make up the whole") {
    // 60% and 30% of 100.01: 60.006 and 30.003, together 90.009, rounded 90.01; the odd penny to the remainder of 0.6
    CHECK(divided(10'001, {.weights = {share(60), share(30)}, .weights_are_shares = true}) == Pennies{6001, 3000});
    // payer keeps the rest: each part down
    CHECK(divided(10'001, {.weights = {share(60), share(30)},
                           .weights_are_shares = true,
                           .odd_pennies = Split::OddPennies::stay_with_payer}) == Pennies{6000, 3000});
    // the second takes what the first leaves of 90.01
    CHECK(divided(10'001, {.weights = {share(60), share(30)},
                           .weights_are_shares = true,
                           .odd_pennies = Split::OddPennies::to_keeper,
                           .keeper = 1}) == Pennies{6000, 3001});
}

TEST_CASE("nothing to divide needs no weights; something does") {
    CHECK(divided(0, {.weights = {0, 0}}) == Pennies{0, 0});
    CHECK_FALSE(divide(1, {.weights = {0, 0}}).has_value());
    CHECK_FALSE(divide(1, {.weights = {1, -1}}).has_value());
}
