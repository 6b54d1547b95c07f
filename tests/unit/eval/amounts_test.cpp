// tests/unit/eval/amounts_test.cpp · sums, limits, roundings, and what becomes of them when something is not known.
#include "support/catch.h"
#include "support/model_builder.h"

using namespace concordat;
using namespace concordat::testing;

namespace {

/// The amount of one expression in 2026/27.
std::string amount(ModelBuilder& made, ExprId id) {
    Evaluator evaluator(made.inputs());
    return shown(made, evaluator.value(id, made.in("2026/27")), made.contract.expression(id).kind);
}

std::string only_problem(ModelBuilder& made, ExprId id) {
    Evaluator evaluator(made.inputs());
    static_cast<void>(evaluator.value(id, made.in("2026/27")));
    const auto& all = evaluator.problems().all();
    return all.size() == 1 ? source::code_label(all[0].code) + " " + all[0].message
                           : std::to_string(all.size()) + " problems";
}

model::Value fixed(ModelBuilder& made, ExprId id) {
    Evaluator evaluator(made.inputs());
    return evaluator.value(id, made.in("2026/27"));
}

}  // namespace

TEST_CASE("sums are exact") {
    ModelBuilder made;
    CHECK(amount(made, made.plus(made.pounds("0.10"), made.pounds("0.20"))) == "£0.30");
    CHECK(amount(made, made.less(made.pounds("1"), made.pounds("2.50"))) == "-£1.50");
    CHECK(amount(made, made.times(made.percent("2.5"), made.pounds("14400000"))) == "£360,000.00");
    // a third of £1 three times is £1
    const ExprId third = made.divided(made.pounds("1"), made.plain("3"));
    CHECK(amount(made, third) == "£0.3333…");
    CHECK(amount(made, made.plus(made.plus(third, third), third)) == "£1.00");
}

