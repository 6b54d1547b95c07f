// engine/check/parties.cpp · room: check
// What:  the parties, their roles, and the columns of the Parties table, which are attributes of each party.
// Source: language.md row F2; findings N19, N37.

#include <algorithm>
#include <sstream>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/membership.h"

namespace concordat::check {

namespace {

model::RoleId role_named(Draft& draft, const std::string& name, Span span) {
    if (const Entity* known = draft.find(name); known != nullptr && known->what == Entity::What::role)
        return known->role;
    const model::RoleId id(draft.contract.roles.size());
    draft.contract.roles.push_back({name, regular_plural(name), {}, {}});
    Entity entity;
    entity.what = Entity::What::role;
    entity.role = id;
    entity.declared = span;
    draft.declare(name, entity);
    draft.names.emplace(regular_plural(name), entity);
    return id;
}

model::PartyId new_party(Draft& draft, const std::string& name, Span span, source::Place place) {
    const model::PartyId id(draft.contract.parties.size());
    Entity entity;
    entity.what = Entity::What::party;
    entity.party = id;
    entity.declared = span;
    if (!draft.declare(name, entity)) return {};
    draft.contract.parties.push_back({name, {}, std::move(place)});
    return id;
}

void give_role(Draft& draft, model::PartyId party, model::RoleId role) {
    auto& roles = draft.contract.parties[party.index()].roles;
    if (std::find(roles.begin(), roles.end(), role) != roles.end()) return;
    roles.push_back(role);
    draft.contract.roles[role.index()].parties.push_back(party);
}

std::vector<std::string> roles_in(const std::string& cell) {
    std::vector<std::string> roles;
    std::istringstream parts(cell);
    for (std::string part; std::getline(parts, part, ',');) {
        const auto first = part.find_first_not_of(' ');
        if (first == std::string::npos) continue;
        roles.push_back(part.substr(first, part.find_last_not_of(' ') - first + 1));
    }
    return roles;
}

struct Attribute {
    std::string name;
    std::size_t column;
    const syntax::Cell* heading;
};

/// The one role that all parties with a value share, so that "its Agreed Share" asks for a Partner.
model::RoleId shared_role(const Draft& draft, const std::vector<std::optional<model::Value>>& values) {
    std::optional<std::vector<model::RoleId>> shared;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i] || !model::is_known(*values[i])) continue;
        const auto& roles = draft.contract.parties[i].roles;
        if (!shared) shared = roles;
        std::erase_if(*shared,
                      [&](model::RoleId role) { return std::find(roles.begin(), roles.end(), role) == roles.end(); });
    }
    return shared && !shared->empty() ? shared->front() : model::RoleId();
}

void read_attribute(Draft& draft, const syntax::Table& table, const Attribute& attribute,
                    const std::vector<model::PartyId>& party_of_row) {
    model::AttributeSource source;
    source.by_party.resize(draft.contract.parties.size());
    std::optional<Kind> kind;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const syntax::Cell& cell = table.rows[row].cells[attribute.column];
        if (!party_of_row[row].is_set() || cell.special == syntax::Cell::Special::blank) continue;
        const auto fixed = read_fixed(draft, cell, kind ? &*kind : nullptr);
        if (!fixed) draft.half_read.insert(attribute.name);
        if (!fixed) continue;
        if (!kind && model::is_known(fixed->value)) kind = fixed->kind;  // `-` is of any kind
        source.by_party[party_of_row[row].index()] = fixed->value;
    }
    const bool row_lost =
        is_broken(draft, draft.clause_now) ||
        std::any_of(party_of_row.begin(), party_of_row.end(), [](model::PartyId party) { return !party.is_set(); });
    if (row_lost) draft.half_read.insert(attribute.name);
    const model::TermId id = draft.new_term(attribute.name, attribute.heading->span);
    model::Term& term = draft.term(id);
    term.kind = kind.value_or(Kind::code());
    term.index = {{Axis::Type::party, shared_role(draft, source.by_party), {}, {}, {}}};
    term.source = std::move(source);
    Entity entity;
    entity.term = id;
    entity.declared = attribute.heading->span;
    draft.declare(attribute.name, entity);
}

/// `P becomes a Provider on D`: its row may leave the role out until then.
void give_roles_joined(Draft& draft) {
    for (const syntax::MembershipSentence* one : memberships_in(draft)) {
        const Entity* party = one->joins ? draft.find(one->party.text) : nullptr;
        if (party == nullptr || party->what != Entity::What::party) continue;
        const model::PartyId id = party->party;
        const model::RoleId role = role_named(draft, one->role.text, one->role.span);
        give_role(draft, id, role);
        auto& parties = draft.contract.roles[role.index()].parties;
        std::sort(parties.begin(), parties.end());
    }
}

