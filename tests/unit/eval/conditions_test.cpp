// tests/unit/eval/conditions_test.cpp · conditions with three outcomes, and cases.
#include "support/catch.h"
#include "support/model_builder.h"

using namespace concordat;
using namespace concordat::testing;
using model::CompareOp;
using model::Junction;

namespace {

std::string answered(ModelBuilder& made, ExprId id) {
    Evaluator evaluator(made.inputs());
    std::string words = shown(made, evaluator.value(id, made.in("2026/27")), made.contract.expression(id).kind);
    for (const auto& problem : evaluator.problems().all()) words += " | " + source::code_label(problem.code);
    return words;
}

ExprId combined(ModelBuilder& made, Junction junction, std::vector<ExprId> items, std::size_t k = 0) {
    return made.expression(model::Combine{junction, k, std::move(items)}, Kind::yes_no());
}

ExprId doubtful(ModelBuilder& made, const char* what = "Score") { return made.unreported(what, Kind::yes_no()); }

}  // namespace

TEST_CASE("comparing keeps the edge where the words put it") {
    ModelBuilder made;
    const ExprId ninety = made.percent("90");
    const auto compared = [&](CompareOp op, const char* score) {
        return answered(made, made.compare(op, made.percent(score), ninety));
    };
    CHECK(compared(CompareOp::at_least, "90") == "yes");
    CHECK(compared(CompareOp::at_least, "89.99") == "no");
    CHECK(compared(CompareOp::more_than, "90") == "no");
    CHECK(compared(CompareOp::at_most, "90") == "yes");
    CHECK(compared(CompareOp::less_than, "90") == "no");
    CHECK(compared(CompareOp::equal, "90.0") == "yes");
    CHECK(compared(CompareOp::not_equal, "90") == "no");
    // 64.97% is not 65%: nothing is rounded for a test
    CHECK(answered(made, made.at_least(made.percent("64.97"), made.percent("65"))) == "no");
}

TEST_CASE("codes, dates, parties and answers compare") {
    ModelBuilder made;
    const PartyId trust = made.party("City Acute Trust");
    const PartyId other = made.party("Vale MH Trust");
    CHECK(answered(made, made.equal(made.code("010"), made.code("10"))) == "no");
    CHECK(answered(made, made.equal(made.yes(), made.yes())) == "yes");
    CHECK(answered(made, made.equal(made.constant(trust, Kind::party()), made.constant(other, Kind::party()))) == "no");
    CHECK(answered(made, made.compare(CompareOp::less_than, made.on("2026-04-30"), made.on("2026-05-01"))) == "yes");
    CHECK(answered(made, made.equal(made.code("1"), made.plain("1"))) ==
          "missing (cannot be worked out: 1 and 1 cannot be compared) | E719");
}

TEST_CASE("a missing figure makes the test missing; what there is not fails it") {
    ModelBuilder made;
    CHECK(answered(made, made.at_least(made.unreported("Score"), made.plain("1"))) == "missing: Score (not reported)");
    CHECK(answered(made, made.at_least(made.plain("1"), made.unreported("Target"))) ==
          "missing: Target (not reported)");
    const ExprId none = made.constant(model::None{});
    CHECK(answered(made, made.equal(none, made.plain("1"))) == "no");
    CHECK(answered(made, made.compare(CompareOp::not_equal, none, made.plain("1"))) == "no");
    CHECK(answered(made, made.at_least(made.constant(model::NotApplicable{"small numbers"}), made.plain("1"))) ==
          "left out: small numbers");
}

TEST_CASE("known failures decide `all of`, known successes `any of`") {
    ModelBuilder made;
    const ExprId yes = made.yes();
    const ExprId no = made.no();
    const ExprId open = doubtful(made);
    CHECK(answered(made, combined(made, Junction::all_of, {open, no})) == "no");
    CHECK(answered(made, combined(made, Junction::all_of, {open, yes})) == "missing: Score (not reported)");
    CHECK(answered(made, combined(made, Junction::all_of, {yes, yes})) == "yes");
    CHECK(answered(made, combined(made, Junction::any_of, {open, yes})) == "yes");
    CHECK(answered(made, combined(made, Junction::any_of, {open, no})) == "missing: Score (not reported)");
    CHECK(answered(made, combined(made, Junction::any_of, {no, no})) == "no");
    CHECK(answered(made, made.expression(model::Not{open}, Kind::yes_no())) == "missing: Score (not reported)");
    CHECK(answered(made, made.expression(model::Not{no}, Kind::yes_no())) == "yes");
}

