// tests/unit/eval/terms_test.cpp · terms: their elements, their clauses in order, the text of the day, what is
// remembered.
#include "support/catch.h"
#include "support/model_builder.h"

using namespace concordat;
using namespace concordat::testing;
using Effect = model::Stage::Effect;

namespace {

std::string said(ModelBuilder& made, TermId term, const Scope& scope, std::optional<std::size_t> stage = {}) {
    Evaluator evaluator(made.inputs());
    std::string words = shown(made, evaluator.value(term, scope, stage), made.contract.term(term).kind);
    for (const auto& problem : evaluator.problems().all())
        words = source::code_label(problem.code) + " " + problem.message;
    return words;
}

/// The gain pool of the design's first specimen.
struct Riverside {
    ModelBuilder made;
    TermId target, actual, score, incidents, saving, pool;

    Riverside() {
        const auto year = ModelBuilder::each(PeriodUnit::year);
        target = made.fact("Target Cost");
        made.fact_source(target).agreed = true;
        actual = made.fact("Actual Cost", {year});
        score = made.fact("Outcome Score", {year}, Kind::percentage());
        incidents = made.fact("Serious Incidents", {year}, Kind::count());
        saving = made.defined("Saving", made.expression(model::Excess{made.ref(target), made.ref(actual)}), {year},
                              made.clause("2.5"));
        pool = made.term("Gain Pool", {year});
        made.stage(pool, bands(), made.clause("3.1"));
        const ClauseId cap = made.clause("3.2");
        made.stage(pool, capped("1500000"), cap, Effect::caps, {}, day("2027-04-01"));
        made.stage(pool, capped("2000000"), cap, Effect::caps, day("2027-04-01"));
        made.stage(pool, gate(), made.clause("3.3"), Effect::gates);
        made.stage(pool, exception(), made.clause("3.4"), Effect::excepts);
        made.stage(pool, made.rounded(made.previous()), made.clause("3.5"), Effect::rounds);
        made.figure(target, {}, nullptr, number("100000000"));
    }
    ExprId bands() {
        const auto of_target = [&](const char* percent) { return made.times(made.percent(percent), made.ref(target)); };
        model::Band band{model::BandMode::slices, made.ref(saving), {}, false};
        band.rows.push_back({made.pounds("0"), of_target("2"), true, false, made.percent("0")});
        band.rows.push_back({of_target("2"), of_target("5"), true, false, made.percent("50")});
        band.rows.push_back({of_target("5"), {}, true, false, made.percent("70")});
        return made.expression(std::move(band));
    }
    ExprId capped(const char* amount) {
        return made.expression(model::Limit{made.previous(), {{true, made.pounds(amount)}}});
    }
    ExprId gate() {
        return made.expression(model::Choose{
            {{made.at_least(made.ref(score), made.percent("90")), made.previous()}}, made.pounds("0"), false});
    }
    ExprId exception() {
        const ExprId applies = made.expression(
            model::Combine{model::Junction::all_of,
                           0,
                           {made.at_least(made.ref(score), made.percent("85")),
                            made.compare(model::CompareOp::less_than, made.ref(score), made.percent("90")),
                            made.equal(made.ref(incidents), made.constant(Ratio(0), Kind::count()))}},
            Kind::yes_no());
        // clause 3.2 is stage 1 in the first year and stage 2 from the second: either way as stage 2 leaves it
        const ExprId half = made.times(made.percent("50"), made.ref(pool, {}, 2));
        return made.expression(model::Choose{{{applies, half}}, made.previous(), false});
    }
    void year(const char* label, const char* cost, const char* percent, int count) {
        made.figure(actual, {}, label, number(cost));
        made.figure(score, {}, label, number(percent) / 100);
        made.figure(incidents, {}, label, Ratio(count));
    }
    std::string pool_of(const char* cost, const char* percent, int count, const char* label = "2026/27") {
        made.data.facts.erase(actual), made.data.facts.erase(score), made.data.facts.erase(incidents);
        year(label, cost, percent, count);
        return said(made, pool, made.in(label));
    }
};

}  // namespace

TEST_CASE("the worked examples of the first specimen") {
    Riverside riverside;
    CHECK(riverside.pool_of("96250000", "95", 0) == "£875,000.00");
    CHECK(riverside.pool_of("92345678.90", "91", 2) == "£1,500,000.00");
    CHECK(riverside.pool_of("97000000.03", "90", 0) == "£499,999.99");
    CHECK(riverside.pool_of("92345678.90", "89.9", 1) == "£0.00");
    CHECK(riverside.pool_of("92345678.90", "87", 0) == "£750,000.00");
}

