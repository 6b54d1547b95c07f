// tests/unit/data/facts_test.cpp · facts in every layout that files have, and what can be wrong with them.
#include <string>

#include "data/intake.h"
#include "support/catch.h"
#include "taken.h"

namespace concordat::data {
namespace {

using namespace testing;

TEST_CASE("facts: a row for each party and month, a column for each fact") {
    SmallContract small;
    const auto units = small.fact("Units", number(), {small.party_axis(), small.period_axis(PeriodUnit::month)});
    const auto charges =
        small.fact("Patient Charges", money(), {small.party_axis(), small.period_axis(PeriodUnit::month)});
    const Intake intake = take(small, {{"monthly-returns.csv",
                                        "Month,Provider,patient_charges,Units\n"
                                        "2026-05,Northgate Hospital Trust,\"£1,228.92\",10.5\n"
                                        "April 2026,St Bride's,-,\n"
                                        "2026-04,Northgate Hospital Trust,0,7\n"}});
    CHECK(labels(intake.problems).empty());
    CHECK(facts_of(small, intake, units) ==
          Lines{"Northgate Hospital Trust 2026-04 = 7", "Northgate Hospital Trust 2026-05 = 10.5",
                "St Bride's 2026-04 = Units of St Bride's for April 2026: blank in monthly-returns.csv line 3"});
    CHECK(facts_of(small, intake, charges) == Lines{"Northgate Hospital Trust 2026-04 = 0",
                                                    "Northgate Hospital Trust 2026-05 = 1228.92",
                                                    "St Bride's 2026-04 = none"});
    CHECK(intake.data.facts.at(units)[1].origin.file == "monthly-returns.csv");
    CHECK(intake.data.facts.at(units)[1].origin.line == 2);
    REQUIRE(intake.data.periods_with_data.size() == 2);
    CHECK(intake.data.periods_with_data[0].label({}) == "2026-04");
}

TEST_CASE("facts: long form, and figures without a period") {
    SmallContract small;
    const auto rate = small.fact("Baseline Rate", number(), {small.party_axis(), small.member_axis()});
    const auto base = small.fact("Base Payments", money(), {small.party_axis()});
    const auto target = small.fact("Target Cost", money(), {});
    const Intake intake = take(small, {{"results.csv",
                                        "Provider,Measure,Baseline Rate\n"
                                        "St Bride's,Recovery Rate,88.8\n"
                                        "Northgate Hospital Trust,Settled Accommodation,89.6\n"},
                                       {"payments.csv", "Party,Base Payments\nSt Bride's,12003450.75\n"},
                                       {"target.csv", "Target Cost\n100000000\n"}});
    CHECK(labels(intake.problems).empty());
    CHECK(facts_of(small, intake, rate) ==
          Lines{"Northgate Hospital Trust Settled Accommodation = 89.6", "St Bride's Recovery Rate = 88.8"});
    CHECK(facts_of(small, intake, base) == Lines{"St Bride's = 12003450.75"});
    CHECK(facts_of(small, intake, target) == Lines{"= 100000000"});
    CHECK(intake.data.periods_with_data.size() == 24);
}

TEST_CASE("facts: an axis with one element needs no column") {
    SmallContract small;
    small.contract.in_force = {day("2026-04-01"), day("2027-03-31")};
    small.contract.settles = PeriodUnit::year;
    small.contract.period_name = "Programme Year";
    const auto base = small.fact("Base Payments", money(), {small.party_axis(), small.period_axis(PeriodUnit::year)});
    const Intake intake = take(small, {{"base-payments.csv", "Provider,Base Payments\nSt Bride's,12.75\n"}});
    CHECK(labels(intake.problems).empty());
    CHECK(facts_of(small, intake, base) == Lines{"St Bride's 2026/27 = 12.75"});
    const Intake named = take(small, {{"a.csv", "Programme Year,Provider,Base Payments\n2026/27,St Bride's,12.75\n"}});
    CHECK(facts_of(small, named, base) == Lines{"St Bride's 2026/27 = 12.75"});
}

TEST_CASE("facts: periods down, parties across") {
    SmallContract small;
    const auto plan = small.fact("Plan", money(), {small.party_axis(), small.period_axis(PeriodUnit::month)});
    const std::string text = "Month,St Bride's,Northgate Hospital Trust,Total\n2026-04,1,2,3\n2026-05,,4,4\n";
    const Lines expected{"Northgate Hospital Trust 2026-04 = 2", "Northgate Hospital Trust 2026-05 = 4",
                         "St Bride's 2026-04 = 1",
                         "St Bride's 2026-05 = Plan of St Bride's for May 2026: blank in plan.csv line 3"};
    SECTION("the file has the term's name") {
        const Intake intake = take(small, {{"plan.csv", text}});
        CHECK(labels(intake.problems) == Labels{"W801"});
        CHECK(intake.problems.all()[0].message == "`Total` is not used; the contract names no such column");
        CHECK(facts_of(small, intake, plan) == expected);
    }
    SECTION("the contract names the file") {
        std::get<model::FactSource>(small.contract.terms[plan.index()].source).file = "schedules/schedule-b.csv";
        const Intake intake = take(small, {}, {{"contracts/schedule-b.csv", text}});
        CHECK(labels(intake.problems) == Labels{"W801"});
        CHECK(facts_of(small, intake, plan).size() == 4);
    }
    SECTION("neither") {
        const Intake intake = take(small, {{"figures.csv", text}});
        CHECK(labels(intake.problems) == Labels{"W802"});
    }
    SECTION("a name that is nearly right") {
        const Intake intake = take(small, {{"plan.csv", "Month,St Brides,Northgate Hospital Trust\n2026-04,1,2\n"}});
        REQUIRE(labels(intake.problems) == Labels{"E623"});
        CHECK(first_problem(intake.problems) ==
              "plan.csv:1:7 the heading `St Brides` names no Provider of this contract");
        CHECK(intake.problems.all()[0].help == "did you mean `St Bride's`?");
    }
    SECTION("parties down, periods across") {
        const Intake intake = take(small, {{"plan.csv", "Provider,2026-04,May 2026\nSt Bride's,1,2\n"}});
        CHECK(labels(intake.problems).empty());
        CHECK(facts_of(small, intake, plan) == Lines{"St Bride's 2026-04 = 1", "St Bride's 2026-05 = 2"});
    }
}

TEST_CASE("facts: named months serve every year") {
    SmallContract small;
    model::FactSource source;
    source.agreed = source.every_year = true;
    source.file = "profile.csv";
    const auto share = small.fact("Profile", percentage(), {small.period_axis(PeriodUnit::month)}, source);
    std::string text = "Month,Profile\n";
    for (int month = 1; month <= 12; ++month)
        text += std::string(calendar::month_name(month)) + "," + std::to_string(month) + "%\n";
    const Intake intake = take(small, {}, {{"profile.csv", text}});
    CHECK(labels(intake.problems).empty());
    const Lines lines = facts_of(small, intake, share);
    REQUIRE(lines.size() == 24);
    CHECK(lines.front() == "2026-04 = 0.04");
    CHECK(lines.back() == "2028-03 = 0.03");

    const Intake partial = take(small, {}, {{"profile.csv", "Month,Profile\nApril,4%\nMay,5%\n"}});
    REQUIRE(labels(partial.problems) == Labels{"E634"});
    CHECK(partial.problems.all()[0].place.column == 1);
    CHECK(partial.problems.all()[0].message.starts_with("`Profile` has no row for January, February, March, June"));
    const Intake twice = take(small, {}, {{"profile.csv", text + "May,9%\n"}});
    CHECK(labels(twice.problems) == Labels{"E628"});
}

TEST_CASE("facts at events, across and down, and a list of once-only facts") {
    SmallContract small;
    const auto handover = small.fact("Handover", date(), {});
    const auto final_handover = small.fact("Final Handover", date(), {});
    const auto snags = small.fact("Snags at Handover", count(), {});
    const auto done = small.fact("Saving Shown at Final Handover", yes_no(), {});
    const auto achieved = small.fact("Achievement at Handover", number(), {small.member_axis()});
    const auto achieved_last = small.fact("Achievement at Final Handover", number(), {small.member_axis()});
    SECTION("things down, events across") {
        const Intake intake = take(small, {{"results.csv", "Measure,Handover,Final Handover\nRecovery Rate,3,3.7\n"}});
        CHECK(labels(intake.problems).empty());
        CHECK(facts_of(small, intake, achieved) == Lines{"Recovery Rate = 3"});
        CHECK(facts_of(small, intake, achieved_last) == Lines{"Recovery Rate = 3.7"});
        CHECK(facts_of(small, intake, handover).empty());
    }
    SECTION("events down") {
        const Intake intake = take(small, {{"certificates.csv",
                                            "Event,Date,Snags,Saving Shown\n"
                                            "Handover,2026-12-18,0,\nFinal Handover,2027-05-28,,yes\n"}});
        CHECK(labels(intake.problems).empty());
        CHECK(facts_of(small, intake, handover) == Lines{"= 2026-12-18"});
        CHECK(facts_of(small, intake, final_handover) == Lines{"= 2027-05-28"});
        CHECK(facts_of(small, intake, snags) == Lines{"= 0"});
        CHECK(facts_of(small, intake, done) == Lines{"= yes"});
    }
    SECTION("an unknown event") {
        const Intake intake =
            take(small, {{"certificates.csv", "Event,Date\nHandover,2026-12-18\nHandovr,2027-05-28\n"}});
        REQUIRE(labels(intake.problems) == Labels{"E635"});
        CHECK(intake.problems.all()[0].place.line == 3);
        CHECK(intake.problems.all()[0].help == "did you mean `Handover`?");
    }
    SECTION("a list, the kind differing by row") {
        const Intake intake = take(small, {{"facts.csv",
                                            "Name,Value,Reported On\n"
                                            "Handover,2026-12-18,2026-12-20\nSnags at Handover,4,2026-12-21\n"}});
        CHECK(labels(intake.problems).empty());
        CHECK(facts_of(small, intake, handover) == Lines{"= 2026-12-18 from 2026-12-20"});
        CHECK(facts_of(small, intake, snags) == Lines{"= 4 from 2026-12-21"});
        const Intake unknown = take(small, {{"facts.csv", "Name,Value\nHandover,2026-12-18\nSnag at Handover,4\n"}});
        CHECK(labels(unknown.problems) == Labels{"E635"});
    }
}

TEST_CASE("facts: one value, one place") {
    SmallContract small;
    const auto plan = small.fact("Plan", money(), {small.party_axis(), small.period_axis(PeriodUnit::month)});
    const std::string header = "Provider,Month,Plan\n";
    SECTION("two rows") {
        const Intake intake = take(small, {{"plan.csv", header + "St Bride's,2026-04,5\nSt Bride's,April 2026,5\n"}});
        REQUIRE(labels(intake.problems) == Labels{"E628"});
        CHECK(first_problem(intake.problems) ==
              "plan.csv:3:23 `Plan of St Bride's for April 2026` is given twice; one "
              "value has one row in one file");
        CHECK(intake.problems.all()[0].labels.at(0).place.line == 2);
    }
    SECTION("two files") {
        const std::string text = header + "St Bride's,2026-04,5\n";
        const Intake intake = take(small, {{"b.csv", text}, {"a.csv", text}});
        REQUIRE(labels(intake.problems) == Labels{"E628"});
        CHECK(intake.problems.all()[0].place.file == "b.csv");
        CHECK(intake.problems.all()[0].labels.at(0).place.file == "a.csv");
    }
    SECTION("put right on a later day") {
        const Intake intake = take(small, {{"plan.csv",
                                            "Provider,Month,Plan,Reported On\n"
                                            "St Bride's,2026-04,5,2026-05-10\nSt Bride's,2026-04,6,2026-06-01\n"
                                            "St Bride's,2026-05,7,\n"}});
        CHECK(labels(intake.problems).empty());
        CHECK(facts_of(small, intake, plan) == Lines{"St Bride's 2026-04 = 5 from 2026-05-10",
                                                     "St Bride's 2026-04 = 6 from 2026-06-01",
                                                     "St Bride's 2026-05 = 7"});
    }
    SECTION("a file that the contract does not take it from") {
        std::get<model::FactSource>(small.contract.terms[plan.index()].source).file = "schedule.csv";
        const Intake intake = take(small, {{"schedule.csv", header}, {"other.csv", header + "St Bride's,2026-04,5\n"}});
        REQUIRE(labels(intake.problems) == Labels{"E628"});
        CHECK(intake.problems.all()[0].message ==
              "a second file offers `Plan`; the contract takes it from `schedule.csv`");
        const Intake missing = take(small, {{"other.csv", header + "St Bride's,2026-04,5\n"}});
        CHECK(labels(missing.problems) == Labels{"W802", "E613"});
    }
}

TEST_CASE("facts: columns that are missing, extra or of another period") {
    SmallContract small;
    const auto plan = small.fact("Plan", money(), {small.party_axis(), small.period_axis(PeriodUnit::quarter)});
    const auto first = [&](const std::string& text) { return first_problem(take(small, {{"x.csv", text}}).problems); };
    CHECK(first("Quarter,Plan\n2026/27 Q1,5\n") ==
          "x.csv:1:1 `Plan` is for each Provider, and the file has no column `Provider`");
    CHECK(first("Provider,Month,Plan\nSt Bride's,2026-04,5\n") ==
          "x.csv:1:10 `Plan` is for each Quarter, and this column is `Month`");
    CHECK(first("Provider,Period,Plan\nSt Bride's,2026-04,5\n") ==
          "x.csv:2:12 `2026-04` in column `Period` is a Month; `Plan` is for each Quarter");
    CHECK(first("Provider,Quarter,Plan,Remarks,By\nSt Bride's,2026/27 Q1,5,late,me\n") ==
          "x.csv:1:23 `Remarks`, `By` are not used; the contract names no such columns");
    CHECK(first("Provider,Quarter,Plan\n,2026/27 Q1,5\n") ==
          "x.csv:2:1 column `Provider` is blank in line 2; a row must say what it is about");
    const Intake renamed = take(small, {{"x.csv", "Providr,Quarter,Plan\nSt Bride's,2026/27 Q1,5\n"}});
    REQUIRE(labels(renamed.problems) == Labels{"E614"});
    CHECK(renamed.problems.all()[0].help == "if `Providr` is meant, rename it to `Provider`");
    CHECK(facts_of(small, renamed, plan).empty());
}

TEST_CASE("every bad cell is reported with its place, whatever is wrong beside it") {
    SmallContract small;
    small.fact("Units", count(), {small.party_axis(), small.period_axis(PeriodUnit::month)});
    small.fact("Charges", money(), {small.party_axis(), small.period_axis(PeriodUnit::month)});
    const Intake intake = take(small, {{"returns.csv",
                                        "Provider,Month,Units,Charges\n"
                                        "St Brides,2026-04,1.5,x\n"
                                        "St Bride's,2026-13,1,2\n"
                                        "St Bride's,2026-04,y,2\n"}});
    CHECK(labels(intake.problems) == Labels{"E623", "E616", "E615", "E625", "E615"});
    CHECK(intake.problems.all()[4].place.line == 4);
    CHECK(marked(intake.problems.all()[4]) == "y");
}

}  // namespace
}  // namespace concordat::data