void read_party_table(Draft& draft, const syntax::Table& table) {
    std::optional<std::size_t> role_column;
    std::vector<Attribute> attributes;
    for (std::size_t column = 1; column < table.headings.size(); ++column) {
        const syntax::Cell& heading = table.headings[column];
        if (heading.text == "Role") role_column = column;
        else if (heading.text.empty())
            draft
                .error_at(Code::heading_missing, place_of(draft, heading),
                          "a column of the Parties table has no heading")
                .with_help("head it with the name of what it holds, for example `Agreed Share`");
        else attributes.push_back({heading.text, column, &heading});
    }
    if (!role_column) {
        draft
            .error_at(Code::no_role_column, place_of(draft, table.headings[0]),
                      "the Parties table has no column `Role`")
            .with_help("add a column `Role` with a word such as Commissioner, Provider or Partner for each party");
    }
    std::vector<model::PartyId> party_of_row;
    for (const syntax::Row& row : table.rows) {
        const auto party = new_party(draft, row.cells[0].text, row.cells[0].span, place_of(draft, row.cells[0]));
        party_of_row.push_back(party);
        if (!role_column || !party.is_set()) continue;
        for (const std::string& role : roles_in(row.cells[*role_column].text)) {
            give_role(draft, party, role_named(draft, role, row.cells[*role_column].span));
        }
    }
    give_roles_joined(draft);
    for (const Attribute& attribute : attributes) read_attribute(draft, table, attribute, party_of_row);
}

void read_listed(Draft& draft, const syntax::PartiesListedSentence& listed) {
    const auto file = draft.files.find(listed.schedule.file);
    std::string singular = listed.role.text;
    if (singular.ends_with("s")) singular.pop_back();
    const auto role = role_named(draft, singular, listed.role.span);
    if (file == draft.files.end()) {
        draft
            .error(Code::linked_file_missing, listed.schedule.span,
                   fmt::format("the file `{}` with the parties is not beside the contract", listed.schedule.file))
            .with_help("put the file into the folder of the contract, or correct its name here");
        return;
    }
    std::optional<std::size_t> role_column;
    for (std::size_t column = 1; column < file->second.headings.size(); ++column)
        if (file->second.headings[column].text == "Role") role_column = column;
    std::vector<model::PartyId> party_of_row;
    for (const syntax::Row& row : file->second.rows) {
        const auto party = new_party(draft, row.cells[0].text, {}, place_of(draft, row.cells[0]));
        party_of_row.push_back(party);
        if (!party.is_set()) continue;
        give_role(draft, party, role);
        if (!role_column || *role_column >= row.cells.size()) continue;
        for (const std::string& other : roles_in(row.cells[*role_column].text))
            give_role(draft, party, role_named(draft, other, listed.role.span));
    }
    draft.contract.roles[role.index()].file = listed.schedule.file;
    for (std::size_t column = 1; column < file->second.headings.size(); ++column) {
        const syntax::Cell& heading = file->second.headings[column];
        if (column == role_column) continue;
        if (!heading.text.empty() && draft.find(heading.text) == nullptr)
            read_attribute(draft, file->second, {heading.text, column, &heading}, party_of_row);
    }
}

void read_party_is(Draft& draft, const syntax::PartyIsSentence& sentence) {
    for (const auto& [party, role] : sentence.each) {
        const Entity* known = draft.find(party.text);
        const auto id = known != nullptr && known->what == Entity::What::party
                            ? known->party
                            : new_party(draft, party.text, party.span, draft.text.place(party.span));
        if (id.is_set()) give_role(draft, id, role_named(draft, role.text, role.span));
    }
}

}  // namespace

void read_parties(Draft& draft) {
    bool any = false;
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* table = std::get_if<syntax::PartiesSentence>(&standing.sentence->form))
            read_party_table(draft, table->table), any = true;
        if (const auto* listed = std::get_if<syntax::PartiesListedSentence>(&standing.sentence->form))
            read_listed(draft, *listed), any = true;
        if (const auto* is = std::get_if<syntax::PartyIsSentence>(&standing.sentence->form))
            read_party_is(draft, *is), any = true;
    }
    if (any) read_memberships(draft);
    if (any) return;
    draft.error(Code::no_parties, draft.text.line_span(1), "the agreement names no parties")
        .with_help("add a table `| Party | Role |` under a heading `## 1 Parties`");
}

}  // namespace concordat::check
