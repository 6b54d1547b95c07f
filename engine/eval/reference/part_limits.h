// engine/eval/reference/part_limits.h · room: eval
// What:  see part_limits.cpp.
#pragma once

#include <vector>

#include "exact/ratio.h"
#include "model/expression.h"

namespace concordat::eval::reference {

/// Parts in whole pennies, none above its limit, and what no part bears. They add up to the amount.
struct LimitedParts {
    std::vector<exact::Integer> parts;
    exact::Integer rest;
};
/// `amount` is not below 0; one weight, not below 0, and one limit for each party; some weight is above 0.
[[nodiscard]] LimitedParts limited_parts(const exact::Integer& amount, const std::vector<exact::Ratio>& weights,
                                         const std::vector<exact::Integer>& limits, model::Division::Excess excess);

}  // namespace concordat::eval::reference
