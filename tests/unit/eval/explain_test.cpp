// tests/unit/eval/explain_test.cpp · explanations: the same amounts with every step kept, down to the rows of the
// files.
#include "support/catch.h"
#include "support/model_builder.h"
#include "trace/trace.h"

using namespace concordat;
using namespace concordat::testing;
using model::AggregateOp;
using Effect = model::Stage::Effect;

namespace {

std::string told(ModelBuilder& made, TermId term, const Scope& scope) {
    Evaluator evaluator(made.inputs());
    const trace::Step step = evaluator.explain(term, scope);
    CHECK(step.value == evaluator.value(term, scope));
    return trace::narrate(made.contract, step);
}

}  // namespace

TEST_CASE("bands, a cap, a gate and a rounding, each with what it did") {
    ModelBuilder made;
    const auto year = ModelBuilder::each(PeriodUnit::year);
    const TermId target = made.fact("Target Cost");
    made.fact_source(target).agreed = true;
    const TermId actual = made.fact("Actual Cost", {year});
    const TermId score = made.fact("Outcome Score", {year}, Kind::percentage());
    const TermId saving =
        made.defined("Saving", made.expression(model::Excess{made.ref(target), made.ref(actual)}), {year},
                     made.clause("2.5", "\"Saving\" means Target Cost less Actual Cost, but not less than £0."));
    const TermId pool = made.term("Gain Pool", {year});
    model::Band band{model::BandMode::slices, made.ref(saving), {}, false};
    band.rows.push_back({made.pounds("0"), made.pounds("2000000"), true, false, made.percent("0")});
    band.rows.push_back({made.pounds("2000000"), {}, true, false, made.divided(made.percent("100"), made.plain("3"))});
    made.stage(pool, made.expression(std::move(band)),
               made.clause("3.1", "\"Gain Pool\" means Saving banded slice by slice:"));
    made.stage(pool, made.expression(model::Limit{made.previous(), {{true, made.pounds("1500000")}}}),
               made.clause("3.2", "Gain Pool shall not exceed £1,500,000."), Effect::caps);
    const ExprId good =
        made.compare(model::CompareOp::at_least, made.ref(score), made.percent("90"), "Outcome Score is at least 90%");
    made.stage(
        pool, made.expression(model::Choose{{{good, made.previous()}}, made.pounds("0"), false}),
        made.clause("3.3", "Gain Pool is payable only if Outcome Score is at least 90%; otherwise Gain Pool is £0."),
        Effect::gates);
    made.stage(pool, made.rounded(made.previous()),
               made.clause("3.5", "Gain Pool is rounded to the nearest penny, half up."), Effect::rounds);
    made.figure(target, {}, nullptr, number("100000000"), {}, {"target.csv", 2});
    made.figure(actual, {}, "2026/27", number("97000000"), {}, {"costs.csv", 2});
    made.figure(score, {}, "2026/27", number("0.91"), {}, {"outcomes.csv", 3});
    CHECK(told(made, pool, made.in("2026/27")) ==
          "Gain Pool for 2026/27: £333,333.33\n"
          "  3.1  means Saving banded slice by slice                                           £333,333.3333…\n"
          "       Saving for 2026/27                                                            £3,000,000.00\n"
          "         2.5  means Target Cost less Actual Cost, but not less than £0               £3,000,000.00\n"
          "              Target Cost (agreed in target.csv line 2)                            £100,000,000.00\n"
          "              Actual Cost for 2026/27 (costs.csv line 2)                            £97,000,000.00\n"
          "       £0.00 to £2,000,000.00 at 0%, on £2,000,000.00                                        £0.00\n"
          "       above £2,000,000.00 at 33.3333…%, on £1,000,000.00                           £333,333.3333…\n"
          "  3.2  shall not exceed £1,500,000                                                 unchanged\n"
          "  3.3  is payable only if Outcome Score is at least 90%; otherwise Gain Pool …     unchanged\n"
          "       Outcome Score for 2026/27 (outcomes.csv line 3)                                         91%\n"
          "       because `Outcome Score is at least 90%` holds\n"
          "  3.5  is rounded to the nearest penny, half up                                 ->     £333,333.33\n"
          "       rounded from £333,333.3333…                                                     £333,333.33\n");
}

