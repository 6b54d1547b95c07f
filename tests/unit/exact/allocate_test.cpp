// tests/unit/exact/allocate_test.cpp
// What:  the laws of division into pennies, over every small case, and worked values of K7 and N3.
#include "exact/allocate.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.h"

using concordat::exact::allocate;
using concordat::exact::allocate_rest_to;
using concordat::exact::Integer;
using concordat::exact::Ratio;

namespace {

using Pennies = std::vector<int>;
using Twelfths = std::vector<int>;

std::vector<Ratio> ratios_of(const Twelfths& weights, int whole = 12) {
    std::vector<Ratio> ratios;
    for (const int weight : weights) ratios.emplace_back(weight, whole);
    return ratios;
}

Pennies small(const std::vector<Integer>& parts) {
    Pennies pennies;
    for (const Integer& part : parts) pennies.push_back(static_cast<int>(part));
    return pennies;
}

Pennies divided(int total, const Twelfths& weights, int whole = 12) {
    return small(allocate(total, ratios_of(weights, whole)).value());
}

/// Every list of `parties` weights that add up to twelve twelfths, zero among them.
void add_lists(std::size_t parties, int rest, Twelfths& begun, std::vector<Twelfths>& lists) {
    if (begun.size() + 1 == parties) {
        lists.push_back(begun);
        lists.back().push_back(rest);
        return;
    }
    for (int weight = 0; weight <= rest; ++weight) {
        begun.push_back(weight);
        add_lists(parties, rest - weight, begun, lists);
        begun.pop_back();
    }
}

std::vector<Twelfths> all_lists() {
    std::vector<Twelfths> lists;
    for (std::size_t parties = 1; parties <= 4; ++parties) {
        Twelfths begun;
        add_lists(parties, 12, begun, lists);
    }
    return lists;
}

std::string shown(int total, const Twelfths& weights) {
    std::ostringstream text;
    text << total << " in twelfths of";
    for (const int weight : weights) text << ' ' << weight;
    return text.str();
}

/// The largest remainder in whole numbers only, straight from K7: what allocate must give.
/// total * weight / 12 has the floor q and the remainder r in q * 12 + r.
Pennies expected_parts(int total, const Twelfths& weights) {
    const int size = std::abs(total);
    Pennies parts;
    int over = size;
    for (const int weight : weights) {
        parts.push_back(size * weight / 12);
        over -= parts.back();
    }
    std::vector<bool> is_served(weights.size(), false);
    for (; over > 0; --over) {
        std::size_t best = weights.size();
        for (std::size_t party = 0; party < weights.size(); ++party) {
            if (is_served[party]) continue;
            const auto rank = [&](std::size_t of) { return std::pair(size * weights[of] % 12, weights[of]); };
            // `>` and not `>=`: of two alike, the one listed first stays
            if (best == weights.size() || rank(party) > rank(best)) best = party;
        }
        is_served[best] = true;
        ++parts[best];
    }
    if (total < 0) std::for_each(parts.begin(), parts.end(), [](int& part) { part = -part; });
    return parts;
}

/// The law that one division breaks, or nothing.
std::string broken_law(int total, const Twelfths& weights) {
    const Pennies parts = divided(total, weights);
    int sum = 0;
    for (std::size_t party = 0; party < weights.size(); ++party) {
        sum += parts[party];
        if (weights[party] == 0 && parts[party] != 0) return "a weight of zero gets zero";
        // |part - total * weight / 12| < 1, times 12
        if (std::abs(12 * parts[party] - total * weights[party]) >= 12) return "each part is within a penny of exact";
    }
    if (sum != total) return "the parts add up to the total";

    const Pennies mirrored = divided(-total, weights);
    for (std::size_t party = 0; party < weights.size(); ++party) {
        if (mirrored[party] != -parts[party]) return "a loss is divided as the mirror of a gain";
    }
    if (parts != expected_parts(total, weights)) return "the pennies over go by remainder, weight and place";
    return "";
}

/// Two neighbours who change places take their parts along, unless they weigh the same: then the place decides.
/// Every order of a list is reached by such changes, and every list is tried, so this is invariance under all orders.
std::string broken_order_law(int total, const Twelfths& weights) {
    const Pennies parts = divided(total, weights);
    for (std::size_t party = 0; party + 1 < weights.size(); ++party) {
        if (weights[party] == weights[party + 1]) {
            if (std::abs(parts[party]) < std::abs(parts[party + 1])) return "of two alike the first listed has no less";
            continue;
        }
        Twelfths swapped_weights = weights;
        Pennies swapped_parts = parts;
        std::swap(swapped_weights[party], swapped_weights[party + 1]);
        std::swap(swapped_parts[party], swapped_parts[party + 1]);
        if (divided(total, swapped_weights) != swapped_parts) return "the order of unequal parties does not matter";
    }
    return "";
}

}  // namespace

TEST_CASE("allocate keeps its laws for every total from -20 to 20 and up to four parties", "[exact][allocate]") {
    for (const Twelfths& weights : all_lists()) {
        for (int total = 0; total <= 20; ++total) {  // each is also divided with a minus
            const std::string broken = broken_law(total, weights);
            if (!broken.empty()) FAIL_CHECK(shown(total, weights) << ": " << broken);
        }
    }
}

