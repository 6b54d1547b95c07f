// tests/unit/calendar/period_test.cpp
// What:  which days a period has, what it is called, what reads as one; odd year starts; working days.
#include "calendar/period.h"

#include <algorithm>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "support/catch.h"

using concordat::calendar::Date;
using concordat::calendar::Days;
using concordat::calendar::overlap;
using concordat::calendar::Period;
using concordat::calendar::PeriodUnit;
using concordat::calendar::read_iso_date;
using concordat::calendar::read_period;
using concordat::calendar::share_of_days;
using concordat::calendar::unit_name;
using concordat::calendar::working_days_after;
using concordat::calendar::write_iso;
using concordat::calendar::YearStart;
using concordat::exact::Ratio;

namespace {

constexpr YearStart april{.month = 4, .day = 1};
constexpr YearStart january{.month = 1, .day = 1};
constexpr YearStart september{.month = 9, .day = 1};
constexpr YearStart tax_year{.month = 4, .day = 6};

Date on(std::string_view iso) { return read_iso_date(iso).value(); }

Period around(PeriodUnit unit, std::string_view iso, YearStart start = april) {
    return Period::containing(unit, on(iso), start);
}

std::string days_of(const Period& period) { return write_iso(period.first()) + " " + write_iso(period.last()); }

std::string days_read(std::string_view text, YearStart start) {
    const auto period = read_period(text, start);
    return period ? days_of(*period) : "none";
}

}  // namespace

TEST_CASE("a period holds the days its name says", "[calendar][period]") {
    CHECK(days_of(around(PeriodUnit::day, "2026-08-05")) == "2026-08-05 2026-08-05");
    // 26 January 2026 is a Monday, 1 February the Sunday after
    CHECK(days_of(around(PeriodUnit::week, "2026-01-26")) == "2026-01-26 2026-02-01");
    CHECK(days_of(around(PeriodUnit::week, "2026-02-01")) == "2026-01-26 2026-02-01");
    CHECK(days_of(around(PeriodUnit::month, "2028-02-10")) == "2028-02-01 2028-02-29");
    CHECK(days_of(around(PeriodUnit::month, "2026-12-31")) == "2026-12-01 2026-12-31");
    CHECK(days_of(around(PeriodUnit::year, "2026-04-01")) == "2026-04-01 2027-03-31");
    CHECK(days_of(around(PeriodUnit::year, "2026-03-31")) == "2025-04-01 2026-03-31");
    CHECK(days_of(around(PeriodUnit::year, "2026-03-31", january)) == "2026-01-01 2026-12-31");
    CHECK(days_of(around(PeriodUnit::quarter, "2026-04-01")) == "2026-04-01 2026-06-30");
    CHECK(days_of(around(PeriodUnit::quarter, "2026-09-30")) == "2026-07-01 2026-09-30");
    CHECK(days_of(around(PeriodUnit::quarter, "2027-03-31")) == "2027-01-01 2027-03-31");
    // from September: September to November, December to February, ...
    CHECK(days_of(around(PeriodUnit::quarter, "2027-02-28", september)) == "2026-12-01 2027-02-28");
}

TEST_CASE("a year may start on any day", "[calendar][period]") {
    CHECK(days_of(around(PeriodUnit::year, "2026-04-06", tax_year)) == "2026-04-06 2027-04-05");
    CHECK(days_of(around(PeriodUnit::year, "2026-04-05", tax_year)) == "2025-04-06 2026-04-05");
    CHECK(days_of(around(PeriodUnit::quarter, "2026-07-05", tax_year)) == "2026-04-06 2026-07-05");
    CHECK(days_of(around(PeriodUnit::quarter, "2026-07-06", tax_year)) == "2026-07-06 2026-10-05");
    CHECK(days_of(around(PeriodUnit::quarter, "2027-01-05", tax_year)) == "2026-10-06 2027-01-05");
    CHECK(days_of(around(PeriodUnit::quarter, "2027-04-05", tax_year)) == "2027-01-06 2027-04-05");
    // months are calendar months all the same
    CHECK(days_of(around(PeriodUnit::month, "2026-04-20", tax_year)) == "2026-04-01 2026-04-30");
    // from the 31st: a shorter month gives its last day
    constexpr YearStart end_of_august{.month = 8, .day = 31};
    CHECK(days_of(around(PeriodUnit::quarter, "2026-09-01", end_of_august)) == "2026-08-31 2026-11-29");
    CHECK(days_of(around(PeriodUnit::quarter, "2026-11-30", end_of_august)) == "2026-11-30 2027-02-27");
    // from 29 February: from 1 March where there is none
    constexpr YearStart leap_day{.month = 2, .day = 29};
    CHECK(days_of(around(PeriodUnit::year, "2028-02-29", leap_day)) == "2028-02-29 2029-02-28");
    CHECK(days_of(around(PeriodUnit::year, "2029-03-01", leap_day)) == "2029-03-01 2030-02-28");
    CHECK(days_of(around(PeriodUnit::year, "2028-02-28", leap_day)) == "2027-03-01 2028-02-28");
}

