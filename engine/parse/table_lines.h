// engine/parse/table_lines.h · room: parse
// What:  the lines of a Markdown table as rows of cells.
// Never: what stands in a cell (cells.h).
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "source/diagnostic.h"
#include "source/source_text.h"
#include "syntax/table.h"

namespace concordat::parse {

/// Lines first to last, from 1.
struct Lines {
    std::size_t first, last;
};

struct TableLines {
    syntax::Table table;
    bool rows_left_out = false;
    std::vector<std::string> first_cells_left_out;  // they may be names that other clauses use
};

/// The table that stands in these lines, each of which begins with `|`. A row with another number of cells than the
/// header is one mistake at that row and is left out.
[[nodiscard]] TableLines read_table(const source::SourceText& text, Lines lines, const std::string& clause,
                                    source::Diagnostics& problems);

}  // namespace concordat::parse
