// engine/eval/plan/adding.h · room: eval
// What:  the rows of a batch added up by group, with instructions for many rows at once as far as that can be.
#pragma once

#include <cstddef>
#include <cstdint>

#include "eval/plan/program.h"

namespace concordat::eval::plan {

/// What was added to a group lately, in whole numbers of the machine that one instruction adds: how many rows each of
/// two sums has taken, in a half of one number, and the total of the first.
struct alignas(16) Recent {
    std::uint64_t counts = 0;
    std::uint64_t total = 0;  // the image of a Number
    static constexpr unsigned bits_of_count = 32;
};

/// What is added: where the rows of a batch stand.
struct AddedRows {
    const Narrow *group, *plain, *wanted;
    const Number* amount = nullptr;       // none: only how many
    const Narrow* also_wanted = nullptr;  // by a second sum, of which only is asked how many; none: there is no such
};

/// How often each group stands in a list of them: rows that follow each other are added to different copies, as most
/// rows may be of few groups and none could be added before the last is.
inline constexpr std::size_t copies_of_few = 4;

/// `apart`: so far a group's copies stand from each other; 0: there is one.
void add_rows(const AddedRows& rows, Recent* recent, std::size_t apart);

}  // namespace concordat::eval::plan
