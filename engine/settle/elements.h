// engine/settle/elements.h · room: settle
// What:  every combination of the parties, members, periods and records that a term or a promise is for.
#pragma once

#include <vector>

#include "eval/reference/evaluator.h"
#include "model/contract.h"
#include "settle/settling.h"

namespace concordat::settle {

/// One combination, as a scope and as the values it is named by: all but periods, a record by its unique field.
struct Combination {
    eval::reference::Scope scope;
    std::vector<model::Value> of;
};
/// Parties and members in the order of their tables, the first axis changing slowest. Periods: those that end in the
/// settlement period; without a period axis its own. Records: those that count and fall in it.
[[nodiscard]] std::vector<Combination> combinations(const Settling& settling, const std::vector<model::Axis>& axes);

/// "City Acute Trust, Recovery Rate": the elements by name.
[[nodiscard]] std::string names_of(const model::Contract& contract, const std::vector<model::Value>& of);

}  // namespace concordat::settle
