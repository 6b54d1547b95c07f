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
    std::string file;  // "cluster-prices.csv" beside the ruleset; empty: the ruleset itself
};

/// Every change to the clauses of a ruleset: words, figures, dates, limits, rounding, the order of clauses. Worked
/// examples and notes are left alone: they are what the change is measured with.
[[nodiscard]] std::vector<Change> changes_of(const std::string& text);

/// Every change to one cell, a figure or a date, of the parties and the schedules in the text; `clause` is "Parties" or
/// "Schedule A".
[[nodiscard]] std::vector<Change> table_changes_of(const std::string& text);

/// The same for a file of a schedule; `clause` is its name.
[[nodiscard]] std::vector<Change> file_changes_of(const std::string& name, const std::string& text);

/// The files that the text links to as schedules.
[[nodiscard]] std::vector<std::string> schedule_files_of(const std::string& text);

[[nodiscard]] std::string changed(const std::string& text, const Change& change);

/// A figure written as it was, one unit of its last place more or less; a whole one is given that many places first.
[[nodiscard]] std::string neighbour(const std::string& figure, int step, int places_for_whole);

/// "2026-04-01" or "1 April 2026", a day later or earlier, written as it was; the same where it is no date.
[[nodiscard]] std::string day_beside(const std::string& date, int step);

}  // namespace concordat::mutation
