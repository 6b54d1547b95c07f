// tests/unit/data/intake_test.cpp · whole folders taken in: tables, records, facts in every layout, and what is left over.
#include "data/intake.h"

#include <map>
#include <string>

#include "small_contract.h"
#include "support/catch.h"

namespace concordat::data {
namespace {

using namespace testing;
using Labels = std::vector<std::string>;
using calendar::PeriodUnit;
using model::Value;

Intake take(const SmallContract& small, const std::vector<DataFile>& folder, const std::vector<DataFile>& beside = {}) {
    return take_in(small.contract, folder, beside);
}

/// Every fact of a term in a line each: "Northgate Hospital Trust 2026-04 = 12 from 2026-05-01".
std::vector<std::string> facts_of(const SmallContract& small, const Intake& intake, model::TermId term) {
    std::vector<std::string> lines;
    const auto found = intake.data.facts.find(term);
    if (found == intake.data.facts.end()) return lines;
    for (const Fact& fact : found->second) {
        std::string line;
        for (const Value& element : fact.elements) {
            if (const auto* party = std::get_if<model::PartyId>(&element)) line += small.contract.party(*party).name + " ";
            if (const auto* member = std::get_if<model::Member>(&element)) {
                line += small.contract.set(member->set).members[member->row] + " ";
            }
        }
        if (fact.period) line += fact.period->label(small.contract.year_start) + " ";
        line += "= ";
        if (const auto* number = std::get_if<exact::Ratio>(&fact.value)) line += exact::write_exact(*number);
        if (const auto* yes = std::get_if<bool>(&fact.value)) line += *yes ? "yes" : "no";
        if (const auto* date = std::get_if<calendar::Date>(&fact.value)) line += calendar::write_iso(*date);
        if (std::holds_alternative<model::None>(fact.value)) line += "none";
        if (const auto* missing = std::get_if<model::Missing>(&fact.value)) line += missing->what + ": " + missing->reason;
        if (fact.known_from) line += " from " + calendar::write_iso(*fact.known_from);
        lines.push_back(line);
    }
    return lines;
}
using Lines = std::vector<std::string>;

// ---- facts --------------------------------------------------------------------------------------------------------

TEST_CASE("facts: a row for each party and month, a column for each fact") {
    SmallContract small;
    const auto units = small.fact("Units", number(), {small.party_axis(), small.period_axis(PeriodUnit::month)});
    const auto charges = small.fact("Patient Charges", money(), {small.party_axis(), small.period_axis(PeriodUnit::month)});
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
    const std::string text =
        "Month,St Bride's,Northgate Hospital Trust,Total\n2026-04,1,2,3\n2026-05,,4,4\n";
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
    for (int month = 1; month <= 12; ++month) text += std::string(calendar::month_name(month)) + "," + std::to_string(month) + "%\n";
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
        const Intake intake = take(small, {{"certificates.csv", "Event,Date\nHandover,2026-12-18\nHandovr,2027-05-28\n"}});
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
        CHECK(first_problem(intake.problems) == "plan.csv:3:23 `Plan of St Bride's for April 2026` is given twice; one "
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
        const Intake intake = take(small, {{"plan.csv", "Provider,Month,Plan,Reported On\n"
                                                        "St Bride's,2026-04,5,2026-05-10\nSt Bride's,2026-04,6,2026-06-01\n"
                                                        "St Bride's,2026-05,7,\n"}});
        CHECK(labels(intake.problems).empty());
        CHECK(facts_of(small, intake, plan) == Lines{"St Bride's 2026-04 = 5 from 2026-05-10",
                                                     "St Bride's 2026-04 = 6 from 2026-06-01", "St Bride's 2026-05 = 7"});
    }
    SECTION("a file that the contract does not take it from") {
        std::get<model::FactSource>(small.contract.terms[plan.index()].source).file = "schedule.csv";
        const Intake intake = take(small, {{"schedule.csv", header}, {"other.csv", header + "St Bride's,2026-04,5\n"}});
        REQUIRE(labels(intake.problems) == Labels{"E628"});
        CHECK(intake.problems.all()[0].message == "a second file offers `Plan`; the contract takes it from `schedule.csv`");
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

// ---- tables -------------------------------------------------------------------------------------------------------

model::Table price_list() {
    model::Table table;
    table.title = "Schedule A";
    table.file = "prices.csv";
    table.keys = {{"HRG", code(), false, {}}};
    table.dated = true;
    table.columns = {{"Day Case Price", money(), {}}, {"Short Stay Rate", percentage(), {}}};
    table.clause = model::ClauseId(std::size_t{0});
    return table;
}

TEST_CASE("a price list with From, Until and `-`") {
    SmallContract small;
    small.contract.tables = {price_list()};
    const Intake intake = take(small, {{"prices.csv",
                                        "HRG,From,Until,Day Case Price,Short Stay Rate\n"
                                        "AA22C,2018-04-01,2018-05-31,-,100%\n"
                                        "AA22C,2018-06-01,,9859,30%\n"
                                        "0012,,,5,\n"}});
    CHECK(labels(intake.problems).empty());
    REQUIRE(intake.data.tables.size() == 1);
    const std::vector<model::Table::Row>& rows = intake.data.tables[0].rows;
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].keys == std::vector<Value>{Value(std::string("AA22C"))});
    CHECK(rows[0].from == day("2018-04-01"));
    CHECK(rows[0].until == day("2018-05-31"));
    CHECK(rows[0].cells == std::vector<Value>{Value(model::None{}), Value(ratio("1"))});
    CHECK_FALSE(rows[1].until);
    CHECK(rows[2].keys[0] == Value(std::string("0012")));
    CHECK(std::holds_alternative<model::Missing>(rows[2].cells[1]));
    CHECK(rows[2].exprs.size() == 2);
    CHECK(rows[2].place.line == 4);
    CHECK(small.contract.tables[0].rows.empty());
}

TEST_CASE("a key twice in a price list") {
    SmallContract small;
    small.contract.tables = {price_list()};
    const auto problems = [&](const std::string& rows) {
        return take(small, {{"prices.csv", "HRG,From,Until,Day Case Price,Short Stay Rate\n" + rows}}).problems;
    };
    const source::Diagnostics overlap = problems("A1,2018-06-01,,1,1%\nB2,,,1,1%\nA1,2018-04-01,2018-06-01,1,1%\n");
    REQUIRE(labels(overlap) == Labels{"E629"});
    CHECK(first_problem(overlap) ==
          "prices.csv:4:1 `A1` is there twice for days that both rows cover; a key has one row on any day");
    CHECK(overlap.all()[0].labels.at(0).place.line == 2);
    CHECK(labels(problems("A1,2018-04-01,2018-05-31,1,1%\nA1,2018-07-01,,1,1%\n")).empty());  // a gap is none
    CHECK(labels(problems("A1,,,1,1%\nA1,,,1,1%\nA1,2020-01-01,,1,1%\n")) == Labels{"E629", "E629"});
    CHECK(labels(problems("A1,2018-05-31,2018-04-01,1,1%\n")) == Labels{"E630"});
    CHECK(labels(problems(",,,1,1%\n")) == Labels{"E627"});
}

TEST_CASE("tables by range, by party and without dates") {
    SmallContract small;
    model::Table bands;
    bands.title = "Schedule B";
    bands.file = "bands.csv";
    bands.keys = {{"beneficiaries_from", count(), true, "beneficiaries_to"}};
    bands.columns = {{"rate_at_from", percentage(), {}}};
    bands.share_of_one = true;
    model::Table factors;
    factors.title = "Schedule C";
    factors.file = "mff.csv";
    factors.keys = {{"Provider", party(small.provider), false, {}}};
    factors.columns = {{"Market Forces Factor", number(), {}}};
    small.contract.tables = {bands, factors};
    const Intake intake = take(small,
                               {{"bands.csv", "beneficiaries_from,beneficiaries_to,rate_at_from\n"
                                              "6000,,0.036\n5000,5999,0.039\n"}},
                               {{"mff.csv", "Provider,Market Forces Factor,Note\nSt Bride's,1.123456,x\n"}});
    CHECK(labels(intake.problems) == Labels{"W801"});
    const std::vector<model::Table::Row>& rows = intake.data.tables[0].rows;
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].keys[0] == Value(ratio("6000")));
    CHECK(rows[0].keys_to[0] == Value(model::None{}));
    CHECK(rows[1].keys_to[0] == Value(ratio("5999")));
    CHECK(rows[1].cells[0] == Value(ratio("0.039")));
    CHECK(intake.data.tables[1].rows.at(0).keys[0] == Value(small.st_bride));

