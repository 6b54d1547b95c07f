// engine/eval/reference/days.cpp · room: eval
// What:  days between dates, dates after dates, whole years, first and last days of periods.
// Source: finding N13.
#include <algorithm>
#include <optional>

#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using calendar::Date;
using exact::Ratio;
using model::DayCount;
using model::Value;
using source::Code;

/// No date of the years 1 to 9999 is as many steps away from another.
constexpr std::int64_t most_days = 3'700'000;
constexpr std::int64_t most_months = 121'000;

bool is_in_calendar(Date date) {
    static const Date first = Date::from(1, 1, 1).value_or(Date());
    static const Date last = Date::from(9999, 12, 31).value_or(Date());
    return first <= date && date <= last;
}

/// Whether so many months more stays inside the years that there are.
bool months_stay_in_calendar(Date date, std::int64_t months) {
    const std::int64_t month = std::int64_t{date.year()} * 12 + date.month() - 1 + months;
    return month >= 12 && month < std::int64_t{10'000} * 12;
}

std::optional<Date> days_later(Date date, std::int64_t days) {
    const std::int64_t day = date.days_since_1970() + days;
    if (days > most_days || days < -most_days) return std::nullopt;
    const Date moved = Date::from_days(static_cast<std::int32_t>(day));
    if (!is_in_calendar(moved)) return std::nullopt;
    return moved;
}

std::optional<Date> months_later(Date date, std::int64_t months) {
    if (months > most_months || months < -most_months || !months_stay_in_calendar(date, months)) return std::nullopt;
    return date.plus_months(static_cast<int>(months));
}

std::optional<Date> shifted(const Site& site, Date date, std::int64_t by, model::Span unit) {
    if (by > most_days || by < -most_days) return std::nullopt;
    switch (unit) {
        case model::Span::days: return days_later(date, by);
        case model::Span::weeks: return days_later(date, by * 7);
        case model::Span::months: return months_later(date, by);
        case model::Span::years: return months_later(date, by * 12);
        case model::Span::working_days: {
            if (by < 0 || !days_later(date, by * 2 + 30)) return std::nullopt;
            return calendar::working_days_after(date, static_cast<int>(by), site.workings.data.holidays);
        }
    }
    return std::nullopt;
}

/// Months first, keeping the day number or taking the last day of a shorter month, then days.
Value moved_by(const Site& site, Date date, const model::Length& length, bool back) {
    auto moved = months_later(date, back ? -length.months : length.months);
    if (moved) moved = days_later(*moved, back ? -length.days : length.days);
    if (!moved) return site.impossible(Code::date_out_of_calendar, "the date lies outside the years 1 to 9999");
    return *moved;
}

}  // namespace

Value work_out(const model::DaysBetween& node, const Site& site) {
    Operands operands(site);
    const Date from = operands.date(node.from);
    const Date to = operands.date(node.to);
    if (!operands.known()) return operands.instead();
    const std::int64_t nights = std::int64_t{to.days_since_1970()} - from.days_since_1970();
    // "the days by which A is after B": the stretch goes from B to A.
    if (node.count == DayCount::days_after) return Ratio(std::max<std::int64_t>(nights, 0));
    if (nights < 0) {
        return site.impossible(Code::days_end_before_start, "the stretch from " + calendar::write_long(from) + " to " +
                                                                calendar::write_long(to) + " ends before it starts");
    }
    return Ratio(node.count == DayCount::both_included ? nights + 1 : nights);
}

Value work_out(const model::WholeYears& node, const Site& site) {
    Operands operands(site);
    const Date from = operands.date(node.from);
    const Date to = operands.date(node.to);
    if (!operands.known()) return operands.instead();
    return Ratio(calendar::whole_years(from, to));
}

Value work_out(const model::DateShift& node, const Site& site) {
    const Value start = site.of(node.date);
    if (std::holds_alternative<model::None>(start)) return start;  // no day lies after what there is not
    Operands operands(site);
    const Value from = site.of(node.date);
    if (std::holds_alternative<model::None>(from)) return from;  // no day after no day: a condition on it is no (N46)
    const Date date = operands.date(node.date);
    const Value length = operands.value(node.by);
    if (!operands.known()) return operands.instead();
    if (const auto* long_time = std::get_if<model::Length>(&length)) return moved_by(site, date, *long_time, node.back);
    const auto* number = std::get_if<Ratio>(&length);
    if (number == nullptr) return site.impossible(Code::kinds_clash_in_data, "a length of time is needed here");
    const Ratio by = node.back ? -*number : *number;
    const auto whole = exact::whole_int64(by);
    if (!whole) {
        return site.impossible(Code::not_whole_number,
                               site.shown(by, node.by) + " is not a whole number to count days by");
    }
    const auto moved = shifted(site, date, *whole, node.unit);
    if (!moved) return site.impossible(Code::date_out_of_calendar, "the date lies outside the years 1 to 9999");
    return *moved;
}

Value work_out(const model::PeriodEdge& node, const Site& site) {
    const calendar::YearStart year_start = site.contract().year_start;
    calendar::Period period = site.frame.scope.period;
    if (node.of.is_set()) {
        Operands operands(site);
        const Date of = operands.date(node.of);
        if (!operands.known()) return operands.instead();
        period = calendar::Period::containing(node.unit, of, year_start);
    } else if (node.unit > period.unit()) {
        period = period.belongs_to(node.unit, year_start);
    }
    return node.last ? period.last() : period.first();
}

Value work_out(const model::DaysTotal& node, const Site& site) {
    Operands operands(site);
    const Date from = operands.date(node.from);
    const Date to = operands.date(node.to);
    if (!operands.known()) return operands.instead();
    const model::Contract& contract = site.contract();
    Ratio total;
    for (Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) {
        Scope scope = site.frame.scope;
        scope.period = calendar::Period::containing(calendar::PeriodUnit::day, day, contract.year_start);
        const Value one = work_out(site.workings, node.of, frame_of(scope, day, site.frame.clause));
        const auto* number = std::get_if<Ratio>(&one);
        if (number == nullptr) return one;
        total += *number;
    }
    site.note("added up over the days", total);
    return total;
}

}  // namespace concordat::eval::reference
