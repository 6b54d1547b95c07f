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
/// One step of a loss that is met step by step: a weight for each party, 0 for one that has no part in it, and what each
/// has met when the step is over (no limits: the step takes all that is left).
struct LossStep {
    std::vector<exact::Ratio> weights;
    std::vector<exact::Integer> limits;
};
/// The steps in their order, none above its limit in `most` (empty: nobody has one) over all steps together.
[[nodiscard]] LimitedParts met_in_steps(const exact::Integer& amount, const std::vector<LossStep>& steps,
                                        const std::vector<exact::Integer>& most, model::Division::Excess excess);

/// `amount` is not below 0; one weight, not below 0, and one limit for each party; some weight is above 0.
[[nodiscard]] LimitedParts limited_parts(const exact::Integer& amount, const std::vector<exact::Ratio>& weights,
                                         const std::vector<exact::Integer>& limits, model::Division::Excess excess);

}  // namespace concordat::eval::reference