TEST_CASE("periods follow each other without a gap, whatever the year's start", "[calendar][period]") {
    for (const PeriodUnit unit :
         {PeriodUnit::day, PeriodUnit::week, PeriodUnit::month, PeriodUnit::quarter, PeriodUnit::year}) {
        for (const YearStart start : {april, january, september, tax_year, YearStart{8, 31}, YearStart{2, 29}}) {
            Period period = around(unit, "2023-01-01", start);
            while (period.last() < on("2030-01-01")) {
                const Period next = period.next(start);
                const bool is_whole = next.first() == period.last().plus_days(1) && next.before(start) == period &&
                                      period < next && Period::containing(unit, period.last(), start) == period;
                if (!is_whole) FAIL_CHECK(unit_name(unit) << " " << days_of(period));
                period = next;
            }
        }
    }
}

TEST_CASE("the years at either end of the calendar have all their days", "[calendar][period]") {
    CHECK(days_of(around(PeriodUnit::year, "9999-12-31")) == "9999-04-01 10000-03-31");
    CHECK(around(PeriodUnit::year, "9999-12-31").label(april) == "9999/00");
    CHECK(days_of(around(PeriodUnit::month, "9999-12-31")) == "9999-12-01 9999-12-31");
    CHECK(days_of(around(PeriodUnit::year, "0001-01-01")) == "0000-04-01 0001-03-31");
}

TEST_CASE("a period is made of finer ones", "[calendar][period]") {
    const Period year = around(PeriodUnit::year, "2026-08-01");
    const std::vector<Period> quarters = year.parts(PeriodUnit::quarter, april);
    REQUIRE(quarters.size() == 4);
    CHECK(quarters.front().label(april) == "2026/27 Q1");
    CHECK(quarters.back().label(april) == "2026/27 Q4");
    const std::vector<Period> months = year.parts(PeriodUnit::month, april);
    REQUIRE(months.size() == 12);
    CHECK(months.front().label(april) == "2026-04");
    CHECK(months.back().label(april) == "2027-03");
    CHECK(year.parts(PeriodUnit::day, april).size() == 365);
    CHECK(year.parts(PeriodUnit::year, april) == std::vector<Period>{year});
    CHECK(quarters[1].parts(PeriodUnit::month, april).size() == 3);
}

TEST_CASE("what lies across two periods belongs to the one that holds its middle day", "[calendar][period]") {
    // The week of Monday 29 June 2026 has its Thursday on 2 July: it is July's.
    const Period week = around(PeriodUnit::week, "2026-06-29");
    CHECK(week.belongs_to(PeriodUnit::month, april).label(april) == "2026-07");
    // July 2026: Thursdays 2, 9, 16, 23, 30: five weeks. June: 4, 11, 18, 25: four.
    CHECK(around(PeriodUnit::month, "2026-07-01").parts(PeriodUnit::week, april).size() == 5);
    CHECK(around(PeriodUnit::month, "2026-07-01").parts(PeriodUnit::week, april).front() == week);
    CHECK(around(PeriodUnit::month, "2026-06-01").parts(PeriodUnit::week, april).size() == 4);
    // A year from 6 April holds 25 of the 30 days of its first April.
    const Period year = around(PeriodUnit::year, "2026-05-01", tax_year);
    const std::vector<Period> months = year.parts(PeriodUnit::month, tax_year);
    REQUIRE(months.size() == 12);
    CHECK(months.front().label(tax_year) == "2026-04");
    CHECK(months.back().label(tax_year) == "2027-03");
    CHECK(months.front().belongs_to(PeriodUnit::year, tax_year) == year);
    CHECK(year.belongs_to(PeriodUnit::year, tax_year) == year);
}

