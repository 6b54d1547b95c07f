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

namespace {

bool refuse_stand_in(Draft& draft, Span span, std::string message, std::string help,
                     Code code = Code::stand_in_unclear) {
    draft.error(code, span, std::move(message)).with_help(std::move(help));
    return false;
}

/// What looks at several records side by side has two readings of one that stands in: a second record of the day it was
/// copied with, or one of the later period, for which nobody wrote a day.
std::string why_none_can_stand(const Draft& draft, model::RecordId id) {
    const model::Record& record = draft.contract.record(id);
    if (record.agreed) return "they are agreed in a schedule, which is always there";
    if (record.group) return "each of them is a group of others";
    if (!record.count_rules.empty()) return "a clause says which of several of them count";
    for (const auto& set : draft.contract.day_sets)
        if (set.record == id) return "their days are counted one by one";
    for (const auto& other : draft.contract.records)
        if (other.group && other.group->of == id) return "groups are made of them";
    for (const auto& expression : draft.contract.expressions) {
        const auto* first = std::get_if<model::IsFirst>(&expression.node);
        const auto* earlier = std::get_if<model::EarlierRecord>(&expression.node);
        const auto* total = std::get_if<model::EarlierTotal>(&expression.node);
        if ((first != nullptr && first->record == id) || (earlier != nullptr && earlier->record == id) ||
            (total != nullptr && total->before.record == id))
            return "a clause looks at the ones before each of them";
    }
    return {};
}

bool stand_in_fits(Draft& draft, const syntax::StandInSentence& sentence, model::RecordId id) {
    const model::Record& record = draft.contract.record(id);
    const std::string unit(calendar::unit_name(record.unit));
    if (const auto asked = find_unit(draft, sentence.unit.text); !asked || *asked != record.unit)
        return refuse_stand_in(draft, sentence.unit.span,
                               fmt::format("a {} is reported for each {}", record.name, unit),
                               fmt::format("write `for a {}`", unit), Code::not_a_period);
    const Entity* last = expect(draft, sentence.last, Entity::What::record);
    if (last == nullptr) return false;
    if (last->record != id)
        return refuse_stand_in(
            draft, sentence.last.span,
            fmt::format("{} are not reported, and a {} would stand for them", record.plural, sentence.last.text),
            fmt::format("write `the last reported {}`", record.name));
    if (find_unit(draft, sentence.up_to_unit.text) != record.unit || sentence.up_to < 1)
        return refuse_stand_in(
            draft, sentence.up_to_span,
            fmt::format("a {} is reported for each {}, and stands for so many of them", record.name, unit),
            fmt::format("write `for up to 1 {}`", unit));
    if (const std::string why = why_none_can_stand(draft, id); !why.empty())
        return refuse_stand_in(draft, sentence.records.span,
                               fmt::format("no {} can stand for one that has not come: {}{}", record.name, why,
                                           record.agreed || record.group
                                               ? std::string()
                                               : fmt::format("; with the day that it keeps it would be a second one of "
                                                             "that day, and for the later {} it has none",
                                                             unit)),
                               fmt::format("say what an amount is then: `If {} reports no {} for a {}, X is A.`",
                                           sentence.party.text, record.plural, unit));
    if (sentence.before != syntax::StandInSentence::Before::unsaid) return true;
    return refuse_stand_in(
        draft, sentence.span,
        fmt::format("before the first {} there is none that could stand in: that can mean none, or that settlement "
                    "waits",
                    record.name),
        "add `, and before the first there is none`, or `, and before the first settlement waits`",
        Code::before_the_first_unsaid);
}

void lower_stand_in(Draft& draft, const syntax::StandInSentence& sentence, const StandingSentence& standing) {
    const Entity* entity = expect(draft, sentence.records, Entity::What::record);
    if (entity == nullptr || !stand_in_fits(draft, sentence, entity->record)) return;
    model::Record& record = draft.contract.records[entity->record.index()];
    model::Record::StandIn rule;
    rule.clause = standing.clause;
    rule.up_to = sentence.up_to;
    rule.waits_before_first = sentence.before == syntax::StandInSentence::Before::waits;
    const auto same = find_field(draft, entity->record, sentence.same.text);
    if (!same) {
        (void)refuse_stand_in(draft, sentence.same.span,
                              fmt::format("a {} has no field `{}`", record.name, sentence.same.text),
                              "name the field that tells which of them belong together", Code::wrong_sort_of_name);
        return;
    }
    rule.same = *same;
    const Entity* whose = draft.find(sentence.party.text);
    const bool of_role = whose != nullptr && whose->what == Entity::What::role;
    std::vector<model::PartyId> parties;
    if (of_role) parties = draft.contract.role(whose->role).parties;
    else if (const auto party = party_named(draft, sentence.party)) parties = {*party};
    if (parties.empty()) return;
    const auto column = column_of_role(draft, record, parties.front());
    if (!column && parties.size() > 1) {
        (void)refuse_stand_in(
            draft, sentence.party.span,
            fmt::format("a {} does not say whose it is, so it cannot be told who reported none", record.name),
            fmt::format("add a field of the kind `{}`, or name the one who reports them", sentence.party.text));
        return;
    }
    if (column) {
        rule.whose = *column;
        rule.parties = std::move(parties);
    }
    if (record.stand_in) {
        (void)refuse_stand_in(draft, sentence.records.span,
                              fmt::format("clause {} says already which {} stands in",
                                          draft.contract.clause(record.stand_in->clause).number, record.name),
                              "say it once, for all who report them");
        return;
    }
    record.stand_in = std::move(rule);
}

}  // namespace

void lower_stand_ins(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* stand_in = std::get_if<syntax::StandInSentence>(&standing.sentence->form))
            lower_stand_in(draft, *stand_in, standing);
    }
}

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
