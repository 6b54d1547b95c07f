// tests/unit/eval/cheaper_steps_test.cpp · tests
// What:  what is done so that steps cost less: several lists fetched from at once, entries of short lists, operands
//        that are the same in all rows, sums and differences put in another way. Each against plain arithmetic.
#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "eval/plan/short_lists.h"
#include "support/catch.h"
#include "two_columns.h"

namespace {

using namespace concordat;
using namespace concordat::eval::plan;

using List = std::vector<Number>;

std::size_t count_of(const Program& program, Do what) {
    return static_cast<std::size_t>(
        std::count_if(program.steps.begin(), program.steps.end(), [&](const Step& step) { return step.what == what; }));
}

/// The entry of a list; nothing where there is none.
std::optional<Number> entry_of(const List& list, Number at) {
    if (at < 0 || at >= static_cast<Number>(list.size())) return std::nullopt;
    const Number entry = list[static_cast<std::size_t>(at)];
    return entry == no_number ? std::nullopt : std::optional(entry);
}

/// Both columns' results of each row, as they are after lists are joined.
std::vector<std::vector<std::optional<Ratio>>> run_joined(TwoColumns& made, const std::vector<Worked>& results) {
    for (const Worked& result : results) made.program.kept.push_back(result.place);
    made.program.drop_unused_steps();
    made.program.join_lists();
    std::vector<std::vector<std::optional<Ratio>>> found;
    for (const Worked& result : results) found.push_back(made.run(result));
    return found;
}

/// Keys 0 to 3 from day 0: row 0 to 3; the first two of them from day 20 on: rows 4 and 5.
std::unique_ptr<Search> search_by_key_and_day() {
    auto search = std::make_unique<Search>();
    search->dated = true;
    constexpr Number least = INT64_MIN, most = INT64_MAX;
    search->rows = {{0, 19, least, most, 0},         {20, INT32_MAX, least, most, 4}, {0, 19, least, most, 1},
                    {20, INT32_MAX, least, most, 5}, {0, INT32_MAX, least, most, 2},  {0, INT32_MAX, least, most, 3}};
    search->by_key = {{0, 2}, {2, 2}, {4, 1}, {5, 1}};
    return search;
}
Number row_by_key_and_day(Number key, Number day) {
    if (key < 0 || key > 3 || day < 0) return -1;
    return key < 2 && day >= 20 ? key + 4 : key;
}

const std::vector<List> five_lists = {{70, 10, 20, 90, 40, 50},
                                      {5, 4, no_number, 3, 2, 1},
                                      {11, 13, 17, 19, 23, 29},
                                      {-6, -7, -8, -9, -10, -11},
                                      {100, 200, 300, 400, 500, 600}};

}  // namespace

TEST_CASE("several lists are fetched from at once, and what one of them lacks is set aside") {
    const std::size_t lists = GENERATE(1u, 2u, 3u, 4u, 5u);
    TwoColumns made(9, 10);
    std::vector<Worked> results;
    for (std::size_t list = 0; list < lists; ++list)
        results.push_back(*made.steps.cell(column(0, 1, 9), five_lists[list], 1, Worked::As::number));
    const auto found = run_joined(made, results);
    CHECK(count_of(made.program, Do::pick_several) == (lists > 1 ? 1 : 0));
    CHECK(count_of(made.program, Do::cell) == (lists == 1 || lists == 5 ? 1 : 0));
    for (std::size_t row = 0; row < batch_rows; ++row) {
        bool there = true;
        for (std::size_t list = 0; list < lists; ++list) there &= entry_of(five_lists[list], made.a[row]).has_value();
        INFO(made.a[row]);
        for (std::size_t list = 0; list < lists; ++list) {
            CHECK(found[list][row].has_value() == there);
            if (there) CHECK(found[list][row] == Ratio(*entry_of(five_lists[list], made.a[row])));
        }
    }
}

TEST_CASE("what is fetched for a row found by key and day is found without the row") {
    const std::size_t lists = GENERATE(1u, 3u);
    const bool one_stretch = GENERATE(false, true);
    TwoColumns made(6, 40);
    if (one_stretch) {
        for (Number& day : made.b) day = 20 + std::abs(day);
        TwoColumns::set(made.rows_of_b, made.b, true);
    }
    const auto nothing = made.steps.whole(0, Worked::As::number);
    const auto row_found =
        made.steps.find_row(column(0, 1, 6), column(1, 1, 60), *nothing, search_by_key_and_day(), true);
    REQUIRE(row_found.has_value());
    std::vector<Worked> results;
    for (std::size_t list = 0; list < lists; ++list)
        results.push_back(*made.steps.cell(*row_found, five_lists[list], 1, Worked::As::number));
    const auto found = run_joined(made, results);
    CHECK(count_of(made.program, Do::find_row) == 0);
    CHECK(count_of(made.program, Do::find_place) == 1);
    std::size_t together = 0;
    for (std::size_t row = 0; row < batch_rows; ++row) {
        const Number at = row_by_key_and_day(made.a[row], made.b[row]);
        bool there = true;
        for (std::size_t list = 0; list < lists; ++list) there &= entry_of(five_lists[list], at).has_value();
        together += there ? 1 : 0;
        INFO(made.a[row] << " on day " << made.b[row]);
        for (std::size_t list = 0; list < lists; ++list) {
            CHECK(found[list][row].has_value() == there);
            if (there) CHECK(found[list][row] == Ratio(*entry_of(five_lists[list], at)));
        }
    }
    CHECK(together > 0);
    CHECK(together < batch_rows);
}

