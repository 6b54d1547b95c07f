// tests/unit/calendar/date_test.cpp
// What:  every day of two centuries there and back, leap years, months and birthdays, and which texts are dates.
#include "calendar/date.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "support/catch.h"

using concordat::calendar::Date;
using concordat::calendar::is_weekend;
using concordat::calendar::month_name;
using concordat::calendar::month_number;
using concordat::calendar::read_iso_date;
using concordat::calendar::read_long_date;
using concordat::calendar::read_slash_date;
using concordat::calendar::SlashOrder;
using concordat::calendar::whole_years;
using concordat::calendar::write_iso;
using concordat::calendar::write_long;

namespace {

Date day(std::string_view iso) { return read_iso_date(iso).value(); }

/// A calendar that knows nothing but how one day follows another: the thing to compare with.
struct WalkedDay {
    int year;
    int month;
    int day;
    int weekday;

    void walk() {
        constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        const int length = lengths[month - 1] + (month == 2 && is_leap ? 1 : 0);
        weekday = weekday % 7 + 1;
        if (day < length) {
            ++day;
            return;
        }
        day = 1;
        month = month % 12 + 1;
        if (month == 1) ++year;
    }

    [[nodiscard]] bool is(Date date) const {
        return date.year() == year && date.month() == month && date.day() == day && date.weekday() == weekday;
    }
};

/// Walks from 1 January of one year to 31 December of another; the days at which the calendars part.
int days_astray(WalkedDay walked, int last_year) {
    std::int32_t number = Date::from(walked.year, 1, 1).value().days_since_1970();
    int astray = 0;
    for (; walked.year <= last_year; walked.walk(), ++number) {
        const bool is_there_and_back = walked.is(Date::from_days(number)) &&
                                       Date::from(walked.year, walked.month, walked.day) == Date::from_days(number);
        if (!is_there_and_back) ++astray;
    }
    return astray;
}

}  // namespace

TEST_CASE("every day from 1900 to 2100 is found there and back", "[calendar][date]") {
    // 1 January 1900 was a Monday
    CHECK(days_astray({1900, 1, 1, 1}, 2100) == 0);
    const Date first = day("1900-01-01");
    const Date last = day("2100-12-31");
    for (Date date = first; date <= last; date = date.plus_days(1)) {
        if (read_iso_date(write_iso(date)) != date) FAIL_CHECK(write_iso(date));
        if (read_long_date(write_long(date)) != date) FAIL_CHECK(write_long(date));
    }
}

TEST_CASE("every day from year 1 to 9999 is found there and back", "[calendar][date]") {
    // 1 January of year 1 was a Monday: from it to 1 January 2001, also a Monday, are five cycles of 400 years, each
    // 400 x 365 + 97 = 146,097 days = 20,871 weeks exactly
    CHECK(days_astray({1, 1, 1, 1}, 9999) == 0);
}

TEST_CASE("known days", "[calendar][date]") {
    CHECK(Date() == day("1970-01-01"));
    CHECK(day("1970-01-01").weekday() == 4);  // a Thursday
    CHECK(day("1969-12-31").days_since_1970() == -1);
    // 1970 to 2000: 30 x 365 + 7 leap days (1972 to 1996) = 10,957
    CHECK(day("2000-01-01").days_since_1970() == 10957);
    CHECK(day("2026-08-01").weekday() == 6);
    CHECK(is_weekend(day("2026-08-01")));
    CHECK(is_weekend(day("2026-08-02")));
    CHECK_FALSE(is_weekend(day("2026-08-03")));
    CHECK_FALSE(is_weekend(day("2026-07-31")));
}

TEST_CASE("a day that does not exist is no date", "[calendar][date]") {
    CHECK(Date::from(2024, 2, 29).has_value());  // by 4
    CHECK_FALSE(Date::from(2026, 2, 29).has_value());
    CHECK_FALSE(Date::from(1900, 2, 29).has_value());  // by 100
    CHECK_FALSE(Date::from(2100, 2, 29).has_value());
    CHECK(Date::from(2000, 2, 29).has_value());  // by 400
    CHECK_FALSE(Date::from(2024, 2, 30).has_value());
    CHECK_FALSE(Date::from(2026, 4, 31).has_value());
    CHECK_FALSE(Date::from(2026, 13, 1).has_value());
    CHECK_FALSE(Date::from(2026, 0, 1).has_value());
    CHECK_FALSE(Date::from(2026, 1, 0).has_value());
    CHECK_FALSE(Date::from(2026, 1, 32).has_value());
    CHECK_FALSE(Date::from(0, 1, 1).has_value());
    CHECK(Date::from(1, 1, 1).has_value());
    CHECK(Date::from(9999, 12, 31).has_value());
    CHECK_FALSE(Date::from(10000, 1, 1).has_value());
}

TEST_CASE("months keep the day number or take the last day of a shorter month", "[calendar][date]") {
    // finding N13
    CHECK(day("2026-08-31").plus_months(6) == day("2027-02-28"));
    CHECK(day("2024-02-29").plus_months(12) == day("2025-02-28"));
    CHECK(day("2024-02-29").plus_months(48) == day("2028-02-29"));
    CHECK(day("2026-01-31").plus_months(1) == day("2026-02-28"));
    CHECK(day("2026-03-31").plus_months(1) == day("2026-04-30"));
    CHECK(day("2026-04-30").plus_months(1) == day("2026-05-30"));
    CHECK(day("2026-12-15").plus_months(1) == day("2027-01-15"));
    CHECK(day("2026-01-15").plus_months(-1) == day("2025-12-15"));
    CHECK(day("2026-03-31").plus_months(-1) == day("2026-02-28"));
    CHECK(day("2026-03-31").plus_months(-13) == day("2025-02-28"));
    CHECK(day("2026-05-05").plus_months(0) == day("2026-05-05"));
}