TEST_CASE("at least 2 of 4") {
    ModelBuilder made;
    const ExprId yes = made.yes();
    const ExprId no = made.no();
    const ExprId open = doubtful(made);
    const auto two_of = [&](std::vector<ExprId> items) {
        return answered(made, combined(made, Junction::at_least_k, std::move(items), 2));
    };
    CHECK(two_of({yes, no, yes, open}) == "yes");
    CHECK(two_of({yes, no, no, open}) == "missing: Score (not reported)");
    CHECK(two_of({no, no, no, open}) == "no");
    CHECK(two_of({yes, no, no, no}) == "no");
}

TEST_CASE("codes are text") {
    ModelBuilder made;
    const auto tested = [&](model::TextTest test, const char* code, std::vector<std::string> codes) {
        return answered(made,
                        made.expression(model::CodeTest{test, made.code(code), std::move(codes)}, Kind::yes_no()));
    };
    CHECK(tested(model::TextTest::begins_with, "UZ01Z", {"U"}) == "yes");
    CHECK(tested(model::TextTest::begins_with, "uz01Z", {"U"}) == "no");
    CHECK(tested(model::TextTest::one_of, "2A", {"21", "2A"}) == "yes");
    CHECK(tested(model::TextTest::from_to, "A10", {"A10", "A19"}) == "yes");
    CHECK(tested(model::TextTest::from_to, "A19", {"A10", "A19"}) == "yes");
    CHECK(tested(model::TextTest::from_to, "A2", {"A10", "A19"}) == "no");
    CHECK(tested(model::TextTest::from_to, "A20", {"A10", "A19"}) == "no");
}

TEST_CASE("`is missing` and `there is no` are never missing themselves") {
    ModelBuilder made;
    const auto absent = [&](model::Presence presence, Value value) {
        return answered(made,
                        made.expression(model::IsAbsent{presence, made.constant(std::move(value))}, Kind::yes_no()));
    };
    const model::Missing missing{"Score", "", "not reported"};
    CHECK(absent(model::Presence::missing, missing) == "yes");
    CHECK(absent(model::Presence::missing, model::None{}) == "no");
    CHECK(absent(model::Presence::missing, Ratio(0)) == "no");
    CHECK(absent(model::Presence::none, model::None{}) == "yes");
    CHECK(absent(model::Presence::none, Ratio(0)) == "no");
    CHECK(absent(model::Presence::none, missing) == "missing: Score (not reported)");
}

TEST_CASE("cases: exactly one, and a case that surely holds decides") {
    ModelBuilder made;
    const ExprId yes = made.yes();
    const ExprId no = made.no();
    const ExprId open = doubtful(made);
    const auto cases = [&](std::vector<model::Choose::Case> all, ExprId otherwise, bool in_turn) {
        return answered(made, made.expression(model::Choose{std::move(all), otherwise, in_turn}));
    };
    const ExprId one = made.pounds("1");
    const ExprId two = made.pounds("2");
    const ExprId three = made.pounds("3");
    CHECK(cases({{no, one}, {yes, two}}, three, false) == "£2.00");
    CHECK(cases({{no, one}, {no, two}}, three, false) == "£3.00");
    CHECK(cases({{open, one}, {yes, two}}, three, false) == "£2.00");
    CHECK(cases({{open, one}, {no, two}}, three, false) == "missing: Score (not reported)");
    // two at once is a conflict ...
    CHECK(cases({{yes, one}, {yes, two}}, three, false).ends_with("| E702"));
    // ... but taken in turn the first holds
    CHECK(cases({{yes, one}, {yes, two}}, three, true) == "£1.00");
    // taken in turn, what comes before must surely fail
    CHECK(cases({{open, one}, {yes, two}}, three, true) == "missing: Score (not reported)");
    CHECK(cases({{no, one}, {open, two}, {yes, three}}, {}, true) == "missing: Score (not reported)");
    CHECK(cases({{no, one}}, {}, false).ends_with("| E703"));
    CHECK(cases({{no, one}}, {}, true).ends_with("| E703"));
    // a result that is not taken may be anything
    CHECK(cases({{no, made.unreported()}, {yes, two}}, made.unreported(), false) == "£2.00");
}

TEST_CASE("two cases at once are named") {
    ModelBuilder made;
    const ExprId first = made.compare(CompareOp::equal, made.plain("1"), made.plain("1"), "Score is 1");
    const ExprId second = made.compare(CompareOp::at_least, made.plain("1"), made.plain("0"), "Score is at least 0");
    const ExprId choose =
        made.expression(model::Choose{{{first, made.pounds("1")}, {second, made.pounds("2")}}, {}, false});
    Evaluator evaluator(made.inputs());
    static_cast<void>(evaluator.value(choose, made.in("2026/27")));
    REQUIRE(evaluator.problems().all().size() == 1);
    CHECK(evaluator.problems().all()[0].message == "two cases hold at once: `Score is 1` and `Score is at least 0`");
}
