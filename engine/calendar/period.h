// engine/calendar/period.h · room: calendar
// What:  the stretches of time that contracts settle: months, quarters and years, with the year's own first month.
// Source: findings N18 (named years, labels), N13 (days), language.md sections 6 and 10.
#pragma once

#include <compare>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.h"
#include "exact/ratio.h"

namespace concordat::calendar {

/// From finest to coarsest; a coarser unit is made of whole finer ones, but weeks lie across months, and months across
/// years that do not begin on a 1st. What lies across belongs to the one that holds its middle day (a week's Thursday).
enum class PeriodUnit { day, week, month, quarter, year };

/// Where the contract's year begins (1 April unless stated). Quarters count from it. 29 February is 1 March in other
/// years.
struct YearStart {
    int month = 4;
    int day = 1;
    friend bool operator==(const YearStart&, const YearStart&) = default;
};

/// A stretch of whole days, first and last both in it.
struct Days {
    Date first;
    Date last;
    [[nodiscard]] bool contains(Date date) const { return first <= date && date <= last; }
    /// Number of days, 0 when `last` is before `first`.
    [[nodiscard]] std::int32_t count() const;
    friend bool operator==(const Days&, const Days&) = default;
};
/// The days in both; nothing when there are none.
[[nodiscard]] std::optional<Days> overlap(const Days& a, const Days& b);

/// One month, quarter, year ... of a contract's calendar. Knows its own days.
class Period {
public:
    Period() = default;
    /// The period of this unit that `date` lies in.
    static Period containing(PeriodUnit unit, Date date, YearStart year_start);

    [[nodiscard]] PeriodUnit unit() const { return unit_; }
    [[nodiscard]] const Days& days() const { return days_; }
    [[nodiscard]] Date first() const { return days_.first; }
    [[nodiscard]] Date last() const { return days_.last; }
    [[nodiscard]] Period next(YearStart year_start) const;
    [[nodiscard]] Period before(YearStart year_start) const;
    /// The period of a coarser unit that this one belongs to: the one that holds its middle day.
    /// Precondition: the unit is not finer than this one's.
    [[nodiscard]] Period belongs_to(PeriodUnit coarser, YearStart year_start) const;
    /// The periods of a finer unit that make this one, in order; each belongs to exactly one (belongs_to).
    /// Precondition: the unit is not coarser than this one's.
    [[nodiscard]] std::vector<Period> parts(PeriodUnit finer, YearStart year_start) const;
    /// 2026-08 · 2026/27 Q1 (2026 Q1 where the year touches one calendar year) · 2026/27 · 2026 · week: 2026-W05.
    [[nodiscard]] std::string label(YearStart year_start) const;
    /// "August 2026", "2026/27 Q1", "2026/27"; "Week 5 of 2026", "5 August 2026".
    [[nodiscard]] std::string label_for_people(YearStart year_start) const;
    friend bool operator==(const Period& a, const Period& b) { return a.unit_ == b.unit_ && a.days_ == b.days_; }
    friend std::strong_ordering operator<=>(const Period& a, const Period& b) {
        if (auto c = a.days_.first <=> b.days_.first; c != 0) return c;
        return a.days_.last <=> b.days_.last;
    }

private:
    PeriodUnit unit_ = PeriodUnit::month;
    Days days_;
};

/// Reads `2026-08`, `August 2026`, `2026/27 Q1`, `2026 Q1`, `2026/27`, `2026`; an en dash may stand for the slash. No
/// value when the text is none of these, or a year label does not fit the year's start (2026/28; 2026 for a year that
/// touches two).
[[nodiscard]] std::optional<Period> read_period(std::string_view text, YearStart year_start);

/// "Month", "Quarter", "Financial Year", "Week", "Day".
[[nodiscard]] std::string_view unit_name(PeriodUnit unit);

/// The n-th working day after `start`: weekends and `holidays` (sorted) are passed over. n = 0 gives `start` itself,
/// whatever day that is. Precondition: n is not below 0.
[[nodiscard]] Date working_days_after(Date start, int n, std::span<const Date> holidays);

/// Days of `inside` that lie in `whole`, over all days of `whole`: the share "in proportion to the days in force".
/// Precondition: `whole` has a day.
[[nodiscard]] exact::Ratio share_of_days(const Days& inside, const Days& whole);

}  // namespace concordat::calendar
