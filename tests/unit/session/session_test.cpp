// tests/unit/session/session_test.cpp
// What:  a contract from file to settlement through the public door, with files in memory.
#include "session/session.h"

#include "session/linked_files.h"
#include "source/render.h"
#include "source/source_text.h"
#include "support/catch.h"
#include "unit/session/riverside.h"

using namespace concordat;
using session_test::riverside_files;

namespace {

source::Code only_code(const source::Diagnostics& problems) {
    INFO(source::render_short(problems));
    REQUIRE(problems.all().size() == 1);
    return problems.all().front().code;
}

}  // namespace

TEST_CASE("a contract that cannot be opened says why", "[session]") {
    std::map<std::string, std::string> many = riverside_files();
    many["large.contract.md"] = std::string((8u << 20) + 1, 'x');
    const session::MemoryFiles files(many);
    const session::Session session(files);
    const auto missing = session.open_contract("none.contract.md");
    CHECK(only_code(missing.problems) == source::Code::file_not_found);
    CHECK(session::outcome_of(missing.problems) == session::Outcome::environment);
    CHECK(only_code(session.open_contract("data").problems) == source::Code::folder_instead_of_file);
    const auto large = session.open_contract("large.contract.md");
    CHECK(only_code(large.problems) == source::Code::file_too_large);
    CHECK(session::outcome_of(large.problems) == session::Outcome::contract_or_data_wrong);
    CHECK(large.contract == nullptr);
}

TEST_CASE("a contract settles from files to the penny", "[session]") {
    const session::MemoryFiles files(riverside_files());
    const session::Session session(files);
    const auto opened = session.open_contract("riverside.contract.md");
    INFO(source::render_terminal(opened.problems));
    REQUIRE(opened.contract != nullptr);
    const auto data = session.take_in(opened, "data");
    INFO(source::render_terminal(data.problems));
    REQUIRE_FALSE(data.problems.has_errors());
    const auto settled = session.settle(opened, data, "");
    REQUIRE(settled.periods.size() == 1);
    exact::Money paid;
    for (const auto& payment : settled.periods[0].payments) paid += payment.amount;
    CHECK(paid == exact::Money::from_minor(49999999));  // £499,999.99, the specimen's "odd pence"

    CHECK(only_code(session.settle(opened, data, "2026-08").problems) == source::Code::unknown_name_asked_for);
    CHECK(only_code(session.settle(opened, data, "2031/32").problems) == source::Code::unknown_name_asked_for);
    CHECK(only_code(session.settle(opened, data, "soon").problems) == source::Code::unknown_name_asked_for);
}

TEST_CASE("worked examples run from the contract alone", "[session]") {
    const session::MemoryFiles files(riverside_files());
    const session::Session session(files);
    const auto opened = session.open_contract("riverside.contract.md");
    REQUIRE(opened.contract != nullptr);
    const auto run = session.run_examples(opened);
    REQUIRE(run.results.size() == 2);
    for (const auto& result : run.results) {
        INFO(result.row << " " << result.column << " " << result.expected << " " << result.found);
        CHECK(result.passed);
    }
}

TEST_CASE("an explanation names its clauses; a wrong name gets the nearest", "[session]") {
    const session::MemoryFiles files(riverside_files());
    const session::Session session(files);
    const auto opened = session.open_contract("riverside.contract.md");
    REQUIRE(opened.contract != nullptr);
    const auto data = session.take_in(opened, "data");
    const auto explained = session.explain(opened, data, {"Gain Pool", "2026/27", {}});
    REQUIRE(explained.step.has_value());
    CHECK(explained.step->value == model::Value(exact::Ratio(49999999, 100)));

    const auto wrong = session.explain(opened, data, {"Gain Pol", "2026/27", {}});
    CHECK(only_code(wrong.problems) == source::Code::unknown_name_asked_for);
    CHECK(wrong.problems.all()[0].help == "did you mean `Gain Pool`?");
    CHECK(session::outcome_of(wrong.problems) == session::Outcome::asked_wrong);
    const auto open_axis = session.explain(opened, data, {"Agreed Share", "2026/27", {}});
    CHECK(only_code(open_axis.problems) == source::Code::unknown_name_asked_for);
    const auto share = session.explain(opened, data, {"Agreed Share", "2026/27", {"Vale MH Trust"}});
    REQUIRE(share.step.has_value());
    CHECK(share.step->value == model::Value(exact::Ratio(3, 10)));
    CHECK_FALSE(session.explain(opened, data, {"Gain Pool", "2026/27", {"Vale MH Trust"}}).step);
}

TEST_CASE("a data folder without CSV files is no data of nothing", "[session]") {
    auto many = riverside_files();
    many["empty/readme.txt"] = "x";
    const session::MemoryFiles files(many);
    const session::Session session(files);
    const auto opened = session.open_contract("riverside.contract.md");
    REQUIRE(opened.contract != nullptr);
    CHECK(only_code(session.take_in(opened, "empty").problems) == source::Code::no_data_files);
    CHECK(only_code(session.take_in(opened, "none").problems) == source::Code::file_not_found);
    CHECK(only_code(session.take_in(opened, "riverside.contract.md").problems) == source::Code::file_instead_of_folder);
}

TEST_CASE("linked files give names only where the contract asks for them", "[session]") {
    const session::MemoryFiles files({{"x/hospitals.csv", "Party,Role\nAlder,Hospital\nBirch,Hospital\n"},
                                      {"x/measures.csv", "Measure,Floor\nSurvival,1%\n"},
                                      {"x/prices.csv", "HRG,Price\nAA22C,100\n"},
                                      {"secret.csv", "Party,Role\nNobody,None\n"}});
    const source::SourceText text("x/a.contract.md",
                                  "[A](hospitals.csv) [B](measures.csv) [C](prices.csv) "
                                  "[D](../secret.csv) [E](later.csv) \"Measure\" is one of");
    const auto linked = session::read_linked_files(files, text, "");
    CHECK(linked.problems.empty());
    CHECK(linked.files.size() == 3);
    CHECK(linked.tables.at("hospitals.csv").rows[1].cells[0].text == "Birch");
    CHECK(session::names_in(linked, text) == std::vector<std::string>{"Alder", "Birch", "Survival"});
}

TEST_CASE("of a long file the rows are taken that show what its columns hold", "[session]") {
    // 2,500 rows: codes of one look and whole prices; row 1,500 has a price of another look, row 2,400 the first note.
    std::string prices = "Party,Price,Note\n";
    for (int row = 0; row < 2'500; ++row) {
        const std::string price = row == 1'500 ? "-" : std::to_string(100 + row);
        prices += "AB" + std::to_string(1'000 + row) + "," + price + (row == 2'400 ? ",late\n" : ",\n");
    }
    const session::MemoryFiles files({{"x/prices.csv", prices}});
    const source::SourceText text("x/a.contract.md", "[A](prices.csv)");
    auto linked = session::read_linked_files(files, text, "");
    const auto& rows = linked.tables.at("prices.csv").rows;
    CHECK(rows.size() == 102);  // the first 100, and those two
    CHECK(rows[99].cells[0].text == "AB1099");
    CHECK(rows[100].cells[1].text == "-");
    CHECK(rows[100].cells[1].place.line == 1'502);  // the header is line 1
    CHECK(rows[101].cells[2].text == "late");
    CHECK(session::names_in(linked, text).empty());  // so long a list is no list of parties
    session::take_all_rows(linked, "prices.csv");
    CHECK(linked.tables.at("prices.csv").rows.size() == 2'500);
}
