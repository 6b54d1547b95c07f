// tests/unit/settle/shared_test.cpp
// What:  instalments, one amount divided among payees, money passed on, and what a party keeps.
#include "contract_by_hand.h"
#include "settle/payments.h"
#include "support/catch.h"

using namespace concordat;
using namespace concordat::settle;
using namespace concordat::settle::testing;
using IfNegative = model::Payment::IfNegative;

namespace {

/// An ICB, a lead provider and three subcontractors with shares of 50%, 30% and 10%.
struct Lead : ByHand {
    RoleId subcontractor;
    PartyId icb, lead;
    TermId share;

    explicit Lead(PeriodUnit settles = PeriodUnit::month) : ByHand("2026-04-01", "2028-03-31", settles) {
        const RoleId commissioner = role("Commissioner"), lead_provider = role("Lead Provider");
        subcontractor = role("Subcontractor");
        icb = party("ICB", {commissioner});
        lead = party("Lead", {lead_provider});
        party("Anchor", {subcontractor});
        party("Beacon", {subcontractor});
        party("Cove", {subcontractor});
        share = attribute("Share", subcontractor, {Ratio(0), Ratio(0), percent(50), percent(30), percent(10)});
    }
    model::Payment::Divide by_share() {
        model::Payment::Divide divide;
        divide.weight = of(share);
        return divide;
    }
    TermId monthly(const char* name, const char* declared) {
        return fact(name, {}, clause(declared), PeriodUnit::month);
    }
};

}  // namespace

TEST_CASE("twelve equal instalments in each year, the last taking the odd pennies") {
    // £100.00 / 12 = 8.333...: eleven of 8.33 and 100.00 - 91.63 = 8.37
    Lead by_hand;
    auto& payment =
        by_hand.pays(by_hand.clause("4.3"), ByHand::one(by_hand.icb), ByHand::one(by_hand.lead), by_hand.money("100"));
    payment.instalments = model::Instalments{};
    by_hand.has_data(by_hand.period("2027-04"));
    const Lines lines = payments_of(by_hand);
    REQUIRE(lines.size() == 13);
    CHECK(lines[0] == "4.3 ICB > Lead 2026-04 £8.33");
    CHECK(lines[10] == "4.3 ICB > Lead 2027-02 £8.33");
    CHECK(lines[11] == "4.3 ICB > Lead 2027-03 £8.37");
    CHECK(lines[12] == "4.3 ICB > Lead 2027-04 £8.33");
}

TEST_CASE("an amount that changes mid-year: the difference on those paid goes with the next instalment") {
    // 120.00 is 10.00 a month; from 1 June it is known to be 144.00, 12.00 a month: June takes 12 + 2 x 2
    Lead by_hand;
    const TermId fee = by_hand.fact("Fee", {}, by_hand.clause("2.1"), PeriodUnit::year);
    by_hand.pays(by_hand.clause("4.3"), ByHand::one(by_hand.icb), ByHand::one(by_hand.lead), by_hand.of(fee))
        .instalments = model::Instalments{};
    by_hand.reports(fee, {}, by_hand.period("2026/27"), pounds("120"), "2026-04-01");
    by_hand.reports(fee, {}, by_hand.period("2026/27"), pounds("144"), "2026-06-01");
    by_hand.data.periods_with_data = {by_hand.period("2026-07")};
    CHECK(payments_of(by_hand) == Lines{"4.3 ICB > Lead 2026-04 £10.00", "4.3 ICB > Lead 2026-05 £10.00",
                                        "4.3 ICB > Lead 2026-06 £16.00", "4.3 ICB > Lead 2026-07 £12.00"});
}

TEST_CASE("quarterly instalments in advance in a yearly settlement have a line and a day each") {
    // 100.01 / 4 = 25.0025: 25.00 three times, then 25.01
    Lead by_hand(PeriodUnit::year);
    model::Instalments quarterly;
    quarterly.count = 4;
    quarterly.each = PeriodUnit::quarter;
    quarterly.at_start = true;
    by_hand
        .pays(by_hand.clause("2.2"), ByHand::one(by_hand.icb), ByHand::one(by_hand.lead), by_hand.money("100.01"),
              PeriodUnit::quarter)
        .instalments = quarterly;
    by_hand.has_data(by_hand.period("2026/27"));
    const Settlement settlement = by_hand.settled();
    CHECK(payments_of(by_hand, settlement) ==
          Lines{"2.2 ICB > Lead 2026/27 Q1 £25.00", "2.2 ICB > Lead 2026/27 Q2 £25.00",
                "2.2 ICB > Lead 2026/27 Q3 £25.00", "2.2 ICB > Lead 2026/27 Q4 £25.01"});
    CHECK(settlement.periods[0].payments[3].due_date == day("2027-01-01"));
}