TEST_CASE("records are listed with their rows, those that do not count with the reason") {
    ModelBuilder made(PeriodUnit::month);
    const RecordId spell = made.record("Spell");
    made.field(spell, "Spell Identifier", Kind::code());
    made.record(spell).fields[0].unique = true;
    const TermId price = made.field(spell, "Price", Kind::money());
    made.report(
        spell, "spells.csv", nullptr,
        {{std::string("S2"), number("20")}, {std::string("S1"), number("1")}, {std::string("S3"), number("300")}});
    made.record(spell).held_when.push_back(
        {made.at_least(made.ref(price), made.pounds("300")), "price to be looked at", {}});
    const ExprId total =
        made.expression(ModelBuilder::aggregate_node(AggregateOp::total, {ModelBuilder::each(spell)}, made.ref(price)),
                        Kind::money(), "the total of Price over all Spells");
    const TermId value =
        made.defined("Activity Value", total, {ModelBuilder::each(PeriodUnit::month)},
                     made.clause("4.1", "\"Activity Value\" means the total of Price over all Spells."));
    CHECK(told(made, value, made.in("2026-05")) ==
          "Activity Value for May 2026: £21.00\n"
          "  4.1  means the total of Price over all Spells     £21.00\n"
          "       the total of Price over all Spells (3)       £21.00\n"
          "         Spell S1 (spells.csv line 3)                £1.00\n"
          "         Spell S2 (spells.csv line 2)               £20.00\n"
          "         Spell S3 (spells.csv line 4)               held: price to be looked at\n");
}

TEST_CASE("what stands instead of a missing figure is said") {
    ModelBuilder made;
    const TermId cost = made.fact("Cost", {ModelBuilder::each(PeriodUnit::year)});
    made.fact_source(cost).if_missing = {model::MissingPolicy::value, true, made.pounds("5"), 0, false};
    CHECK(told(made, cost, made.in("2026/27")) ==
          "Cost for 2026/27 (not reported, so what the contract says for that): £5.00\n");
}

TEST_CASE("parts of a division, a line and a step each say what they did") {
    ModelBuilder made;
    const RoleId partner = made.role("Partner");
    const PartyId a = made.party("A", {partner});
    made.party("B", {partner});
    const TermId share = made.attribute("Share", partner, {number("0.5"), number("0.5")}, Kind::percentage());
    model::Division node;
    node.role = partner;
    node.amount = made.pounds("0.01");
    node.weight = made.ref(share);
    node.rounding = {number("0.01"), exact::RoundingMode::half_up};
    const TermId part = made.defined("Part", made.expression(node), {ModelBuilder::each(partner)},
                                     made.clause("3.6", "the part of each is its \"Part\"."));
    Scope scope = made.in("2026/27");
    scope.parties[partner] = a;
    CHECK(told(made, part, scope) ==
          "Part for A, 2026/27: £0.01\n"
          "  3.6  the part of each is its \"Part\"     £0.01\n"
          "       part of A                          £0.01\n"
          "       part of B                          £0.00\n");
    model::Line line{
        made.percent("65"), {{made.percent("40"), made.plain("0")}, {made.percent("90"), made.plain("20")}}, false};
    const TermId points = made.defined("Points", made.expression(std::move(line), Kind::points()), {},
                                       made.clause("3.7", "\"Points\" is on a line."));
    CHECK(told(made, points, made.in("2026/27")) ==
          "Points for 2026/27: 10 points\n"
          "  3.7  is on a line                                      10 points\n"
          "       in a straight line from 0 at 40% to 20 at 90%     10 points\n");
}

TEST_CASE("an explanation of much is bounded") {
    ModelBuilder made;
    const TermId base = made.fact("Base", {ModelBuilder::each(PeriodUnit::year)});
    made.figure(base, {}, "2026/27", Ratio(1));
    TermId last = base;
    for (int index = 0; index < 40; ++index) {  // two to the power of forty, if each were shown whole
        last = made.defined("T" + std::to_string(index), made.plus(made.ref(last), made.ref(last)),
                            {ModelBuilder::each(PeriodUnit::year)});
    }
    Evaluator evaluator(made.inputs());
    const trace::Step step = evaluator.explain(last, made.in("2026/27"));
    CHECK(shown(made, step.value) == "£1,099,511,627,776.00");
    CHECK(trace::narrate(made.contract, step).size() < 20'000);
}
