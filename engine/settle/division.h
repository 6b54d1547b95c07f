// engine/settle/division.h · room: settle
// What:  one payment divided among its payees in whole coins, the odd pennies going where the clause says.
// Source: share-algebra K7; findings N3, N11. Pure arithmetic; exact/allocate does the dividing.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "exact/ratio.h"

namespace concordat::settle {

/// By what an amount is divided, and who has the odd pennies.
struct Split {
    std::vector<exact::Ratio> weights;  // by payee, in the order of the Parties table; 0 has no part
    bool weights_are_shares = false;    // parts of one whole, which need not make it up
    enum class OddPennies { largest_remainder, to_keeper, stay_with_payer };
    OddPennies odd_pennies = OddPennies::largest_remainder;
    std::size_t keeper = 0;  // a payee, by its place
};

/// The part of each payee.
/// Units:    minor units in and out. By weights, the parts add up to `total_minor` (unless pennies stay with the
///           payer); by shares, to the shares' part of it, rounded to the coin, half up.
/// Errors:   nothing where a weight is below zero, or every weight is zero and there is something to divide.
[[nodiscard]] std::optional<std::vector<exact::Integer>> divide(const exact::Integer& total_minor, const Split& split);
/// The exact part of each payee of an amount, before any rounding. Precondition: divide() found parts.
[[nodiscard]] std::vector<exact::Ratio> exact_parts(const exact::Ratio& amount, const Split& split);

}  // namespace concordat::settle