TEST_CASE("only the instalments of months in force fall due") {
    // in force from October 2026: instalments 7 to 12 of 120.00
    Lead by_hand;
    by_hand.contract.in_force.first = day("2026-10-01");
    by_hand.pays(by_hand.clause("4.3"), ByHand::one(by_hand.icb), ByHand::one(by_hand.lead), by_hand.money("120"))
        .instalments = model::Instalments{};
    by_hand.has_data(by_hand.period("2026-11"));
    CHECK(payments_of(by_hand) == Lines{"4.3 ICB > Lead 2026-10 £10.00", "4.3 ICB > Lead 2026-11 £10.00"});
}

TEST_CASE("one amount divided in proportion to weights, to date") {
    // 100.01 at 5:3:1 = 55.561.., 33.336.., 11.112..: 55.56 33.33 11.11 leave a penny for .67 (Beacon).
    // To date 200.02 = 111.122.., 66.673.., 22.224..: 111.12 66.67 22.22 leave one for .44 (Cove);
    // less 55.56, 33.34, 11.11: 55.56, 33.33, 11.12
    Lead by_hand;
    const TermId pot = by_hand.monthly("Pot", "2.1");
    const auto divide = by_hand.by_share();
    by_hand.pays(by_hand.clause("4.4"), ByHand::one(by_hand.icb), ByHand::all(by_hand.subcontractor), by_hand.of(pot))
        .divide = divide;
    by_hand.reports(pot, {}, by_hand.period("2026-04"), pounds("100.01"));
    by_hand.reports(pot, {}, by_hand.period("2026-05"), pounds("100.01"));
    CHECK(payments_of(by_hand) == Lines{"4.4 ICB > Anchor 2026-04 £55.56", "4.4 ICB > Beacon 2026-04 £33.34",
                                        "4.4 ICB > Cove 2026-04 £11.11", "4.4 ICB > Anchor 2026-05 £55.56",
                                        "4.4 ICB > Beacon 2026-05 £33.33", "4.4 ICB > Cove 2026-05 £11.12"});
}

TEST_CASE("a change of the weights leaves earlier months as they were divided") {
    // April 90.00 at 5:3:1 is 50, 30, 10. From May by equal weights: 30 each, and nothing of April moves.
    Lead by_hand;
    auto& source = std::get<model::AttributeSource>(by_hand.contract.terms[by_hand.share.index()].source);
    const ClauseId varied = by_hand.clause("6.1");
    for (const std::size_t party : {2u, 3u, 4u}) {
        const ExprId one = by_hand.constant(Ratio(1), model::Kind::percentage());
        source.changes.push_back({day("2026-05-01"), PartyId(party), one, varied});
    }
    const TermId pot = by_hand.monthly("Pot", "2.1");
    const auto divide = by_hand.by_share();
    by_hand.pays(by_hand.clause("4.4"), ByHand::one(by_hand.icb), ByHand::all(by_hand.subcontractor), by_hand.of(pot))
        .divide = divide;
    by_hand.reports(pot, {}, by_hand.period("2026-04"), pounds("90"));
    by_hand.reports(pot, {}, by_hand.period("2026-05"), pounds("90"));
    CHECK(payments_of(by_hand) == Lines{"4.4 ICB > Anchor 2026-04 £50.00", "4.4 ICB > Beacon 2026-04 £30.00",
                                        "4.4 ICB > Cove 2026-04 £10.00", "4.4 ICB > Anchor 2026-05 £30.00",
                                        "4.4 ICB > Beacon 2026-05 £30.00", "4.4 ICB > Cove 2026-05 £30.00"});
}

TEST_CASE("nobody to divide among: a problem, and the payment waits") {
    Lead by_hand;
    const ExprId none = by_hand.constant(Ratio(0), model::Kind::number());
    model::Payment::Divide divide;
    divide.weight = none;
    by_hand
        .pays(by_hand.clause("4.4"), ByHand::one(by_hand.icb), ByHand::all(by_hand.subcontractor), by_hand.money("10"))
        .divide = divide;
    by_hand.has_data(by_hand.period("2026-04"));
    const Settlement settlement = by_hand.settled();
    CHECK(payments_of(by_hand, settlement).empty());
    CHECK(problems_in(settlement) ==
          Lines{"E743 4.4 £10.00 cannot be divided under clause 4.4: every weight is 0, or one is below 0"});
    CHECK(settlement.periods[0].held.size() == 1);
}

