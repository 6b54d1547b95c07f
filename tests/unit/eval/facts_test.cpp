// tests/unit/eval/facts_test.cpp · reported figures: the newest known, and what is said where there is none (finding
// N16).
#include "support/catch.h"
#include "support/model_builder.h"

using namespace concordat;
using namespace concordat::testing;
using model::MissingPolicy;

namespace {

struct Reported {
    ModelBuilder made{PeriodUnit::month};
    PartyId icb = made.party("Riverside ICB");
    TermId cost;

    Reported() {
        cost = made.fact("Actual Cost", {ModelBuilder::each(PeriodUnit::month)});
        made.fact_source(cost).owner = icb;
    }
    std::string in(const char* month, std::optional<Date> known_on = {}) {
        auto given = made.inputs();
        given.known_on = known_on;
        Evaluator evaluator(given);
        return shown(made, evaluator.value(cost, made.in(month)));
    }
    model::IfMissing& policy() { return made.fact_source(cost).if_missing; }
};

}  // namespace

TEST_CASE("a figure is that of its own period, and missing where none has come") {
    Reported facts;
    facts.made.figure(facts.cost, {}, "2026-04", number("100"));
    CHECK(facts.in("2026-04") == "£100.00");
    CHECK(facts.in("2026-05") == "missing: Actual Cost for May 2026 (not reported; owed by Riverside ICB)");
}

TEST_CASE("the newest report known on the day counts") {
    Reported facts;
    facts.made.figure(facts.cost, {}, "2026-04", number("120"), day("2026-06-16"));
    facts.made.figure(facts.cost, {}, "2026-04", number("100"));
    facts.made.figure(facts.cost, {}, "2026-04", number("110"), day("2026-05-31"));
    CHECK(facts.in("2026-04") == "£120.00");
    CHECK(facts.in("2026-04", day("2026-06-15")) == "£110.00");
    CHECK(facts.in("2026-04", day("2026-06-16")) == "£120.00");
    CHECK(facts.in("2026-04", day("2026-04-30")) == "£100.00");
}

TEST_CASE("a blank cell is missing and says where") {
    Reported facts;
    facts.made.figure(facts.cost, {}, "2026-04", model::Missing{}, {}, {"costs.csv", 3});
    CHECK(facts.in("2026-04") ==
          "missing: Actual Cost for April 2026 (blank in costs.csv line 3; owed by Riverside ICB)");
}

TEST_CASE("it is a value") {
    Reported facts;
    facts.policy() = {MissingPolicy::value, true, facts.made.pounds("2000"), 0, false};
    CHECK(facts.in("2026-04") == "£2,000.00");
    facts.made.figure(facts.cost, {}, "2026-04", Ratio(0));
    CHECK(facts.in("2026-04") == "£0.00");
}

TEST_CASE("the last reported value stands for up to 2 Months, and before the first it is a value") {
    Reported facts;
    facts.policy() = {MissingPolicy::last_value, true, facts.made.pounds("5"), 2, false};
    facts.made.figure(facts.cost, {}, "2026-06", number("100"));
    facts.made.figure(facts.cost, {}, "2026-07", model::Missing{});  // a blank is passed over
    CHECK(facts.in("2026-05") == "£5.00");
    CHECK(facts.in("2026-06") == "£100.00");
    CHECK(facts.in("2026-08") == "£100.00");
    CHECK(facts.in("2026-09") == "£5.00");
    facts.policy().value = {};
    CHECK(facts.in("2026-09") == "missing: Actual Cost for September 2026 (not reported; owed by Riverside ICB)");
    facts.policy().up_to_periods = 0;  // no limit
    CHECK(facts.in("2027-03") == "£100.00");
}

TEST_CASE("it is left out") {
    Reported facts;
    facts.policy() = {MissingPolicy::left_out, true, {}, 0, false};
    CHECK(facts.in("2026-04") == "left out: Actual Cost for April 2026: not reported");
}

