// engine/exact/allocate.cpp · room: exact
// What:  largest remainder: every part down by size, then the pennies over, one each, in an order that is fixed.
// Start: allocate(); the functions above it are its steps.
#include "exact/allocate.h"

#include <algorithm>
#include <cstddef>

#include "base/check.h"

namespace concordat::exact {

namespace {

/// One party's part while the pennies over are still to be given.
struct Part {
    std::size_t place = 0;  // in the caller's list
    Ratio weight;
    Integer whole;    // pennies, rounded down
    Ratio remainder;  // what rounding down took away
};

/// No value when a weight is below zero or when none is above it.
std::optional<Ratio> total_of(std::span<const Ratio> weights) {
    Ratio total;
    for (const Ratio& weight : weights) {
        if (weight.sign() < 0) return std::nullopt;
        total += weight;
    }
    if (total.is_zero()) return std::nullopt;
    return total;
}

std::vector<Part> parts_rounded_down(const Integer& size, std::span<const Ratio> weights, const Ratio& total_weight) {
    // One division for all parties, not one for each.
    const Ratio pennies_for_one = Ratio(size) / total_weight;
    std::vector<Part> parts;
    parts.reserve(weights.size());
    for (const Ratio& weight : weights) {
        const Ratio exact_part = pennies_for_one * weight;
        Integer whole = floor_of(exact_part);
        Ratio remainder = exact_part - Ratio(whole);
        parts.push_back({parts.size(), weight, std::move(whole), std::move(remainder)});
    }
    return parts;
}

/// Finding N3: the largest remainder first, then the larger weight, then the party listed first.
bool is_served_before(const Part& a, const Part& b) {
    if (const auto order = a.remainder <=> b.remainder; order != 0) return order > 0;
    if (const auto order = a.weight <=> b.weight; order != 0) return order > 0;
    return a.place < b.place;
}

void give_pennies_over(const Integer& size, std::vector<Part>& parts) {
    Integer over = size;
    for (const Part& part : parts) over -= part.whole;
    std::sort(parts.begin(), parts.end(), is_served_before);
    for (Part& part : parts) {
        if (over.is_zero()) return;
        // The remainders add up to the pennies over and each is below one, so that a party whose part came out whole
        // (a weight of zero among them) is never reached.
        ENGINE_CHECK(!part.remainder.is_zero());
        part.whole += 1;
        over -= 1;
    }
    ENGINE_CHECK(over.is_zero());
}

}  // namespace

std::optional<std::vector<Integer>> allocate(const Integer& total_minor, std::span<const Ratio> weights) {
    const std::optional<Ratio> total_weight = total_of(weights);
    if (!total_weight) return std::nullopt;

    // The size is divided and the sign put back last, so that a loss is shared as the mirror of a gain.
    const bool is_below_zero = total_minor.sign() < 0;
    const Integer size = is_below_zero ? Integer(-total_minor) : total_minor;
    std::vector<Part> parts = parts_rounded_down(size, weights, *total_weight);
    give_pennies_over(size, parts);

    std::vector<Integer> pennies(weights.size());
    for (Part& part : parts) pennies[part.place] = is_below_zero ? Integer(-part.whole) : std::move(part.whole);
    return pennies;
}

std::vector<Integer> allocate_rest_to(const Integer& total_minor, std::span<const Ratio> shares,
                                      Integer& rest_of_keeper) {
    Integer rest = total_minor;
    std::vector<Integer> pennies;
    pennies.reserve(shares.size());
    for (const Ratio& share : shares) {
        const Ratio exact_part = Ratio(total_minor) * share;
        const Integer size = floor_of(size_of(exact_part));
        pennies.push_back(exact_part.sign() < 0 ? Integer(-size) : size);
        rest -= pennies.back();
    }
    rest_of_keeper = std::move(rest);
    return pennies;
}

}  // namespace concordat::exact
