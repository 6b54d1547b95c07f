// tests/unit/data/cells_test.cpp · each kind of cell, what is accepted and what is said of the rest.
#include "data/cells.h"

#include <string>

#include "small_contract.h"
#include "support/catch.h"

namespace concordat::data {
namespace {

using namespace testing;
using Labels = std::vector<std::string>;
using model::Value;

/// One column under `heading`, one cell a row, and what became of it.
struct Column {
    std::string text;
    CsvFile file;
    source::Diagnostics problems;
    std::vector<std::optional<Value>> values;

    Column(model::Kind kind, std::string heading, const std::vector<std::string>& cells, CellForm form = {},
           std::optional<calendar::PeriodUnit> unit = {}) {
        text = "Key," + heading + "\n";
        for (const std::string& cell : cells) text += "k," + cell + "\n";
        file = read_csv("column.csv", text);
        const SmallContract small;
        ColumnSpec spec{.name = read_heading(heading).name,
                        .kind = std::move(kind),
                        .form = joined_forms(read_heading(heading).form, form),
                        .owed_by = "Riverside ICB",
                        .unit = unit};
        Problems found;
        ColumnReader reader(small.contract, file, 1, spec, found);
        for (std::size_t row = 0; row < file.row_count(); ++row) values.push_back(reader.read(row));
        problems = found.take();
    }
    [[nodiscard]] const source::Diagnostic& problem() const { return problems.all().at(0); }
};

Value amount(std::string_view decimal) { return Value(ratio(decimal)); }

TEST_CASE("blank, absent, `-` and 0 are different things") {
    const Column column(money(), "Plan", {"", "-", "0", "–"});
    CHECK(column.problems.empty());
    REQUIRE(std::holds_alternative<model::Missing>(*column.values[0]));
    CHECK(std::get<model::Missing>(*column.values[0]).reason == "blank in column.csv line 2");
    CHECK(std::get<model::Missing>(*column.values[0]).owed_by == "Riverside ICB");
    CHECK(*column.values[1] == Value(model::None{}));
    CHECK(*column.values[2] == amount("0"));
    CHECK(*column.values[3] == Value(model::None{}));
}

TEST_CASE("money") {
    const Column good(money(), "Plan",
                      {"1234.50", "\"1,234.50\"", "-12", "£12.30", "\"-£1,000\"", "£-5", "+7", "−8", "012"});
    CHECK(good.problems.empty());
    const std::vector<std::string> expected{"1234.5", "1234.5", "-12", "12.3", "-1000", "-5", "7", "-8", "12"};
    for (std::size_t row = 0; row < expected.size(); ++row) CHECK(*good.values[row] == amount(expected[row]));

    const Column bad(money(), "Plan",
                     {"abc", "\"1,23\"", "(12.00)", "1.2E+7", "$5", "12%", "1.", "--5", "£-£5", "12 pounds"});
    REQUIRE(bad.problems.all().size() == 10);
    for (const source::Diagnostic& one : bad.problems.all()) CHECK(one.code == source::Code::cell_not_amount);
    CHECK(first_problem(bad.problems) ==
          "column.csv:2:3 `abc` in column `Plan` is not an amount of money; money is written as 1234.50");
    CHECK(marked(bad.problem()) == "abc");
    CHECK(bad.problem().place.quoted_line == "k,abc");
    CHECK(bad.problems.all()[2].help == "write an amount below zero with a minus in front: -1234.50");
    CHECK(bad.problems.all()[3].help == "write the number out with all its digits");
    CHECK(bad.problems.all()[4].help == "money in this contract is in GBP; write the amount in it, without a symbol");
    CHECK_FALSE(bad.values[0]);
}

TEST_CASE("numbers, counts and days") {
    CHECK(*Column(number(), "Rate", {"1.064957"}).values[0] == amount("1.064957"));
    CHECK(*Column(count(), "Cases", {"286"}).values[0] == amount("286"));
    CHECK(*Column(count(), "Cases", {"286.0"}).values[0] == amount("286"));
    const Column fraction(count(), "Cases", {"12.5"});
    CHECK(labels(fraction.problems) == Labels{"E616"});
    CHECK(fraction.problem().message == "`12.5` in column `Cases` is not whole; a count is a whole number");
    CHECK(fraction.problem().help ==
          "correct the figure; if fractions are meant, the contract must give it the kind `number`");
    CHECK(labels(Column(days(), "Stay", {"3 days"}).problems) == Labels{"E615"});
    CHECK(labels(Column(days(), "Stay", {"2.5"}).problems) == Labels{"E616"});
    CHECK(labels(Column(number(), "Rate", {"71.5%"}).problems) == Labels{"E615"});
    CHECK(Column(number(), "Rate", {std::string(61, '9')}).problem().help == "a number has at most 60 digits");
}

TEST_CASE("percentages with a sign in every cell or in none") {
    CHECK(*Column(percentage(), "Rate", {"71.5%", "-3 %", ""}).values[0] == amount("0.715"));
    CHECK(*Column(percentage(), "Rate (share of 1)", {"0.64"}).values[0] == amount("0.64"));
    CHECK(*Column(percentage(), "Rate (in hundredths)", {"64"}).values[0] == amount("0.64"));
    CHECK(*Column(percentage(), "Rate", {"0.64"}, {.share_of_one = true}).values[0] == amount("0.64"));
    CHECK(*Column(percentage(), "Rate (%)", {"64%"}).values[0] == amount("0.64"));

    const Column unsaid(percentage(), "Rate", {"-", "0.64", "0.7"});
    CHECK(labels(unsaid.problems) == Labels{"E620"});
    CHECK(unsaid.problem().place.line == 3);
    CHECK(unsaid.problem().message ==
          "`0.64` in column `Rate` has no `%`, and nothing says whether 0.5 is a half or half a percent");
    CHECK(unsaid.problem().help ==
          "write the heading as `Rate (share of 1)` or `Rate (in hundredths)`, or put a `%` in every cell");

    const Column mixed(percentage(), "Rate", {"64%", "70%", "0.7", "0.8"});
    CHECK(labels(mixed.problems) == Labels{"E621"});
    CHECK(mixed.problem().place.line == 4);
    CHECK(mixed.problem().labels.at(0).place.line == 2);

    CHECK(labels(Column(percentage(), "Rate (share of 1)", {"64%"}).problems) == Labels{"E621"});
    CHECK(Column(percentage(), "Rate", {"", "-"}).problems.empty());
}

TEST_CASE("dates") {
    CHECK(*Column(date(), "Born", {"2026-03-31"}).values[0] == Value(day("2026-03-31")));
    CHECK(*Column(date(), "Born (day/month/year)", {"31/03/2026"}).values[0] == Value(day("2026-03-31")));
    CHECK(*Column(date(), "Born (month/day/year)", {"03/31/2026"}).values[0] == Value(day("2026-03-31")));
    CHECK(*Column(date(), "Born", {"03/04/2026"}, {.slash_dates = calendar::SlashOrder::day_first}).values[0] ==
          Value(day("2026-04-03")));

    const Column unsaid(date(), "Born", {"03/04/2026", "05/06/2026", "31/03/2026", "2026-01-01"});
    CHECK(labels(unsaid.problems) == Labels{"E618"});
    CHECK(unsaid.problem().message ==
          "`03/04/2026` in column `Born` (and 2 more cells) may be read day first or month "
          "first; a date is written as 2026-03-31");
    CHECK(unsaid.problem().help == "write the heading as `Born (day/month/year)`");
    const auto help = [](const std::string& cell) { return Column(date(), "Born", {cell}).problem().help; };
    CHECK(help("03/31/2026") == "write the heading as `Born (month/day/year)`");
    CHECK(help("3/4/2026") ==
          "write the heading as `Born (day/month/year)` or `Born (month/day/year)`, as it is meant");
    CHECK(*unsaid.values[3] == Value(day("2026-01-01")));

    const Column bad(date(), "Born", {"2026-02-30", "31 March", "2026-03-31 00:00"});
    CHECK(labels(bad.problems) == Labels{"E617", "E617", "E617"});
    CHECK(first_problem(bad.problems) ==
          "column.csv:2:3 `2026-02-30` in column `Born` is no date; a date is written as 2026-03-31");
    CHECK(labels(Column(date(), "Born (day/month/year)", {"03/31/2026"}).problems) == Labels{"E617"});
}

TEST_CASE("yes and no") {
    const Column good(yes_no(), "Met", {"yes", "NO", "Yes"});
    CHECK(*good.values[0] == Value(true));
    CHECK(*good.values[1] == Value(false));
    CHECK(*Column(yes_no(), "Met (1 or 0)", {"1"}).values[0] == Value(true));
    CHECK(*Column(yes_no(), "Met", {"0"}, {.one_or_zero = true}).values[0] == Value(false));
    const Column bad(yes_no(), "Met", {"1", "true"});
    CHECK(labels(bad.problems) == Labels{"E619", "E619"});
    CHECK(bad.problem().help == "write the heading as `Met (1 or 0)`, or write yes and no");
    CHECK(labels(Column(yes_no(), "Met (1 or 0)", {"2"}).problems) == Labels{"E619"});
}

TEST_CASE("codes are text") {
    CHECK(*Column(code(), "HRG", {"0012"}).values[0] == Value(std::string("0012")));
    CHECK(*Column(code(), "HRG", {"1e5"}).values[0] == Value(std::string("1e5")));
    CHECK(*Column(code(), "HRG", {"\" aB \""}).values[0] == Value(std::string(" aB ")));
    CHECK(*Column(code({"EL", "DC"}), "Admission", {"DC"}).values[0] == Value(std::string("DC")));
    const Column bad(code({"Elective", "Emergency"}), "Admission", {"Emergncy", "elective", "Other"});
    CHECK(labels(bad.problems) == Labels{"E622", "E622", "E622"});
    CHECK(bad.problem().help == "did you mean `Emergency`?");
    CHECK(bad.problems.all()[1].help == "did you mean `Elective`?");
    CHECK(bad.problems.all()[2].help == "write one of: Elective, Emergency");
}

TEST_CASE("parties and members") {
    const SmallContract small;
    const Column good(party(small.provider), "Provider", {"Northgate  Hospital Trust", "St Bride’s"});
    CHECK(good.problems.empty());
    CHECK(*good.values[0] == Value(small.northgate));
    CHECK(*good.values[1] == Value(small.st_bride));
    const Column bad(party(small.provider), "Provider", {"Northgate Hospitl Trust", "Riverside ICB"});
    CHECK(labels(bad.problems) == Labels{"E623", "E623"});
    CHECK(bad.problem().help == "did you mean `Northgate Hospital Trust`?");
    CHECK(bad.problems.all()[1].message ==
          "`Riverside ICB` in column `Provider` is a party, but not a Provider of this contract");
    CHECK(*Column(party({}), "Payer", {"Riverside ICB"}).values[0] == Value(small.icb));
    CHECK(*Column(member(small.measure), "Measure", {"Settled Accommodation"}).values[0] ==
          Value(model::Member{small.measure, 1}));
    const Column unknown(member(small.measure), "Measure", {"Recovery Rte"});
    CHECK(labels(unknown.problems) == Labels{"E624"});
    CHECK(unknown.problem().help == "did you mean `Recovery Rate`?");
}

TEST_CASE("periods") {
    const auto month = calendar::PeriodUnit::month;
    const auto read = [](const std::string& text, std::optional<calendar::PeriodUnit> unit) {
        const Column column(period(), "Period", {text}, {}, unit);
        return column.values[0] ? std::get<calendar::Period>(*column.values[0]).label({})
                                : labels(column.problems).at(0);
    };
    CHECK(read("2026-08", month) == "2026-08");
    CHECK(read("August 2026", month) == "2026-08");
    CHECK(read("2026/27 Q1", {}) == "2026/27 Q1");
    CHECK(read("2026/27 q1", {}) == "2026/27 Q1");
    CHECK(read("2026/27", {}) == "2026/27");
    CHECK(read("2026-08-31", calendar::PeriodUnit::day) == "2026-08-31");
    CHECK(read("2026-W05", calendar::PeriodUnit::week) == "2026-W05");
    CHECK(read("2026", {}) == "E625");
    CHECK(read("2026/28", {}) == "E625");
    CHECK(read("2026/27", month) == "E626");
    const Column near(period(), "Month", {"2026-8"}, {}, month);
    CHECK(near.problem().help == "did you mean `2026-08`?");
}

TEST_CASE("of a column that is wrong throughout the first cells are listed and all are counted") {
    const std::vector<std::string> cells(1500, "31-Mar-26");
    const Column column(date(), "Born", cells);
    REQUIRE(column.problems.all().size() == 1001);
    CHECK(column.problems.all()[999].place.line == 1001);
    const source::Diagnostic& rest = column.problems.all()[1000];
    CHECK(rest.code == source::Code::cell_not_date);
    CHECK(rest.place.file == "column.csv");
    CHECK(rest.place.line == 0);
    CHECK(rest.message == "this file has 1500 such places; the first 1000 are listed");
}

}  // namespace
}  // namespace concordat::data
