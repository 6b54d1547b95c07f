// engine/check/taking_part.h · room: check
// What:  see taking_part.cpp: those in play, groups of entries, which way is better, cuts to a total, what remains.
#pragma once

#include <optional>
#include <string>

#include "check/draft.h"

namespace concordat::check {

/// Declares a term of yes and no for each list or role of which a sentence says what is in play.
void declare_taking_part(Draft& draft);
/// The sentence, if it is one; `A Measure counts only if C` stands as a rule of records until the name is known.
[[nodiscard]] std::optional<syntax::TakingPartSentence> taking_part_in(const Draft& draft,
                                                                       const syntax::Sentence& sentence);
/// The condition to be in play; adds the elements it is for to the scope.
[[nodiscard]] MaybeLowered lower_taking_part(Draft& draft, const syntax::TakingPartSentence& sentence,
                                             const StandingSentence& standing, Scope& scope);
/// Whether the scope's own element is in play.
[[nodiscard]] MaybeLowered in_play(Draft& draft, const Axis& what, const std::string& mark, Span span,
                                   const Scope& scope);
/// `For each Hospital that takes part`: the term is not applicable for the others.
[[nodiscard]] bool add_for_each_in_play(Draft& draft, const syntax::ForEach& each, model::TermId id,
                                        const Scope& scope);
void limit_facts_to_those_in_play(Draft& draft);
/// The nearest `For each` before this sentence in its section, which a definition without one goes on with.
[[nodiscard]] const syntax::ForEach* for_each_before(const Draft& draft, const StandingSentence& standing);

/// The column of one list that names an entry of another.
[[nodiscard]] std::optional<model::TermId> group_of(const Draft& draft, model::SetId members, model::SetId group);
/// A condition on the scope's own member: its group is `wanted`. Nothing where there is no such column.
[[nodiscard]] std::optional<ExprId> in_group(Draft& draft, const Axis& members, model::SetId group, ExprId wanted,
                                             Span span);
/// `the Measures of the Experience Domain`
[[nodiscard]] MaybeLowered of_named_group(Draft& draft, const syntax::SetPhrase& phrase, const Axis& axis);

/// The one that `Despite clause n, for the Safety Theme, X is ...` is for.
[[nodiscard]] std::optional<model::Value> one_meant(Draft& draft, const syntax::ExceptSentence& except,
                                                    model::TermId id);

[[nodiscard]] MaybeLowered lower_better(Draft& draft, const syntax::Better& better, const Lowered& left, Span span,
                                        const Scope& scope);

/// A stage that cuts each amount in one proportion, so that their total is the limit (N29).
[[nodiscard]] std::optional<ExprId> lower_cut(Draft& draft, const syntax::CutSentence& cut,
                                              const StandingSentence& standing, model::TermId id, const Scope& scope);
/// What is left of an amount after what the same payer pays out of it under the clauses before in the section.
[[nodiscard]] std::optional<ExprId> what_remains(Draft& draft, const syntax::PaymentSentence& sentence,
                                                 model::PartyId payer, const StandingSentence& standing,
                                                 const Lowered& whole);

/// `the Hospitals`, `all Hospitals`: several, who share one sum.
[[nodiscard]] bool is_plural(const Draft& draft, const syntax::PartyPhrase& phrase);

}  // namespace concordat::check
