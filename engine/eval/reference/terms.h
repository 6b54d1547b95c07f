// engine/eval/reference/terms.h · room: eval
// What:  what a term is made from: its source, then its stages in the order of the clauses.
#pragma once

#include <optional>

#include "eval/reference/workings.h"
#include "trace/trace.h"

namespace concordat::eval::reference {

/// The amount in this frame, whose scope holds exactly the term's elements; up to and with `stage` when that is set.
/// `step`, while explaining, gets the source and a part for every stage in force. `given` stands for what the source
/// has.
[[nodiscard]] model::Value amount_of_term(Workings& workings, model::TermId term, const Frame& frame,
                                          std::optional<std::size_t> stage, trace::Step* step,
                                          const model::Value* given = nullptr);

/// A step with the term's name, elements, kind and clause, its value still open.
[[nodiscard]] trace::Step step_of_term(Workings& workings, model::TermId term, const Scope& scope);

}  // namespace concordat::eval::reference
