// engine/eval/reference/why_not.h · room: eval
// What:  conditions in words, and why one of them does not hold: for explanations.
// Never: another result than the evaluation's own: what is said here is looked at again, quietly, and decides nothing.
#pragma once

#include <string>
#include <vector>

#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

/// As the contract words it; where it has no words for it, in ours.
[[nodiscard]] std::string words_of_condition(const model::Contract& contract, model::ExprId condition);
/// "Outcome Score is 93.4%": what stands against the condition. Empty where there is no more to say than that.
[[nodiscard]] std::string what_stands_against(const Site& site, model::ExprId condition);
/// The value of a part, without a line in the explanation and without a problem in the list.
[[nodiscard]] model::Value looked_at_again(const Site& site, model::ExprId part);
/// Keeps a line for a condition that does not hold, and one for each part of it that keeps it from holding.
void note_what_fails(const Site& site, const std::string& lead, model::ExprId condition);

}  // namespace concordat::eval::reference
