// engine/settle/deadlines.cpp · room: settle
// What:  counts days, weeks, months or working days on from the end of a period or from an event.
#include "settle/deadlines.h"

#include <string_view>

#include <fmt/format.h>

#include "base/check.h"
#include "calendar/period.h"

namespace concordat::settle {

using calendar::Date;
using calendar::Period;
using calendar::PeriodUnit;

namespace {

constexpr int days_in_week = 7;
constexpr int months_in_year = 12;

std::string_view unit_words(model::Span unit) {
    switch (unit) {
        case model::Span::days: return "day";
        case model::Span::weeks: return "week";
        case model::Span::months: return "month";
        case model::Span::years: return "year";
        case model::Span::working_days: return "working day";
    }
    base::promise_broken("a length is one of those named", std::source_location::current());
}

std::string in_words(const model::Deadline& deadline) {
    if (deadline.words.empty()) return {};
    if (deadline.count == 0) return fmt::format("after {}", deadline.words);
    return fmt::format("within {} {}{} after {}", deadline.count, unit_words(deadline.unit),
                       deadline.count == 1 ? "" : "s", deadline.words);
}

Date end_of(const model::Contract& contract, PeriodUnit unit, Date day) {
    return Period::containing(unit, day, contract.year_start).last();
}

/// The day that the deadline counts from; nothing where it is not known.
std::optional<Date> start_of(const model::Contract& contract, const model::Deadline& deadline, Date made_on,
                             const std::optional<model::Value>& event) {
    switch (deadline.after) {
        case model::Deadline::After::period_end: return end_of(contract, deadline.period, made_on);
        case model::Deadline::After::year_end: return end_of(contract, PeriodUnit::year, made_on);
        case model::Deadline::After::date_term: {
            const Date* date = event ? std::get_if<Date>(&*event) : nullptr;
            return date ? std::optional(*date) : std::nullopt;
        }
        case model::Deadline::After::unknown_event: return std::nullopt;
    }
    base::promise_broken("a deadline starts from one of those named", std::source_location::current());
}

}  // namespace

Date count_on(Date start, const model::Deadline& deadline, std::span<const Date> holidays) {
    switch (deadline.unit) {
        case model::Span::days: return start.plus_days(deadline.count);
        case model::Span::weeks: return start.plus_days(deadline.count * days_in_week);
        case model::Span::months: return start.plus_months(deadline.count);
        case model::Span::years: return start.plus_months(deadline.count * months_in_year);
        case model::Span::working_days: return calendar::working_days_after(start, deadline.count, holidays);
    }
    base::promise_broken("a length is one of those named", std::source_location::current());
}

DueDay due_day(const model::Contract& contract, const model::Deadline& deadline, Date made_on,
               const std::optional<model::Value>& event, std::span<const Date> holidays) {
    if (const auto start = start_of(contract, deadline, made_on, event)) {
        return {count_on(*start, deadline, holidays), {}};
    }
    return {std::nullopt, in_words(deadline)};
}

}  // namespace concordat::settle
