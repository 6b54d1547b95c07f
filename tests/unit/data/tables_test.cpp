// tests/unit/data/tables_test.cpp · look-up tables from their files, and the files that a contract names.
#include <string>

#include "data/intake.h"
#include "support/catch.h"
#include "taken.h"

namespace concordat::data {
namespace {

using namespace testing;

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
    CHECK(rows[2].exprs.empty());  // no cell of a file is worked out
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
    CHECK(labels(problems("A1,2018-04-01,2018-05-31,1,1%\nA1,2018-07-01,,1,1%\n")) == Labels{"W804"});  // a gap
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
                               {{"bands.csv",
                                 "beneficiaries_from,beneficiaries_to,rate_at_from\n"
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
                           {{"mff.csv", "Provider,Market Forces Factor\n"}})
                          .problems);
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
              "clause 2.1 takes figures from `prices.csv`, which is neither beside the contract nor in the data "
              "folder");
        CHECK(missing.help == "is `price.csv` meant?");
    }
    SECTION("beside the contract before the folder") {
        const Intake intake =
            take(small, {{"d/prices.csv", prices + "X,,,1,1%\n"}},
                 {{"c/prices.csv", prices + "Y,,,1,1%\n"},
                  {"holidays.csv", "Date,Name\n2026-12-25,Christmas\n2026-12-25,again\n2026-05-04,May\n"}});
        CHECK(labels(intake.problems) == Labels{"W803"});
        CHECK(intake.data.tables[0].rows.at(0).keys[0] == Value(std::string("Y")));
        CHECK(intake.data.holidays == std::vector<calendar::Date>{day("2026-05-04"), day("2026-12-25")});
    }
    SECTION("the same folder twice") {
        const std::vector<DataFile> files{{"prices.csv", prices}, {"holidays.csv", "Holiday\n2026-12-25\n"}};
        CHECK(labels(take(small, files, files).problems).empty());
    }
    SECTION("a column missing") {
        const Intake intake =
            take(small, {{"prices.csv", "HRG,Day Case Pric,Short Stay Rate\n"}, {"holidays.csv", "Date\n"}});
        REQUIRE(labels(intake.problems) == Labels{"E614", "E614"});
        CHECK(intake.problems.all()[0].message == "the file has no column `Day Case Price`; Schedule A needs it");
        CHECK(intake.problems.all()[0].help == "if `Day Case Pric` is meant, rename it to `Day Case Price`");
    }
    SECTION("lists that the checker has read are passed over") {
        small.contract.tables.clear();
        small.contract.holidays_file.clear();
        small.contract.roles[1].file = "providers.csv";
        small.contract.sets[0].file = "measures.csv";
        const Intake intake =
            take(small, {{"providers.csv", "Party,Role\n"}, {"measures.csv", "Measure\n"}, {"notes.txt", "x"}});
        CHECK(labels(intake.problems).empty());
    }
}

}  // namespace
}  // namespace concordat::data