TEST_CASE("a row that is looked at otherwise is found as before") {
    TwoColumns made(6, 40);
    const auto nothing = made.steps.whole(0, Worked::As::number);
    const auto row_found =
        made.steps.find_row(column(0, 1, 6), column(1, 1, 40), *nothing, search_by_key_and_day(), true);
    const auto cell = made.steps.cell(*row_found, five_lists[0], 1, Worked::As::number);
    const auto found = run_joined(made, {*cell, *row_found});
    CHECK(count_of(made.program, Do::find_row) == 1);
    for (std::size_t row = 0; row < batch_rows; ++row) {
        const Number at = row_by_key_and_day(made.a[row], made.b[row]);
        CHECK(found[0][row].has_value() == (at >= 0));
        if (at >= 0) CHECK(found[0][row] == Ratio(*entry_of(five_lists[0], at)));
        if (at >= 0) CHECK(found[1][row] == Ratio(at));
    }
}

TEST_CASE("months of days, all in one or in several") {
    const Number most = GENERATE(Number{40}, Number{3}, Number{0});
    const List list = {0, 0, 0, 1, 1, 1, 1, 2, 2};
    TwoColumns made(most, 1);
    const auto month = made.steps.month_of(column(0, 1, most), list, -3);
    const auto found = made.run(month);
    for (std::size_t row = 0; row < batch_rows; ++row) {
        const auto entry = entry_of(list, made.a[row] + 3);
        CHECK(found[row] == Ratio(entry ? *entry : -1));
    }
}

