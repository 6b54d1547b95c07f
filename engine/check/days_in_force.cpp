// engine/check/days_in_force.cpp · room: check
// What:  the part of a period's days on which a record, a party or the agreement is in force.
// Source: findings N36, N44; row T2. Both end days count, of all days of the period.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/events.h"

namespace concordat::check {

namespace {

/// A record with the dates `Starts` and `Ends` says its days without a clause.
bool has_own_days(Draft& draft, model::RecordId id, Span span) {
    const model::Record& record = draft.contract.record(id);
    if (record.in_force) return true;
    const auto starts = find_field(draft, id, "Starts");
    const auto ends = find_field(draft, id, "Ends");
    const auto is_date = [&](const std::optional<std::size_t>& field) {
        return field && record.fields[*field].kind.base == model::KindBase::date;
    };
    if (!is_date(starts) || !is_date(ends)) {
        draft
            .error(Code::not_in_force_said, span,
                   fmt::format("no clause says on which days a {} is in force", record.name))
            .with_help(
                fmt::format("give it the fields Starts and Ends, or add `A {} is in force on every day from Starts "
                            "to Ends, both included; if Ends is blank it stays in force.`",
                            record.name));
        return false;
    }
    if (record.fields[*ends].may_be_blank) {
        draft
            .error(Code::blank_end_unsaid, span,
                   fmt::format("`Ends` may be blank, and it is not said how long a {} is in force then", record.name))
            .with_help(
                fmt::format("add `A {} is in force on every day from Starts to Ends, both included; if Ends is blank "
                            "it stays in force.`",
                            record.name));
        return false;
    }
    draft.contract.records[id.index()].in_force = model::Record::InForce{*starts, *ends, false, record.clause};
    return true;
}

/// A column of the Parties table with a date for each of the scope's parties; where the cell is blank the other day
/// holds.
ExprId day_of_party(Draft& draft, const Scope& scope, const std::string& name, ExprId otherwise) {
    const Entity* entity = draft.find(name);
    if (entity == nullptr || entity->what != Entity::What::term) return otherwise;
    const model::Term& term = draft.contract.term(entity->term);
    const bool has_axis = std::any_of(term.index.begin(), term.index.end(), [&](const Axis& axis) {
        return axis.type == Axis::Type::party &&
               std::find(scope.axes.begin(), scope.axes.end(), axis) != scope.axes.end();
    });
    if (!has_axis || !std::holds_alternative<model::AttributeSource>(term.source) ||
        term.kind.base != model::KindBase::date)
        return otherwise;
    draft.draft(entity->term).used = true;
    const ExprId day = draft.add(model::TermRef{entity->term, {}, std::nullopt}, Kind::date());
    const ExprId none = draft.add(model::IsAbsent{model::Presence::none, day}, Kind::yes_no());
    return draft.add(model::Choose{{{none, otherwise}}, day, true}, Kind::date());
}

/// Of the days of the scope's period, the part that lies in the agreement and between the party's Starts and Ends.
ExprId days_in_agreement(Draft& draft, const Scope& scope, calendar::PeriodUnit unit, Span span) {
    const auto constant = [&](calendar::Date day) { return draft.add(model::Constant{day}, Kind::date()); };
    const auto edge = [&](bool last) { return draft.add(model::PeriodEdge{unit, last, {}}, Kind::date()); };
    const auto between = [&](ExprId from, ExprId to) {
        return draft.add(model::DaysBetween{model::DayCount::both_included, from, to}, Kind::days());
    };
    const ExprId first_day = constant(draft.contract.in_force.first);
    const ExprId last_day = constant(draft.contract.in_force.last);
    const ExprId starts = day_of_party(draft, scope, "Starts", first_day);
    const ExprId ends = day_of_party(draft, scope, "Ends", last_day);
    const ExprId from = draft.add(model::Extreme{true, {edge(false), first_day, starts}}, Kind::date());
    const ExprId to = draft.add(model::Extreme{false, {edge(true), last_day, ends}}, Kind::date());
    const ExprId none = draft.add(model::Compare{model::CompareOp::less_than, to, from}, Kind::yes_no());
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, Kind::days());
    const ExprId days = draft.add(model::Choose{{{none, nothing}}, between(from, to), true}, Kind::days());
    return draft.add(model::Arithmetic{model::ArithmeticOp::divide, days, between(edge(false), edge(true)), {}, {}},
                     Kind::percentage(), span);
}

}  // namespace

MaybeLowered lower_days_in_force(Draft& draft, Span span, const Scope& scope) {
    if (scope.record && !has_own_days(draft, *scope.record, span)) return std::nullopt;
    std::optional<calendar::PeriodUnit> unit = scope.unit;
    const bool rests_on_one = !scope.record && !unit && scope.units_used != nullptr && scope.units_used->size() == 1;
    if (rests_on_one) unit = *scope.units_used->begin();
    if (!unit) {
        const std::string what = scope.record ? draft.contract.record(*scope.record).name : std::string();
        draft
            .error(Code::not_in_force_said, span,
                   "of the days of which period? The part is that of the days of one Month, Quarter or year")
            .with_help(what.empty() ? fmt::format("add `, for each {}` at the end", draft.contract.period_name)
                                    : fmt::format("begin the clause with `For each {} and each {}, ...`", what,
                                                  draft.contract.period_name));
        return std::nullopt;
    }
    if (scope.record) return made(draft, model::DaysInForce{*scope.record}, Kind::percentage(), span);
    if (scope.units_used != nullptr) scope.units_used->insert(*unit);
    return Lowered{days_in_agreement(draft, scope, *unit, span), Kind::percentage()};
}

}  // namespace concordat::check
