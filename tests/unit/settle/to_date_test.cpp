// tests/unit/settle/to_date_test.cpp
// What:  payments to date less paid, and periods on their own: corrections, waiting, repayments, carried amounts,
//        years.
#include "contract_by_hand.h"
#include "support/catch.h"

using namespace concordat;
using namespace concordat::settle;
using namespace concordat::settle::testing;
using IfNegative = model::Payment::IfNegative;

namespace {

/// The Commissioner pays the Trust its monthly Cost under clause 3.1.
struct Monthly : ByHand {
    RoleId role_trust;
    PartyId commissioner, trust;
    TermId cost;

    explicit Monthly(const char* last = "2019-03-31") : ByHand("2018-04-01", last, PeriodUnit::month) {
        role_trust = role("Provider");
        commissioner = party("CCG", {role("Commissioner")});
        trust = party("Trust", {role_trust});
        const ClauseId declared = clause("2.1");
        cost = fact("Cost", {}, declared, PeriodUnit::month);
        pays(clause("3.1"), one(commissioner), one(trust), of(cost));
    }
    model::Payment& payment() { return contract.payments.front(); }
    void costs(const char* month, const char* amount, const char* known_from = nullptr) {
        reports(cost, {}, period(month), pounds(amount), known_from);
    }
};

}  // namespace