TEST_CASE("every way to fetch from a short list gives the same") {
    for (const FetchWay& way : fetch_ways()) {
        for (const std::size_t size : {1u, 2u, 15u, 16u, 17u, 31u, 32u, 33u, 63u, 64u, 65u, 96u, 127u, 128u}) {
            std::vector<Narrow> entries, places, found(batch_rows);
            for (std::size_t at = 0; at < size; ++at) entries.push_back(static_cast<Narrow>(at * at) - 1'000);
            constexpr Narrow first = -7;
            for (std::size_t row = 0; row < batch_rows; ++row)
                places.push_back(static_cast<Narrow>(row % (size + 20)) + first - 10);
            way.fetch(found.data(), places.data(), {entries.data(), size, first});
            INFO(way.name << ", a list of " << size);
            for (std::size_t row = 0; row < batch_rows; ++row) {
                const Narrow at = places[row] - first;
                if (at >= 0 && at < static_cast<Narrow>(size))
                    CHECK(found[row] == entries[static_cast<std::size_t>(at)]);
            }
        }
    }
}

TEST_CASE("a figure that is the same in all rows may stand on either side") {
    const bool wide = GENERATE(false, true);
    const Number most = wide ? 3'000'000'000'000 : 1'000;
    const Number figure = GENERATE(Number{-7}, Number{0}, Number{12}, Number{5'000'000'000});
    TwoColumns made(most, 10, wide);
    const Worked a = column(0, 1, most);
    const Worked k = *made.steps.whole(figure, Worked::As::number);
    const auto a_below = made.steps.compare(Do::less, a, k);
    const std::vector<std::pair<Worked, Number (*)(Number, Number)>> cases = {
        {*made.steps.add(a, k), [](Number x, Number y) { return x + y; }},
        {*made.steps.add(k, a), [](Number x, Number y) { return x + y; }},
        {*made.steps.subtract(a, k), [](Number x, Number y) { return x - y; }},
        {*made.steps.subtract(k, a), [](Number x, Number y) { return y - x; }},
        {*made.steps.excess(a, k), [](Number x, Number y) { return std::max<Number>(x - y, 0); }},
        {*made.steps.excess(k, a), [](Number x, Number y) { return std::max<Number>(y - x, 0); }},
        {*made.steps.extreme(k, a, true), [](Number x, Number y) { return std::max(x, y); }},
        {*made.steps.extreme(k, a, false), [](Number x, Number y) { return std::min(x, y); }},
        {*a_below, [](Number x, Number y) { return Number{x < y}; }},
        {*made.steps.compare(Do::less, k, a), [](Number x, Number y) { return Number{y < x}; }},
        {*made.steps.compare(Do::at_most, a, k), [](Number x, Number y) { return Number{x <= y}; }},
        {*made.steps.compare(Do::at_most, k, a), [](Number x, Number y) { return Number{y <= x}; }},
        {*made.steps.compare(Do::equal, k, a), [](Number x, Number y) { return Number{x == y}; }},
        {*made.steps.compare(Do::not_equal, k, a), [](Number x, Number y) { return Number{x != y}; }},
        {*made.steps.choose(*a_below, k, a), [](Number x, Number y) { return x < y ? y : x; }},
        {*made.steps.choose(*a_below, a, k), [](Number x, Number y) { return x < y ? x : y; }},
        {*made.steps.choose(*a_below, k, *made.steps.whole(3, Worked::As::number)),
         [](Number x, Number y) { return x < y ? y : 3; }}};
    for (std::size_t which = 0; which < cases.size(); ++which) {
        const auto found = made.run(cases[which].first);
        INFO("case " << which);
        for (std::size_t row = 0; row < batch_rows; ++row)
            CHECK(found[row] == Ratio(cases[which].second(made.a[row], figure)));
    }
}

TEST_CASE("a surcharge in some cases is one product, and comes to the same") {
    const bool wide = GENERATE(false, true);
    const Number most = wide ? 3'000'000'000'000 : 1'000;
    TwoColumns made(most, 10, wide);
    const Worked x = column(0, 100, most);
    const auto above = made.steps.compare(Do::less, *made.steps.whole(0, Worked::As::number), column(1, 1, 10));
    const auto of = [&](Number numerator, Number denominator) {
        return *made.steps.multiply(x, Ratio(Integer(numerator), Integer(denominator)));
    };
    const Worked nothing = *made.steps.whole(0, Worked::As::number);
    const auto with_five = made.steps.add(x, *made.steps.choose(*above, of(5, 100), nothing));
    const auto else_seven = made.steps.add(*made.steps.choose(*above, nothing, of(7, 100)), x);
    const auto either = made.steps.add(of(3, 1), *made.steps.choose(*above, of(-2, 1), of(11, 1)));
    REQUIRE((with_five && else_seven && either));
    made.program.kept = {with_five->place, else_seven->place, either->place};
    made.program.drop_unused_steps();
    CHECK(count_of(made.program, Do::add) == 0);
    CHECK(count_of(made.program, Do::multiply) == 3);
    const auto fives = made.run(with_five);
    const auto sevens = made.run(else_seven);
    const auto others = made.run(either);
    for (std::size_t row = 0; row < batch_rows; ++row) {
        const bool holds = made.b[row] > 0;
        const Ratio amount(Integer(made.a[row]), Integer(100));
        CHECK(fives[row] == amount + (holds ? amount * Ratio(Integer(5), Integer(100)) : Ratio(0)));
        CHECK(sevens[row] == amount + (holds ? Ratio(0) : amount * Ratio(Integer(7), Integer(100))));
        CHECK(others[row] == amount * Ratio(holds ? 1 : 14));
    }
}

TEST_CASE("a surcharge that may be too large is set aside where it is") {
    constexpr Number most = 4'000'000'000'000'000'000;
    TwoColumns made(most, 10);
    const Worked x = column(0, 1, most);
    const auto above = made.steps.compare(Do::less, *made.steps.whole(0, Worked::As::number), column(1, 1, 10));
    const auto twice = made.steps.multiply(x, Ratio(2));
    const auto sum = made.steps.add(x, *made.steps.choose(*above, *twice, *made.steps.whole(0, Worked::As::number)));
    const auto found = made.run(sum);
    for (std::size_t row = 0; row < batch_rows; ++row) {
        const Integer exact_sum = Integer(made.a[row]) * (made.b[row] > 0 ? 3 : 1);
        if (found[row]) CHECK(found[row] == Ratio(exact_sum));
        if (!fits(exact_sum, exact_sum)) CHECK_FALSE(found[row].has_value());
    }
}

TEST_CASE("a difference that is not to be below nothing is one step") {
    const bool wide = GENERATE(false, true);
    TwoColumns made(1'000, 900, wide);
    const auto difference = made.steps.subtract(column(0, 1, 1'000), column(1, 1, 900));
    const auto nothing = made.steps.whole(0, Worked::As::number);
    const auto one = made.steps.extreme(*difference, *nothing, true);
    const auto other = made.steps.extreme(*nothing, *difference, true);
    const auto least = made.steps.extreme(*difference, *nothing, false);
    REQUIRE((one && other && least));
    CHECK(one->place == other->place);
    CHECK(count_of(made.program, Do::excess) == 1);
    CHECK(count_of(made.program, Do::least) == 1);
    const auto found = made.run(one);
    const auto below = made.run(least);
    for (std::size_t row = 0; row < batch_rows; ++row) {
        CHECK(found[row] == Ratio(std::max<Number>(made.a[row] - made.b[row], 0)));
        CHECK(below[row] == Ratio(std::min<Number>(made.a[row] - made.b[row], 0)));
    }
}
