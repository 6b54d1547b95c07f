// engine/eval/reference/stretches.h · room: eval
// What:  the days and the periods that an aggregate runs over.
// Source: language.md sections 6 and 10 (to date), findings N4, N18 (named months).
#pragma once

#include <vector>

#include "calendar/period.h"
#include "model/contract.h"

namespace concordat::eval::reference {

/// Whole stretches of the calendar in order, not cut to the term of the contract; never before its first day where the
/// range begins at a start ("to date").
[[nodiscard]] std::vector<calendar::Days> stretches_of(const model::Contract& contract, const model::PeriodRange& range,
                                                       const calendar::Period& period);

/// The periods of a unit in the stretches that touch the term of the contract, in order.
[[nodiscard]] std::vector<calendar::Period> periods_in(const model::Contract& contract,
                                                       const std::vector<calendar::Days>& stretches,
                                                       calendar::PeriodUnit unit);

/// The last day of the period that is settled with what is known on this day.
[[nodiscard]] calendar::Date settled_by(const model::Contract& contract, calendar::Date known_on);

}  // namespace concordat::eval::reference