TEST_CASE("a variation holds from its day") {
    Riverside riverside;
    CHECK(riverside.pool_of("92345678.90", "91", 2, "2026/27") == "£1,500,000.00");
    CHECK(riverside.pool_of("92345678.90", "91", 2, "2027/28") == "£2,000,000.00");
    CHECK(riverside.pool_of("92345678.90", "87", 0, "2027/28") == "£1,000,000.00");
}

TEST_CASE("the amount as each clause leaves it") {
    Riverside riverside;
    riverside.year("2026/27", "92345678.90", "89", 1);
    Evaluator evaluator(riverside.made.inputs());
    const auto after = [&](std::size_t stage) {
        return shown(riverside.made, evaluator.value(riverside.pool, riverside.made.in("2026/27"), stage));
    };
    // 50% of 3,000,000 and 70% of 2,654,321.10: 1,500,000 + 1,858,024.77
    CHECK(after(0) == "£3,358,024.77");
    CHECK(after(1) == "£1,500,000.00");
    CHECK(after(2) == "£1,500,000.00");  // not in force yet: the amount there, unchanged
    CHECK(after(3) == "£0.00");
    CHECK(after(4) == "£0.00");
}

TEST_CASE("a gate that surely fails decides though the amount is missing") {
    Riverside riverside;
    riverside.made.figure(riverside.score, {}, "2026/27", number("0.5"));
    CHECK(said(riverside.made, riverside.pool, riverside.made.in("2026/27")) == "£0.00");
    riverside.made.figure(riverside.score, {}, "2027/28", number("0.95"));
    CHECK(said(riverside.made, riverside.pool, riverside.made.in("2027/28")) ==
          "missing: Actual Cost for 2027/28 (not reported)");
}

TEST_CASE("limits and roundings of what no clause has made yet do nothing") {
    ModelBuilder made;
    const TermId fee = made.term("Fee");
    made.stage(fee, made.pounds("9"), {}, Effect::defines, day("2027-04-01"));
    made.stage(fee, made.expression(model::Limit{made.previous(), {{true, made.pounds("5")}}}), {}, Effect::caps);
    made.stage(fee, made.rounded(made.previous()), {}, Effect::rounds);
    CHECK(said(made, fee, made.in("2026/27")) == "none");
    CHECK(said(made, fee, made.in("2027/28")) == "£5.00");
}

TEST_CASE("a Parties table column, with a cell and a column changed from a day") {
    ModelBuilder made;
    const RoleId provider = made.role("Provider");
    const PartyId north = made.party("North", {provider});
    const PartyId south = made.party("South", {provider});
    const TermId fee = made.attribute("Fixed Fee", provider, {number("100"), std::nullopt});
    auto& source = std::get<model::AttributeSource>(made.contract.terms[fee.index()].source);
    source.changes.push_back({day("2027-04-01"), north, made.pounds("120"), made.clause("6.1")});
    // from 1 April 2028 the Fixed Fee of each Provider is increased by 10%
    source.changes.push_back({day("2028-04-01"), PartyId(),
                              made.times(made.constant(number("1.1"), Kind::number()), made.previous()),
                              made.clause("6.2")});
    const auto of = [&](PartyId party, const char* label) {
        Scope scope = made.in(label);
        scope.parties[provider] = party;
        return said(made, fee, scope);
    };
    CHECK(of(north, "2026/27") == "£100.00");
    CHECK(of(north, "2027/28") == "£120.00");
    CHECK(of(north, "2028/29") == "£132.00");
    CHECK(of(south, "2026/27") == "none");
}

TEST_CASE("elements come from the scope, from the clause, or are the only ones of their role") {
    ModelBuilder made;
    const RoleId provider = made.role("Provider");
    const RoleId lead = made.role("Lead");
    made.party("North", {provider});
    const PartyId south = made.party("South", {provider});
    made.party("Leader", {lead});
    const TermId fee = made.attribute("Fee", provider, {number("1"), number("2"), std::nullopt});
    const TermId core = made.attribute("Core", lead, {std::nullopt, std::nullopt, number("3")});
    const TermId souths = made.defined(
        "South Fee", made.ref(fee, {{ModelBuilder::each(provider), made.constant(south, Kind::party()), 0}}));
    const TermId leads = made.defined("Lead Core", made.ref(core));
    const TermId whose = made.defined("Whose Fee", made.ref(fee));
    CHECK(said(made, souths, made.in("2026/27")) == "£2.00");
    CHECK(said(made, leads, made.in("2026/27")) == "£3.00");
    CHECK(said(made, whose, made.in("2026/27")) == "E714 `Whose Fee for 2026/27`: `Fee` of which Provider?");
}

