// tests/unit/data/intake_test.cpp · whole folders: order, files that cannot be read, the periods that have data.
#include <string>

#include "data/intake.h"
#include "support/catch.h"
#include "taken.h"

namespace concordat::data {
namespace {

using namespace testing;

std::string shown(const SmallContract& small, const Intake& intake) {
    std::string text;
    for (const auto& [term, facts] : intake.data.facts) {
        for (const std::string& line : facts_of(small, intake, term)) text += line + "\n";
    }
    for (const Report& report : intake.data.reports.at(0)) text += report.file + "\n";
    for (const source::Diagnostic& one : intake.problems.all())
        text += source::place_text(one.place) + one.message + one.help + "\n";
    return text;
}

TEST_CASE("the order of files and of rows never matters") {
    SmallContract small = with_spells();
    small.fact("Plan", money(), {small.party_axis(), small.period_axis(PeriodUnit::month)});
    const std::string a = "St Bride's,2026-04,5\n", b = "Northgate Hospital Trust,2026-05,6\n",
                      c = "St Bride's,2026-06,7\n";
    std::vector<DataFile> files{{"plan.csv", "Provider,Month,Plan\n" + a + b + c},
                                {"spells-may.csv", spell_header},
                                {"spells-april.csv", spell_header},
                                {"wrong.csv", "Provider,Month,Plan\nSt Bride's,2026-04,5\nStBrides,2026-09,x\n"},
                                {"unread.csv", "A\n1\n"}};
    const std::string expected = shown(small, take(small, files));
    CHECK(expected.find("wrong.csv:2") != std::string::npos);
    std::ranges::sort(files, {}, &DataFile::name);
    do {
        CHECK(shown(small, take(small, files)) == expected);
    } while (std::ranges::next_permutation(files, {}, &DataFile::name).found);
    const Intake forward = take(small, {{"plan.csv", "Provider,Month,Plan\n" + a + b + c}});
    const Intake backward = take(
        small,
        {{"plan.csv",
          "Month,Plan,Provider\n2026-06,7,St Bride's\n2026-05,6,Northgate Hospital Trust\n2026-04,5,St Bride's\n"}});
    CHECK(shown(small, forward) == shown(small, backward));
}

TEST_CASE("a file that cannot be read is one mistake, not many") {
    SmallContract small = with_spells();
    small.contract.tables = {price_list()};
    CHECK(labels(take(small, {{"prices.csv", ""}, {"spells.csv", std::string("a\0b", 3)}}).problems) ==
          Labels{"E601", "E603"});
}

TEST_CASE("agreed figures make no period that nothing is reported for") {
    SmallContract small;
    model::FactSource agreed;
    agreed.agreed = true;
    small.fact("Budget", money(), {small.period_axis(PeriodUnit::year)}, agreed);
    small.fact("Spend", money(), {small.period_axis(PeriodUnit::quarter)});
    const DataFile budget{"budget.csv", "Financial Year,Budget\n2026/27,5\n2027/28,6\n"};
    const Intake only_agreed = take(small, {budget});
    REQUIRE(only_agreed.data.periods_with_data.size() == 2);
    CHECK(only_agreed.data.periods_with_data[0].label({}) == "2027-03");
    const Intake both = take(small, {budget, {"spend.csv", "Quarter,Spend\n2026/27 Q1,5\n2025/26 Q1,1\n"}});
    REQUIRE(both.data.periods_with_data.size() == 1);
    CHECK(both.data.periods_with_data[0].label({}) == "2026-06");
}

}  // namespace
}  // namespace concordat::data