TEST_CASE("money received is passed on by shares, and the payer keeps the rest and the odd penny") {
    // The ICB pays 100.01 under 4.2. Anchor 50.005, Beacon 30.003, Cove 10.001: each down, 50.00, 30.00, 10.00; the
    // Lead keeps 10.01. Clause 4.4 stands first in the list of payments and still waits for 4.2.
    Lead by_hand;
    const ClauseId incoming = by_hand.clause("4.2"), outgoing = by_hand.clause("4.4");
    const TermId pot = by_hand.monthly("Pot", "2.1");
    model::Term received;
    received.name = "Outcome Payment received";
    received.kind = model::Kind::money();
    received.source = model::ReceivedSource{incoming};
    received.clause = outgoing;
    const TermId received_term = by_hand.add_term(received);
    auto divide = by_hand.by_share();
    divide.weights_are_shares = true;
    divide.odd_penny = model::OddPenny::to_party;
    divide.odd_penny_party = by_hand.lead;
    auto& onward = by_hand.pays(outgoing, ByHand::one(by_hand.lead), ByHand::all(by_hand.subcontractor),
                                by_hand.of(received_term));
    onward.divide = divide;
    onward.received_under = incoming;
    onward.payer_keeps_rest = true;
    by_hand.pays(incoming, ByHand::one(by_hand.icb), ByHand::one(by_hand.lead), by_hand.of(pot));
    by_hand.contract.keeps.push_back({by_hand.clause("4.5"), ByHand::one(by_hand.lead), true});
    CHECK(order_of_payments(by_hand.contract) == std::vector<std::size_t>{1, 0});

    by_hand.reports(pot, {}, by_hand.period("2026-04"), pounds("100.01"));
    const Settlement settlement = by_hand.settled();
    CHECK(payments_of(by_hand, settlement) ==
          Lines{"4.2 ICB > Lead 2026-04 £100.01", "4.4 Lead > Anchor 2026-04 £50.00",
                "4.4 Lead > Beacon 2026-04 £30.00", "4.4 Lead > Cove 2026-04 £10.00"});
    REQUIRE(settlement.periods[0].kept.size() == 1);
    CHECK(settlement.periods[0].kept[0].amount.minor() == 1001);
    CHECK(settlement.problems.empty());
}

TEST_CASE("paying on more than was received breaks what the clause promises to keep") {
    Lead by_hand;
    by_hand.pays(by_hand.clause("4.3"), ByHand::one(by_hand.lead), ByHand::all(by_hand.subcontractor),
                 by_hand.money("5"));
    by_hand.contract.keeps.push_back({by_hand.clause("4.5"), ByHand::one(by_hand.lead), true});
    by_hand.has_data(by_hand.period("2026-04"));
    CHECK(problems_in(by_hand.settled()) ==
          Lines{"E742 4.5 Lead keeps -£15.00 for April 2026: what remains must not be less than £0.00"});
}

TEST_CASE("each payer and each payee has a line, in the order of the Parties table") {
    Lead by_hand;
    const TermId owed =
        by_hand.fact("Owed", {ByHand::each(by_hand.subcontractor)}, by_hand.clause("2.1"), PeriodUnit::month);
    by_hand.pays(by_hand.clause("5.5"), ByHand::all(by_hand.subcontractor), ByHand::one(by_hand.icb), by_hand.of(owed));
    by_hand.reports(owed, {PartyId(4)}, by_hand.period("2026-04"), pounds("3"));
    by_hand.reports(owed, {PartyId(2)}, by_hand.period("2026-04"), pounds("1"));
    const Settlement settlement = by_hand.settled();
    CHECK(payments_of(by_hand, settlement) == Lines{"5.5 Anchor > ICB 2026-04 £1.00", "5.5 Cove > ICB 2026-04 £3.00"});
    CHECK(held_in(by_hand, settlement) == Lines{"2026-04: 2.1 Owed of Beacon for April 2026 (Commissioner) 1"});
}

TEST_CASE("what waits upstream moves nothing on; it is passed on in the month in which it comes") {
    // April's 100.00 is reported in June: 4.2 pays it then, and 4.4 passes on 50%, 30% and 10% of it then.
    Lead by_hand;
    const ClauseId incoming = by_hand.clause("4.2"), outgoing = by_hand.clause("4.4");
    const TermId pot = by_hand.monthly("Pot", "2.1");
    model::Term received;
    received.name = "Received";
    received.kind = model::Kind::money();
    received.source = model::ReceivedSource{incoming};
    received.clause = outgoing;
    const TermId received_term = by_hand.add_term(received);
    auto divide = by_hand.by_share();
    divide.weights_are_shares = true;
    by_hand.pays(incoming, ByHand::one(by_hand.icb), ByHand::one(by_hand.lead), by_hand.of(pot));
    auto& onward = by_hand.pays(outgoing, ByHand::one(by_hand.lead), ByHand::all(by_hand.subcontractor),
                                by_hand.of(received_term));
    onward.divide = divide;
    onward.received_under = incoming;
    by_hand.reports(pot, {}, by_hand.period("2026-04"), pounds("100"), "2026-06-03");
    by_hand.reports(pot, {}, by_hand.period("2026-05"), pounds("0"));
    by_hand.reports(pot, {}, by_hand.period("2026-06"), pounds("0"));
    CHECK(payments_of(by_hand) == Lines{"4.2 ICB > Lead 2026-06 £100.00", "4.4 Lead > Anchor 2026-06 £50.00",
                                        "4.4 Lead > Beacon 2026-06 £30.00", "4.4 Lead > Cove 2026-06 £10.00"});
}

