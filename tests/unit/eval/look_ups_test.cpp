// tests/unit/eval/look_ups_test.cpp · price lists: keys, days, ranges, no row, no price.
#include "support/catch.h"
#include "support/model_builder.h"

using namespace concordat;
using namespace concordat::testing;

namespace {

Value code_text(const char* text) { return std::string(text); }

struct Prices {
    ModelBuilder made{PeriodUnit::month, "2018-04-01", "2019-03-31"};
    TableId table{std::size_t{0}};

    Prices() {
        model::Table prices;
        prices.title = "Schedule A";
        prices.dated = true;
        prices.keys = {{"HRG", Kind::code(), false, {}}, {"Admission", Kind::code(), false, {}}};
        prices.columns = {{"Base Price", Kind::money(), {}}};
        add(prices, {code_text("DZ11V"), code_text("NE")}, {}, day("2018-09-30"), number("1482"));
        add(prices, {code_text("DZ11V"), code_text("NE")}, day("2018-10-01"), {}, number("1500"));
        add(prices, {code_text("DZ11V"), code_text("EL")}, {}, {}, model::None{});
        add(prices, {code_text("EB03E"), code_text("NE")}, {}, {}, model::Missing{});
        made.contract.tables.push_back(std::move(prices));
    }
    static void add(model::Table& prices, std::vector<Value> keys, std::optional<Date> from, std::optional<Date> until,
                    Value cell) {
        model::Table::Row row;
        row.keys = std::move(keys);
        row.from = from;
        row.until = until;
        row.cells = {std::move(cell)};
        row.place = {"prices.csv", prices.rows.size() + 2, 1, {}, 0, 0};
        prices.rows.push_back(std::move(row));
    }
    std::string price(const char* hrg, const char* admission, const char* date) {
        const ExprId look_up =
            made.expression(model::LookUp{table, 0, {made.code(hrg), made.code(admission)}, made.on(date)});
        const TermId base = made.defined("Base Price", look_up);
        Evaluator evaluator(made.inputs());
        std::string words = shown(made, evaluator.value(base, made.in("2018-05")));
        for (const auto& problem : evaluator.problems().all())
            words = source::code_label(problem.code) + " " + problem.message;
        return words;
    }
};

/// Points between two ends in each row.
struct Sliding {
    ModelBuilder made;

    Sliding() {
        model::Table rates;
        rates.title = "Schedule B";
        for (const char* heading : {"From", "To", "Rate", "Rate at the End"})
            rates.columns.push_back({heading, Kind::number(), {}});
        add(rates, "0", "10", "0", "5");
        add(rates, "10", "20", "5", "25");
        add(rates, "30", nullptr, "9", nullptr);
        made.contract.tables.push_back(std::move(rates));
    }
    static void add(model::Table& rates, const char* from, const char* to, const char* start, const char* end) {
        model::Table::Row row;
        for (const char* cell : {from, to, start, end})
            row.cells.push_back(cell == nullptr ? Value(model::None{}) : Value(number(cell)));
        rates.rows.push_back(std::move(row));
    }
    std::string at(const char* x) {
        const ExprId line = made.expression(
            model::LineInRow{TableId(std::size_t{0}), made.plain(x), 0, 1, 2, 3, {}, {}}, Kind::number());
        const TermId rate = made.defined("Rate", line);
        Evaluator evaluator(made.inputs());
        return shown(made, evaluator.value(rate, made.in("2026/27")), Kind::number());
    }
};

}  // namespace

TEST_CASE("by keys and on a day; the last day of a row is in") {
    Prices prices;
    CHECK(prices.price("DZ11V", "NE", "2018-05-03") == "£1,482.00");
    CHECK(prices.price("DZ11V", "NE", "2018-09-30") == "£1,482.00");
    CHECK(prices.price("DZ11V", "NE", "2018-10-01") == "£1,500.00");
}

TEST_CASE("no row, no price and a blank cell are three things") {
    Prices prices;
    CHECK(prices.price("ZZ99Z", "NE", "2018-05-03") ==
          "missing: Base Price for May 2018 (no row for HRG ZZ99Z and Admission NE on 3 May 2018 in Schedule A)");
    CHECK(prices.price("DZ11V", "EL", "2018-05-03") == "none");
    CHECK(prices.price("EB03E", "NE", "2018-05-03") == "missing: Base Price for May 2018 (blank in prices.csv line 5)");
    CHECK(prices.price("dz11v", "NE", "2018-05-03").starts_with("missing"));  // codes are text
}

TEST_CASE("two rows for one key are a problem") {
    Prices prices;
    Prices::add(prices.made.contract.tables[0], {code_text("DZ11V"), code_text("NE")}, day("2018-09-30"), {},
                number("1"));
    CHECK(prices.price("DZ11V", "NE", "2018-09-30") ==
          "E713 `Base Price for May 2018`: there are two rows for HRG DZ11V and Admission NE on 30 September 2018 in "
          "Schedule A");
}

