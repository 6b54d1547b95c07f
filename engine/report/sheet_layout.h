// engine/report/sheet_layout.h · room: report
// What:  how wide the columns of a sheet are and how high its rows, so that no figure is cut and no words overlap.
#pragma once

#include <vector>

#include "report/workbook.h"

namespace concordat::report {

/// In characters, for each column of `sheet.widths`.
[[nodiscard]] std::vector<int> sheet_widths(const Sheet& sheet, int money_decimals);
/// Lines that a row needs in columns of these widths.
[[nodiscard]] int lines_in_row(const std::vector<SheetCell>& row, const std::vector<int>& widths);

}  // namespace concordat::report
