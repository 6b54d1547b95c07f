// tests/mutation/changes.h · the small changes of meaning that are tried on the text of a ruleset.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace concordat::mutation {

/// One change: `was` at `at` becomes `now`. `clause` and `what` name it for people and for reasons.txt.
struct Change {
    std::string clause;  // "3.2"; "0" for the sentences before the first section
    std::string what;    // "at least -> more than"
    std::size_t at = 0;
    std::string was, now;
};

/// Every change to the clauses of a ruleset: words, figures, limits, rounding, the order of clauses. Worked examples,
/// notes, parties and schedules are left alone: they are what the change is measured with, or the agreement's own.
[[nodiscard]] std::vector<Change> changes_of(const std::string& text);

[[nodiscard]] std::string changed(const std::string& text, const Change& change);

}  // namespace concordat::mutation