TEST_CASE("a sum of ten thousand parts is worked out") {
    ModelBuilder made;
    ExprId sum = made.pounds("0");
    const ExprId penny = made.pounds("0.01");
    for (int part = 0; part < 10'000; ++part) sum = made.plus(sum, penny);
    CHECK(amount(made, sum) == "£100.00");
}

TEST_CASE("dividing by nothing") {
    ModelBuilder made;
    const ExprId nothing = made.pounds("0");
    const ExprId errors = made.plain("0");
    CHECK(amount(made, made.divided(errors, nothing, made.percent("0"))) == "0");
    // `or 100% if B is 0, or 0% if both are 0`
    CHECK(amount(made, made.divided(errors, nothing, made.plain("1"), made.plain("0"))) == "0");
    CHECK(amount(made, made.divided(made.plain("5"), nothing, made.plain("1"), made.plain("0"))) == "1");
    // the words bind only to B: that A is missing does not matter
    CHECK(amount(made, made.divided(made.unreported(), nothing, made.pounds("7"))) == "£7.00");
    // with words for both, whether A is 0 does matter
    CHECK(amount(made, made.divided(made.unreported(), nothing, made.pounds("7"), made.pounds("8"))) ==
          "missing: something (not reported)");
    // B missing stays missing
    CHECK(amount(made, made.divided(made.pounds("1"), made.unreported(), made.pounds("7"))) ==
          "missing: something (not reported)");
    CHECK(only_problem(made, made.divided(made.pounds("1"), nothing)) ==
          "E701 it is divided by £0.00, and no clause says what it is then");
}

TEST_CASE("a problem is told once, with its clause, and makes the amount missing") {
    ModelBuilder made;
    const ClauseId clause = made.clause("3.1");
    const TermId rate = made.defined("Rate", made.divided(made.pounds("1"), made.pounds("0")), {}, clause);
    Evaluator evaluator(made.inputs());
    const Value value = evaluator.value(rate, made.in("2026/27"));
    static_cast<void>(evaluator.value(rate, made.in("2027/28")));
    CHECK(
        shown(made, value) ==
        "missing: Rate for 2026/27 (cannot be worked out: it is divided by £0.00, and no clause says what it is then)");
    REQUIRE(evaluator.problems().all().size() == 1);
    CHECK(evaluator.problems().all()[0].clause == "3.1");
    CHECK(evaluator.problems().all()[0].message ==
          "`Rate for 2026/27`: it is divided by £0.00, and no clause says what it is then");
}

TEST_CASE("missing is passed on, and the first in reading order is named") {
    ModelBuilder made;
    const ExprId cost = made.unreported("Cost");
    const ExprId budget = made.unreported("Budget");
    CHECK(amount(made, made.plus(cost, budget)) == "missing: Cost (not reported)");
    CHECK(amount(made, made.plus(made.plus(made.pounds("1"), budget), cost)) == "missing: Budget (not reported)");
    // nothing times missing is missing
    CHECK(amount(made, made.times(made.plain("0"), cost)) == "missing: Cost (not reported)");
    CHECK(amount(made, made.expression(model::Negate{cost})) == "missing: Cost (not reported)");
    CHECK(amount(made, made.expression(model::Excess{made.pounds("1"), cost})) == "missing: Cost (not reported)");
    CHECK(amount(made, made.expression(model::Extreme{true, {made.pounds("1"), cost, budget}})) ==
          "missing: Cost (not reported)");
    CHECK(amount(made, made.expression(model::Limit{made.pounds("1"), {{true, cost}}})) ==
          "missing: Cost (not reported)");
    CHECK(amount(made, made.rounded(cost)) == "missing: Cost (not reported)");
}

TEST_CASE("not applicable is stronger than held, held than missing") {
    ModelBuilder made;
    const ExprId missing = made.unreported("Cost");
    const ExprId held = made.constant(model::Held{"a query"});
    const ExprId left_out = made.constant(model::NotApplicable{"takes no part"});
    CHECK(amount(made, made.plus(missing, held)) == "held: a query");
    CHECK(amount(made, made.plus(held, missing)) == "held: a query");
    CHECK(amount(made, made.plus(missing, left_out)) == "left out: takes no part");
    CHECK(amount(made, made.times(left_out, held)) == "left out: takes no part");
}

TEST_CASE("what there is not cannot be an amount") {
    ModelBuilder made;
    const ExprId none = made.expression(model::Constant{model::None{}}, Kind::money(), "Night Price");
    CHECK(only_problem(made, made.plus(made.pounds("1"), none)) ==
          "E711 there is no Night Price, and no clause says what holds then");
    CHECK(fixed(made, none) == Value(model::None{}));
    // of a record it is a query
    const RecordId spell = made.record("Spell");
    made.report(spell, "spells.csv", nullptr, {{}});
    const ExprId sum = made.plus(made.pounds("1"), none);
    Evaluator evaluator(made.inputs());
    CHECK(shown(made, evaluator.value(sum, made.of(spell, 0, "2026/27"))) == "held: there is no Night Price");
    CHECK(evaluator.problems().empty());
}

TEST_CASE("the amount by which") {
    ModelBuilder made;
    const ExprId budget = made.pounds("100");
    CHECK(amount(made, made.expression(model::Excess{made.pounds("104"), budget})) == "£4.00");
    CHECK(amount(made, made.expression(model::Excess{made.pounds("100"), budget})) == "£0.00");
    CHECK(amount(made, made.expression(model::Excess{made.pounds("97"), budget})) == "£0.00");
}

TEST_CASE("greatest and least, of dates too") {
    ModelBuilder made;
    const std::vector<ExprId> amounts{made.pounds("2"), made.pounds("-3"), made.pounds("1")};
    CHECK(amount(made, made.expression(model::Extreme{true, amounts})) == "£2.00");
    CHECK(amount(made, made.expression(model::Extreme{false, amounts})) == "-£3.00");
    const std::vector<ExprId> dates{made.on("2026-05-03"), made.on("2026-04-30")};
    CHECK(amount(made, made.expression(model::Extreme{true, dates}, Kind::date())) == "3 May 2026");
    CHECK(amount(made, made.expression(model::Extreme{false, dates}, Kind::date())) == "30 April 2026");
}

TEST_CASE("limits apply in the order written") {
    ModelBuilder made;
    const ExprId amount_of = made.pounds("50");
    const ExprId ten = made.pounds("10");
    const ExprId twenty = made.pounds("20");
    // not more than 10, but not less than 20: 20; the other way round: 10
    CHECK(amount(made, made.expression(model::Limit{amount_of, {{true, ten}, {false, twenty}}})) == "£20.00");
    CHECK(amount(made, made.expression(model::Limit{amount_of, {{false, twenty}, {true, ten}}})) == "£10.00");
    CHECK(amount(made, made.expression(model::Limit{ten, {{true, ten}}})) == "£10.00");
    const ExprId later = made.on("2026-06-01");
    CHECK(amount(made, made.expression(model::Limit{later, {{true, made.on("2026-05-01")}}}, Kind::date())) ==
          "1 May 2026");
}

TEST_CASE("rounding acts on the size and puts the sign back") {
    ModelBuilder made;
    CHECK(amount(made, made.rounded(made.pounds("12.345"))) == "£12.35");
    CHECK(amount(made, made.rounded(made.pounds("-12.345"))) == "-£12.35");
    CHECK(amount(made, made.rounded(made.pounds("12.345"), "1", exact::RoundingMode::up)) == "£13.00");
    CHECK(amount(made, made.expression(model::WholePart{made.plain("7.9")}, Kind::number())) == "7");
    CHECK(amount(made, made.expression(model::WholePart{made.plain("-7.9")}, Kind::number())) == "-7");
    CHECK(amount(made, made.expression(model::Negate{made.pounds("3")})) == "-£3.00");
}

TEST_CASE("rounding before or after a product differs, and is where the clause has it") {
    ModelBuilder made;
    // uk V10: 10 spells at 1482 x 1.064957 = 1578.266274: each rounded 15,780, the total rounded 15,783
    const ExprId line = made.times(made.plain("1.064957"), made.pounds("1482"));
    const ExprId ten = made.plain("10");
    CHECK(amount(made, made.times(ten, made.rounded(line, "1"))) == "£15,780.00");
    CHECK(amount(made, made.rounded(made.times(ten, line), "1")) == "£15,783.00");
}

TEST_CASE("a value of the wrong kind is a problem, not a crash") {
    ModelBuilder made;
    CHECK(only_problem(made, made.plus(made.pounds("1"), made.code("A"))) == "E719 a number is needed here");
    CHECK(only_problem(made, made.plus(made.code("A"), made.pounds("1"))) == "E719 a number is needed here");
    CHECK(only_problem(made, made.expression(model::Limit{made.code("A"), {{true, made.pounds("1")}}})) ==
          "E719 a number or a date is needed here");
}
