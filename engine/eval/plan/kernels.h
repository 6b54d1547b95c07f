// engine/eval/plan/kernels.h · room: eval
// What:  one step over the rows of a batch.
#pragma once

#include "eval/plan/program.h"

namespace concordat::eval::plan {

/// Where the rows of what a step gives and takes stand, each in its register's width.
struct Operands {
    const std::array<void*, Step::most_lists>& results;
    const void *a, *b, *c;
    Narrow* plain;  // 1, and 0 for rows that are set aside
};

/// Where a row was set aside before, the result may be anything.
void run_step(const Step& step, const Operands& operands);

/// The row for a key on a day, and for a figure where the rows have ranges of one; -1: none; -2: several.
[[nodiscard]] Number row_found(const Search& search, std::uint64_t key, Number day, Number figure);

}  // namespace concordat::eval::plan
