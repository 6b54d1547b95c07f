// engine/data/columns.h · room: data
// What:  a file while it is taken in: its headings, and which columns something has read.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/csv.h"
#include "data/headings.h"
#include "data/problems.h"

namespace concordat::data {

struct TakenFile {
    CsvFile csv;
    std::vector<Heading> headings;    // by column
    std::vector<std::string> folded;  // the same names, folded for comparison; empty for a column without a heading
    std::vector<char> used;           // by column: not 0 when it is read
};
[[nodiscard]] TakenFile taken_file(CsvFile csv);

/// The column of this name, not marked.
[[nodiscard]] std::optional<std::size_t> find_column(const TakenFile& file, std::string_view name);
/// The column of this name, marked as read.
[[nodiscard]] std::optional<std::size_t> take_column(TakenFile& file, std::string_view name);

/// Says that a column is missing, and which unread one may be meant, which is then marked.
void report_missing_column(TakenFile& file, std::string_view name, std::string message, Problems& problems);
/// One warning that names every column that nothing reads. `known`: the names that would have been read.
void warn_of_extra_columns(const TakenFile& file, const std::vector<std::string>& known, Problems& problems);

/// The column that says on which day a row was reported.
[[nodiscard]] std::optional<std::size_t> take_reported_on(TakenFile& file);

}  // namespace concordat::data
