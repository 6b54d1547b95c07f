// engine/eval/reference/settled_by.h · room: eval
// What:  which period is being settled, by what is known (once.cpp).
#pragma once

#include "calendar/date.h"
#include "model/contract.h"

namespace concordat::eval::reference {

/// The last day of the period that is settled with what is known on this day.
[[nodiscard]] calendar::Date settled_by(const model::Contract& contract, calendar::Date known_on);

}  // namespace concordat::eval::reference
