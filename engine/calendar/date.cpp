// engine/calendar/date.cpp · room: calendar
// What:  day numbers to year, month and day and back, and the three ways of writing a date that we read.
// Never: std::chrono calendars or the C library's: their reach and their locale differ from machine to machine.
#include "calendar/date.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>

#include <fmt/format.h>

#include "base/check.h"

namespace concordat::calendar {

namespace {

/// A day as people name it. Years are wide because a count of days may name a year no date text can.
struct NamedDay {
    std::int64_t year = 1970;
    int month = 1;
    int day = 1;
};

/// The whole number not above the quotient: time before day 0 must not fold towards it.
constexpr std::int64_t floored_quotient(std::int64_t number, std::int64_t by) {
    const std::int64_t quotient = number / by;
    return number % by < 0 ? quotient - 1 : quotient;
}

// The calendar repeats every 400 years. Years are counted here from 1 March, so that the leap day is the last of its
// year and never moves the days before it; from March on the months' lengths (31 30 31 30 31, again, then 31 and
// February) follow one straight line, 153 days in five months.
constexpr std::int64_t years_of_cycle = 400;
constexpr std::int64_t days_of_cycle = 400 * 365 + 97;
constexpr std::int64_t day_0_from_march_of_year_0 = 719'468;  // from 0000-03-01 to 1970-01-01

constexpr std::int64_t first_day_of_march_month(std::int64_t months_from_march) {
    return (153 * months_from_march + 2) / 5;
}

constexpr std::int64_t days_from(const NamedDay& named) {
    const bool is_end_of_march_year = named.month <= 2;
    const std::int64_t march_year = named.year - (is_end_of_march_year ? 1 : 0);
    const std::int64_t months_from_march = named.month + (is_end_of_march_year ? 9 : -3);
    const std::int64_t cycle = floored_quotient(march_year, years_of_cycle);
    const std::int64_t year_of_cycle = march_year - cycle * years_of_cycle;
    const std::int64_t leap_days = year_of_cycle / 4 - year_of_cycle / 100;
    const std::int64_t day_of_year = first_day_of_march_month(months_from_march) + named.day - 1;
    return cycle * days_of_cycle + year_of_cycle * 365 + leap_days + day_of_year - day_0_from_march_of_year_0;
}

constexpr NamedDay named_from(std::int64_t days) {
    const std::int64_t days_from_march = days + day_0_from_march_of_year_0;
    const std::int64_t cycle = floored_quotient(days_from_march, days_of_cycle);
    const std::int64_t day_of_cycle = days_from_march - cycle * days_of_cycle;
    // The leap days that have passed are taken out first, and what is left is years of 365 days. One has passed after
    // each 1,460 days, save that a century has none at its end (36,524 days) and the cycle has (its last day).
    const std::int64_t leap_days = day_of_cycle / 1'460 - day_of_cycle / 36'524 + day_of_cycle / (days_of_cycle - 1);
    const std::int64_t year_of_cycle = (day_of_cycle - leap_days) / 365;
    const std::int64_t first_of_year = year_of_cycle * 365 + year_of_cycle / 4 - year_of_cycle / 100;
    const std::int64_t day_of_year = day_of_cycle - first_of_year;
    const std::int64_t months_from_march = (5 * day_of_year + 2) / 153;
    const std::int64_t day = day_of_year - first_day_of_march_month(months_from_march) + 1;
    const std::int64_t month = months_from_march < 10 ? months_from_march + 3 : months_from_march - 9;
    const std::int64_t march_year = cycle * years_of_cycle + year_of_cycle;
    return {march_year + (month <= 2 ? 1 : 0), static_cast<int>(month), static_cast<int>(day)};
}

static_assert(days_from({1970, 1, 1}) == 0);

/// A length written in a contract may be absurd; the last countable day stands for all that lie beyond it.
std::int32_t nearest_countable(std::int64_t days) {
    using Limits = std::numeric_limits<std::int32_t>;
    return static_cast<std::int32_t>(std::clamp<std::int64_t>(days, Limits::min(), Limits::max()));
}

bool is_leap_year(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(std::int64_t year, int month) {
    if (month == 2) return is_leap_year(year) ? 29 : 28;
    const bool is_short = month == 4 || month == 6 || month == 9 || month == 11;
    return is_short ? 30 : 31;
}

constexpr std::array<std::string_view, 12> month_names{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};

/// How many digits a part of a date may have.
struct DigitCount {
    std::size_t least;
    std::size_t most;
};
constexpr DigitCount of_day{1, 2};
constexpr DigitCount of_year{4, 4};

/// Digits and nothing else.
std::optional<int> read_part(std::string_view text, DigitCount count) {
    if (text.size() < count.least || text.size() > count.most) return std::nullopt;
    int value = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return std::nullopt;
        value = value * 10 + (digit - '0');
    }
    return value;
}

std::optional<Date> date_from(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
    if (!year || !month || !day) return std::nullopt;
    return Date::from(*year, *month, *day);
}

/// Takes what stands before the next `separator` off the front of `rest`, and the separator with it.
std::string_view take_until(std::string_view& rest, char separator) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view taken = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return taken;
}

void drop_spaces(std::string_view& rest) { rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size())); }

}  // namespace

