// engine/calendar/period.cpp · room: calendar
// What:  finds the period that a day lies in, names it and reads its name; counts working days.
// Start: Period::containing(); everything else asks it.
#include "calendar/period.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "base/check.h"

namespace concordat::calendar {

namespace {

/// The first day of the year that begins in the calendar year `year`. A year said to start on 29 February starts on
/// 1 March where there is none. Counted from day 0, since the years at either end of the calendar begin or end
/// outside the years that Date::from accepts.
Date first_of_year(int year, YearStart start) {
    return Date().plus_months((year - 1970) * 12 + (start.month - 1)).plus_days(start.day - 1);
}

Days year_around(Date date, YearStart start) {
    const int calendar_year = date.year();
    const bool has_begun = first_of_year(calendar_year, start) <= date;
    const int year = has_begun ? calendar_year : calendar_year - 1;
    return {first_of_year(year, start), first_of_year(year + 1, start).plus_days(-1)};
}

constexpr int quarters_of_year = 4;

/// `number` is 1 to 4, or 5 for the first day after the year's last quarter.
Date first_of_quarter(const Days& year, int number) {
    if (number > quarters_of_year) return year.last.plus_days(1);
    return year.first.plus_months(3 * (number - 1));
}

int quarter_number(const Days& year, Date date) {
    int number = quarters_of_year;
    while (number > 1 && date < first_of_quarter(year, number)) --number;
    return number;
}

Days quarter_of(const Days& year, int number) {
    return {first_of_quarter(year, number), first_of_quarter(year, number + 1).plus_days(-1)};
}

Days month_around(Date date) {
    const Date first = date.plus_days(1 - date.day());
    return {first, first.plus_months(1).plus_days(-1)};
}

Days week_around(Date date) {
    const Date monday = date.plus_days(1 - date.weekday());
    return {monday, monday.plus_days(6)};
}

/// The day that says where a period belongs which lies across two: the Thursday of a week, as in ISO 8601.
Date middle_of(const Days& days) { return days.first.plus_days(days.count() / 2); }

/// `2026/27`, or `2026` for a year that touches one calendar year only.
std::string year_label(const Days& year) {
    const int first_year = year.first.year();
    if (year.last.year() == first_year) return fmt::format("{:04}", first_year);
    return fmt::format("{:04}/{:02}", first_year, (first_year + 1) % 100);
}

std::string quarter_label(const Days& quarter, YearStart start) {
    const Days year = year_around(quarter.first, start);
    return fmt::format("{} Q{}", year_label(year), quarter_number(year, quarter.first));
}

/// The year and number of an ISO week: it belongs to the year of its Thursday and is counted from that year's first.
struct WeekNumber {
    int year;
    int number;
};

WeekNumber week_number(const Days& week) {
    const Date thursday = middle_of(week);
    const YearStart calendar_year{.month = 1, .day = 1};
    const Date new_year = first_of_year(thursday.year(), calendar_year);
    return {thursday.year(), (thursday.days_since_1970() - new_year.days_since_1970()) / 7 + 1};
}

/// Reads `2026-08` and `August 2026`, by asking whether there is a first day of it.
std::optional<Date> read_first_of_month(std::string_view text) {
    if (const std::optional<Date> date = read_iso_date(fmt::format("{}-01", text))) return date;
    if (text.starts_with(' ')) return std::nullopt;
    return read_long_date(fmt::format("1 {}", text));
}

/// Reads a year's label, whose two years a slash or an en dash may join: 2026/27, 2026–27.
std::optional<Days> read_year(std::string_view text, YearStart start) {
    constexpr std::string_view en_dash = "–";
    const std::optional<Date> january = read_iso_date(fmt::format("{}-01-01", text.substr(0, 4)));
    if (!january) return std::nullopt;
    const Days year = year_around(first_of_year(january->year(), start), start);

    std::string label(text);
    if (text.substr(4).starts_with(en_dash)) label.replace(4, en_dash.size(), "/");
    // The label of the year that begins then is the only one that fits; 2026/28 names no year at all.
    if (label != year_label(year)) return std::nullopt;
    return year;
}

std::optional<int> read_quarter_number(std::string_view text) {
    if (text.size() != 2 || text[0] != 'Q' || text[1] < '1' || text[1] > '4') return std::nullopt;
    return text[1] - '0';
}

std::int32_t nearest_length(std::int64_t days) {
    using Limits = std::numeric_limits<std::int32_t>;
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(days, Limits::min(), Limits::max()));
}

/// The n-th day after `start` that is not of a weekend. Reckoned, not walked: n may be any number a contract states.
Date weekdays_after(Date start, int n) {
    const int weekday = std::min(start.weekday(), 5);  // from a weekend, the count begins as it does from its Friday
    const std::int64_t weekdays_from_monday = std::int64_t{weekday} - 1 + n;
    const std::int64_t days_from_monday = weekdays_from_monday / 5 * 7 + weekdays_from_monday % 5;
    return start.plus_days(nearest_length(days_from_monday - (start.weekday() - 1)));
}

/// Holidays that took a weekday away: after `start`, not after `end`, each counted once.
int weekday_holidays(std::span<const Date> holidays, Date start, Date end) {
    int count = 0;
    Date counted_last = start;
    const auto first = std::upper_bound(holidays.begin(), holidays.end(), start);
    for (auto holiday = first; holiday != holidays.end() && *holiday <= end; ++holiday) {
        if (!is_weekend(*holiday) && *holiday != counted_last) ++count;
        counted_last = *holiday;
    }
    return count;
}

}  // namespace

