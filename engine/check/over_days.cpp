// engine/check/over_days.cpp · room: check
// What:  amounts over the days of a record, days inside a period, an amount in the period of a date.
// Source: findings N33, N30 (counted once), N13.
#include <algorithm>

#include <fmt/format.h>

#include "check/day_sets.h"

namespace concordat::check {

namespace {

using model::CompareOp;
using model::PeriodRange;

/// The period of an amount that runs over days, for the clause's own index.
void use_period(const Draft& draft, const Scope& scope, const PeriodRange& range) {
    if (scope.units_used == nullptr) return;
    const bool whole = range.kind == PeriodRange::Kind::unit_of_scope;
    scope.units_used->insert(whole ? range.unit : scope.unit.value_or(draft.contract.settles));
}

bool is_record_in_scope(Draft& draft, const model::DaySet& set, Span span, const Scope& scope) {
    if (scope.record == set.record) return true;
    const std::string& name = draft.contract.record(set.record).name;
    draft.error(Code::its_of_nothing, span, fmt::format("whose {}? This clause is not about one {}", set.plural, name))
        .with_help(
            fmt::format("begin the clause with `For each {} and each {}, ...`", name, draft.contract.period_name));
    return false;
}

ExprId zero_of(Draft& draft, const Kind& kind) { return draft.add(model::Constant{exact::Ratio(0)}, kind); }

ExprId shifted(Draft& draft, ExprId date, int days) {
    const ExprId by = draft.add(model::Constant{exact::Ratio(days)}, Kind::number());
    return draft.add(model::DateShift{date, by, model::Span::days, false}, Kind::date());
}

ExprId edge_of(Draft& draft, calendar::PeriodUnit unit, bool last, ExprId of = {}) {
    return draft.add(model::PeriodEdge{unit, last, of}, Kind::date());
}

ExprId all_of(Draft& draft, std::vector<ExprId> items) {
    return draft.add(model::Combine{model::Junction::all_of, 0, std::move(items)}, Kind::yes_no());
}

/// The column of the record in scope that a name stands for: its field, or the only one of that role.
std::optional<std::size_t> column_named(Draft& draft, const Scope& scope, const syntax::Name& name) {
    if (const auto field = find_field(draft, *scope.record, name.text)) return field;
    const Entity* entity = draft.find(name.text);
    const auto& fields = draft.contract.record(*scope.record).fields;
    for (std::size_t column = 0; entity != nullptr && column < fields.size(); ++column) {
        if (entity->what == Entity::What::role && fields[column].kind.role == entity->role) return column;
    }
    report_unknown(draft, name, fmt::format("a field of a {}", draft.contract.record(*scope.record).name));
    return std::nullopt;
}

MaybeLowered field_at(Draft& draft, const Scope& scope, std::size_t column) {
    const model::Field& field = draft.contract.record(*scope.record).fields[column];
    const Kind kind = field.kind;
    return Lowered{draft.add(model::TermRef{field.term, {}, std::nullopt}, kind), kind};
}

/// Whether this record is the one that counts for its Person.
std::optional<ExprId> lower_once(Draft& draft, const syntax::InPeriodOf::Once& once, ExprId where, ExprId date,
                                 const Scope& scope) {
    const Entity* record = expect(draft, once.record, Entity::What::record);
    if (record == nullptr) return std::nullopt;
    if (record->record != *scope.record) {
        draft.error(Code::its_of_nothing, once.record.span,
                    fmt::format("this clause is about each {}", draft.contract.record(*scope.record).name));
        return std::nullopt;
    }
    const auto each = column_named(draft, scope, once.each);
    const auto to = column_named(draft, scope, once.to);
    const auto by = column_named(draft, scope, once.by);
    if (!each || !to || !by) return std::nullopt;
    const auto same = field_at(draft, scope, *each);
    const auto order = field_at(draft, scope, *by);
    if (!demand(draft, order->kind, Kind::date(), once.by.span, "what comes first")) return std::nullopt;
    model::IsFirst first{*scope.record, where, {same->id}, order->id};
    if (once.unit) {
        const auto unit = find_unit(draft, once.unit->text);
        if (!unit) {
            report_unknown(draft, *once.unit, "a period");
            return std::nullopt;
        }
        first.same.push_back(edge_of(draft, *unit, false, date));
    }
    return draft.add(std::move(first), Kind::yes_no());
}

/// `For each Stay, "Nights" means the nights from Admitted to Discharged.`: the only such stretch of that record.
const syntax::DaysBetween* stretch_defined(const Draft& draft, model::RecordId record, bool nights) {
    using Count = syntax::DaysBetween::Count;
    const syntax::DaysBetween* found = nullptr;
    for (const StandingSentence& standing : draft.sentences) {
        const auto* definition = std::get_if<syntax::DefinitionSentence>(&standing.sentence->form);
        if (definition == nullptr || !definition->for_each || definition->for_each->names.size() != 1) continue;
        const Entity* entity = draft.find(definition->for_each->names.front().text);
        const auto* body = std::get_if<syntax::TailedAmount>(&definition->body);
        if (entity == nullptr || entity->what != Entity::What::record || entity->record != record) continue;
        if (body == nullptr || !body->tails.empty() || definition->for_each->where != nullptr) continue;
        const auto* days = std::get_if<syntax::DaysBetween>(&body->amount->node);
        if (days == nullptr || days->in_unit) continue;
        if (days->count != (nights ? Count::nights : Count::both_included)) continue;
        if (found != nullptr) return nullptr;
        found = days;
    }
    return found;
}

}  // namespace

Lowered day_in_play(Draft& draft, Span span) {
    const Kind kind = Kind::date();
    return {draft.add(model::PeriodEdge{calendar::PeriodUnit::day, false, {}}, kind, span), kind};
}

MaybeLowered lower_over_days(Draft& draft, const syntax::Aggregate& written, model::DaySetId days, Span span,
                             const Scope& scope) {
    const model::DaySet set = draft.contract.day_set(days);
    const syntax::SetPhrase& over = written.over.front();
    if (!is_record_in_scope(draft, set, over.span, scope)) return std::nullopt;
    using Op = syntax::AggregateOp;
    if ((written.op != Op::total && written.op != Op::number) || written.weighted_by) {
        draft.error(Code::not_a_number, span, "over the days of a record there is a total, or a number of days")
            .with_help(
                fmt::format("write `the total of X over its {} in the {}`", set.plural, draft.contract.period_name));
        return std::nullopt;
    }
    model::DaysOf node{days, {}, {}, {}};
    if (over.period) {
        const auto range = range_of(draft, *over.period);
        if (!range) return std::nullopt;
        node.range = *range;
    }
    Scope inner = scope;
    inner.adjusting.reset();
    inner.unit = calendar::PeriodUnit::day;
    inner.day = days;
    std::set<calendar::PeriodUnit> units;
    inner.units_used = &units;
    if (over.where != nullptr) {
        const auto where = lower_condition(draft, *over.where, inner);
        if (!where) return std::nullopt;
        node.where = where->id;
    }
    Kind kind = Kind::days();
    if (written.of != nullptr) {
        const auto of = lower_amount(draft, *written.of, inner);
        if (!of) return std::nullopt;
        if (of->kind.base != model::KindBase::amount) {
            draft.error(Code::not_a_number, written.of->span,
                        fmt::format("{} cannot be totalled; only numbers can", describe(of->kind)));
            return std::nullopt;
        }
        node.of = of->id;
        kind = of->kind;
    }
    use_period(draft, scope, node.range);
    return made(draft, std::move(node), kind, span);
}

MaybeLowered lower_days_of_record(Draft& draft, const syntax::DaysOfRecord& written, Span span, const Scope& scope) {
    const Entity* entity = expect(draft, written.record, Entity::What::record);
    const auto unit = find_unit(draft, written.unit.text);
    if (!unit) report_unknown(draft, written.unit, "a period");
    if (entity == nullptr || !unit) return std::nullopt;
    if (!days_of(draft, entity->record)) {
        if (const auto* stretch = stretch_defined(draft, entity->record, written.nights)) {
            syntax::DaysBetween in_period = *stretch;
            in_period.in_unit = written.unit;
            return lower_days_in_period(draft, in_period, span, scope);
        }
    }
    const auto days = expect_days(draft, entity->record, span);
    if (!days || !is_record_in_scope(draft, draft.contract.day_set(*days), written.record.span, scope))
        return std::nullopt;
    const PeriodRange range{PeriodRange::Kind::unit_of_scope, *unit, 0, 0};
    use_period(draft, scope, range);
    return made(draft, model::DaysOf{*days, range, {}, {}}, Kind::days(), span);
}

/// From the later of A and the first day to the earlier of B and the last, as days that lie between two midnights.
MaybeLowered lower_days_in_period(Draft& draft, const syntax::DaysBetween& written, Span span, const Scope& scope) {
    using Count = syntax::DaysBetween::Count;
    const auto unit = find_unit(draft, written.in_unit->text);
    if (!unit) report_unknown(draft, *written.in_unit, "a period");
    const auto from = lower_amount(draft, *written.from, scope);
    const auto to = lower_amount(draft, *written.to, scope);
    if (!unit || !from || !to) return std::nullopt;
    if (!demand(draft, from->kind, Kind::date(), written.from->span, "the start of a stretch of days") ||
        !demand(draft, to->kind, Kind::date(), written.to->span, "the end of a stretch of days"))
        return std::nullopt;
    if (written.count == Count::unstated) {
        draft
            .error(Code::ends_of_stretch_unstated, span,
                   "this stretch of days does not say whether its ends count: 3 to 5 May is 2 nights, or 3 days both "
                   "included")
            .with_help(
                "write `the nights from A to B that begin in the Month`, or `the days from A to B, both "
                "included, that lie in the Month`");
        return std::nullopt;
    }
    const ExprId behind = written.count == Count::nights ? to->id : shifted(draft, to->id, 1);
    const ExprId next = shifted(draft, edge_of(draft, *unit, true), 1);
    const ExprId start = draft.add(model::Extreme{true, {from->id, edge_of(draft, *unit, false)}}, Kind::date());
    const ExprId end = draft.add(model::Extreme{false, {behind, next}}, Kind::date());
    if (scope.units_used != nullptr) scope.units_used->insert(*unit);
    return made(draft, model::DaysBetween{model::DayCount::days_after, start, end}, Kind::days(), span);
}

MaybeLowered lower_in_period(Draft& draft, const syntax::InPeriodOf& written, ExprId where, Scope& scope) {
    const auto unit = find_unit(draft, written.unit.text);
    if (!unit) report_unknown(draft, written.unit, "a period");
    if (!unit) return std::nullopt;
    if (!scope.record) {
        draft
            .error(Code::its_of_nothing, written.date.name.span,
                   fmt::format("the {} of whose `{}`? This clause is not about one record", written.unit.text,
                               written.date.name.text))
            .with_help("begin the clause with `For each` and the name of the record");
        return std::nullopt;
    }
    scope.unit = *unit;
    const auto date = lower_reference(draft, written.date, written.date.name.span, scope, nullptr);
    const auto amount = lower_amount(draft, *written.amount, scope);
    if (!date || !amount ||
        !demand(draft, date->kind, Kind::date(), written.date.name.span, "the day whose period is meant"))
        return std::nullopt;
    std::vector<ExprId> all = {
        draft.add(model::Compare{CompareOp::at_least, date->id, edge_of(draft, *unit, false)}, Kind::yes_no()),
        draft.add(model::Compare{CompareOp::at_most, date->id, edge_of(draft, *unit, true)}, Kind::yes_no())};
    if (written.once) {
        const auto first = lower_once(draft, *written.once, where, date->id, scope);
        if (!first) return std::nullopt;
        all.push_back(*first);
    }
    model::Choose choose{{{all_of(draft, std::move(all)), amount->id}}, zero_of(draft, amount->kind), false};
    if (scope.units_used != nullptr) scope.units_used->insert(*unit);
    return made(draft, std::move(choose), amount->kind, written.span);
}

MaybeLowered lower_field_is(Draft& draft, const syntax::FieldIs& written, Span span, const Scope& scope) {
    const std::string& words = written.words.text;
    for (std::size_t at = words.find(' '); scope.record && at != std::string::npos; at = words.find(' ', at + 1)) {
        const auto field = find_field(draft, *scope.record, words.substr(at + 1));
        if (!field) continue;
        const auto value = field_at(draft, scope, *field);
        const std::string code = words.substr(0, at);
        const auto& codes = value->kind.codes;
        if (value->kind.base != model::KindBase::code) continue;
        if (!codes.empty() && std::find(codes.begin(), codes.end(), code) == codes.end()) {
            draft
                .error(Code::code_not_in_list, span,
                       fmt::format("\"{}\" is none of the codes that `{}` can have", code, words.substr(at + 1)))
                .with_help(fmt::format("the codes are: {}", fmt::join(codes, ", ")));
            return std::nullopt;
        }
        const ExprId wanted = draft.add(model::Constant{code}, value->kind);
        return made(draft, model::Compare{CompareOp::equal, value->id, wanted}, Kind::yes_no(), span);
    }
    draft
        .error(Code::undefined_name, span,
               fmt::format("`{}` is no code followed by a field of the record, as in `in the Admitted Setting`", words))
        .with_help("write `where` and a condition: `where Setting is \"Admitted\"`");
    return std::nullopt;
}

MaybeLowered none_without(Draft& draft, const syntax::DefinitionSentence& definition, const Lowered& value,
                          const Scope& scope) {
    if (definition.then_none->text != definition.name.text) {
        draft
            .error(Code::otherwise_other_term, definition.then_none->span,
                   fmt::format("the sentence is about `{}`, and what follows `there is no` is `{}`",
                               definition.name.text, definition.then_none->text))
            .with_help(fmt::format("write `there is no {}`", definition.name.text));
        return std::nullopt;
    }
    const auto without = lower_reference(draft, {*definition.none_without, false, {}, {}},
                                         definition.none_without->span, scope, nullptr);
    if (!without) return std::nullopt;
    const ExprId absent = draft.add(model::IsAbsent{model::Presence::none, without->id}, Kind::yes_no());
    const ExprId none = draft.add(model::Constant{model::None{}}, value.kind);
    return Lowered{draft.add(model::Choose{{{absent, none}}, value.id, false}, value.kind), value.kind};
}

}  // namespace concordat::check
