// tests/unit/eval/aggregates_test.cpp · totals and averages over parties, measures and periods.
#include "support/catch.h"
#include "support/model_builder.h"

using namespace concordat;
using namespace concordat::testing;
using model::AggregateOp;
using RangeKind = model::PeriodRange::Kind;

namespace {

std::string said(ModelBuilder& made, ExprId id, const char* label) {
    Evaluator evaluator(made.inputs());
    std::string words = shown(made, evaluator.value(id, made.in(label)), made.contract.expression(id).kind);
    for (const auto& problem : evaluator.problems().all())
        words = source::code_label(problem.code) + " " + problem.message;
    return words;
}

/// Four Providers with fees of £10, £20, £30 and none.
struct Providers {
    ModelBuilder made;
    RoleId provider = made.role("Provider");
    std::vector<PartyId> parties;
    TermId fee;
    Axis each = ModelBuilder::each(provider);

    Providers() {
        for (const char* name : {"A", "B", "C", "D"}) parties.push_back(made.party(name, {provider}));
        fee = made.attribute("Fee", provider, {number("10"), number("20"), number("30"), std::nullopt});
    }
    std::string taken(AggregateOp op) { return said(made, made.aggregate(op, {each}, made.ref(fee)), "2026/27"); }
};

/// Scores 80%, 60% and a third; weights 40, 35 and 25 (V37).
struct Scores {
    ModelBuilder made;
    SetId measure = made.set("Measure", {"Recovery", "Housing", "Work"});
    TermId weight = made.member_column("Weight", measure, {number("0.40"), number("0.35"), number("0.25")});
    TermId score;

    explicit Scores(std::optional<Value> third) {
        score = made.member_column("Score", measure, {number("0.80"), number("0.60"), std::move(third)});
    }
    std::string average(bool rescaled) {
        auto node = ModelBuilder::aggregate_node(AggregateOp::average, {ModelBuilder::each(measure)}, made.ref(score));
        node.weight = made.ref(weight);
        node.rescaled = rescaled;
        return said(made, made.expression(std::move(node), Kind::percentage()), "2026/27");
    }
};

}  // namespace

TEST_CASE("over parties; one for whom there is none is in nothing") {
    Providers providers;
    CHECK(providers.taken(AggregateOp::total) == "£60.00");
    CHECK(providers.taken(AggregateOp::average) == "£20.00");
    CHECK(providers.taken(AggregateOp::greatest) == "£30.00");
    CHECK(providers.taken(AggregateOp::least) == "£10.00");
    ModelBuilder& made = providers.made;
    CHECK(said(made, made.aggregate(AggregateOp::number, {providers.each}, {}), "2026/27") == "4");
    auto fees = made.aggregate(AggregateOp::number_different, {providers.each}, made.ref(providers.fee));
    made.contract.expressions[fees.index()].kind = Kind::count();
    CHECK(said(made, fees, "2026/27") == "3");
    CHECK(providers.taken(AggregateOp::only_value).starts_with("E708"));
}

TEST_CASE("where, and nothing to take it over") {
    Providers providers;
    ModelBuilder& made = providers.made;
    const auto above = [&](AggregateOp op, const char* limit, ExprId if_none = {}) {
        auto node = ModelBuilder::aggregate_node(op, {providers.each}, made.ref(providers.fee));
        node.where = made.compare(model::CompareOp::more_than, made.ref(providers.fee), made.pounds(limit));
        node.if_none = if_none;
        return said(made, made.expression(std::move(node)), "2026/27");
    };
    CHECK(above(AggregateOp::total, "10") == "£50.00");
    CHECK(above(AggregateOp::only_value, "20") == "£30.00");
    CHECK(above(AggregateOp::total, "99") == "£0.00");
    CHECK(above(AggregateOp::average, "99", made.pounds("7")) == "£7.00");
    CHECK(above(AggregateOp::average, "99").starts_with("E707"));
    CHECK(above(AggregateOp::greatest, "99").starts_with("E707"));
}

TEST_CASE("a missing element makes the total missing, the first in the table is named") {
    Providers providers;
    ModelBuilder& made = providers.made;
    const TermId cost = made.fact("Cost", {providers.each});
    made.fact_source(cost).owner_role = providers.provider;
    const ExprId total = made.aggregate(AggregateOp::total, {providers.each}, made.ref(cost));
    made.figure(cost, {providers.parties[0]}, nullptr, number("1"));
    made.figure(cost, {providers.parties[3]}, nullptr, number("1"));
    CHECK(said(made, total, "2026/27") == "missing: Cost of B (not reported; owed by B)");
    // one that is left out stops nothing
    made.fact_source(cost).if_missing = {model::MissingPolicy::left_out, true, {}, 0, false};
    CHECK(said(made, total, "2026/27") == "£2.00");
    // a test that cannot be made stops all
    auto node = ModelBuilder::aggregate_node(AggregateOp::number, {providers.each}, {});
    node.where = made.unreported("Size", Kind::yes_no());
    CHECK(said(made, made.expression(std::move(node), Kind::count()), "2026/27") == "missing: Size (not reported)");
}

TEST_CASE("V37: weights, one measure left out: rescaled, or its weight lost") {
    Scores left_out(model::NotApplicable{"small numbers"});
    // (32 + 21) / 75 = 70.6667%; not rescaled 53%
    CHECK(left_out.average(true) == "70.6667…%");
    CHECK(left_out.average(false) == "53%");
    Scores zero(Ratio(0));
    CHECK(zero.average(true) == "53%");
    Scores missing(model::Missing{"Score of Work", "", "not reported"});
    CHECK(missing.average(true) == "missing: Score of Work (not reported)");
}

