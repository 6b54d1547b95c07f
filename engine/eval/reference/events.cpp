// engine/eval/reference/events.cpp · room: eval
// What:  whether an event has happened, and on which of the days of a period a record is in force.
// Source: findings N7, N44.
#include "eval/reference/events.h"

#include <algorithm>

#include "eval/reference/references.h"
#include "eval/reference/rows.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using calendar::Date;
using exact::Ratio;
using model::Value;

std::optional<Date> day_of(Workings& workings, model::TermId event, const Frame& frame) {
    const Value value = value_of_reference(workings, event, {}, std::nullopt, frame);
    const auto* day = std::get_if<Date>(&value);
    return day == nullptr ? std::nullopt : std::optional(*day);
}

std::int64_t days_in(Date first, Date last) {
    return std::max<std::int64_t>(std::int64_t{last.days_since_1970()} - first.days_since_1970() + 1, 0);
}

/// The day on which the fact was first reported, of what is known; nothing where it has not been.
std::optional<model::Value> day_of_report(Workings& workings, model::TermId id) {
    const auto facts = workings.data.facts.find(id);
    if (facts == workings.data.facts.end()) return std::nullopt;
    const auto& known_on = workings.inputs.known_on;
    std::optional<Value> first;
    for (const data::Fact& fact : facts->second) {
        if (std::holds_alternative<model::Missing>(fact.value)) continue;
        if (!fact.known_from)
            return model::Missing{"the day on which " + workings.contract.term(id).name + " was reported",
                                  {},
                                  "the file has no column `Reported On`"};
        if (known_on && *fact.known_from > *known_on) continue;
        if (!first || *fact.known_from < std::get<Date>(*first)) first = *fact.known_from;
    }
    return first;
}

}  // namespace

bool has_happened(Workings& workings, model::TermId event, const Frame& frame) {
    const auto day = day_of(workings, event, frame);
    return day && *day <= frame.scope.period.last();
}

Value work_out(const model::EventReached& node, const Site& site) {
    if (node.by_report) {
        const auto reported = day_of_report(site.workings, node.event);
        if (!reported) return false;
        const auto* on = std::get_if<Date>(&*reported);
        if (on == nullptr) return *reported;
        const calendar::Days& days = site.frame.scope.period.days();
        return node.inside ? days.contains(*on) : *on <= days.last;
    }
    if (!node.inside) return has_happened(site.workings, node.event, site.frame);
    const auto day = day_of(site.workings, node.event, site.frame);
    return day && site.frame.scope.period.days().contains(*day);
}

Value work_out(const model::ReportedOn& node, const Site& site) {
    const auto reported = day_of_report(site.workings, node.fact);
    if (reported) return *reported;
    return model::NotApplicable{site.contract().term(node.fact).name + " has not been reported", true};
}

Value work_out(const model::DaysInForce& node, const Site& site) {
    const auto row = row_in_play(site.frame, node.record);
    const model::Record& record = site.contract().record(node.record);
    if (!row || !record.in_force) return site.impossible(source::Code::element_not_supplied, "which record?");
    const auto field = [&](std::size_t column) {
        return field_of(site.workings, node.record, *row, column, site.frame);
    };
    const Value from = field(record.in_force->from);
    const Value to = field(record.in_force->to);
    const bool is_open = record.in_force->blank_stays && std::holds_alternative<model::None>(to);
    Operands operands(site);
    operands.take(from, site.expression);
    if (!is_open) operands.take(to, site.expression);
    if (!operands.known()) return operands.instead();
    const calendar::Days period = site.frame.scope.period.days();
    const Date first = std::max(period.first, std::get<Date>(from));
    const Date last = is_open ? period.last : std::min(period.last, std::get<Date>(to));
    if (!is_open && std::get<Date>(to) < std::get<Date>(from)) {
        return site.impossible(source::Code::days_end_before_start,
                               "the days in force from " + calendar::write_long(std::get<Date>(from)) + " to " +
                                   calendar::write_long(std::get<Date>(to)) + " end before they start");
    }
    const std::int64_t in_force = days_in(first, last);
    const std::int64_t all = days_in(period.first, period.last);
    if (site.frame.explaining()) site.note("days in force, of " + std::to_string(all), Value(Ratio(in_force)));
    return Ratio(in_force) / Ratio(all);
}

}  // namespace concordat::eval::reference