TEST_CASE("each month pays its own amount, to date less paid") {
    Monthly by_hand;
    by_hand.costs("2018-04", "100.00");
    by_hand.costs("2018-05", "250.50");
    CHECK(payments_of(by_hand) == Lines{"3.1 CCG > Trust 2018-04 £100.00", "3.1 CCG > Trust 2018-05 £250.50"});
    const Settlement settlement = by_hand.settled();
    CHECK(settlement.periods[1].payments[0].entitlement == pounds("350.50"));
    CHECK(settlement.periods[1].payments[0].paid_before.minor() == 10'000);
}

TEST_CASE("to date, it is the total that is rounded: pennies do not drift") {
    // 0.335 each: 0.335 -> 0.34; 0.67 -> 0.67, less 0.34: 0.33; 1.005 -> 1.01, less 0.67: 0.34
    Monthly by_hand;
    for (const char* month : {"2018-04", "2018-05", "2018-06"}) by_hand.costs(month, "0.335");
    CHECK(payments_of(by_hand) ==
          Lines{"3.1 CCG > Trust 2018-04 £0.34", "3.1 CCG > Trust 2018-05 £0.33", "3.1 CCG > Trust 2018-06 £0.34"});
    // on its own, each month rounds for itself
    by_hand.contract.each_period_on_its_own = true;
    CHECK(payments_of(by_hand) ==
          Lines{"3.1 CCG > Trust 2018-04 £0.34", "3.1 CCG > Trust 2018-05 £0.34", "3.1 CCG > Trust 2018-06 £0.34"});
}

TEST_CASE("a corrected April rides in May's amount to date, and has its own line on its own") {
    // April is 100, from 20 May it is known to be 80; May is 50. To date in May: 130 less 100 is 30.
    Monthly by_hand;
    by_hand.costs("2018-04", "100", "2018-04-30");
    by_hand.costs("2018-04", "80", "2018-05-20");
    by_hand.costs("2018-05", "50", "2018-05-31");
    CHECK(payments_of(by_hand) == Lines{"3.1 CCG > Trust 2018-04 £100.00", "3.1 CCG > Trust 2018-05 £30.00"});

    by_hand.payment().on_its_own = true;
    by_hand.payment().if_negative = IfNegative::repays;
    CHECK(payments_of(by_hand) == Lines{"3.1 CCG > Trust 2018-04 £100.00", "3.1 CCG > Trust 2018-05 £50.00",
                                        "3.1 Trust > CCG 2018-05 £20.00 (correction for April 2018) repaid"});
}

TEST_CASE("a missing April holds every later month to date, but only itself on its own") {
    Monthly by_hand;
    by_hand.costs("2018-04", "100", "2018-06-10");
    by_hand.costs("2018-05", "50");
    by_hand.costs("2018-06", "60");
    // To date April and May wait; in June 210 is due at once.
    const Settlement to_date = by_hand.settled();
    CHECK(payments_of(by_hand, to_date) == Lines{"3.1 CCG > Trust 2018-06 £210.00"});
    const Lines held{"2018-04: 2.1 Cost for April 2018 (Commissioner) 1",
                     "2018-05: 2.1 Cost for April 2018 (Commissioner) 2"};
    CHECK(held_in(by_hand, to_date) == held);
    CHECK(to_date.periods[1].held[0].stops == std::vector{by_hand.payment().clause});

    by_hand.payment().on_its_own = true;
    const Settlement alone = by_hand.settled();
    CHECK(payments_of(by_hand, alone) == Lines{"3.1 CCG > Trust 2018-05 £50.00", "3.1 CCG > Trust 2018-06 £60.00",
                                               "3.1 CCG > Trust 2018-06 £100.00 (correction for April 2018)"});
    CHECK(held_in(by_hand, alone) == held);
}

TEST_CASE("a due below nothing is repaid, or carried to the next month") {
    // April 100, May -30, June 20: to date 100, 70, 90
    Monthly by_hand;
    by_hand.costs("2018-04", "100");
    by_hand.costs("2018-05", "-30");
    by_hand.costs("2018-06", "20");
    by_hand.payment().if_negative = IfNegative::repays;
    CHECK(payments_of(by_hand) == Lines{"3.1 CCG > Trust 2018-04 £100.00", "3.1 Trust > CCG 2018-05 £30.00 repaid",
                                        "3.1 CCG > Trust 2018-06 £20.00"});
    CHECK(notices_in(by_hand.settled()).empty());

    // carried: May pays nothing, June nets 20 - 30 and pays nothing either
    by_hand.payment().if_negative = IfNegative::carried;
    CHECK(payments_of(by_hand) == Lines{"3.1 CCG > Trust 2018-04 £100.00"});
    CHECK(notices_in(by_hand.settled()) == Lines{"Trust owes £30.00 back to CCG: carried to the next payment",
                                                 "Trust owes £10.00 back to CCG: carried to the next payment"});
    by_hand.costs("2018-07", "25");  // 115 to date, 100 paid
    CHECK(payments_of(by_hand) == Lines{"3.1 CCG > Trust 2018-04 £100.00", "3.1 CCG > Trust 2018-07 £15.00"});

    by_hand.payment().on_its_own = true;  // the same, each month on its own: -30 + 20 + 25
    CHECK(payments_of(by_hand) == Lines{"3.1 CCG > Trust 2018-04 £100.00", "3.1 CCG > Trust 2018-07 £15.00"});
}

TEST_CASE("a repayment of which the clause says nothing is repaid with a notice") {
    Monthly by_hand;
    by_hand.costs("2018-04", "-12.345");
    CHECK(payments_of(by_hand) == Lines{"3.1 Trust > CCG 2018-04 £12.35 repaid"});
    CHECK(notices_in(by_hand.settled()) ==
          Lines{"Trust repays £12.35: the clause does not say what happens below £0.00"});
}

TEST_CASE("a new year begins a new total; a closed year is put right in the open one") {
    // March 2019 is reported 10 and put right to 13 in April 2019, whose own amount is 5.
    Monthly by_hand("2020-03-31");
    for (const char* month : {"2018-04", "2018-05", "2018-06", "2018-07", "2018-08", "2018-09", "2018-10", "2018-11",
                              "2018-12", "2019-01", "2019-02"}) {
        by_hand.costs(month, "0");
    }
    by_hand.costs("2019-03", "10", "2019-03-31");
    by_hand.costs("2019-03", "13", "2019-04-12");
    by_hand.costs("2019-04", "5");
    CHECK(payments_of(by_hand) == Lines{"3.1 CCG > Trust 2019-03 £10.00", "3.1 CCG > Trust 2019-04 £5.00",
                                        "3.1 CCG > Trust 2019-04 £3.00 (correction for 2018/19)"});
    by_hand.contract.to_date_from_start = true;
    CHECK(payments_of(by_hand) == Lines{"3.1 CCG > Trust 2019-03 £10.00", "3.1 CCG > Trust 2019-04 £8.00"});
}

TEST_CASE("the balance of a running total") {
    // N4: Work Value is 41,000 to April, 72,000 to May, and June puts it right to 66,500
    Monthly by_hand;
    by_hand.payment().balance = true;
    by_hand.payment().if_negative = IfNegative::repays;
    by_hand.costs("2018-04", "41000");
    by_hand.costs("2018-05", "72000");
    by_hand.costs("2018-06", "66500");
    CHECK(payments_of(by_hand) == Lines{"3.1 CCG > Trust 2018-04 £41,000.00", "3.1 CCG > Trust 2018-05 £31,000.00",
                                        "3.1 Trust > CCG 2018-06 £5,500.00 repaid"});
}

TEST_CASE("60% first and the balance, under one clause") {
    // 60% of 1,000.01 is 600.006: 600.01; the balance is 1,000.01 less 600.01
    ByHand by_hand("2018-04-01", "2020-03-31", PeriodUnit::year);
    const PartyId payer = by_hand.party("ICB"), payee = by_hand.party("Trust");
    const TermId gain = by_hand.fact("Gain", {}, by_hand.clause("2.1"), PeriodUnit::year);
    const ClauseId clause = by_hand.clause("4.7");
    const ExprId part = by_hand.times(by_hand.constant(percent(60)), by_hand.of(gain));
    by_hand.pays(clause, ByHand::one(payer), ByHand::one(payee), part, PeriodUnit::year).part = "first 60%";
    auto& balance = by_hand.pays(clause, ByHand::one(payer), ByHand::one(payee), by_hand.of(gain), PeriodUnit::year);
    balance.part = "balance";
    balance.balance = true;
    by_hand.reports(gain, {}, by_hand.period("2018/19"), pounds("1000.01"));
    CHECK(payments_of(by_hand) ==
          Lines{"4.7 ICB > Trust 2018/19 £600.01 (first 60%)", "4.7 ICB > Trust 2018/19 £400.00 (balance)"});
}

TEST_CASE("on account, and the year's settlement less all that was paid") {
    // 12 x 100.00 on account; the year comes to 1,130.00: 70.00 is repaid. Without the months the year pays in full.
    Monthly by_hand;
    by_hand.contract.payments.clear();
    const ClauseId on_account = by_hand.clause("3.2"), final = by_hand.clause("3.3");
    const TermId year_value = by_hand.fact("Year Value", {}, by_hand.clause("2.2"), PeriodUnit::year);
    by_hand.pays(on_account, ByHand::one(by_hand.commissioner), ByHand::one(by_hand.trust), by_hand.money("100"))
        .on_account = true;
    auto& settles = by_hand.pays(final, ByHand::one(by_hand.commissioner), ByHand::one(by_hand.trust),
                                 by_hand.of(year_value), PeriodUnit::year);
    settles.less_paid_under = {on_account};
    settles.if_negative = IfNegative::repays;
    by_hand.reports(year_value, {}, by_hand.period("2018/19"), pounds("1130"));
    const Lines lines = payments_of(by_hand);
    REQUIRE(lines.size() == 13);
    CHECK(lines.front() == "3.2 CCG > Trust 2018-04 £100.00 on account");
    CHECK(lines.back() == "3.3 Trust > CCG 2018/19 £70.00 repaid");
}

TEST_CASE("a quarterly payment in a monthly settlement is made in the month in which the quarter ends") {
    Monthly by_hand;
    by_hand.payment().unit = PeriodUnit::quarter;
    by_hand.contract.terms[by_hand.cost.index()].index = {ByHand::each(PeriodUnit::quarter)};
    std::get<model::FactSource>(by_hand.contract.terms[by_hand.cost.index()].source).period = PeriodUnit::quarter;
    by_hand.costs("2018/19 Q1", "300");
    by_hand.costs("2018/19 Q2", "400", "2018-10-05");
    by_hand.has_data(by_hand.period("2018-10"));
    const Settlement settlement = by_hand.settled();
    CHECK(payments_of(by_hand, settlement) ==
          Lines{"3.1 CCG > Trust 2018/19 Q1 £300.00", "3.1 CCG > Trust 2018-10 £400.00 (correction for 2018/19 Q2)"});
    CHECK(settlement.periods[2].payments.size() == 1);  // June
}

TEST_CASE("a clause in force from a day pays nothing before it, one until a day nothing from it") {
    Monthly by_hand;
    by_hand.payment().from = day("2018-05-01");
    by_hand.payment().until = day("2018-07-01");
    for (const char* month : {"2018-04", "2018-05", "2018-06", "2018-07"}) by_hand.costs(month, "7");
    CHECK(payments_of(by_hand) == Lines{"3.1 CCG > Trust 2018-05 £7.00", "3.1 CCG > Trust 2018-06 £7.00"});
}

TEST_CASE("a payment to oneself is shown and not made") {
    Monthly by_hand;
    by_hand.payment().payee = ByHand::one(by_hand.commissioner);
    by_hand.costs("2018-04", "7");
    by_hand.costs("2018-05", "0");
    CHECK(payments_of(by_hand).empty());
    CHECK(notices_in(by_hand.settled()) == Lines{"CCG would pay £7.00 to itself: shown, £0.00 moves"});
}

TEST_CASE("periods without data before the last are settled; nothing is posted twice") {
    Monthly by_hand;
    by_hand.payment().amount = by_hand.money("10");
    by_hand.costs("2018-06", "0");
    CHECK(payments_of(by_hand) ==
          Lines{"3.1 CCG > Trust 2018-04 £10.00", "3.1 CCG > Trust 2018-05 £10.00", "3.1 CCG > Trust 2018-06 £10.00"});
    CHECK(payments_of(by_hand) == payments_of(by_hand));

    const Settlement june = by_hand.settled({.only = by_hand.period("2018-06")});
    CHECK(payments_of(by_hand, june) == Lines{"3.1 CCG > Trust 2018-06 £10.00"});
}

TEST_CASE("no data at all: the first year of payments that rest on agreed values, none of those that do not") {
    Monthly by_hand("2020-03-31");
    CHECK(by_hand.settled().periods.empty());
    by_hand.payment().amount = by_hand.money("10");
    CHECK(payments_of(by_hand).size() == 12);
}

TEST_CASE("the order of the data rows does not matter") {
    Monthly forwards;
    forwards.costs("2018-04", "1.11");
    forwards.costs("2018-05", "2.22");
    Monthly backwards;
    backwards.costs("2018-05", "2.22");
    backwards.costs("2018-04", "1.11");
    CHECK(payments_of(forwards) == payments_of(backwards));
}

TEST_CASE("impossible arithmetic stops its payment, says so, and leaves the others alone") {
    Monthly by_hand;
    const ExprId by_zero = by_hand.arithmetic(model::ArithmeticOp::divide, by_hand.of(by_hand.cost),
                                              by_hand.constant(Ratio(0), model::Kind::number()));
    by_hand.pays(by_hand.clause("3.2"), ByHand::one(by_hand.commissioner), ByHand::one(by_hand.trust), by_zero);
    by_hand.costs("2018-04", "5");
    const Settlement settlement = by_hand.settled();
    CHECK(payments_of(by_hand, settlement) == Lines{"3.1 CCG > Trust 2018-04 £5.00"});
    CHECK(settlement.problems.all().size() == 1);
    REQUIRE(settlement.periods[0].held.size() == 1);
    CHECK(by_hand.contract.clause(settlement.periods[0].held[0].clause).number == "3.2");
}

TEST_CASE("a rounding that leaves part of a penny is a problem, and the payment waits") {
    Monthly by_hand;
    by_hand.payment().rounding.step = Ratio(1) / Ratio(1000);
    by_hand.costs("2018-04", "1.005");
    const Settlement settlement = by_hand.settled();
    CHECK(payments_of(by_hand, settlement).empty());
    CHECK(problems_in(settlement) == Lines{"E744 3.1 a payment under clause 3.1 is not a whole number of pennies"});
}

TEST_CASE("the due date stands on the line") {
    Monthly by_hand;
    model::Deadline deadline;
    deadline.count = 15;
    deadline.unit = model::Span::working_days;
    by_hand.payment().deadline = deadline;
    by_hand.data.holidays = {day("2018-05-07")};
    by_hand.costs("2018-04", "5");
    CHECK(by_hand.settled().periods[0].payments[0].due_date == day("2018-05-22"));
}

TEST_CASE("what is carried is netted across the end of the year") {
    // March 2019 is -30: carried; April 2019 is 50: 20 is paid
    Monthly by_hand("2020-03-31");
    by_hand.payment().if_negative = IfNegative::carried;
    const auto year = by_hand.period("2018/19").parts(PeriodUnit::month, by_hand.contract.year_start);
    for (const Period& month : year) by_hand.reports(by_hand.cost, {}, month, Ratio(0));
    by_hand.data.facts[by_hand.cost].back().value = Ratio(-30);
    by_hand.costs("2019-04", "50");
    CHECK(payments_of(by_hand) == Lines{"3.1 CCG > Trust 2019-04 £20.00"});
}

TEST_CASE("the last period of an agreement that ends inside a month is paid") {
    Monthly by_hand("2018-05-15");
    by_hand.costs("2018-04", "1");
    by_hand.costs("2018-05", "2");
    by_hand.costs("2018-06", "4");  // after the end
    CHECK(payments_of(by_hand) == Lines{"3.1 CCG > Trust 2018-04 £1.00", "3.1 CCG > Trust 2018-05 £2.00"});
}

TEST_CASE("a late figure of a yearly settlement is paid in the next year") {
    ByHand by_hand("2018-04-01", "2020-03-31", PeriodUnit::year);
    const PartyId payer = by_hand.party("ICB"), payee = by_hand.party("Trust");
    const TermId cost = by_hand.fact("Cost", {}, by_hand.clause("2.1"), PeriodUnit::year);
    by_hand.pays(by_hand.clause("3.1"), ByHand::one(payer), ByHand::one(payee), by_hand.of(cost), PeriodUnit::year);
    by_hand.reports(cost, {}, by_hand.period("2018/19"), pounds("8"), "2019-05-01");
    by_hand.reports(cost, {}, by_hand.period("2019/20"), pounds("9"));
    const Settlement settlement = by_hand.settled();
    CHECK(payments_of(by_hand, settlement) ==
          Lines{"3.1 ICB > Trust 2019/20 £9.00", "3.1 ICB > Trust 2019/20 £8.00 (correction for 2018/19)"});
    CHECK(held_in(by_hand, settlement) == Lines{"2018/19: 2.1 Cost for 2018/19 (Commissioner) 1"});
}
