// engine/exact/allocate.h · room: exact
// What:  divides an amount into whole pennies that add up to it.
// Source: share-algebra K7; finding N3 (largest remainder, then larger weight, then first listed).
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "exact/ratio.h"

namespace concordat::exact {

/// Splits `total_minor` (whole pennies) in proportion to `weights`, given in the order of the Parties table.
/// Units:    minor units in and out; the parts add up to the total exactly, for totals below zero too.
/// Rounding: every part down by size; the pennies over go one each by largest remainder, then larger weight, then
///           first listed. A weight of zero gets zero and never a spare penny.
/// Errors:   nothing (no value) when every weight is zero, or a weight is below zero.
[[nodiscard]] std::optional<std::vector<Integer>> allocate(const Integer& total_minor, std::span<const Ratio> weights);

/// Splits as above, but every part but one is rounded down by size and `keeper` takes what is over.
/// `shares` are parts of one whole and may total less than it (the keeper then also keeps that rest). The keeper is not
/// one of `shares`; should they total more than the whole, its rest has the other sign.
[[nodiscard]] std::vector<Integer> allocate_rest_to(const Integer& total_minor, std::span<const Ratio> shares,
                                                    Integer& rest_of_keeper);

}  // namespace concordat::exact
