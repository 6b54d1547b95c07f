// tests/unit/report/writers_test.cpp
// What:  tables as text, CSV and JSON: alignment, wrapping, quotes, formulas, characters that steer.
#include "report/writers.h"

#include <algorithm>
#include <sstream>
#include <string>

#include "source/source_text.h"
#include "support/catch.h"

using namespace concordat;
using report::Cell;
using report::Row;
using report::Table;
using report::text_cell;

namespace {

Cell pounds(std::int64_t pennies) {
    return report::money_cell(exact::Money::from_minor(exact::Integer(pennies)), *exact::find_currency("GBP"));
}

Row line(std::vector<Cell> cells) { return {Row::Role::line, std::move(cells)}; }

std::string text_of(Table table) { return report::write_text({"", {{"", {std::move(table)}}}}); }

std::size_t longest_line(const std::string& text) {
    std::istringstream lines(text);
    std::size_t longest = 0;
    for (std::string one; std::getline(lines, one);) {
        longest = std::max(longest, source::character_count(one));
    }
    return longest;
}

}  // namespace

TEST_CASE("figures stand to the right, totals below a rule", "[report]") {
    Table table{{{"Party", Cell::Type::text}, {"Receives", Cell::Type::money}}, {}};
    table.rows = {line({text_cell("City"), pounds(43750000)}),
                  line({text_cell("Harbour"), pounds(-5)}),
                  {Row::Role::total, {text_cell("Total"), pounds(43749995)}}};
    CHECK(text_of(table) ==
          "  Party       Receives\n"
          "  -------  -----------\n"
          "  City     £437,500.00\n"
          "  Harbour       -£0.05\n"
          "           -----------\n"
          "  Total    £437,499.95\n");
}

TEST_CASE("long words are wrapped inside their column and the page", "[report]") {
    const std::string many(400, 'x');
    std::string sentence;
    for (int word = 0; word < 60; ++word) sentence += "settlement ";
    Table table{{{"Clause", Cell::Type::text}, {"Words", Cell::Type::text}, {"Amount", Cell::Type::money}}, {}};
    table.rows = {line({text_cell("3.6"), text_cell(sentence), pounds(100)})};
    const std::string text = text_of(table);
    CHECK(longest_line(text) <= report::text_width);
    CHECK(text.find("£1.00") != std::string::npos);
    CHECK(std::count(text.begin(), text.end(), '\n') > 6);
    // a single word that is longer than the page is kept whole: a name is never cut
    table.rows = {line({text_cell("3.6"), text_cell(many), pounds(100)})};
    CHECK(text_of(table).find(many) != std::string::npos);
}

TEST_CASE("running words hang below their lead", "[report]") {
    Table table;
    std::string sentence;
    for (int word = 0; word < 16; ++word) sentence += "settlement ";
    table.rows = {{Row::Role::words, {text_cell("4.7"), text_cell(sentence)}}};
    const std::string text = text_of(table);
    CHECK(text.starts_with("  4.7  settlement"));
    CHECK(text.find("\n       settlement") != std::string::npos);
    CHECK(longest_line(text) <= report::text_width);
}

TEST_CASE("nothing that steers a terminal gets through", "[report]") {
    Table table{{{"Name", Cell::Type::text}}, {line({text_cell("evil\x1b[2Jname\nnext")})}};
    const std::string text = text_of(table);
    CHECK(text.find('\x1b') == std::string::npos);
    CHECK(text.find("name next") != std::string::npos);
}

TEST_CASE("accents and pounds count as one character each", "[report]") {
    Table table{{{"Name", Cell::Type::text}, {"X", Cell::Type::text}},
                {line({text_cell("Áine"), text_cell("1")}), line({text_cell("Anne"), text_cell("2")})}};
    CHECK(text_of(table) == "  Name  X\n  ----  -\n  Áine  1\n  Anne  2\n");
}

TEST_CASE("CSV quotes what needs it and guards formulas, figures never", "[report]") {
    Table table{{{"Name", Cell::Type::text}, {"Amount, net", Cell::Type::money}}, {}};
    table.rows = {line({text_cell("Smith, \"J\""), pounds(-1205)}),
                  line({text_cell("=1+1"), Cell{}}),
                  line({text_cell("-"), pounds(0)}),
                  line({text_cell("two\nlines"), pounds(1)}),
                  {Row::Role::total, {text_cell("Total"), pounds(5)}},
                  line({text_cell(" edge"), pounds(123456789)})};
    CHECK(report::write_csv(table) ==
          "Name,\"Amount, net\"\n"
          "\"Smith, \"\"J\"\"\",-12.05\n"
          "'=1+1,\n"
          "-,0.00\n"
          "\"two\nlines\",0.01\n"
          "\" edge\",1234567.89\n");
}

TEST_CASE("JSON rows carry every figure as a string", "[report]") {
    const std::vector<report::Column> columns = {{"Name", {}}, {"Amount", {}}, {"None", {}}};
    CHECK(report::json_line(columns, line({text_cell("A \"b\""), pounds(-5), Cell{}})) ==
          R"({"Name":"A \"b\"","Amount":"-0.05","None":null})");
    // bytes of a data file that are not UTF-8 still make valid JSON
    CHECK(report::json_line({{"Name", {}}}, line({text_cell("\xff")})) == "{\"Name\":\"\xEF\xBF\xBD\"}");
}
