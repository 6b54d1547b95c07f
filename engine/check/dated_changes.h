// engine/check/dated_changes.h · room: check
// What:  values that change from a day on, a table's value as signed, the distance of two amounts.
// Source: findings N9, N13, N15; row T1.
#pragma once

#include <optional>
#include <vector>

#include "check/draft.h"

namespace concordat::check {

/// A stage for each increase; false where it was reported as wrong.
[[nodiscard]] bool add_increases(Draft& draft, model::TermId id, const syntax::DayChanges& changes,
                                 const StandingSentence& standing);
/// From D, the A of each P is increased by 3%, or by the same percentage as X.
[[nodiscard]] bool adjust_column(Draft& draft, const syntax::ColumnChangeSentence& column, model::TermId id,
                                 const StandingSentence& standing);
/// Whether the scope's element is the one that `the A of P` names: unset where each is meant, nothing after an error.
[[nodiscard]] std::optional<ExprId> is_one_named(Draft& draft, const syntax::Reference& cell, model::TermId id);
/// The sentences that stand in the place of a clause whose table has another row from a day on; or the changes of the
/// cells of a list, which stand beside it. Nothing after an error.
struct RowChanged {
    std::vector<syntax::Sentence> instead, beside;
};
[[nodiscard]] std::optional<RowChanged> change_row(Draft& draft, const syntax::RowChangeSentence& change);
[[nodiscard]] MaybeLowered lower_difference(Draft& draft, const syntax::Difference& difference, Span span,
                                            const Scope& scope, const Kind* expected);
[[nodiscard]] MaybeLowered lower_as_signed(Draft& draft, const syntax::AsSigned& as_signed, Span span,
                                           const Scope& scope);

}  // namespace concordat::check