    const auto problems = [&](const std::string& text) {
        return labels(take(small, {{"bands.csv", "beneficiaries_from,beneficiaries_to,rate_at_from\n" + text}},
                           {{"mff.csv", "Provider,Market Forces Factor\n"}}).problems);
    };
    CHECK(problems("1,10,0.1\n10,20,0.2\n") == Labels{});
    CHECK(problems("1,10,0.1\n9,20,0.2\n") == Labels{"E629"});
    CHECK(problems("1,,0.1\n30,40,0.2\n") == Labels{"E629"});
    CHECK(problems("5,5,0.1\n5,5,0.2\n") == Labels{"E629"});
}

TEST_CASE("files that the contract names") {
    SmallContract small;
    small.contract.tables = {price_list()};
    small.contract.holidays_file = "holidays.csv";
    const std::string prices = "HRG,From,Until,Day Case Price,Short Stay Rate\n";
    SECTION("not there: one error each, with clause and nearest file") {
        small.contract.tables.push_back(price_list());
        const Intake intake = take(small, {{"price.csv", "a\n"}});
        REQUIRE(labels(intake.problems) == Labels{"W802", "E613", "E613"});
        const source::Diagnostic& missing = intake.problems.all()[2];
        CHECK(missing.clause == "2.1");
        CHECK(missing.place.line == 12);
        CHECK(missing.message ==
              "clause 2.1 takes figures from `prices.csv`, which is neither beside the contract nor in the data folder");
        CHECK(missing.help == "is `price.csv` meant?");
    }
    SECTION("beside the contract before the folder") {
        const Intake intake = take(small, {{"d/prices.csv", prices + "X,,,1,1%\n"}},
                                   {{"c/prices.csv", prices + "Y,,,1,1%\n"}, {"holidays.csv", "Date,Name\n2026-12-25,Christmas\n2026-12-25,again\n2026-05-04,May\n"}});
        CHECK(labels(intake.problems) == Labels{"W803"});
        CHECK(intake.data.tables[0].rows.at(0).keys[0] == Value(std::string("Y")));
        CHECK(intake.data.holidays == std::vector<calendar::Date>{day("2026-05-04"), day("2026-12-25")});
    }
    SECTION("the same folder twice") {
        const std::vector<DataFile> files{{"prices.csv", prices}, {"holidays.csv", "Holiday\n2026-12-25\n"}};
        CHECK(labels(take(small, files, files).problems).empty());
    }
    SECTION("a column missing") {
        const Intake intake = take(small, {{"prices.csv", "HRG,Day Case Pric,Short Stay Rate\n"}, {"holidays.csv", "Date\n"}});
        REQUIRE(labels(intake.problems) == Labels{"E614", "E614"});
        CHECK(intake.problems.all()[0].message == "the file has no column `Day Case Price`; Schedule A needs it");
        CHECK(intake.problems.all()[0].help == "if `Day Case Pric` is meant, rename it to `Day Case Price`");
    }
    SECTION("lists that the checker has read are passed over") {
        small.contract.tables.clear();
        small.contract.holidays_file.clear();
        small.contract.roles[1].file = "providers.csv";
        small.contract.sets[0].file = "measures.csv";
        const Intake intake = take(small, {{"providers.csv", "Party,Role\n"}, {"measures.csv", "Measure\n"}, {"notes.txt", "x"}});
        CHECK(labels(intake.problems).empty());
    }
}

