// engine/check/list_owners.cpp · room: check
// What:  entries of a list that belong to a party: a column of the list names it. Gives `its Sites`, `its Provider`.
// Source: finding N37.

#include <algorithm>

#include <fmt/format.h>

#include "check/groups.h"

namespace concordat::check {

namespace {

/// Each entry has exactly one owner, and it is of that role.
bool each_has_owner(Draft& draft, const syntax::BelongsSentence& belongs, model::SetId set, model::TermId column,
                    model::RoleId role) {
    const auto& source = std::get<model::MemberColumnSource>(draft.contract.term(column).source);
    const auto& parties = draft.contract.role(role).parties;
    const auto& members = draft.contract.set(set).members;
    for (std::size_t row = 0; row < members.size(); ++row) {
        const auto& cell = row < source.by_member.size() ? source.by_member[row] : std::nullopt;
        const auto* party = cell ? std::get_if<model::PartyId>(&*cell) : nullptr;
        if (party != nullptr && std::find(parties.begin(), parties.end(), *party) != parties.end()) continue;
        draft
            .error(Code::belongs_by_wrong_column, belongs.named_in->span,
                   fmt::format("the {} {} of `{}` is no {}; each {} belongs to exactly one", belongs.named_in->text,
                               cell ? "cell" : "blank cell", members[row], belongs.owner.text, belongs.record.text))
            .with_help(fmt::format("write the name of a {} into that cell", belongs.owner.text));
        return false;
    }
    return true;
}

}  // namespace

std::optional<model::TermId> column_of_list(const Draft& draft, model::SetId set, std::string_view name) {
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const model::Term& term = draft.contract.terms[i];
        const auto* column = std::get_if<model::MemberColumnSource>(&term.source);
        if (column != nullptr && column->set == set && term.name == name) return model::TermId(i);
    }
    return std::nullopt;
}

bool read_list_owner(Draft& draft, const syntax::BelongsSentence& belongs) {
    const Entity* entity = draft.find(belongs.record.text);
    if (entity == nullptr || entity->what != Entity::What::set) return false;
    const model::SetId set = entity->set;
    const Entity* role = draft.find(belongs.owner.text);
    if (role != nullptr && role->what == Entity::What::set) return true;  // the column headed by that list says it
    role = expect(draft, belongs.owner, Entity::What::role);
    if (role == nullptr) return true;
    const auto column = belongs.named_in ? column_of_list(draft, set, belongs.named_in->text) : std::nullopt;
    if (!column) {
        const syntax::Name& name = belongs.named_in ? *belongs.named_in : *belongs.same;
        draft
            .error(Code::belongs_by_wrong_column, name.span,
                   fmt::format("the list of {} has no column `{}` that could name a {}", draft.contract.set(set).plural,
                               name.text, belongs.owner.text))
            .with_help(fmt::format("write `Each {} belongs to the {} named in its ...`, with a column of the list",
                                   belongs.record.text, belongs.owner.text));
        return true;
    }
    const model::RoleId id = role->role;
    if (!each_has_owner(draft, belongs, set, *column, id)) return true;
    draft.term(*column).kind = Kind::party(id);
    draft.belongings.push_back({set, *column, {Axis::Type::party, id, {}, {}, {}}});
    return true;
}

std::optional<model::TermId> owner_column(const Draft& draft, model::SetId set, const Axis& owner) {
    for (const Draft::Belonging& belonging : draft.belongings) {
        if (belonging.set == set && belonging.owner == owner) return belonging.column;
    }
    return std::nullopt;
}

}  // namespace concordat::check