TEST_CASE("every finer period belongs to exactly one coarser", "[calendar][period]") {
    for (const YearStart start : {april, january, tax_year, YearStart{8, 31}, YearStart{2, 29}, YearStart{5, 16}}) {
        for (const PeriodUnit unit : {PeriodUnit::month, PeriodUnit::quarter, PeriodUnit::year}) {
            std::vector<Period> weeks;
            Period whole = around(unit, "2023-01-15", start);
            for (; whole.last() < on("2030-01-01"); whole = whole.next(start)) {
                for (const Period& week : whole.parts(PeriodUnit::week, start)) {
                    if (week.belongs_to(unit, start) != whole) FAIL_CHECK(days_of(week));
                    // none is left out and none comes twice
                    if (!weeks.empty() && weeks.back().next(start) != week) FAIL_CHECK(days_of(week));
                    weeks.push_back(week);
                }
            }
            CHECK(weeks.size() > 300);  // about seven years
        }
    }
}

TEST_CASE("periods are labelled", "[calendar][period]") {
    CHECK(around(PeriodUnit::month, "2026-08-05").label(april) == "2026-08");
    CHECK(around(PeriodUnit::month, "2026-08-05").label_for_people(april) == "August 2026");
    CHECK(around(PeriodUnit::quarter, "2027-02-01").label(april) == "2026/27 Q4");
    CHECK(around(PeriodUnit::quarter, "2027-02-01").label_for_people(april) == "2026/27 Q4");
    CHECK(around(PeriodUnit::quarter, "2026-02-01", january).label(january) == "2026 Q1");
    CHECK(around(PeriodUnit::quarter, "2027-01-05", tax_year).label(tax_year) == "2026/27 Q3");
    CHECK(around(PeriodUnit::year, "2026-04-01").label(april) == "2026/27");
    CHECK(around(PeriodUnit::year, "2026-04-01").label_for_people(april) == "2026/27");
    CHECK(around(PeriodUnit::year, "2026-04-01", january).label(january) == "2026");
    CHECK(around(PeriodUnit::year, "1999-12-31").label(april) == "1999/00");
    CHECK(around(PeriodUnit::year, "2008-12-31").label(april) == "2008/09");
    CHECK(around(PeriodUnit::day, "2026-08-05").label(april) == "2026-08-05");
    CHECK(around(PeriodUnit::day, "2026-08-05").label_for_people(april) == "5 August 2026");
}

TEST_CASE("weeks are numbered as in ISO 8601", "[calendar][period]") {
    // 1 January 2026 is a Thursday, so its week is the first: from 29 December 2025
    CHECK(around(PeriodUnit::week, "2025-12-29").label(april) == "2026-W01");
    CHECK(around(PeriodUnit::week, "2025-12-28").label(april) == "2025-W52");
    CHECK(around(PeriodUnit::week, "2026-01-26").label(april) == "2026-W05");
    CHECK(around(PeriodUnit::week, "2026-01-26").label_for_people(april) == "Week 5 of 2026");
    // 2026 has 53 Thursdays: from 1 January to 31 December, 365 = 52 x 7 + 1
    CHECK(around(PeriodUnit::week, "2026-12-31").label(april) == "2026-W53");
    CHECK(around(PeriodUnit::week, "2027-01-03").label(april) == "2026-W53");
    CHECK(around(PeriodUnit::week, "2027-01-04").label(april) == "2027-W01");
}