TEST_CASE("the order of the parties decides ties only", "[exact][allocate]") {
    for (const Twelfths& weights : all_lists()) {
        for (int total = -20; total <= 20; total += 1) {
            const std::string broken = broken_order_law(total, weights);
            if (!broken.empty()) FAIL_CHECK(shown(total, weights) << ": " << broken);
        }
    }
}

TEST_CASE("only the proportion of the weights matters", "[exact][allocate]") {
    // 2 : 3 : 1 in halves, in sevenths or as they are
    for (int total = -20; total <= 20; ++total) {
        const Pennies as_they_are = divided(total, {2, 3, 1}, 1);
        CHECK(divided(total, {2, 3, 1}, 2) == as_they_are);
        CHECK(divided(total, {2, 3, 1}, 7) == as_they_are);
    }
}

TEST_CASE("worked divisions", "[exact][allocate]") {
    // N3: £100.00 in three equal shares: 10000 / 3 = 3333 and 1 over, to the party listed first
    CHECK(divided(10000, {1, 1, 1}, 1) == Pennies{3334, 3333, 3333});
    CHECK(divided(-10000, {1, 1, 1}, 1) == Pennies{-3334, -3333, -3333});
    // N11: £10,000.01 at 60 and 40: 600000.6 and 400000.4, the penny over to the larger remainder
    CHECK(divided(1000001, {60, 40}, 100) == Pennies{600001, 400000});
    // K7: 5 at 70/30 and at 30/70: 3.5 and 1.5, equal remainders, so the larger weight has the penny both times
    CHECK(divided(5, {70, 30}, 100) == Pennies{4, 1});
    CHECK(divided(5, {30, 70}, 100) == Pennies{1, 4});
    // V38: 30.00 over 50 : 20 is 2142.857... and 857.142...: one over, to .857
    CHECK(divided(3000, {50, 20}, 100) == Pennies{2143, 857});
    // V29: 100,000.00 by 50 x 90%, 30 x 60%, 20 x 100% where only the first and last qualify:
    // 17,000.00 over 45 : 20 is 1176923.08 and 523076.92: one over, to .92
    CHECK(divided(1700000, {45, 20}, 1) == Pennies{1176923, 523077});
    // 1 penny among 0 : 1 : 1 goes to the first that weighs anything
    CHECK(divided(1, {0, 1, 1}, 1) == Pennies{0, 1, 0});
    CHECK(divided(0, {1, 2}, 1) == Pennies{0, 0});
}

TEST_CASE("an amount beyond 64 bits is divided to the penny", "[exact][allocate]") {
    // (10^30 + 1) / 3: 10^30 = 3 x 333...3 + 1, so 2 over, to the first two
    const Integer total = concordat::exact::power_of_ten(30) + 1;
    const std::vector<Integer> parts = allocate(total, ratios_of({1, 1, 1})).value();
    CHECK(parts[0].str() == std::string(29, '3') + "4");
    CHECK(parts[1].str() == std::string(29, '3') + "4");
    CHECK(parts[2].str() == std::string(30, '3'));
}

TEST_CASE("without a weight above zero there is nothing to divide by", "[exact][allocate]") {
    CHECK_FALSE(allocate(100, ratios_of({0, 0})).has_value());
    CHECK_FALSE(allocate(100, ratios_of({})).has_value());
    CHECK_FALSE(allocate(100, ratios_of({3, -1})).has_value());
    CHECK_FALSE(allocate(0, ratios_of({0})).has_value());
}

TEST_CASE("the keeper takes what the others' rounding down leaves", "[exact][allocate]") {
    Integer rest;
    // N24: £100.01, P bears 30%: 3000.3 rounded down, Q the remainder 10001 - 3000 = 7001
    CHECK(small(allocate_rest_to(10001, ratios_of({30}, 100), rest)) == Pennies{3000});
    CHECK(rest == 7001);
    // and the mirror: down is by size
    CHECK(small(allocate_rest_to(-10001, ratios_of({30}, 100), rest)) == Pennies{-3000});
    CHECK(rest == -7001);
    // thirds of 100, the keeper having the third third: 33.33 down to 33 twice, 100 - 66 = 34
    CHECK(small(allocate_rest_to(100, ratios_of({1, 1}, 3), rest)) == Pennies{33, 33});
    CHECK(rest == 34);
    // shares of the whole: a keeper without a share of its own has the odd penny only: 101 / 2 = 50.5, 50 twice, 1
    CHECK(small(allocate_rest_to(101, ratios_of({1, 1}, 2), rest)) == Pennies{50, 50});
    CHECK(rest == 1);
    CHECK(allocate_rest_to(7, ratios_of({}), rest).empty());
    CHECK(rest == 7);
}

TEST_CASE("with a keeper every part is down by size and all add up, for every small case", "[exact][allocate]") {
    for (const Twelfths& weights : all_lists()) {
        // the last party of the list is the keeper
        const Twelfths others(weights.begin(), weights.end() - 1);
        for (int total = -20; total <= 20; ++total) {
            Integer rest;
            const Pennies parts = small(allocate_rest_to(total, ratios_of(others), rest));
            int sum = static_cast<int>(rest);
            bool is_down_by_size = true;
            for (std::size_t party = 0; party < others.size(); ++party) {
                sum += parts[party];
                // C++ division of whole numbers drops towards zero, which is down by size
                is_down_by_size = is_down_by_size && parts[party] == total * others[party] / 12;
            }
            if (sum != total || !is_down_by_size) FAIL_CHECK(shown(total, weights));
        }
    }
}
