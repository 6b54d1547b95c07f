// tests/unit/settle/deadlines_test.cpp
// What:  the day a payment is due: after period ends, over holidays, after events with and without a date.
#include "settle/deadlines.h"

#include "contract_by_hand.h"
#include "support/catch.h"

using namespace concordat;
using namespace concordat::settle::testing;
using model::Deadline;
using settle::due_day;

namespace {

const ByHand& by_hand() {
    static const ByHand contract("2018-04-01", "2019-03-31", PeriodUnit::month);
    return contract;
}

settle::DueDay due(const Deadline& deadline, const char* made_on, const std::optional<Value>& event = {},
                   const std::vector<Date>& holidays = {}) {
    return due_day(by_hand().contract, deadline, day(made_on), event, holidays);
}

}  // namespace

TEST_CASE("30 days after Month End") {
    Deadline deadline;
    deadline.count = 30;
    CHECK(due(deadline, "2018-04-30").date == day("2018-05-30"));
}

TEST_CASE("15 working days after Month End pass over weekends and the holiday") {
    // From Monday 30 April 2018: 1-4 May are 4 days, 7 May is a holiday, 8-11 May 4 more (8), 14-18 May (13), 21 and 22
    // (15).
    Deadline deadline;
    deadline.count = 15;
    deadline.unit = model::Span::working_days;
    CHECK(due(deadline, "2018-04-30", {}, {day("2018-05-07")}).date == day("2018-05-22"));
    CHECK(due(deadline, "2018-04-30").date == day("2018-05-21"));
}

TEST_CASE("after Quarter End and Year End, from any day inside") {
    Deadline deadline;
    deadline.count = 1;
    deadline.unit = model::Span::months;
    deadline.period = PeriodUnit::quarter;
    CHECK(due(deadline, "2018-04-30").date == day("2018-07-30"));
    deadline.after = Deadline::After::year_end;
    CHECK(due(deadline, "2018-04-30").date == day("2019-04-30"));
}

TEST_CASE("an event with a date, and one that has none yet") {
    Deadline deadline;
    deadline.count = 2;
    deadline.unit = model::Span::weeks;
    deadline.after = Deadline::After::date_term;
    deadline.words = "Handover";
    CHECK(due(deadline, "2018-04-30", Value(day("2018-05-01"))).date == day("2018-05-15"));

    const auto unknown = due(deadline, "2018-04-30", Value(model::Missing{}));
    CHECK_FALSE(unknown.date.has_value());
    CHECK(unknown.words == "within 2 weeks after Handover");
}

TEST_CASE("plain words of an event stay words") {
    Deadline deadline;
    deadline.count = 30;
    deadline.after = Deadline::After::unknown_event;
    deadline.words = "the accounts are audited";
    CHECK(due(deadline, "2018-04-30").words == "within 30 days after the accounts are audited");
    deadline.count = 0;
    CHECK(due(deadline, "2018-04-30").words == "after the accounts are audited");
}
