// engine/report/table_widths.h · room: report
// What:  how wide the columns of a table are on paper, from what stands in them. In whole twentieths of a point.
#pragma once

#include <string_view>
#include <vector>

#include "report/document.h"

namespace concordat::report {

/// A width for each column; together `width`. A column is as wide as its longest word where there is room for it, and
/// what is left goes to those with more to say.
[[nodiscard]] std::vector<int> column_widths(const Table& table, int width);

/// Characters, as people count them.
[[nodiscard]] int letters_of(std::string_view words);

/// As wide as the longest words of its columns together: below that, words or figures would be cut.
[[nodiscard]] int least_width(const Table& table);
/// "March 2027", "Gain Pool": words in a cell that are better not broken, where the table has room for that.
[[nodiscard]] bool is_short(std::string_view words);
/// The least width where no short cell is broken.
[[nodiscard]] int width_with_short_cells_whole(const Table& table);

}  // namespace concordat::report
