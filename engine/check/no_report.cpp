// engine/check/no_report.cpp · room: check
// What:  what holds where no report of some records has come for a period.
// Source: finding N16 (missing set by set).

#include <algorithm>

#include <fmt/format.h>

#include "check/years.h"

namespace concordat::check {

namespace {

/// The column that says whose each record is.
std::optional<std::size_t> column_of_role(const Draft& draft, const model::Record& record, model::PartyId party) {
    for (std::size_t column = 0; column < record.fields.size(); ++column) {
        const Kind& kind = record.fields[column].kind;
        if (kind.base != model::KindBase::party) continue;
        const auto& parties = draft.contract.role(kind.role).parties;
        if (!kind.role.is_set() || std::find(parties.begin(), parties.end(), party) != parties.end()) return column;
    }
    return std::nullopt;
}

std::optional<model::PartyId> party_named(Draft& draft, const syntax::Name& name) {
    const Entity* entity = draft.find(name.text);
    if (entity == nullptr) {
        report_unknown(draft, name, "a party of this agreement");
        return std::nullopt;
    }
    if (entity->what == Entity::What::party) return entity->party;
    if (entity->what == Entity::What::role && draft.contract.role(entity->role).parties.size() == 1)
        return draft.contract.role(entity->role).parties.front();
    draft
        .error(Code::wrong_sort_of_name, name.span,
               fmt::format("`{}` is not one party; it is asked whether the report of one party has come", name.text))
        .with_help("name the party, in a sentence for each");
    return std::nullopt;
}

}  // namespace

bool adjust_no_report(Draft& draft, const syntax::NoReportSentence& sentence, model::TermId id, const Scope& scope,
                      const StandingSentence& standing) {
    const Entity* entity = expect(draft, sentence.records, Entity::What::record);
    const auto party = party_named(draft, sentence.party);
    const auto unit = find_unit(draft, sentence.unit.text);
    if (entity == nullptr || !party) return false;
    const model::Record& record = draft.contract.record(entity->record);
    if (!unit || *unit != record.unit) {
        draft
            .error(Code::not_a_period, sentence.unit.span,
                   fmt::format("a {} is reported for each {}", record.name, calendar::unit_name(record.unit)))
            .with_help(fmt::format("write `for a {}`", calendar::unit_name(record.unit)));
        return false;
    }
    model::NoReport node;
    node.record = entity->record;
    if (const auto column = column_of_role(draft, record, *party)) {
        node.column = *column;
        node.party = draft.add(model::Constant{*party}, record.fields[*column].kind, sentence.party.span);
    }
    const Kind kind = draft.term(id).kind;
    const auto value = lower_tailed(draft, sentence.amount, scope, &kind);
    if (!value || !same_kind(draft, kind, value->kind, sentence.amount.amount->span, "be chosen between")) return false;
    if (scope.units_used != nullptr) scope.units_used->insert(*unit);
    const ExprId none = draft.add(node, Kind::yes_no(), sentence.condition_span);
    const ExprId previous = draft.add(model::Previous{}, kind);
    add_stage(draft, id, model::Stage::Effect::excepts, standing,
              draft.add(model::Choose{{{none, value->id}}, previous, true}, kind, standing.sentence->span));
    return true;
}

}  // namespace concordat::check
