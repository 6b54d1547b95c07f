// engine/check/cut_off.h · room: check
// What:  what a limit on a total cuts off: it lapses, falls on a party, or is carried to the next period; limits used
//        up by records in an order.
// Source: findings N26, N29.
#pragma once

#include "check/draft.h"

namespace concordat::check {

/// A limit that is being lowered as this stage of a term.
struct CutOff {
    const syntax::CutGoes& goes;
    const StandingSentence& standing;
    model::TermId term;
    std::size_t stage = 0;
    Kind kind;
    Span span;
};

/// Whether it is said what becomes of what is cut, and all of it; reports where it is not.
[[nodiscard]] bool cut_goes_somewhere(Draft& draft, const CutOff& cut);
/// Where it falls on a party: what is cut, as a term that the party pays. Called once for a limit.
[[nodiscard]] bool fall_on_party(Draft& draft, const CutOff& cut);
/// The amount and what was cut of it in the periods before and not given since; makes the term for what is carried on.
[[nodiscard]] ExprId with_what_was_carried(Draft& draft, const CutOff& cut, ExprId own);
/// The amount with what was carried, kept within what the earlier periods of the year have left of the limit.
[[nodiscard]] MaybeLowered limited_in_order(Draft& draft, const CutOff& cut, ExprId limit, calendar::PeriodUnit within);
[[nodiscard]] MaybeLowered lower_used_by_records(Draft& draft, const syntax::UsedByRecordsSentence& used,
                                                 const StandingSentence& standing, model::TermId id,
                                                 const Scope& scope);
/// A limit on a total that does not say how: an error that shows the ways.
void ask_how_cut(Draft& draft, const syntax::TotalLimitSentence& total);
/// Who pays what was cut off, to whom the amount itself is paid; called when all other payments are there.
void pay_what_falls(Draft& draft);

}  // namespace concordat::check
