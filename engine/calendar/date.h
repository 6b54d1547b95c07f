// engine/calendar/date.h · room: calendar
// What:  whole days of the Gregorian calendar. No clock, no time zone, no locale.
//        Dates that are read lie in the years 1 to 9999. Arithmetic may pass them, so that the last year that can be
//        named still has its true end; far beyond, it stops at the last day that can be counted and never wraps.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace concordat::calendar {

/// One day. Cheap to copy; days are counted from 1970-01-01 (day 0).
class Date {
public:
    Date() = default;
    /// No value for a day that does not exist (30 February, month 13, year 0).
    static std::optional<Date> from(int year, int month, int day);
    static Date from_days(std::int32_t days_since_1970) {
        Date d;
        d.days_ = days_since_1970;
        return d;
    }

    [[nodiscard]] std::int32_t days_since_1970() const { return days_; }
    [[nodiscard]] int year() const;
    [[nodiscard]] int month() const;
    [[nodiscard]] int day() const;
    /// 1 Monday ... 7 Sunday.
    [[nodiscard]] int weekday() const;
    [[nodiscard]] Date plus_days(std::int32_t days) const;
    /// Keeps the day number, or takes the last day of a shorter month (finding N13).
    [[nodiscard]] Date plus_months(int months) const;
    auto operator<=>(const Date&) const = default;

private:
    std::int32_t days_ = 0;
};

/// Whole years from `born` to `on`; a birthday of 29 February is 1 March in other years (finding N13). Never below 0.
[[nodiscard]] int whole_years(Date born, Date on);
/// 1 for "January" ... 12. No value for anything else: three-letter forms and small first letters are refused.
[[nodiscard]] std::optional<int> month_number(std::string_view english_name);
/// Precondition: `month` is 1 to 12.
[[nodiscard]] std::string_view month_name(int month);

/// Reads 2026-03-31.
[[nodiscard]] std::optional<Date> read_iso_date(std::string_view text);
/// Reads 31 March 2026 (one space or more between the parts).
[[nodiscard]] std::optional<Date> read_long_date(std::string_view text);
/// Reads 31/03/2026 as day/month/year, or as month/day/year. Day and month may be of one digit (1/3/2026).
enum class SlashOrder { day_first, month_first };
[[nodiscard]] std::optional<Date> read_slash_date(std::string_view text, SlashOrder order);
[[nodiscard]] std::string write_iso(Date date);
[[nodiscard]] std::string write_long(Date date);

/// Saturday or Sunday. Working days are counted in period.h.
[[nodiscard]] bool is_weekend(Date date);

}  // namespace concordat::calendar
