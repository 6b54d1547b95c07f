// engine/check/groups.h · room: check
// What:  records that belong together, entries of a list that belong to a party, the dearest of several, shares of how
//        many there are, and weights that stay in their group (findings N37, N38, N49; language.md row D5).
#pragma once

#include "check/draft.h"

namespace concordat::check {

// ---- groups (groups.cpp) ------------------------------------------------------------------------------------------
/// The fields of `record` that must equal those of the group; nothing where it is no group of such records.
[[nodiscard]] std::vector<model::Aggregate::Link> links_to_group(const Draft& draft, model::RecordId group,
                                                                 model::RecordId record);
/// `its Episode` of a record; nothing where it is not put into such a group.
[[nodiscard]] MaybeLowered own_group(Draft& draft, model::RecordId record, model::RecordId group);
/// Which period a group falls in, and that it counts while one of its records does.
void lower_groups(Draft& draft);
[[nodiscard]] MaybeLowered lower_dearest(Draft& draft, const syntax::Dearest& dearest, Span span, const Scope& scope);

// ---- worked examples of groups (group_examples.cpp) ----------------------------------------------------------------
/// A `gives` column of a group's amount: each row is one group of the records whose fields the other columns show.
void read_group_shown(const Draft& draft, model::Example& example);
/// `T2, A, C` in a field's column of a group: one code for each of its records.
void read_several(Draft& draft, const syntax::Cell& cell, const Kind& kind, model::Example::Cell& made);

// ---- entries of a list that belong to a party (list_owners.cpp) ---------------------------------------------------
/// The column of a list by that name.
[[nodiscard]] std::optional<model::TermId> column_of_list(const Draft& draft, model::SetId set, std::string_view name);
/// `Each Site belongs to the Provider named in its Run By.`; false where the sentence is about no list.
bool read_list_owner(Draft& draft, const syntax::BelongsSentence& belongs);
/// The column of the list that names a party of this role.
[[nodiscard]] std::optional<model::TermId> owner_column(const Draft& draft, model::SetId set, const Axis& owner);

// ---- shares and weights (group_weights.cpp) -----------------------------------------------------------------------
void read_shared_weights(Draft& draft);
/// The group in which the weight of what does not count stays; nothing where no clause says so.
[[nodiscard]] std::optional<ExprId> weight_group_of(Draft& draft, model::TermId weight, const Scope& scope);
[[nodiscard]] MaybeLowered lower_many_have(Draft& draft, const syntax::ManyHave& many, Span span, const Scope& scope);

}  // namespace concordat::check
