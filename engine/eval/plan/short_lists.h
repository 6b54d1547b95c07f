// engine/eval/plan/short_lists.h · room: eval
// What:  entries of a list at the places that the rows of a batch say. A short list is kept in the processor itself,
//        where it has such instructions, and nothing is fetched.
// Knows: a list by party has an entry for each of some dozens.
#pragma once

#include <cstddef>
#include <vector>

#include "eval/plan/program.h"

namespace concordat::eval::plan {

/// A list, whose first entry is that of place `first`.
struct PlacedList {
    const Narrow* entries;
    std::size_t size;  // not 0
    Narrow first;
};

/// The entry for each row of a batch; where there is none, any.
void fetch_entries(Narrow* to, const Narrow* places, const PlacedList& list);

/// One set of instructions for it, and the longest list that it is for; all give the same.
struct FetchWay {
    const char* name;
    std::size_t most_entries;
    void (*fetch)(Narrow* to, const Narrow* places, const PlacedList& list);
};
/// Those that this processor has, the widest last.
[[nodiscard]] const std::vector<FetchWay>& fetch_ways();

}  // namespace concordat::eval::plan
