// tests/unit/settle/statement_test.cpp
// What:  what a settlement shows beside payments: values of terms, promises, records held as queries.
#include "contract_by_hand.h"
#include "support/catch.h"

using namespace concordat;
using namespace concordat::settle;
using namespace concordat::settle::testing;
using model::CompareOp;

namespace {

std::string text(const ByHand& by_hand, const TermLine& line) {
    const model::Term& term = by_hand.contract.term(line.term);
    std::string of;
    for (const Value& element : line.of) {
        of += " " + by_hand.contract.party(std::get<PartyId>(element)).name;
    }
    return by_hand.contract.clause(line.clause).number + " " + term.name + of + " " +
           line.period.label(by_hand.contract.year_start) + " " +
           model::write_for_people(by_hand.contract, line.value, term.kind);
}

/// Two partners, a quarterly fact of each, and a term worked out from it for each year.
struct Alliance : ByHand {
    RoleId partner;
    TermId cost, twice, total;

    Alliance() : ByHand("2023-04-01", "2025-03-31", PeriodUnit::year) {
        partner = role("Partner");
        party("Estuary", {partner});
        party("Harbour", {partner});
        cost = fact("Cost", {each(partner)}, clause("2.6"), PeriodUnit::quarter);
        twice = defined("Twice Cost", {each(partner), each(PeriodUnit::quarter)}, clause("2.7"),
                        times(constant(Ratio(2)), of(cost)));
        model::Aggregate sum;
        sum.op = model::AggregateOp::total;
        sum.over = {each(partner), each(PeriodUnit::quarter)};
        sum.of = of(cost);
        total = defined("Total Cost", {each(PeriodUnit::year)}, clause("2.8"), expression(sum));
    }
    void all_quarters(std::size_t count) {
        for (std::size_t quarter = 0; quarter < count; ++quarter) {
            const auto quarters = period("2023/24").parts(PeriodUnit::quarter, contract.year_start);
            reports(cost, {PartyId(0)}, quarters[quarter], Ratio(10));
            reports(cost, {PartyId(1)}, quarters[quarter], Ratio(20));
        }
    }
};

}  // namespace

TEST_CASE("terms by their elements and periods, in contract order, then in the order of the tables") {
    Alliance by_hand;
    by_hand.all_quarters(4);
    const Settlement settlement = by_hand.settled();
    REQUIRE(settlement.periods.size() == 1);
    Lines lines;
    for (const TermLine& line : settlement.periods[0].terms) lines.push_back(text(by_hand, line));
    REQUIRE(lines.size() == 17);  // 8 of Cost, 8 of Twice Cost, 1 of Total Cost
    CHECK(lines[0] == "2.6 Cost Estuary 2023/24 Q1 £10.00");
    CHECK(lines[4] == "2.6 Cost Harbour 2023/24 Q1 £20.00");
    CHECK(lines[15] == "2.7 Twice Cost Harbour 2023/24 Q4 £40.00");
    CHECK(lines[16] == "2.8 Total Cost 2023/24 £120.00");
    CHECK(held_in(by_hand, settlement).empty());
}

TEST_CASE("what a term misses is listed once, though two terms rest on it") {
    Alliance by_hand;
    by_hand.all_quarters(3);
    const auto last = by_hand.period("2023/24 Q4");
    by_hand.reports(by_hand.cost, {PartyId(0)}, last, Ratio(10));
    CHECK(held_in(by_hand, by_hand.settled()) == Lines{"2023/24: 2.6 Cost of Harbour for 2023/24 Q4 (Commissioner) 1"});
}

TEST_CASE("a promise that is not kept is a problem with its figures") {
    Alliance by_hand;
    by_hand.all_quarters(4);
    model::Promise promise;
    promise.clause = by_hand.clause("1.1");
    promise.words = "Total Cost must not exceed £100";
    promise.holds = by_hand.compare(CompareOp::at_most, by_hand.of(by_hand.total), by_hand.money("100"));
    by_hand.contract.promises.push_back(promise);
    CHECK(problems_in(by_hand.settled()) == Lines{"E741 1.1 `Total Cost must not exceed £100` is not kept for 2023/24: "
                                                  "Total Cost is £120.00 against £100.00"});
}

TEST_CASE("a promise of each partner names the one that breaks it; one that cannot be judged waits") {
    Alliance by_hand;
    by_hand.all_quarters(4);
    model::Promise promise;
    promise.clause = by_hand.clause("1.1");
    promise.words = "Cost must be at least £15";
    promise.over = {ByHand::each(by_hand.partner), ByHand::each(PeriodUnit::quarter)};
    promise.holds = by_hand.compare(CompareOp::at_least, by_hand.of(by_hand.cost), by_hand.money("15"));
    by_hand.contract.promises.push_back(promise);
    const Lines problems = problems_in(by_hand.settled());
    REQUIRE(problems.size() == 4);
    CHECK(problems[0] ==
          "E741 1.1 `Cost must be at least £15` is not kept for Estuary, 2023/24 Q1: "
          "Cost is £10.00 against £15.00");

    by_hand.data.facts.clear();
    const Settlement waiting = by_hand.settled();
    CHECK(waiting.problems.empty());
    REQUIRE(waiting.periods[0].held.size() >= 1);
    CHECK(waiting.periods[0].held[0].stops == std::vector{promise.clause});
}

TEST_CASE("records held as a query are listed with who can answer") {
    ByHand by_hand("2018-04-01", "2019-03-31", PeriodUnit::month);
    const RoleId provider = by_hand.role("Provider");
    const PartyId trust = by_hand.party("Trust", {provider});
    model::Record spell;
    spell.name = "Spell";
    spell.plural = "Spells";
    spell.reported_by = "each Provider";
    spell.clause = by_hand.clause("2.1");
    const auto add_field = [&](const char* name, model::Kind kind) -> model::Field& {
        model::Field field;
        field.name = name;
        field.kind = kind;
        spell.fields.push_back(field);
        return spell.fields.back();
    };
    add_field("Spell Identifier", model::Kind::code()).unique = true;
    add_field("Provider", model::Kind::party(provider));
    add_field("HRG", model::Kind::code()).if_missing.policy = model::MissingPolicy::hold_record;
    by_hand.contract.records.push_back(spell);

    data::Report report;
    report.file = "spells-april.csv";
    report.period = by_hand.period("2018-04");
    report.rows.push_back({{std::string("S-17"), trust, model::Missing{}}, {"spells-april.csv", 2}});
    report.rows.push_back({{std::string("S-18"), trust, std::string("AA01")}, {"spells-april.csv", 3}});
    by_hand.data.reports = {{report}};
    by_hand.has_data(by_hand.period("2018-04"));
    const Settlement settlement = by_hand.settled();
    REQUIRE(settlement.periods[0].held.size() == 1);
    const HeldLine& held = settlement.periods[0].held[0];
    CHECK(held.what.starts_with("Spell S-17: HRG is "));
    CHECK(held.owed_by == "Trust");
    CHECK(by_hand.contract.clause(held.clause).number == "2.1");
}