TEST_CASE("a term is for the period of its own unit; a finer one cannot be had from a coarser") {
    ModelBuilder made(PeriodUnit::month);
    const TermId quarterly = made.fact("Quarterly", {ModelBuilder::each(PeriodUnit::quarter)});
    const TermId monthly = made.fact("Monthly", {ModelBuilder::each(PeriodUnit::month)});
    made.figure(quarterly, {}, "2026/27 Q2", number("5"));
    CHECK(said(made, quarterly, made.in("2026-08")) == "£5.00");
    CHECK(said(made, monthly, made.in("2026/27 Q2"))
              .starts_with("E714 `Monthly` has a value for each Month, and here 2026/27 Q2"));
}

TEST_CASE("the period before, and none before the first") {
    ModelBuilder made;
    const auto year = ModelBuilder::each(PeriodUnit::year);
    const TermId cost = made.fact("Cost", {year});
    made.figure(cost, {}, "2026/27", number("10"));
    made.figure(cost, {}, "2025/26", number("99"));  // before the agreement: not asked for
    const TermId before = made.defined("Cost Before", made.ref(cost, {{year, {}, 1}}), {year});
    CHECK(said(made, before, made.in("2027/28")) == "£10.00");
    CHECK(said(made, before, made.in("2026/27")) == "none");
    const TermId named = made.defined("Cost in 2026/27",
                                      made.ref(cost, {{year, made.constant(made.period("2026/27"), Kind::code()), 0}}));
    CHECK(said(made, named, made.in("2028/29")) == "£10.00");
}

TEST_CASE("a price carried from year to year, rounded each time") {
    ModelBuilder made;
    const auto year = ModelBuilder::each(PeriodUnit::year);
    const TermId price = made.term("Price", {year});
    const ExprId before = made.ref(price, {{year, {}, 1}});
    const ExprId first = made.expression(model::IsAbsent{model::Presence::none, before}, Kind::yes_no());
    const ExprId grown = made.times(made.constant(number("1.025"), Kind::number()), before);
    made.stage(price, made.expression(model::Choose{{{first, made.pounds("10")}}, grown, false}));
    made.stage(price, made.rounded(made.previous()), {}, Effect::rounds);
    CHECK(said(made, price, made.in("2027/28")) == "£10.25");
    CHECK(said(made, price, made.in("2028/29")) == "£10.51");
}

TEST_CASE("a chain of 4,000 days is worked out, not run into the ground") {
    ModelBuilder made(PeriodUnit::day, "2020-01-01", "2030-12-31");
    const auto each_day = ModelBuilder::each(PeriodUnit::day);
    const TermId total = made.term("Running", {each_day});
    const ExprId before = made.ref(total, {{each_day, {}, 1}});
    const ExprId first = made.expression(model::IsAbsent{model::Presence::none, before}, Kind::yes_no());
    made.stage(total,
               made.expression(model::Choose{{{first, made.pounds("1")}}, made.plus(before, made.pounds("1")), false}));
    Scope scope;
    scope.period = Period::containing(PeriodUnit::day, day("2030-12-13"), made.contract.year_start);
    CHECK(said(made, total, scope) == "£4,000.00");
}