TEST_CASE("labels and the usual ways of writing them are read", "[calendar][period]") {
    CHECK(days_read("2026-08", april) == "2026-08-01 2026-08-31");
    CHECK(days_read("August 2026", april) == "2026-08-01 2026-08-31");
    CHECK(days_read("August  2026", april) == "2026-08-01 2026-08-31");
    CHECK(days_read("2026/27", april) == "2026-04-01 2027-03-31");
    CHECK(days_read("2026–27", april) == "2026-04-01 2027-03-31");
    CHECK(days_read("2026/27 Q1", april) == "2026-04-01 2026-06-30");
    CHECK(days_read("2026–27 Q4", april) == "2027-01-01 2027-03-31");
    CHECK(days_read("2026/27  Q4", april) == "2027-01-01 2027-03-31");
    CHECK(days_read("1999/00", april) == "1999-04-01 2000-03-31");
    CHECK(days_read("2026", january) == "2026-01-01 2026-12-31");
    CHECK(days_read("2026 Q1", january) == "2026-01-01 2026-03-31");
    CHECK(days_read("2026/27", tax_year) == "2026-04-06 2027-04-05");
    CHECK(days_read("2026/27 Q3", tax_year) == "2026-10-06 2027-01-05");
    CHECK(read_period("2026/27", april).value().unit() == PeriodUnit::year);
    CHECK(read_period("2026/27 Q1", april).value().unit() == PeriodUnit::quarter);
    CHECK(read_period("August 2026", april).value().unit() == PeriodUnit::month);
}

TEST_CASE("a label that does not fit the year's start is refused", "[calendar][period]") {
    for (const std::string_view text : {"",
                                        " ",
                                        "2026",
                                        "2026 Q1",
                                        "2026/28",
                                        "2026/26",
                                        "2026/2027",
                                        "2026-27",
                                        "2026-13",
                                        "2026-00",
                                        "2026-8",
                                        "2026–08",
                                        "26/27",
                                        "2026/27 Q0",
                                        "2026/27 Q5",
                                        "2026/27 q1",
                                        "2026/27 Q",
                                        "2026/27Q1",
                                        "2026/27 Q1 ",
                                        " 2026/27",
                                        "2026/27 ",
                                        "2026/27 August",
                                        " August 2026",
                                        "August 2026 ",
                                        "Aug 2026",
                                        "August 26",
                                        "August",
                                        "1 August 2026",
                                        "2026-08-01",
                                        "2026-W05",
                                        "0000/01",
                                        "0000-01",
                                        "2026—27",
                                        "20"}) {
        INFO(text);
        CHECK_FALSE(read_period(text, april).has_value());
    }
    CHECK_FALSE(read_period("2026/27", january).has_value());
    CHECK_FALSE(read_period("2026/27 Q1", january).has_value());
}

TEST_CASE("every month, quarter and year is read back from both its labels", "[calendar][period]") {
    for (const PeriodUnit unit : {PeriodUnit::month, PeriodUnit::quarter, PeriodUnit::year}) {
        for (const YearStart start : {april, january, september, tax_year, YearStart{2, 29}}) {
            for (Period period = around(unit, "1998-01-01", start); period.last() < on("2030-01-01");
                 period = period.next(start)) {
                if (read_period(period.label(start), start) != period) FAIL_CHECK(period.label(start));
                if (read_period(period.label_for_people(start), start) != period) {
                    FAIL_CHECK(period.label_for_people(start));
                }
            }
        }
    }
}

TEST_CASE("units have names", "[calendar][period]") {
    CHECK(unit_name(PeriodUnit::day) == "Day");
    CHECK(unit_name(PeriodUnit::week) == "Week");
    CHECK(unit_name(PeriodUnit::month) == "Month");
    CHECK(unit_name(PeriodUnit::quarter) == "Quarter");
    CHECK(unit_name(PeriodUnit::year) == "Financial Year");
}

TEST_CASE("stretches of days are counted with both ends", "[calendar][period]") {
    const Days may{on("2026-05-01"), on("2026-05-31")};
    // N13: 3 to 5 May is 3 days, both included
    CHECK(Days{on("2026-05-03"), on("2026-05-05")}.count() == 3);
    CHECK(Days{on("2026-05-03"), on("2026-05-03")}.count() == 1);
    CHECK(Days{on("2026-05-03"), on("2026-05-02")}.count() == 0);
    CHECK(may.contains(on("2026-05-01")));
    CHECK(may.contains(on("2026-05-31")));
    CHECK_FALSE(may.contains(on("2026-06-01")));
    CHECK_FALSE(may.contains(on("2026-04-30")));

    const Days from_20_may{on("2026-05-20"), on("2026-06-10")};
    CHECK(overlap(may, from_20_may) == Days{on("2026-05-20"), on("2026-05-31")});
    CHECK(overlap(from_20_may, may) == overlap(may, from_20_may));
    CHECK_FALSE(overlap(may, Days{on("2026-06-01"), on("2026-06-30")}).has_value());
    CHECK(overlap(may, Days{on("2026-05-31"), on("2026-06-30")}) == Days{on("2026-05-31"), on("2026-05-31")});
}

