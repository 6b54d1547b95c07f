// engine/settle/instalments.h · room: settle
// What:  an amount in equal instalments, to the coin: each rounded, the last taking what is over.
// Source: finding N12. Pure arithmetic in whole minor units; periods.cpp says which instalments fall due.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "calendar/period.h"
#include "exact/ratio.h"
#include "model/contract.h"

namespace concordat::settle {

/// Which instalment falls in the period `own`, counted from 1: by its place in the contract's year, or in the run of
/// periods that the clause names. Nothing where none does.
[[nodiscard]] std::optional<std::size_t> instalment_number(const model::Contract& contract,
                                                           const model::Instalments& instalments,
                                                           const calendar::Period& own);

/// The sum of the instalments with these numbers, of `total_minor` divided by their count.
/// Units:    minor units in and out; all instalments together are `total_minor` exactly.
/// Rounding: each down by size (or to the nearest, half up by size); the last is the total less the others.
[[nodiscard]] exact::Integer sum_of_instalments(const exact::Integer& total_minor,
                                                const model::Instalments& instalments,
                                                const std::vector<std::size_t>& numbers);

}  // namespace concordat::settle