TEST_CASE("a missing key is passed on") {
    Prices prices;
    ModelBuilder& made = prices.made;
    const ExprId look_up = made.expression(
        model::LookUp{prices.table, 0, {made.unreported("HRG", Kind::code()), made.code("NE")}, made.on("2018-05-03")});
    Evaluator evaluator(made.inputs());
    CHECK(shown(made, evaluator.value(look_up, made.in("2018-05"))) == "missing: HRG (not reported)");
}

TEST_CASE("the rows that data filled in come first") {
    Prices prices;
    prices.made.data.tables = prices.made.contract.tables;
    prices.made.data.tables[0].rows[0].cells[0] = number("7");
    CHECK(prices.price("DZ11V", "NE", "2018-05-03") == "£7.00");
}

TEST_CASE("without a day of its own a dated table takes the text's day") {
    Prices prices;
    ModelBuilder& made = prices.made;
    const TermId base = made.defined(
        "Base Price", made.expression(model::LookUp{prices.table, 0, {made.code("DZ11V"), made.code("NE")}, {}}));
    Evaluator evaluator(made.inputs());
    CHECK(shown(made, evaluator.value(base, made.in("2018-09"))) == "£1,482.00");
    CHECK(shown(made, evaluator.value(base, made.in("2018-10"))) == "£1,500.00");
}

TEST_CASE("a key may be a range, open at an end; a cell may be an amount") {
    ModelBuilder made;
    model::Table ages;
    ages.title = "clause 3.1";
    ages.keys = {{"Age from", Kind::count(), true, "to"}};
    ages.columns = {{"Price", Kind::money(), {}}};
    const auto add = [&](Value from, Value to, ExprId price) {
        model::Table::Row row;
        row.keys = {std::move(from)};
        row.keys_to = {std::move(to)};
        row.exprs = {price};
        ages.rows.push_back(std::move(row));
    };
    const TermId fee = made.defined("Fee", made.pounds("40"));
    add(model::None{}, Ratio(17), made.ref(fee));
    add(Ratio(18), Ratio(64), made.pounds("50"));
    add(Ratio(65), model::None{}, made.pounds("60"));
    made.contract.tables.push_back(std::move(ages));
    const auto price = [&](const char* age) {
        const ExprId look_up = made.expression(model::LookUp{TableId(std::size_t{0}), 0, {made.plain(age)}, {}});
        Evaluator evaluator(made.inputs());
        return shown(made, evaluator.value(look_up, made.in("2026/27")));
    };
    CHECK(price("3") == "£40.00");
    CHECK(price("17") == "£40.00");
    CHECK(price("18") == "£50.00");
    CHECK(price("64") == "£50.00");
    CHECK(price("90") == "£60.00");
    CHECK(price("17.5") == "missing (no row for Age from 17.5 in clause 3.1)");
}

TEST_CASE("keys of one list, several columns") {
    ModelBuilder made;
    const SetId grade = made.set("Grade", {"High", "Low"});
    model::Table table;
    table.keys = {{"Grade", Kind::member(grade), false, {}}};
    table.columns = {{"Day", Kind::money(), {}}, {"Night", Kind::money(), {}}};
    for (std::size_t row = 0; row < 2; ++row) {
        model::Table::Row made_row;
        made_row.keys = {model::Member{grade, row}};
        made_row.cells = {Ratio(static_cast<std::int64_t>(row) + 1), Ratio(static_cast<std::int64_t>(row) + 10)};
        table.rows.push_back(std::move(made_row));
    }
    made.contract.tables.push_back(std::move(table));
    const TermId night =
        made.defined("Night",
                     made.expression(model::LookUp{
                         TableId(std::size_t{0}),
                         1,
                         {made.expression(model::ScopeElement{ModelBuilder::each(grade)}, Kind::member(grade))},
                         {}}),
                     {ModelBuilder::each(grade)});
    Evaluator evaluator(made.inputs());
    Scope scope = made.in("2026/27");
    scope.members[grade] = 1;
    CHECK(shown(made, evaluator.value(night, scope)) == "£11.00");
}

TEST_CASE("a straight line inside each row") {
    Sliding sliding;
    CHECK(sliding.at("0") == "0");
    CHECK(sliding.at("4") == "2");
    CHECK(sliding.at("10") == "5");
    CHECK(sliding.at("15") == "15");
    CHECK(sliding.at("20") == "25");
    CHECK(sliding.at("99") == "9");  // no upper end: the rate it starts with
    CHECK(sliding.at("25") == "missing: Rate for 2026/27 (no row for 25 in Schedule B)");
}