TEST_CASE("a price of `-` is no price, and not missing") {
    Reported facts;
    facts.made.figure(facts.cost, {}, "2026-04", model::None{});
    CHECK(facts.in("2026-04") == "none");
}

TEST_CASE("figures of each party and measure") {
    ModelBuilder made;
    const RoleId provider = made.role("Provider");
    const PartyId city = made.party("City Acute Trust", {provider});
    const PartyId vale = made.party("Vale MH Trust", {provider});
    const SetId measure = made.set("Measure", {"Recovery Rate", "In Paid Employment"});
    const TermId achievement =
        made.fact("Achievement",
                  {ModelBuilder::each(measure), ModelBuilder::each(provider), ModelBuilder::each(PeriodUnit::quarter)},
                  Kind::percentage());
    made.fact_source(achievement).owner_role = provider;
    made.figure(achievement, {model::Member{measure, 1}, vale}, "2026/27 Q1", number("0.5"));
    Evaluator evaluator(made.inputs());
    Scope scope = made.in("2026-05");  // a Month of that Quarter
    scope.members[measure] = 1;
    scope.parties[provider] = vale;
    CHECK(shown(made, evaluator.value(achievement, scope), Kind::percentage()) == "50%");
    scope.members[measure] = 0;
    scope.parties[provider] = city;
    CHECK(shown(made, evaluator.value(achievement, scope)) ==
          "missing: Achievement of Recovery Rate and City Acute Trust for 2026/27 Q1 (not reported; owed by City Acute "
          "Trust)");
}

TEST_CASE("a schedule of named months serves every year, a figure without period every period") {
    Reported facts;
    facts.made.fact_source(facts.cost).every_year = true;
    facts.made.figure(facts.cost, {}, "2026-07", number("31"));
    CHECK(facts.in("2028-07") == "£31.00");
    CHECK(facts.in("2028-08").starts_with("missing"));
    Reported once;
    once.made.figure(once.cost, {}, nullptr, number("9"));
    CHECK(once.in("2027-01") == "£9.00");
}

TEST_CASE("an inline schedule's single value") {
    Reported facts;
    facts.made.fact_source(facts.cost).constant = number("7");
    CHECK(facts.in("2027-01") == "£7.00");
}

TEST_CASE("a percentage from its two counts, with a fewest number") {
    ModelBuilder made;
    const auto year = ModelBuilder::each(PeriodUnit::year);
    const TermId recovered = made.fact("Recovered", {year}, Kind::count());
    const TermId discharged = made.fact("Discharged", {year}, Kind::count());
    const TermId rate = made.fact("Recovery", {year}, Kind::percentage());
    made.fact_source(rate).counted = recovered;
    made.fact_source(rate).out_of = discharged;
    const auto said = [&](const char* label) {
        Evaluator evaluator(made.inputs());
        return shown(made, evaluator.value(rate, made.in(label)), Kind::percentage());
    };
    made.figure(recovered, {}, "2026/27", Ratio(12));
    made.figure(discharged, {}, "2026/27", Ratio(25));
    made.figure(recovered, {}, "2027/28", Ratio(0));
    made.figure(discharged, {}, "2027/28", Ratio(0));
    CHECK(said("2026/27") == "48%");
    CHECK(said("2027/28") == "missing: Recovery for 2027/28 (nothing to count)");
    CHECK(said("2028/29") == "missing: Recovery for 2028/29 (not reported)");
    // fewer than 25 is left out; 25 counts
    made.fact_source(rate).fewest = made.plain("25");
    made.fact_source(rate).if_too_few = {MissingPolicy::left_out, true, {}, 0, false};
    CHECK(said("2026/27") == "48%");
    CHECK(said("2027/28") == "left out: Recovery for 2027/28: small numbers");
    made.fact_source(rate).fewest = made.plain("26");
    CHECK(said("2026/27") == "left out: Recovery for 2026/27: small numbers");
    // the percentage given as such is guarded too
    made.figure(rate, {}, "2026/27", number("0.48"));
    CHECK(said("2026/27") == "left out: Recovery for 2026/27: small numbers");
}
