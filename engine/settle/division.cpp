// engine/settle/division.cpp · room: settle
// What:  divides by weights or by shares; the keeper's part is what the others leave.
// Start: divide(), the functions above it are its cases.
#include "settle/division.h"

#include <algorithm>

#include "exact/allocate.h"
#include "exact/rounding.h"

namespace concordat::settle {

using exact::Integer;
using exact::Ratio;

namespace {

Ratio sum_of(const std::vector<Ratio>& weights) {
    Ratio sum;
    for (const Ratio& weight : weights) sum += weight;
    return sum;
}

/// Weights as parts of one whole.
std::vector<Ratio> shares_of(const Split& split) {
    if (split.weights_are_shares) return split.weights;
    const Ratio sum = sum_of(split.weights);
    std::vector<Ratio> shares;
    for (const Ratio& weight : split.weights) {
        shares.push_back(sum.is_zero() ? Ratio(0) : weight / sum);
    }
    return shares;
}

/// What the payees receive together, in whole coins.
Integer amount_divided(const Integer& total_minor, const Split& split) {
    if (!split.weights_are_shares) return total_minor;
    const Ratio part = Ratio(total_minor) * sum_of(split.weights);
    return exact::round_to(part, {.step = 1, .mode = exact::RoundingMode::half_up}).numerator();
}

std::vector<Integer> parts_rounded_down(const Integer& total_minor, const Split& split) {
    Integer kept;
    return exact::allocate_rest_to(total_minor, shares_of(split), kept);
}

}  // namespace

std::optional<std::vector<Integer>> divide(const Integer& total_minor, const Split& split) {
    const bool has_negative =
        std::any_of(split.weights.begin(), split.weights.end(), [](const Ratio& weight) { return weight.sign() < 0; });
    if (has_negative) return std::nullopt;
    const Integer divided = amount_divided(total_minor, split);
    if (divided.is_zero()) return std::vector<Integer>(split.weights.size());
    if (sum_of(split.weights).is_zero()) return std::nullopt;

    if (split.odd_pennies == Split::OddPennies::largest_remainder) {
        return exact::allocate(divided, split.weights);
    }
    std::vector<Integer> parts = parts_rounded_down(total_minor, split);
    if (split.odd_pennies == Split::OddPennies::to_keeper) {
        Integer rest = divided;
        for (std::size_t place = 0; place < parts.size(); ++place) {
            if (place != split.keeper) rest -= parts[place];
        }
        parts[split.keeper] = rest;
    }
    return parts;
}

std::vector<Ratio> exact_parts(const Ratio& amount, const Split& split) {
    std::vector<Ratio> parts;
    for (const Ratio& share : shares_of(split)) parts.push_back(amount * share);
    return parts;
}

}  // namespace concordat::settle