TEST_CASE("a length beyond all days stops at the last that can be counted", "[calendar][date]") {
    constexpr std::int32_t most = std::numeric_limits<std::int32_t>::max();
    constexpr std::int32_t least = std::numeric_limits<std::int32_t>::min();
    CHECK(day("2026-01-01").plus_days(most).days_since_1970() == most);
    CHECK(day("1969-01-01").plus_days(least).days_since_1970() == least);
    CHECK(day("2026-01-01").plus_months(most).days_since_1970() == most);
    CHECK(day("2026-01-01").plus_months(least).days_since_1970() == least);
    // just outside the years that can be read, days are still days
    CHECK(write_iso(day("9999-12-31").plus_days(1)) == "10000-01-01");
    CHECK(write_iso(day("0001-01-01").plus_days(-1)) == "0000-12-31");
}

TEST_CASE("whole years are counted by birthdays", "[calendar][date]") {
    // finding N13: one born on 29 February has a birthday on 1 March in other years
    CHECK(whole_years(day("2000-02-29"), day("2018-02-28")) == 17);
    CHECK(whole_years(day("2000-02-29"), day("2018-03-01")) == 18);
    CHECK(whole_years(day("2000-02-29"), day("2020-02-28")) == 19);
    CHECK(whole_years(day("2000-02-29"), day("2020-02-29")) == 20);
    CHECK(whole_years(day("2007-06-15"), day("2026-06-14")) == 18);
    CHECK(whole_years(day("2007-06-15"), day("2026-06-15")) == 19);
    CHECK(whole_years(day("2007-12-31"), day("2008-01-01")) == 0);
    CHECK(whole_years(day("2026-01-01"), day("2026-01-01")) == 0);
    CHECK(whole_years(day("2026-01-02"), day("2026-01-01")) == 0);  // not born yet
    CHECK(whole_years(day("2030-01-01"), day("2026-01-01")) == 0);
}

TEST_CASE("months have their English names", "[calendar][date]") {
    for (int month = 1; month <= 12; ++month) CHECK(month_number(month_name(month)) == month);
    CHECK(month_number("January") == 1);
    CHECK(month_number("May") == 5);
    CHECK(month_number("December") == 12);
    for (const std::string_view text : {"Jan", "Sept", "january", "MAY", "", " May", "13"}) {
        INFO(text);
        CHECK_FALSE(month_number(text).has_value());
    }
}

TEST_CASE("three ways of writing a date are read", "[calendar][date]") {
    CHECK(read_iso_date("2026-03-31") == Date::from(2026, 3, 31));
    CHECK(read_long_date("31 March 2026") == Date::from(2026, 3, 31));
    CHECK(read_long_date("1 March 2026") == Date::from(2026, 3, 1));
    CHECK(read_long_date("01 March 2026") == Date::from(2026, 3, 1));
    CHECK(read_long_date("1   March  2026") == Date::from(2026, 3, 1));
    CHECK(read_slash_date("31/03/2026", SlashOrder::day_first) == Date::from(2026, 3, 31));
    CHECK(read_slash_date("03/31/2026", SlashOrder::month_first) == Date::from(2026, 3, 31));
    // 4 March, or 3 April
    CHECK(read_slash_date("4/3/2026", SlashOrder::day_first) == Date::from(2026, 3, 4));
    CHECK(read_slash_date("4/3/2026", SlashOrder::month_first) == Date::from(2026, 4, 3));
    CHECK(write_iso(day("0987-01-02")) == "0987-01-02");
    CHECK(write_long(day("2026-03-01")) == "1 March 2026");
}

TEST_CASE("any other text is no date", "[calendar][date]") {
    for (const std::string_view text :
         {"", "2026", "2026-3-31", "2026-03-31 ", " 2026-03-31", "2026-03-31T00:00", "20260331", "2026/03/31",
          "2026-02-30", "-026-03-31", "0000-01-01", "2026-03-3x", "10000-01-01", "2026-03–31"}) {
        INFO(text);
        CHECK_FALSE(read_iso_date(text).has_value());
    }
    for (const std::string_view text : {"", " ", "31", "31 March", "31 March 26", "31 Mar 2026", " 31 March 2026",
                                        "31 March 2026 ", "31March 2026", "31st March 2026", "30 February 2026",
                                        "031 March 2026", "March 31 2026", "31 March 2026 BC", "-1 March 2026"}) {
        INFO(text);
        CHECK_FALSE(read_long_date(text).has_value());
    }
    for (const std::string_view text : {"", "/", "//", "31/03", "31/03/26", "31/03/2026/", "31//2026", "/03/2026",
                                        "31/13/2026", "29/02/2026", "31-03-2026", "31/03/ 2026", "2026/03/31"}) {
        INFO(text);
        CHECK_FALSE(read_slash_date(text, SlashOrder::day_first).has_value());
    }
    CHECK_FALSE(read_slash_date("31/03/2026", SlashOrder::month_first).has_value());
}