TEST_CASE("an average of equal weights divides by those that take part") {
    Scores scores(model::NotApplicable{"left out"});
    ModelBuilder& made = scores.made;
    CHECK(said(made, made.aggregate(AggregateOp::average, {ModelBuilder::each(scores.measure)}, made.ref(scores.score)),
               "2026/27") == "70%");
}

TEST_CASE("weights that are all 0, or below 0") {
    ModelBuilder made;
    const SetId measure = made.set("Measure", {"A", "B"});
    const auto average = [&](const char* first, const char* second) {
        auto node =
            ModelBuilder::aggregate_node(AggregateOp::average, {ModelBuilder::each(measure)}, made.percent("50"));
        node.weight = made.ref(made.member_column("Weight", measure, {number(first), number(second)}));
        return said(made, made.expression(std::move(node), Kind::percentage()), "2026/27");
    };
    CHECK(average("1", "3") == "50%");
    CHECK(average("0", "0").starts_with("E707"));
    CHECK(average("-1", "3").starts_with("E710"));
}

TEST_CASE("over periods: the year, to date, named months") {
    ModelBuilder made(PeriodUnit::month, "2026-06-15", "2029-03-31");
    const auto month = ModelBuilder::each(PeriodUnit::month);
    const TermId cost = made.fact("Cost", {month});
    for (const char* label : {"2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11", "2026-12", "2027-01",
                              "2027-02", "2027-03"}) {
        made.figure(cost, {}, label, number("10"));
    }
    made.figure(cost, {}, "2026-05", number("1000"));  // before the agreement
    made.figure(cost, {}, "2027-04", number("1"));
    const auto total = [&](RangeKind kind, const char* label, int first = 0, int last = 0,
                           PeriodUnit unit = PeriodUnit::year) {
        return said(made, made.aggregate(AggregateOp::total, {month}, made.ref(cost), {kind, unit, first, last}),
                    label);
    };
    CHECK(total(RangeKind::unit_of_scope, "2026-08") == "£100.00");  // June to March
    CHECK(total(RangeKind::unit_of_scope, "2026-08", 0, 0, PeriodUnit::quarter) == "£30.00");
    CHECK(total(RangeKind::unit_to_date, "2026-08") == "£30.00");
    CHECK(total(RangeKind::to_date, "2027-04") == "£1.00");
    CHECK(total(RangeKind::named, "2027-03", 7, 8) == "£20.00");
    CHECK(total(RangeKind::named, "2026-06", 11, 2) == "£40.00");  // November to February
    CHECK(total(RangeKind::scope, "2026-08") == "£10.00");
    CHECK(total(RangeKind::scope, "2026/27 Q1") == "£10.00");  // of April to June only June is in force
    made.contract.to_date_from_start = true;
    CHECK(total(RangeKind::to_date, "2027-04") == "£101.00");
    CHECK(total(RangeKind::unit_of_scope, "2027-04") == "missing: Cost for May 2027 (not reported)");
}

TEST_CASE("`settlement waits for that Month` leaves it out of the total to date until it comes") {
    ModelBuilder made(PeriodUnit::month);
    const auto month = ModelBuilder::each(PeriodUnit::month);
    const TermId cost = made.fact("Cost", {month});
    made.figure(cost, {}, "2026-04", number("10"));
    made.figure(cost, {}, "2026-06", number("30"));
    const ExprId to_date =
        made.aggregate(AggregateOp::total, {month}, made.ref(cost), {RangeKind::unit_to_date, PeriodUnit::year, 0, 0});
    CHECK(said(made, to_date, "2026-06") == "missing: Cost for May 2026 (not reported)");
    made.fact_source(cost).if_missing = {model::MissingPolicy::waits, true, {}, 0, true};
    CHECK(said(made, to_date, "2026-06") == "£40.00");
    CHECK(said(made, to_date, "2026-05") == "missing: Cost for May 2026 (not reported)");  // its own Month still waits
}

TEST_CASE("over parties and periods together, each by its own text") {
    ModelBuilder made(PeriodUnit::month);
    const RoleId provider = made.role("Provider");
    const PartyId north = made.party("North", {provider});
    const PartyId south = made.party("South", {provider});
    const auto month = ModelBuilder::each(PeriodUnit::month);
    const TermId units = made.fact("Units", {ModelBuilder::each(provider), month}, Kind::count());
    for (const char* label : {"2026-04", "2026-05"}) {
        made.figure(units, {north}, label, Ratio(1));
        made.figure(units, {south}, label, Ratio(2));
    }
    // the price is £10, from 1 May £20
    const TermId price = made.term("Price");
    made.stage(price, made.pounds("10"), {}, model::Stage::Effect::defines, {}, day("2026-05-01"));
    made.stage(price, made.pounds("20"), {}, model::Stage::Effect::defines, day("2026-05-01"));
    const TermId value =
        made.defined("Value", made.times(made.ref(units), made.ref(price)), {ModelBuilder::each(provider), month});
    const ExprId total = made.aggregate(AggregateOp::total, {ModelBuilder::each(provider), month}, made.ref(value),
                                        {RangeKind::unit_to_date, PeriodUnit::year, 0, 0});
    CHECK(said(made, total, "2026-05") == "£90.00");  // 3 at £10 and 3 at £20
    const ExprId inside =
        made.aggregate(AggregateOp::total, {ModelBuilder::each(provider), month},
                       made.times(made.ref(units), made.ref(price)), {RangeKind::unit_to_date, PeriodUnit::year, 0, 0});
    CHECK(said(made, inside, "2026-05") == "£90.00");
}