TEST_CASE("a share of days is those in force over all", "[calendar][period]") {
    const Days april_2026{on("2026-04-01"), on("2026-04-30")};
    // from 11 to 30 April: 20 of 30 days
    CHECK(share_of_days({on("2026-04-11"), on("2027-01-01")}, april_2026) == Ratio(2, 3));
    CHECK(share_of_days({on("2026-01-01"), on("2027-01-01")}, april_2026) == Ratio(1));
    CHECK(share_of_days({on("2026-05-01"), on("2027-01-01")}, april_2026) == Ratio(0));
    CHECK(share_of_days({on("2026-04-30"), on("2026-04-30")}, april_2026) == Ratio(1, 30));
}

TEST_CASE("working days pass over weekends and holidays", "[calendar][period]") {
    // Christmas 2026: Friday 25 December; Boxing Day is observed on Monday 28; Friday 1 January 2027
    const std::vector<Date> holidays{on("2026-12-25"), on("2026-12-28"), on("2027-01-01")};
    // Wednesday 23 December: 24, then 29, 30, 31 December, 4 January
    CHECK(working_days_after(on("2026-12-23"), 1, holidays) == on("2026-12-24"));
    CHECK(working_days_after(on("2026-12-23"), 2, holidays) == on("2026-12-29"));
    CHECK(working_days_after(on("2026-12-23"), 4, holidays) == on("2026-12-31"));
    CHECK(working_days_after(on("2026-12-23"), 5, holidays) == on("2027-01-04"));
    // the day itself is not asked whether it is a working day
    CHECK(working_days_after(on("2026-12-25"), 0, holidays) == on("2026-12-25"));
    CHECK(working_days_after(on("2026-12-25"), 1, holidays) == on("2026-12-29"));
    // no holidays: Friday 7 August 2026, Saturday 8, Sunday 9 all lead to Monday 10
    CHECK(working_days_after(on("2026-08-07"), 1, {}) == on("2026-08-10"));
    CHECK(working_days_after(on("2026-08-08"), 1, {}) == on("2026-08-10"));
    CHECK(working_days_after(on("2026-08-09"), 1, {}) == on("2026-08-10"));
    // 20 working days after Friday 31 July 2026 are four weeks: Friday 28 August
    CHECK(working_days_after(on("2026-07-31"), 20, {}) == on("2026-08-28"));
    // a holiday on a weekend takes nothing away, and one listed twice counts once
    const std::vector<Date> odd{on("2026-08-08"), on("2026-08-10"), on("2026-08-10")};
    CHECK(working_days_after(on("2026-08-07"), 1, odd) == on("2026-08-11"));
}

TEST_CASE("reckoned working days are those that a walk finds", "[calendar][period]") {
    std::vector<Date> holidays;
    for (int number = 0; number < 30; ++number) {
        holidays.push_back(on("2026-01-01").plus_days(number * 11 + number % 3));
    }
    for (int from = 0; from < 14; ++from) {
        const Date start = on("2026-01-01").plus_days(from);
        Date walked = start;
        for (int n = 1; n <= 100; ++n) {
            do walked = walked.plus_days(1);
            while (concordat::calendar::is_weekend(walked) ||
                   std::binary_search(holidays.begin(), holidays.end(), walked));
            if (working_days_after(start, n, holidays) != walked) FAIL_CHECK(write_iso(start) << " and " << n);
        }
    }
}

TEST_CASE("an absurd number of working days ends", "[calendar][period]") {
    const Date far = working_days_after(on("2026-08-08"), std::numeric_limits<int>::max(), {});
    CHECK(far > on("9999-12-31"));
}
