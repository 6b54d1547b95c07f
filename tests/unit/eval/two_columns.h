// tests/unit/eval/two_columns.h · tests
// What:  a program over two columns of numbers made by chance, for tests of steps.
#pragma once

#include <array>
#include <optional>
#include <random>
#include <vector>

#include "eval/plan/batch.h"
#include "eval/plan/worked.h"
#include "support/catch.h"

namespace concordat::eval::plan {

using exact::Integer;
using exact::Ratio;

inline Worked column(Place place, Number denominator, Number most) {
    Worked worked;
    worked.place = place;
    worked.denominator = denominator;
    worked.least = -most;
    worked.greatest = most;
    return worked;
}

/// One program over two columns of numbers made by chance, with the ends of the range among them. Narrow columns where
/// their numbers fit, unless both are to be wide.
struct TwoColumns {
    Program program;
    Steps steps{program, 2};
    std::array<Number, batch_rows> a{}, b{};
    data::PlainRows plain{};
    data::BatchColumn rows_of_a, rows_of_b;
    bool settled = false;

    TwoColumns(Number most_a, Number most_b, bool wide = false) {
        std::mt19937_64 chance(5);
        for (std::size_t row = 0; row < batch_rows; ++row) {
            a[row] = static_cast<Number>(chance() % (2 * static_cast<std::uint64_t>(most_a) + 1)) - most_a;
            b[row] = static_cast<Number>(chance() % (2 * static_cast<std::uint64_t>(most_b) + 1)) - most_b;
            plain[row] = 1;
        }
        a[0] = b[0] = 0;
        a[1] = most_a, b[1] = most_b;
        a[2] = -most_a, b[2] = most_b;
        a[3] = -most_a, b[3] = -most_b;
        a[4] = most_a, b[4] = -most_b;
        program.narrow = {set(rows_of_a, a, !wide && is_narrow(most_a)), set(rows_of_b, b, !wide && is_narrow(most_b))};
    }
    static char set(data::BatchColumn& column, const std::array<Number, batch_rows>& numbers, bool narrow) {
        column.set_width(narrow);
        for (std::size_t row = 0; row < batch_rows; ++row) {
            if (narrow) column.narrow()[row] = static_cast<Narrow>(numbers[row]);
            else column.wide()[row] = numbers[row];
        }
        return narrow ? 1 : 0;
    }
    /// The result of each row as an exact fraction; nothing where it was set aside.
    std::vector<std::optional<Ratio>> run(const std::optional<Worked>& result) {
        REQUIRE(result.has_value());
        if (!settled) program.settle_widths();
        settled = true;
        Batch batch(program);
        batch.set_column(0, rows_of_a);
        batch.set_column(1, rows_of_b);
        data::PlainRows left = plain;
        batch.run(left);
        std::vector<std::optional<Ratio>> values;
        for (std::size_t row = 0; row < batch_rows; ++row) {
            const Number value = batch.value(result->place, row);
            if (left[row] == 0) {
                values.emplace_back();
                continue;
            }
            CHECK(Integer(value) >= result->least);
            CHECK(Integer(value) <= result->greatest);
            values.emplace_back(Ratio(Integer(value), Integer(result->denominator)));
        }
        return values;
    }
};

}  // namespace concordat::eval::plan
