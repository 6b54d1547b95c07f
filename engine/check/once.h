// engine/check/once.h · room: check
// What:  what counts once for each, latches, what is found once for a period, limits used up in order, small amounts,
//        who bears an amount, and running totals (findings N10, N24, N26, N30, N32, N40).
#pragma once

#include <optional>

#include "check/draft.h"

namespace concordat::check {

// ---- lists given by ranges (groupings.cpp) ----------------------------------------------------------------------
/// `"Cohort" is given by Started:` over a table whose first column is headed Cohort.
[[nodiscard]] bool is_grouping(const syntax::GivenSentence& given);
/// That table with the entries and their attributes, without the ends of the ranges.
[[nodiscard]] syntax::Table attributes_of_grouping(const syntax::Table& table);
/// The condition that a record of this kind belongs to the scope's entry of a list; nothing where it never does.
[[nodiscard]] std::optional<ExprId> in_group(Draft& draft, const Axis& group, model::RecordId record);

// ---- counting (counting.cpp) ------------------------------------------------------------------------------------
[[nodiscard]] MaybeLowered lower_counts(Draft& draft, const syntax::CountsFor& counts, Span span, const Scope& scope);
[[nodiscard]] MaybeLowered lower_counts_share(Draft& draft, const syntax::CountsForShare& share, Span span,
                                              const Scope& scope);
[[nodiscard]] MaybeLowered lower_clause_met(Draft& draft, const syntax::ClauseMet& met, Span span, const Scope& scope);
[[nodiscard]] MaybeLowered lower_that_of(Draft& draft, const syntax::IsThatOf& that, Span span, const Scope& scope);
[[nodiscard]] const Draft::Counting* counting_of(const Draft& draft, model::SetId set);
[[nodiscard]] model::CompareOp compare_op(syntax::Comparator op);

// ---- running totals (running.cpp) -------------------------------------------------------------------------------
/// From the start that "to date" has in this contract.
[[nodiscard]] model::PeriodRange to_date_range(const Draft& draft);
/// Whether an amount is a running total already, so that adding it up over periods would count it again.
[[nodiscard]] bool runs(const Draft& draft, ExprId id, int depth = 0);
/// The same of an amount that is paid for each period: what a running total adds in a period does not run.
[[nodiscard]] bool holds_running_total(const Draft& draft, ExprId id, int depth = 0);
/// `A plus the total of B over all Partners, all to date`: the same with `to date` in each part that does not run yet.
[[nodiscard]] syntax::AmountPtr all_to_date(Draft& draft, const syntax::AmountPtr& amount);

// ---- lists of clauses (used_in_order.cpp) -------------------------------------------------------------------------
/// Whether a clause number lies in the list, both ends of a range included.
[[nodiscard]] bool lists(const Draft& draft, const syntax::ClauseList& list, std::string_view number);

// ---- stages of a term (settled_once.cpp, used_in_order.cpp) -------------------------------------------------------
/// The effect of a sentence of this family, or nothing for other sentences.
[[nodiscard]] std::optional<model::Stage::Effect> settled_once_effect(const decltype(syntax::Sentence::form)& form);
[[nodiscard]] MaybeLowered lower_settled_once(Draft& draft, const StandingSentence& standing, model::TermId id,
                                              const Scope& scope);
[[nodiscard]] MaybeLowered lower_in_order(Draft& draft, const StandingSentence& standing, model::TermId id,
                                          const Scope& scope);
/// Adds the sentences that adjust terms which they do not begin with: `A Cohort with fewer than 20 Persons has no X.`
void gather_settled_once(Draft& draft, const StandingSentence& standing);
/// X is payable only once C[, from then on].
[[nodiscard]] MaybeLowered opened_once(Draft& draft, const syntax::GateSentence& gate, model::TermId id,
                                       const Scope& scope, Span span);
/// For each Cohort, in its Review Quarter: the value, and none in other periods.
[[nodiscard]] MaybeLowered only_in_period(Draft& draft, const syntax::Name& period, model::TermId id, Lowered value,
                                          Scope& scope);
[[nodiscard]] MaybeLowered lower_first_in(Draft& draft, const syntax::FirstInSentence& first, Scope& scope);
[[nodiscard]] MaybeLowered lower_clause_amounts(Draft& draft, const syntax::ClauseAmounts& amounts, Span span,
                                                const Scope& scope);
[[nodiscard]] MaybeLowered lower_as_it_stood(Draft& draft, const syntax::AsItStood& stood, Span span,
                                             const Scope& scope);

// ---- who bears it (borne.cpp) -----------------------------------------------------------------------------------
/// The amount that a party bears, of `what` or of the only amount that is borne.
[[nodiscard]] MaybeLowered lower_what_it_bears(Draft& draft, const syntax::PaymentSentence& payment,
                                               model::PartyId payer, const Scope& scope);

}  // namespace concordat::check