// ---- records ------------------------------------------------------------------------------------------------------

SmallContract with_spells() {
    SmallContract small;
    small.record("Spell", "Spells",
                 {SmallContract::unique_field("Spell Identifier"), SmallContract::field("Provider", party(small.provider)),
                  SmallContract::field("Discharged", date()), SmallContract::field("Challenged", yes_no())});
    model::Expression falls_in;
    falls_in.node = model::FieldOf{2, model::RecordId(std::size_t{0})};
    small.contract.expressions.push_back(falls_in);
    small.contract.records[0].falls_in = model::ExprId(std::size_t{0});
    return small;
}
const std::string spell_header = "Spell Identifier,Provider,Discharged,Challenged\n";

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
            problems(spell_header + "N001,St Bride's,2026-04-11,no\nN002,St Bride's,2026-04-11,no\nN001,St Bride's,2026-04-11,no\n");
        REQUIRE(labels(twice) == Labels{"E631"});
        CHECK(first_problem(twice) == "spells.csv:4:1 the Spell Identifier `N001` stands twice in one report; it is unique");
        CHECK(twice.all()[0].labels.at(0).place.line == 2);
        CHECK(labels(problems(spell_header + ",St Bride's,2026-04-11,no\n")) == Labels{"E627"});
    }
    SECTION("columns") {
        const source::Diagnostics missing = problems("Spell Identifier,Provider,Dischargd,Remarks\n");
        REQUIRE(labels(missing) == Labels{"E614", "E614", "W801"});
        CHECK(missing.all()[0].message == "the file has no column `Challenged`; a Spell has that field");
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
        CHECK(intake.problems.all()[0].message == "`spells-2026-04.csv` and `spells-april.csv` are both the report of Spells "
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
    const Intake intake = take(small, {{"aco_settlements.csv", "year,quality_standard_met,quality_score\n2013,1,0.9\n2014,,\n2015,0,1\n"}});
    CHECK(labels(intake.problems).empty());
    const std::vector<RecordRow>& rows = intake.data.reports[0].at(0).rows;
    CHECK(std::get<calendar::Period>(rows[0].fields[0]).label({1, 1}) == "2013");
    CHECK(rows[0].fields[1] == Value(true));
    CHECK(rows[0].fields[2] == Value(ratio("0.9")));
    CHECK(intake.data.periods_with_data.size() == 2);

    small.contract.records[0].agreed = true;
    small.contract.records[0].file = "changes.csv";
    const Intake linked = take(small, {{"aco_settlements.csv", "year\n"}}, {{"changes.csv", "year,quality_standard_met,quality_score\n2013,1,0.9\n"}});
    CHECK(labels(linked.problems) == Labels{"W802"});
    CHECK(linked.data.reports[0].at(0).rows.size() == 1);
}

// ---- the whole folder ---------------------------------------------------------------------------------------------

std::string shown(const SmallContract& small, const Intake& intake) {
    std::string text;
    for (const auto& [term, facts] : intake.data.facts) {
        for (const std::string& line : facts_of(small, intake, term)) text += line + "\n";
    }
    for (const Report& report : intake.data.reports.at(0)) text += report.file + "\n";
    for (const source::Diagnostic& one : intake.problems.all()) text += source::place_text(one.place) + one.message + one.help + "\n";
    return text;
}

TEST_CASE("the order of files and of rows never matters") {
    SmallContract small = with_spells();
    small.fact("Plan", money(), {small.party_axis(), small.period_axis(PeriodUnit::month)});
    const std::string a = "St Bride's,2026-04,5\n", b = "Northgate Hospital Trust,2026-05,6\n", c = "St Bride's,2026-06,7\n";
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
    const Intake backward = take(small, {{"plan.csv", "Month,Plan,Provider\n2026-06,7,St Bride's\n2026-05,6,Northgate Hospital Trust\n2026-04,5,St Bride's\n"}});
    CHECK(shown(small, forward) == shown(small, backward));
}

TEST_CASE("a file that cannot be read is one mistake, not many") {
    SmallContract small = with_spells();
    small.contract.tables = {price_list()};
    CHECK(labels(take(small, {{"prices.csv", ""}, {"spells.csv", std::string("a\0b", 3)}}).problems) == Labels{"E601", "E603"});
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
