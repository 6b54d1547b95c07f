// engine/eval/reference/separate_parts.h · room: eval
// What:  a term that is worked out separately before and after the day of a change: the parts, and what they come to.
// Source: finding N9, decision 0023.
#pragma once

#include <optional>
#include <vector>

#include "eval/reference/frame.h"
#include "eval/reference/workings.h"
#include "trace/trace.h"

namespace concordat::eval::reference {

/// The part of these days, worked out as at the end of this period.
struct SeparatePart {
    calendar::Period period;
    calendar::Days days;
};

/// The parts in order; none where no such day lies inside what the term is worked out over in this scope.
[[nodiscard]] std::vector<SeparatePart> separate_parts(const model::Contract& contract, const model::Term& term,
                                                       const Scope& scope);

/// What the parts come to, each with its own days, facts and words. `step`, while explaining, gets one part each.
[[nodiscard]] model::Value sum_of_parts(Workings& workings, model::TermId term, const std::vector<SeparatePart>& parts,
                                        const Frame& frame, std::optional<std::size_t> stage, trace::Step* step);

/// The days of an aggregate's stretches that lie in the part being worked out.
[[nodiscard]] std::vector<calendar::Days> within_part(const Scope& scope, std::vector<calendar::Days> stretches);

/// Whether the settlement that is being made has come to this day: what holds for a whole period from then on holds
/// now.
[[nodiscard]] bool has_come(const Workings& workings, calendar::Date day);

}  // namespace concordat::eval::reference