TEST_CASE("paid under another clause counts both ways") {
    // 60.00 came and 20.00 went back under 5.9: of 100.00 under 5.10, 60.00 is due
    Lead by_hand;
    const auto icb = ByHand::one(by_hand.icb), lead = ByHand::one(by_hand.lead);
    const ClauseId interim = by_hand.clause("5.9"), final = by_hand.clause("5.10");
    by_hand.pays(interim, icb, lead, by_hand.money("60"));
    by_hand.pays(interim, lead, icb, by_hand.money("20"));
    by_hand.pays(final, icb, lead, by_hand.money("100")).less_paid_under = {interim};
    by_hand.has_data(by_hand.period("2026-04"));
    CHECK(payments_of(by_hand) ==
          Lines{"5.9 ICB > Lead 2026-04 £60.00", "5.9 Lead > ICB 2026-04 £20.00", "5.10 ICB > Lead 2026-04 £60.00"});
}

TEST_CASE("only those whom the clause means are paid, and have a part") {
    // Cases is 5 for Anchor, 1 for Beacon, missing for Cove: Beacon is not meant, Cove waits, and so does the division
    Lead by_hand;
    const TermId cases =
        by_hand.fact("Cases", {ByHand::each(by_hand.subcontractor)}, by_hand.clause("2.1"), {}, model::Kind::number());
    const ExprId two = by_hand.constant(Ratio(2), model::Kind::number());
    model::PartySelector busy = ByHand::all(by_hand.subcontractor);
    busy.where = by_hand.compare(model::CompareOp::at_least, by_hand.of(cases), two);
    by_hand.pays(by_hand.clause("4.3"), ByHand::one(by_hand.icb), busy, by_hand.money("7"));
    const auto divide = by_hand.by_share();
    by_hand.pays(by_hand.clause("4.4"), ByHand::one(by_hand.icb), busy, by_hand.money("90")).divide = divide;
    by_hand.reports(cases, {PartyId(2)}, {}, Ratio(5));
    by_hand.reports(cases, {PartyId(3)}, {}, Ratio(1));
    by_hand.has_data(by_hand.period("2026-04"));
    const Settlement waiting = by_hand.settled();
    CHECK(payments_of(by_hand, waiting) == Lines{"4.3 ICB > Anchor 2026-04 £7.00"});
    REQUIRE(waiting.periods[0].held.size() == 1);
    CHECK(waiting.periods[0].held[0].stops.size() == 2);

    by_hand.reports(cases, {PartyId(4)}, {}, Ratio(3));  // 90.00 at 50:10 is 75.00 and 15.00
    CHECK(payments_of(by_hand) == Lines{"4.3 ICB > Anchor 2026-04 £7.00", "4.3 ICB > Cove 2026-04 £7.00",
                                        "4.4 ICB > Anchor 2026-04 £75.00", "4.4 ICB > Cove 2026-04 £15.00"});
}

TEST_CASE("a party left out receives nothing; what it had received is taken back once it turns out so") {
    // Fee of Anchor is 5.00 in April; in May it is known that Anchor takes no part (left out).
    Lead by_hand;
    const TermId fee = by_hand.monthly("Fee", "2.1");
    by_hand.pays(by_hand.clause("4.3"), ByHand::one(by_hand.icb), ByHand::one(by_hand.lead), by_hand.of(fee))
        .if_negative = IfNegative::repays;
    by_hand.reports(fee, {}, by_hand.period("2026-04"), pounds("5"), "2026-04-30");
    by_hand.reports(fee, {}, by_hand.period("2026-04"), model::NotApplicable{"no part"}, "2026-05-30");
    by_hand.reports(fee, {}, by_hand.period("2026-05"), model::NotApplicable{"no part"});
    CHECK(payments_of(by_hand) == Lines{"4.3 ICB > Lead 2026-04 £5.00", "4.3 Lead > ICB 2026-05 £5.00 repaid"});
}
