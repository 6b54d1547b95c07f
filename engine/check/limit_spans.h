// engine/check/limit_spans.h · room: check
// What:  for which stretch of time a limit, a guarantee or a factor is meant where an amount is paid or totalled to
// date. Source: findings, section 3 (two readings).
#pragma once

#include "check/draft.h"

namespace concordat::check {

/// The limited amount: within each of its own periods, or within the total of a longer one to date. Nothing after an
/// error.
[[nodiscard]] std::optional<ExprId> limited(Draft& draft, const syntax::LimitSentence& limit, model::TermId id,
                                            ExprId at, const Scope& scope, Span span);
/// Bands, or a limit behind an amount, in the definition of what is paid to date: asks for which stretch they are
/// meant.
void ask_for_band_spans(Draft& draft);
/// `Rate times the total of Cost to date`: false where Rate changes and it is not said which Rate is meant.
[[nodiscard]] bool says_which_factor(Draft& draft, const syntax::Binary& product, const Lowered& left,
                                     const Lowered& right);

/// What a limit to date leaves of the total to this period's end, less what it leaves of the total before: an amount of
/// the period, though it is made of totals to date.
[[nodiscard]] bool is_growth_of_total(const Draft& draft, const model::Arithmetic& node);

}  // namespace concordat::check
