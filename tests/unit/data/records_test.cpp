// tests/unit/data/records_test.cpp · records as successive reports.
#include <string>

#include "data/intake.h"
#include "support/catch.h"
#include "taken.h"

namespace concordat::data {
namespace {

using namespace testing;

TEST_CASE("records: successive reports in order, each with its day") {
    const SmallContract small = with_spells();
    const std::string row = "N001,St Bride's,2026-04-11,no\n";
    const Intake intake = take(small, {{"spells-may.csv", spell_header + row + "N002,St Bride's,2026-05-02,\n"},
                                       {"spells.csv", spell_header},
                                       {"Spells_2026-04.csv", spell_header + row}});
    CHECK(labels(intake.problems).empty());
    REQUIRE(intake.data.reports.size() == 1);
    const std::vector<Report>& reports = intake.data.reports[0];
    REQUIRE(reports.size() == 3);
    CHECK_FALSE(reports[0].known_from);
    CHECK(reports[0].rows.empty());
    CHECK(reports[1].known_from == day("2026-04-30"));
    CHECK(reports[1].period->label({}) == "2026-04");
    CHECK(reports[2].known_from == day("2026-05-31"));
    const RecordRow& last = reports[2].rows.at(1);
    CHECK(last.fields[0] == Value(std::string("N002")));
    CHECK(last.fields[1] == Value(small.st_bride));
    CHECK(last.fields[2] == Value(day("2026-05-02")));
    CHECK(last.fields[3] == Value(model::Missing{"Challenged", "each Provider", "blank in spells-may.csv line 3"}));
    CHECK(last.origin.file == "spells-may.csv");
    CHECK(last.origin.line == 3);
    REQUIRE(intake.data.periods_with_data.size() == 2);
    CHECK(intake.data.periods_with_data[1].label({}) == "2026-05");
}

TEST_CASE("records: nothing has come, and an empty set") {
    const SmallContract small = with_spells();
    CHECK(take(small, {}).data.reports.at(0).empty());
    const Intake empty = take(small, {{"spell.csv", spell_header}});
    REQUIRE(empty.data.reports.at(0).size() == 1);
    CHECK(empty.data.reports[0][0].rows.empty());
}

TEST_CASE("records: a Reported On column splits a file by day") {
    const SmallContract small = with_spells();
    const Intake intake = take(small, {{"spells.csv", "Reported On," + spell_header +
                                                          "2026-06-01,N002,St Bride's,2026-05-02,no\n"
                                                          "2026-05-01,N001,St Bride's,2026-04-02,no\n"
                                                          "2026-06-01,N001,St Bride's,2026-04-02,yes\n"
                                                          ",N003,St Bride's,2026-04-02,yes\n"}});
    CHECK(labels(intake.problems).empty());
    const std::vector<Report>& reports = intake.data.reports[0];
    REQUIRE(reports.size() == 3);
    CHECK_FALSE(reports[0].known_from);
    CHECK(reports[1].known_from == day("2026-05-01"));
    CHECK(reports[2].known_from == day("2026-06-01"));
    CHECK(reports[2].rows.size() == 2);
}

TEST_CASE("records: what can be wrong") {
    const SmallContract small = with_spells();
    const auto problems = [&](const std::string& text) { return take(small, {{"spells.csv", text}}).problems; };
    SECTION("an identifier twice, or blank") {
        const source::Diagnostics twice =
            problems(spell_header +
                     "N001,St Bride's,2026-04-11,no\nN002,St Bride's,2026-04-11,no\nN001,St Bride's,2026-04-11,no\n");
        REQUIRE(labels(twice) == Labels{"E631"});
        CHECK(first_problem(twice) ==
              "spells.csv:4:1 the Spell Identifier `N001` stands twice in one report; it is unique");
        CHECK(twice.all()[0].labels.at(0).place.line == 2);
        CHECK(labels(problems(spell_header + ",St Bride's,2026-04-11,no\n")) == Labels{"E627"});
    }
    SECTION("columns") {
        const source::Diagnostics missing = problems("Spell Identifier,Provider,Dischargd,Remarks\n");
        REQUIRE(labels(missing) == Labels{"E614", "E614", "W801"});
        CHECK(missing.all()[0].message == "the file has no column `Challenged`; each Spell has that field");
        CHECK(missing.all()[1].help == "if `Dischargd` is meant, rename it to `Discharged`");
        CHECK(missing.all()[2].message == "`Remarks` is not used; the contract names no such column");
    }
    SECTION("cells") {
        const source::Diagnostics bad = problems(spell_header + "N1,St Bride,2026-04-31,maybe\n");
        CHECK(labels(bad) == Labels{"E623", "E617", "E619"});
        CHECK(marked(bad.all()[1]) == "2026-04-31");
    }
    SECTION("a suffix that names no period") {
        const Intake intake = take(small, {{"spells-aprl.csv", spell_header}});
        REQUIRE(labels(intake.problems) == Labels{"E633"});
        CHECK(intake.problems.all()[0].help == "did you mean `April`?");
        CHECK(labels(take(small, {{"spell-prices.csv", "HRG,Price\n"}}).problems) == Labels{"W802"});
    }
    SECTION("two files for one report") {
        const Intake intake = take(small, {{"spells-april.csv", spell_header}, {"spells-2026-04.csv", spell_header}});
        REQUIRE(labels(intake.problems) == Labels{"E632"});
        CHECK(intake.problems.all()[0].message ==
              "`spells-2026-04.csv` and `spells-april.csv` are both the report of Spells "
              "for April 2026; there is one file for each report");
    }
}

TEST_CASE("records agreed in a schedule, with a period field and flags of the contract") {
    SmallContract small;
    small.contract.year_start = {1, 1};
    small.contract.in_force = {day("2013-01-01"), day("2014-12-31")};
    small.contract.settles = PeriodUnit::year;
    model::Field met = SmallContract::field("quality standard met", yes_no());
    met.one_or_zero = true;
    model::Field score = SmallContract::field("Quality Score", percentage());
    score.share_of_one = true;
    const model::RecordId record =
        small.record("ACO Settlement", "ACO Settlements", {SmallContract::field("Year", period()), met, score});
    model::Expression falls_in;
    falls_in.node = model::FieldOf{0, record};
    small.contract.expressions = {falls_in};
    small.contract.records[0].falls_in = model::ExprId(std::size_t{0});
    const Intake intake = take(
        small, {{"aco_settlements.csv", "year,quality_standard_met,quality_score\n2013,1,0.9\n2014,,\n2015,0,1\n"}});
    CHECK(labels(intake.problems).empty());
    const std::vector<RecordRow>& rows = intake.data.reports[0].at(0).rows;
    CHECK(std::get<calendar::Period>(rows[0].fields[0]).label({1, 1}) == "2013");
    CHECK(rows[0].fields[1] == Value(true));
    CHECK(rows[0].fields[2] == Value(ratio("0.9")));
    CHECK(intake.data.periods_with_data.size() == 2);

    small.contract.records[0].agreed = true;
    small.contract.records[0].file = "changes.csv";
    const Intake linked = take(small, {{"aco_settlements.csv", "year\n"}},
                               {{"changes.csv", "year,quality_standard_met,quality_score\n2013,1,0.9\n"}});
    CHECK(labels(linked.problems) == Labels{"W802"});
    CHECK(linked.data.reports[0].at(0).rows.size() == 1);
}

}  // namespace
}  // namespace concordat::data