TEST_CASE("a term that rests on itself is a problem, as is one that rests too deep") {
    ModelBuilder made;
    const TermId a = made.term("Hen");
    const TermId b = made.defined("Egg", made.ref(a));
    made.stage(a, made.ref(b));
    CHECK(said(made, a, made.in("2026/27")).starts_with("E715 `Egg for 2026/27`: `Hen` rests on itself"));
    TermId last = made.defined("T0", made.pounds("1"));
    for (int index = 1; index < 3'000; ++index) last = made.defined("T" + std::to_string(index), made.ref(last));
    CHECK(said(made, last, made.in("2026/27")).starts_with("E716"));
}

TEST_CASE("the year of a text is its first day, or the first day of the agreement") {
    ModelBuilder made(PeriodUnit::year, "2026-09-01", "2029-03-31");
    const TermId fee = made.term("Fee");
    made.stage(fee, made.pounds("5"), {}, Effect::defines, day("2026-09-01"), day("2027-04-01"));
    made.stage(fee, made.pounds("6"), {}, Effect::defines, day("2027-04-01"));
    CHECK(said(made, fee, made.in("2026/27")) == "£5.00");
    CHECK(said(made, fee, made.in("2027/28")) == "£6.00");
}

TEST_CASE("overrides stand in place of clauses and figures; the most exact one wins") {
    Riverside riverside;
    ModelBuilder& made = riverside.made;
    auto given = made.inputs();
    given.overrides.push_back({riverside.saving, {}, number("3000000")});
    given.overrides.push_back({riverside.score, {}, number("0.95")});
    given.overrides.push_back(
        {riverside.saving, {{ModelBuilder::each(PeriodUnit::year), made.period("2027/28")}}, number("4000000")});
    given.overrides.push_back({riverside.incidents, {}, Ratio(0)});
    Evaluator evaluator(given);
    // 50% of the slice above 2,000,000
    CHECK(shown(made, evaluator.value(riverside.pool, made.in("2026/27"))) == "£500,000.00");
    CHECK(shown(made, evaluator.value(riverside.pool, made.in("2027/28"))) == "£1,000,000.00");
}

TEST_CASE("an override for all elements serves where none is said") {
    ModelBuilder made;
    const SetId measure = made.set("Measure", {"A", "B"});
    const TermId threshold = made.member_column("Threshold", measure, {number("0.5"), number("0.6")});
    const TermId twice = made.defined("Twice", made.plus(made.ref(threshold), made.ref(threshold)));
    auto given = made.inputs();
    given.overrides.push_back({threshold, {}, number("0.8")});
    Evaluator evaluator(given);
    CHECK(shown(made, evaluator.value(twice, made.in("2026/27")), Kind::percentage()) == "160%");
}

TEST_CASE("what is remembered is for exactly the elements it depends on") {
    ModelBuilder made;
    const RoleId provider = made.role("Provider");
    const PartyId north = made.party("North", {provider});
    const PartyId south = made.party("South", {provider});
    const auto year = ModelBuilder::each(PeriodUnit::year);
    const TermId fee = made.attribute("Fee", provider, {number("1"), number("2")});
    const TermId price = made.fact("Price", {year});
    made.figure(price, {}, "2026/27", number("10"));
    made.figure(price, {}, "2027/28", number("20"));
    const TermId sum =
        made.defined("Sum", made.plus(made.ref(fee), made.ref(price)), {ModelBuilder::each(provider), year});
    Evaluator evaluator(made.inputs());
    const auto of = [&](PartyId party, const char* label) {
        Scope scope = made.in(label);
        scope.parties[provider] = party;
        return shown(made, evaluator.value(sum, scope));
    };
    for (int twice = 0; twice < 2; ++twice) {
        CHECK(of(north, "2026/27") == "£11.00");
        CHECK(of(south, "2026/27") == "£12.00");
        CHECK(of(north, "2027/28") == "£21.00");
        CHECK(of(south, "2027/28") == "£22.00");
    }
}

TEST_CASE("what is received is asked for anew at every question") {
    struct Purse : eval::reference::Inputs::Received {
        mutable Ratio amount = 0;
        mutable int asked = 0;
        Value received(ClauseId, const Scope&) const override {
            ++asked;
            return amount;
        }
    };
    ModelBuilder made;
    const TermId received = made.term("Received");
    made.contract.terms[received.index()].source = model::ReceivedSource{made.clause("4.2")};
    const TermId twice = made.defined("Twice", made.plus(made.ref(received), made.ref(received)));
    Purse purse;
    auto given = made.inputs();
    given.received = &purse;
    Evaluator evaluator(given);
    purse.amount = 5;
    CHECK(shown(made, evaluator.value(twice, made.in("2026/27"))) == "£10.00");
    CHECK(purse.asked == 1);
    purse.amount = 7;
    CHECK(shown(made, evaluator.value(twice, made.in("2026/27"))) == "£14.00");
    CHECK(said(made, twice, made.in("2026/27")) == "missing: Received (known only when settled)");
}