std::optional<Date> Date::from(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
    if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
    return from_days(static_cast<std::int32_t>(days_from({year, month, day})));
}

int Date::year() const { return static_cast<int>(named_from(days_).year); }
int Date::month() const { return named_from(days_).month; }
int Date::day() const { return named_from(days_).day; }

int Date::weekday() const {
    const std::int64_t days_from_a_monday = std::int64_t{days_} + 3;  // day 0 was a Thursday
    return static_cast<int>(days_from_a_monday - floored_quotient(days_from_a_monday, 7) * 7) + 1;
}

Date Date::plus_days(std::int32_t days) const { return from_days(nearest_countable(std::int64_t{days_} + days)); }

Date Date::plus_months(int months) const {
    const NamedDay start = named_from(days_);
    const std::int64_t months_from_year_0 = start.year * 12 + (start.month - 1) + months;
    const std::int64_t year = floored_quotient(months_from_year_0, 12);
    const int month = static_cast<int>(months_from_year_0 - year * 12) + 1;
    const int day = std::min(start.day, days_in_month(year, month));
    return from_days(nearest_countable(days_from({year, month, day})));
}

int whole_years(Date born, Date on) {
    if (on < born) return 0;
    const NamedDay birth = named_from(born.days_since_1970());
    const NamedDay today = named_from(on.days_since_1970());
    // Compared as month and day, one born on 29 February has no birthday on the 28th: in other years it is 1 March.
    const bool is_before_birthday = today.month < birth.month || (today.month == birth.month && today.day < birth.day);
    return static_cast<int>(today.year - birth.year) - (is_before_birthday ? 1 : 0);
}

std::optional<int> month_number(std::string_view english_name) {
    const auto found = std::find(month_names.begin(), month_names.end(), english_name);
    if (found == month_names.end()) return std::nullopt;
    return static_cast<int>(found - month_names.begin()) + 1;
}

std::string_view month_name(int month) {
    ENGINE_CHECK(month >= 1 && month <= 12);
    return month_names[static_cast<std::size_t>(month - 1)];
}

std::optional<Date> read_iso_date(std::string_view text) {
    const bool has_its_shape = text.size() == 10 && text[4] == '-' && text[7] == '-';
    if (!has_its_shape) return std::nullopt;
    unsigned greatest = 0;  // above 9 where one is no figure
    const auto figure = [&](std::size_t at) {
        const auto value = static_cast<unsigned>(static_cast<unsigned char>(text[at])) - '0';
        greatest = std::max(greatest, value);
        return static_cast<int>(value);
    };
    const int year = ((figure(0) * 10 + figure(1)) * 10 + figure(2)) * 10 + figure(3);
    const int month = figure(5) * 10 + figure(6);
    const int day = figure(8) * 10 + figure(9);
    return greatest > 9 ? std::nullopt : Date::from(year, month, day);
}

std::optional<Date> read_long_date(std::string_view text) {
    const std::string_view day = take_until(text, ' ');
    drop_spaces(text);
    const std::string_view month = take_until(text, ' ');
    drop_spaces(text);
    return date_from(read_part(text, of_year), month_number(month), read_part(day, of_day));
}

std::optional<Date> read_slash_date(std::string_view text, SlashOrder order) {
    const std::optional<int> first = read_part(take_until(text, '/'), of_day);
    const std::optional<int> second = read_part(take_until(text, '/'), of_day);
    const std::optional<int> year = read_part(text, of_year);
    return order == SlashOrder::day_first ? date_from(year, second, first) : date_from(year, first, second);
}

std::string write_iso(Date date) {
    const NamedDay named = named_from(date.days_since_1970());
    return fmt::format("{:04}-{:02}-{:02}", named.year, named.month, named.day);
}

std::string write_long(Date date) {
    const NamedDay named = named_from(date.days_since_1970());
    return fmt::format("{} {} {}", named.day, month_name(named.month), named.year);
}

bool is_weekend(Date date) { return date.weekday() >= 6; }

}  // namespace concordat::calendar