std::int32_t Days::count() const {
    if (last < first) return 0;
    return nearest_length(std::int64_t{last.days_since_1970()} - first.days_since_1970() + 1);
}

std::optional<Days> overlap(const Days& a, const Days& b) {
    const Days both{std::max(a.first, b.first), std::min(a.last, b.last)};
    if (both.last < both.first) return std::nullopt;
    return both;
}

Period Period::containing(PeriodUnit unit, Date date, YearStart year_start) {
    Period period;
    period.unit_ = unit;
    switch (unit) {
        case PeriodUnit::day: period.days_ = {date, date}; break;
        case PeriodUnit::week: period.days_ = week_around(date); break;
        case PeriodUnit::month: period.days_ = month_around(date); break;
        case PeriodUnit::quarter: {
            const Days year = year_around(date, year_start);
            period.days_ = quarter_of(year, quarter_number(year, date));
            break;
        }
        case PeriodUnit::year: period.days_ = year_around(date, year_start); break;
    }
    return period;
}

Period Period::next(YearStart year_start) const { return containing(unit_, days_.last.plus_days(1), year_start); }

Period Period::before(YearStart year_start) const { return containing(unit_, days_.first.plus_days(-1), year_start); }

Period Period::belongs_to(PeriodUnit coarser, YearStart year_start) const {
    ENGINE_CHECK(coarser >= unit_);
    if (coarser == unit_) return *this;
    return containing(coarser, middle_of(days_), year_start);
}

std::vector<Period> Period::parts(PeriodUnit finer, YearStart year_start) const {
    ENGINE_CHECK(finer <= unit_);
    if (finer == unit_) return {*this};
    std::vector<Period> found;
    Period part = containing(finer, days_.first, year_start);
    while (part.first() <= days_.last) {
        if (days_.contains(middle_of(part.days_))) found.push_back(part);
        part = part.next(year_start);
    }
    return found;
}

std::string Period::label(YearStart year_start) const {
    switch (unit_) {
        case PeriodUnit::day: return write_iso(first());
        case PeriodUnit::week: {
            const WeekNumber week = week_number(days_);
            return fmt::format("{:04}-W{:02}", week.year, week.number);
        }
        case PeriodUnit::month: return fmt::format("{:04}-{:02}", first().year(), first().month());
        case PeriodUnit::quarter: return quarter_label(days_, year_start);
        case PeriodUnit::year: return year_label(days_);
    }
    base::promise_broken("a period unit is one of those named", std::source_location::current());
}

std::string Period::label_for_people(YearStart year_start) const {
    switch (unit_) {
        case PeriodUnit::day: return write_long(first());
        case PeriodUnit::week: {
            const WeekNumber week = week_number(days_);
            return fmt::format("Week {} of {}", week.number, week.year);
        }
        case PeriodUnit::month: return fmt::format("{} {}", month_name(first().month()), first().year());
        case PeriodUnit::quarter:
        case PeriodUnit::year: return label(year_start);
    }
    base::promise_broken("a period unit is one of those named", std::source_location::current());
}

std::optional<Period> read_period(std::string_view text, YearStart year_start) {
    if (const std::optional<Date> month = read_first_of_month(text)) {
        return Period::containing(PeriodUnit::month, *month, year_start);
    }
    const std::size_t end_of_year = text.find(' ');
    const std::optional<Days> year = read_year(text.substr(0, end_of_year), year_start);
    if (!year) return std::nullopt;
    if (end_of_year == std::string_view::npos) {
        return Period::containing(PeriodUnit::year, year->first, year_start);
    }
    const std::size_t behind = std::min(text.find_first_not_of(' ', end_of_year), text.size());
    const std::optional<int> quarter = read_quarter_number(text.substr(behind));
    if (!quarter) return std::nullopt;
    return Period::containing(PeriodUnit::quarter, first_of_quarter(*year, *quarter), year_start);
}

std::string_view unit_name(PeriodUnit unit) {
    switch (unit) {
        case PeriodUnit::day: return "Day";
        case PeriodUnit::week: return "Week";
        case PeriodUnit::month: return "Month";
        case PeriodUnit::quarter: return "Quarter";
        case PeriodUnit::year: return "Financial Year";
    }
    base::promise_broken("a period unit is one of those named", std::source_location::current());
}

Date working_days_after(Date start, int n, std::span<const Date> holidays) {
    ENGINE_CHECK(n >= 0);
    Date reached = start;
    // Every holiday passed on the way is one weekday more to go, and those may hold holidays again.
    for (int to_go = n; to_go > 0;) {
        const Date end = weekdays_after(reached, to_go);
        to_go = weekday_holidays(holidays, reached, end);
        reached = end;
    }
    return reached;
}

exact::Ratio share_of_days(const Days& inside, const Days& whole) {
    const std::optional<Days> both = overlap(inside, whole);
    const std::int32_t days_inside = both ? both->count() : 0;
    return exact::Ratio(days_inside) / exact::Ratio(whole.count());
}

}  // namespace concordat::calendar
