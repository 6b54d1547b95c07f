// tests/unit/eval/plan_test.cpp · tests
// What:  the steps of a plan, one by one, against plain arithmetic on wide numbers; and the range that each is said to
//        have.
#include <array>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "exact/rounding.h"
#include "support/catch.h"
#include "two_columns.h"

namespace {

using namespace concordat;
using namespace concordat::eval::plan;

}  // namespace

TEST_CASE("sums and products of fractions are exact, whatever their denominators and widths") {
    const bool wide = GENERATE(false, true);
    TwoColumns made(1'000'000, 30'000, wide);
    const Worked a = column(0, 100, 1'000'000);
    const Worked b = column(1, 7, 30'000);
    const auto sum = made.steps.add(a, b);
    const auto product = made.steps.multiply(a, b);
    const auto scaled = made.steps.multiply(a, Ratio(Integer(-7), Integer(30)));
    const auto excess = made.steps.excess(a, b);
    const auto sums = made.run(sum);
    const auto products = made.run(product);
    const auto scales = made.run(scaled);
    const auto excesses = made.run(excess);
    for (std::size_t row = 0; row < batch_rows; ++row) {
        const Ratio x(Integer(made.a[row]), Integer(100));
        const Ratio y(Integer(made.b[row]), Integer(7));
        CHECK(sums[row] == x + y);
        CHECK(products[row] == x * y);
        CHECK(scales[row] == x * Ratio(Integer(-7), Integer(30)));
        CHECK(excesses[row] == (x > y ? x - y : Ratio(0)));
    }
}

TEST_CASE("every rounding mode, by size, at every place, against the one that settles") {
    const std::vector<exact::RoundingMode> modes = {exact::RoundingMode::half_up, exact::RoundingMode::half_down,
                                                    exact::RoundingMode::half_to_even, exact::RoundingMode::up,
                                                    exact::RoundingMode::down};
    const std::vector<Ratio> places = {Ratio(Integer(1), Integer(100)), Ratio(1), Ratio(5),
                                       Ratio(Integer(1), Integer(2)), Ratio(Integer(1), Integer(1000))};
    for (const auto mode : modes) {
        for (const Ratio& place : places) {
            TwoColumns made(5'000, 10);
            const auto rounded = made.steps.round(column(0, 200, 5'000), {place, mode});
            const auto found = made.run(rounded);
            for (std::size_t row = 0; row < batch_rows; ++row)
                CHECK(found[row] == exact::round_to(Ratio(Integer(made.a[row]), Integer(200)), {place, mode}));
        }
    }
}

TEST_CASE("rounding of what is not below nothing, in every mode, also at the end of the range") {
    const auto mode = GENERATE(exact::RoundingMode::half_up, exact::RoundingMode::half_down,
                               exact::RoundingMode::half_to_even, exact::RoundingMode::up, exact::RoundingMode::down);
    const Number most =
        GENERATE(Number{5'000}, Number{INT64_MAX - 1});  // with the second nothing can be added beforehand
    TwoColumns made(5'000, 10);
    for (std::size_t row = 0; row < batch_rows; ++row) {
        made.a[row] = most == 5'000 ? std::abs(made.a[row]) : most - static_cast<Number>(row);
    }
    made.program.narrow[0] = TwoColumns::set(made.rows_of_a, made.a, most == 5'000);
    for (const Number parts : {200, 300, 7}) {
        Worked number = column(0, parts, most);
        number.least = 0;
        const exact::Rounding rounding{Ratio(1), mode};
        TwoColumns one(5'000, 10);
        one.a = made.a;
        one.program.narrow[0] = TwoColumns::set(one.rows_of_a, one.a, most == 5'000);
        const auto found = one.run(one.steps.round(number, rounding));
        for (std::size_t row = 0; row < batch_rows; ++row)
            CHECK(found[row] == exact::round_to(Ratio(Integer(made.a[row]), Integer(parts)), rounding));
    }
}

TEST_CASE("narrow and wide registers meet, and all come to what plain arithmetic makes") {
    const bool wide = GENERATE(false, true);
    TwoColumns made(2'000'000'000, 30'000, wide);
    const Worked a = column(0, 1, 2'000'000'000);
    const Worked b = column(1, 1, 30'000);
    const auto product = made.steps.multiply(a, b);            // wide, of narrow ones
    const auto sum = made.steps.add(*product, b);              // wide, of one of each
    const auto above = made.steps.compare(Do::less, *sum, a);  // a condition on wide ones
    const auto chosen = made.steps.choose(*above, b, *sum);    // wide, of one of each
    const auto least = made.steps.extreme(*chosen, b, false);  // wide: it may be far below
    const auto rounded = made.steps.round(b, {Ratio(10), exact::RoundingMode::down});
    const auto last = made.steps.add(*least, *rounded);
    const auto found = made.run(last);
    for (std::size_t row = 0; row < batch_rows; ++row) {
        const Number x = made.a[row];
        const Number y = made.b[row];
        const Number both = x * y + y;
        CHECK(found[row] == Ratio(std::min(both < x ? y : both, y) + y / 10 * 10));
    }
}

TEST_CASE("a list that only counts on is not fetched from; what it does not have is set aside") {
    TwoColumns made(10, 10);
    const auto placed =
        made.steps.cell(column(0, 1, 10), {no_number, no_number, 0, 1, 2, no_number}, 1, Worked::As::number);
    const auto found = made.run(placed);
    for (const Step& step : made.program.steps) CHECK((step.what != Do::cell && step.what != Do::pick));
    for (std::size_t row = 0; row < batch_rows; ++row) {
        const bool there = made.a[row] >= 2 && made.a[row] <= 4;
        INFO(made.a[row]);
        CHECK(found[row].has_value() == there);
        if (there) CHECK(found[row] == Ratio(made.a[row] - 2));
    }
}

TEST_CASE("a list out of order, and one of large numbers, are fetched from") {
    const Number large = 5'000'000'000;
    for (const std::vector<Number>& list : {std::vector<Number>{1, 0, 2}, std::vector<Number>{large, no_number, 3}}) {
        TwoColumns made(4, 10);
        const auto found = made.run(made.steps.cell(column(0, 1, 4), list, 1, Worked::As::number));
        for (std::size_t row = 0; row < batch_rows; ++row) {
            const auto at = static_cast<std::size_t>(made.a[row]);
            const bool there = at < list.size() && list[at] != no_number;
            CHECK(found[row].has_value() == there);
            if (there) CHECK(found[row] == Ratio(list[at]));
        }
    }
}

TEST_CASE("division by a fixed number, by multiplication, at the ends of its range") {
    std::mt19937_64 chance(9);
    for (int turn = 0; turn < 2'000; ++turn) {
        const std::uint64_t by =
            turn < 200 ? static_cast<std::uint64_t>(turn) + 1 : (chance() >> (1 + chance() % 62)) + 1;
        const Divider divider(by);
        for (const std::uint64_t dividend : {std::uint64_t{0}, by - 1, by, by + 1, (std::uint64_t{1} << 63u) - 1,
                                             ((std::uint64_t{1} << 63u) - 1) / by * by, chance() >> 1u}) {
            if (dividend < std::uint64_t{1} << 63u) CHECK(divider.divide(dividend) == dividend / by);
        }
    }
}

TEST_CASE("what may be too large is checked, and set aside where it is") {
    const Number large = 4'000'000'000;
    TwoColumns made(large, large);
    const auto product = made.steps.multiply(column(0, 1, large), column(1, 1, large));
    const auto found = made.run(product);
    std::size_t aside = 0;
    for (std::size_t row = 0; row < batch_rows; ++row) {
        const Integer exact_product = Integer(made.a[row]) * made.b[row];
        if (!found[row]) {
            CHECK_FALSE(fits(exact_product, exact_product));
            ++aside;
        } else {
            CHECK(found[row] == Ratio(exact_product));
        }
    }
    CHECK(aside > 100);
    CHECK(aside < batch_rows - 100);
}

TEST_CASE("the same step is made once") {
    TwoColumns made(10, 10);
    const auto one = made.steps.add(column(0, 1, 10), column(1, 1, 10));
    const auto again = made.steps.add(column(0, 1, 10), column(1, 1, 10));
    REQUIRE((one && again));
    CHECK(one->place == again->place);
    CHECK(made.program.steps.size() == 1);
}

TEST_CASE("registers that give their room to later ones hold what is kept") {
    TwoColumns plainly(1'000, 1'000);
    TwoColumns shared(1'000, 1'000);
    const auto chain = [](Steps& steps) {
        std::optional<Worked> sum = column(0, 1, 1'000);
        for (int turn = 0; turn < 40; ++turn) {
            const auto more = steps.multiply(*sum, Ratio(turn % 3 == 0 ? -1 : 1));
            sum = steps.add(*more, column(1, 1, 1'000));
            sum = steps.extreme(*sum, column(0, 1, 1'000), turn % 2 == 0);
        }
        return sum;
    };
    const auto one = chain(plainly.steps);
    const auto other = chain(shared.steps);
    REQUIRE((one && other));
    shared.program.kept = {other->place};
    CHECK(plainly.run(one) == shared.run(other));
}

TEST_CASE("a figure that is kept stands in every row") {
    TwoColumns made(10, 10);
    const auto seven = made.steps.whole(7, Worked::As::number);
    const auto sum = made.steps.add(column(0, 1, 10), column(1, 1, 10));
    REQUIRE((seven && sum));
    made.program.kept = {seven->place, sum->place};
    const auto found = made.run(seven);
    for (std::size_t row = 0; row < batch_rows; ++row) CHECK(found[row] == Ratio(7));
}

TEST_CASE("steps that nobody looks at are left out, but for those that may set a row aside") {
    TwoColumns made(10, 10);
    const auto sum = made.steps.add(column(0, 1, 10), column(1, 1, 10));
    const auto unused = made.steps.multiply(column(0, 1, 10), Ratio(3));
    REQUIRE((sum && unused));
    Worked condition = column(1, 1, 1);
    condition.as = Worked::As::yes_no;
    made.steps.demand(condition);
    made.program.kept = {sum->place};
    CHECK(made.program.steps.size() == 3);
    made.program.drop_unused_steps();
    REQUIRE(made.program.steps.size() == 2);
    CHECK(made.program.steps[0].what == Do::add);
    CHECK(made.program.steps[1].what == Do::demand);
    CHECK(made.program.looks_at_column(0));
    CHECK(made.program.looks_at_column(1));
    made.program.kept = {made.steps.whole(7, Worked::As::number)->place};
    made.program.drop_unused_steps();
    REQUIRE(made.program.steps.size() == 1);
    CHECK_FALSE(made.program.looks_at_column(0));
    CHECK(made.program.looks_at_column(1));
}

TEST_CASE("a day so many months after another, against the calendar") {
    TwoColumns made(40'000, 1'300);
    Worked day = column(0, 1, 40'000);
    day.as = Worked::As::date;
    const auto found = made.run(made.steps.months_after(day, column(1, 1, 1'300)));
    for (std::size_t row = 0; row < batch_rows; ++row) {
        const auto date = calendar::Date::from_days(static_cast<std::int32_t>(made.a[row]));
        CHECK(found[row] == Ratio(date.plus_months(static_cast<int>(made.b[row])).days_since_1970()));
    }
}

TEST_CASE("a row is found by key, day and figure, beforehand or not") {
    // Key 0: until day 10 row 0, from day 11 row 1. Key 1: row 2 on days 5 to 7. Key 2: nothing. Key 3: two at once.
    const auto rows = [](bool ranged) {
        auto search = std::make_unique<Search>();
        constexpr Number least = INT64_MIN;
        constexpr Number most = INT64_MAX;
        search->dated = true;
        search->ranged = ranged;
        search->rows = {{INT32_MIN, 10, least, ranged ? 100 : most, 0},
                        {11, INT32_MAX, least, most, 1},
                        {5, 7, least, most, 2},
                        {0, 20, least, most, 3},
                        {15, 30, least, most, 4}};
        search->by_key = {{0, 2}, {2, 1}, {3, 0}, {3, 2}};
        return search;
    };
    for (const bool ranged : {false, true}) {
        for (const bool must : {false, true}) {
            TwoColumns made(5, 40);
            const auto nothing = made.steps.whole(0, Worked::As::number);
            const Worked key = column(0, 1, 5);
            const Worked day = column(1, 1, 40);
            const auto found = made.run(made.steps.find_row(key, day, ranged ? day : *nothing, rows(ranged), must));
            for (std::size_t row = 0; row < batch_rows; ++row) {
                const Number k = made.a[row];
                const Number d = made.b[row];
                Number wanted = -1;
                if (k == 0) wanted = d <= 10 ? 0 : 1;
                if (k == 1 && d >= 5 && d <= 7) wanted = 2;
                if (k == 3 && d >= 0 && d <= 20) wanted = d >= 15 ? -2 : 3;
                if (k == 3 && d > 20 && d <= 30) wanted = 4;
                INFO(k << " on day " << d);
                if (must && wanted < 0) CHECK_FALSE(found[row].has_value());
                else CHECK(found[row] == Ratio(wanted));
            }
        }
    }
}

TEST_CASE("what the ranges tell makes no step") {
    TwoColumns made(10, 10);
    Worked low = column(0, 1, 10);
    Worked high = column(1, 1, 10);
    high.least = 10;
    high.greatest = 30;
    const auto at_most = made.steps.compare(Do::at_most, low, high);
    const auto less = made.steps.compare(Do::less, high, low);
    const auto greatest = made.steps.extreme(low, high, true);
    REQUIRE((at_most && less && greatest));
    CHECK(at_most->constant == 1);
    CHECK(less->constant == 0);
    CHECK(greatest->place == high.place);
    CHECK(made.program.steps.empty());
}
