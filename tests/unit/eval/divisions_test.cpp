// tests/unit/eval/divisions_test.cpp · amounts divided in whole pennies that add up (share algebra K7, findings N3,
// N11).
#include "support/catch.h"
#include "support/model_builder.h"

using namespace concordat;
using namespace concordat::testing;

namespace {

struct Shared {
    ModelBuilder made;
    RoleId partner = made.role("Partner");
    std::vector<PartyId> parties;
    model::Division node;

    Shared(const char* amount, const std::vector<const char*>& weights) {
        std::vector<std::optional<Value>> cells;
        for (std::size_t index = 0; index < weights.size(); ++index) {
            parties.push_back(made.party(std::string(1, static_cast<char>('A' + index)), {partner}));
            cells.emplace_back(number(weights[index]));
        }
        node.role = partner;
        node.amount = made.pounds(amount);
        node.weight = made.ref(made.attribute("Weight", partner, std::move(cells), Kind::percentage()));
        node.rounding = {number("0.01"), exact::RoundingMode::half_up};
    }
    /// The parts in the order of the table, joined by " / ".
    std::string parts() {
        const TermId part = made.defined("Part", made.expression(node), {ModelBuilder::each(partner)});
        Evaluator evaluator(made.inputs());
        std::string words;
        for (const PartyId party : parties) {
            Scope scope = made.in("2026/27");
            scope.parties[partner] = party;
            words += (words.empty() ? "" : " / ") + shown(made, evaluator.value(part, scope));
        }
        for (const auto& problem : evaluator.problems().all()) words += " | " + source::code_label(problem.code);
        return words;
    }
};

}  // namespace

TEST_CASE("the specimen's odd pence") {
    // 249,999.995 / 149,999.997 / 99,999.998: two odd pennies to the remainders .8 and .7
    CHECK(Shared("499999.99", {"0.5", "0.3", "0.2"}).parts() == "£249,999.99 / £150,000.00 / £100,000.00");
}

TEST_CASE("three equal shares of £100, and of minus £100") {
    CHECK(Shared("100", {"1", "1", "1"}).parts() == "£33.34 / £33.33 / £33.33");
    CHECK(Shared("-100", {"1", "1", "1"}).parts() == "-£33.34 / -£33.33 / -£33.33");
}

TEST_CASE("a weight of nothing never gets a penny") {
    CHECK(Shared("0.01", {"0", "1", "1"}).parts() == "£0.00 / £0.01 / £0.00");
}

TEST_CASE("equal remainders go to the larger weight") {
    // £300,000.50 at 45, 25, 18, 12: 135,000.225 / 75,000.125 / 54,000.09 / 36,000.06
    CHECK(Shared("300000.50", {"0.45", "0.25", "0.18", "0.12"}).parts() ==
          "£135,000.23 / £75,000.12 / £54,000.09 / £36,000.06");
}

TEST_CASE("the amount is rounded first") {
    CHECK(Shared("10000.014", {"60", "40"}).parts() == "£6,000.01 / £4,000.00");
    Shared fine("10.005", {"1", "1"});
    fine.node.rounding.step = number("0.001");
    CHECK(fine.parts().ends_with("| E720"));
}

TEST_CASE("odd pennies to one party, which is a payee or keeps them outside") {
    Shared shared("100", {"1", "1", "1"});
    shared.node.odd_penny = model::OddPenny::to_party;
    shared.node.odd_penny_party = shared.parties[1];
    CHECK(shared.parts() == "£33.33 / £33.34 / £33.33");
    Shared outside("100", {"1", "1", "1"});
    outside.node.odd_penny = model::OddPenny::to_party;
    outside.node.odd_penny_party = outside.made.party("Payer");
    CHECK(outside.parts() == "£33.33 / £33.33 / £33.33");
}

TEST_CASE("only those that take part") {
    Shared shared("100", {"50", "30", "20"});
    shared.node.where = shared.made.compare(model::CompareOp::not_equal, shared.node.weight, shared.made.plain("30"));
    CHECK(shared.parts() == "£71.43 / left out: takes no part / £28.57");
}

TEST_CASE("nobody left, or all weights nothing") {
    CHECK(Shared("100", {"0", "0"}).parts().ends_with("| E709"));
    CHECK(Shared("0", {"0", "0"}).parts() == "£0.00 / £0.00");
    Shared kept("100", {"0", "0"});
    kept.node.kept_by = kept.made.party("Payer");
    CHECK(kept.parts() == "£0.00 / £0.00");
    kept.node.where = kept.made.no();
    CHECK(kept.parts() == "left out: takes no part / left out: takes no part");
    CHECK(Shared("100", {"1", "-1"}).parts().ends_with("| E710"));
}

TEST_CASE("two keys: one for a gain, one for a loss") {
    Shared shared("-100", {"50", "50"});
    const TermId loss = shared.made.attribute("Loss Key", shared.partner, {number("1"), number("3")}, Kind::number());
    shared.node.weight_if_negative = shared.made.ref(loss);
    CHECK(shared.parts() == "-£25.00 / -£75.00");
}

TEST_CASE("a missing amount or weight makes every part missing") {
    Shared shared("100", {"50", "50"});
    shared.node.amount = shared.made.unreported("Pool");
    CHECK(shared.parts() == "missing: Pool (not reported) / missing: Pool (not reported)");
    Shared weight("100", {"50", "50"});
    weight.node.weight = weight.made.unreported("Beds", Kind::count());
    CHECK(weight.parts() == "missing: Beds (not reported) / missing: Beds (not reported)");
    Shared who("100", {"50", "50"});
    who.node.where = who.made.unreported("Consent", Kind::yes_no());
    CHECK(who.parts() == "missing: Consent (not reported) / missing: Consent (not reported)");
}

TEST_CASE("V29: a pot divided by earned weights, £100,000 at 50 and 20 for those with 80% and more") {
    // 57,142.86 and so on is the challenge pool of 17,000 at 50 : 20 on top of 45,000 / 20,000
    CHECK(Shared("17000", {"50", "0", "20"}).parts() == "£12,142.86 / £0.00 / £4,857.14");
}

TEST_CASE("what is divided need not be money") {
    Shared shared("10", {"1", "2"});
    shared.node.amount = shared.made.constant(Ratio(10), Kind::points());
    shared.node.rounding.step = 1;
    const TermId part = shared.made.defined("Part", shared.made.expression(shared.node, Kind::points()),
                                            {ModelBuilder::each(shared.partner)});
    Evaluator evaluator(shared.made.inputs());
    Scope scope = shared.made.in("2026/27");
    scope.parties[shared.partner] = shared.parties[1];
    CHECK(shown(shared.made, evaluator.value(part, scope), Kind::points()) == "7 points");
}
