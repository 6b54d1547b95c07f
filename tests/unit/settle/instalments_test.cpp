// tests/unit/settle/instalments_test.cpp
// What:  instalments to the penny (N12) and which of them a period holds.
#include "settle/instalments.h"

#include "contract_by_hand.h"
#include "support/catch.h"

using namespace concordat;
using namespace concordat::settle::testing;
using exact::Integer;
using settle::instalment_number;
using settle::sum_of_instalments;

TEST_CASE("£100.00 in three instalments: 33.33, 33.33, 33.34") {
    model::Instalments three;
    three.count = 3;
    CHECK(sum_of_instalments(10'000, three, {1}) == Integer(3333));
    CHECK(sum_of_instalments(10'000, three, {1, 2}) == Integer(6666));
    CHECK(sum_of_instalments(10'000, three, {1, 2, 3}) == Integer(10'000));
    CHECK(sum_of_instalments(10'000, three, {3}) == Integer(3334));
}

TEST_CASE("a minus amount in instalments mirrors the plus amount") {
    model::Instalments three;
    three.count = 3;
    CHECK(sum_of_instalments(-10'000, three, {1}) == Integer(-3333));
    CHECK(sum_of_instalments(-10'000, three, {3}) == Integer(-3334));
}

TEST_CASE("each to the nearest penny: the last takes less") {
    // 200.00 / 3 = 66.666...: 66.67, 66.67, 66.66
    model::Instalments three;
    three.count = 3;
    three.round_nearest = true;
    CHECK(sum_of_instalments(20'000, three, {1}) == Integer(6667));
    CHECK(sum_of_instalments(20'000, three, {3}) == Integer(6666));
}

TEST_CASE("the k-th month of the year has the k-th instalment") {
    const ByHand by_hand("2026-04-01", "2028-03-31", PeriodUnit::month);
    model::Instalments ten;
    ten.count = 10;
    const auto number = [&](const char* month) {
        return instalment_number(by_hand.contract, ten, by_hand.period(month));
    };
    CHECK(number("2026-04") == 1u);
    CHECK(number("2027-01") == 10u);
    CHECK_FALSE(number("2027-02").has_value());
    CHECK(number("2027-04") == 1u);
}

TEST_CASE("a stated run of months counts from its first") {
    const ByHand by_hand("2026-04-01", "2028-03-31", PeriodUnit::month);
    model::Instalments run;
    run.count = 12;
    run.within = calendar::Days{day("2026-05-01"), day("2027-04-30")};
    const auto number = [&](const char* month) {
        return instalment_number(by_hand.contract, run, by_hand.period(month));
    };
    CHECK_FALSE(number("2026-04").has_value());
    CHECK(number("2026-05") == 1u);
    CHECK(number("2027-04") == 12u);
    CHECK_FALSE(number("2027-05").has_value());
}
