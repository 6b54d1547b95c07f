// engine/check/adjustments.h · room: check
// What:  what clauses.cpp asks of each form of adjusting clause; false where it was reported as wrong.
#pragma once

#include "check/draft.h"

namespace concordat::check {

void check_variation_date(Draft& draft, model::TermId id, const StandingSentence& standing,
                          std::optional<calendar::Date> from, Span span);
[[nodiscard]] bool adjust_limit(Draft& draft, const syntax::LimitSentence& limit, model::TermId id, const Scope& scope,
                                const StandingSentence& standing);
[[nodiscard]] bool adjust_by_division(Draft& draft, const syntax::DivisionSentence& division, model::TermId id,
                                      const Scope& scope, const StandingSentence& standing);
[[nodiscard]] bool adjust_gate(Draft& draft, const syntax::GateSentence& gate, model::TermId id, const Scope& scope,
                               const StandingSentence& standing);
[[nodiscard]] bool adjust_except(Draft& draft, const syntax::ExceptSentence& except, model::TermId id,
                                 const Scope& scope, const StandingSentence& standing);
[[nodiscard]] bool adjust_cell(Draft& draft, const syntax::CellChangeSentence& change, model::TermId id, Scope scope,
                               const StandingSentence& standing);

}  // namespace concordat::check
