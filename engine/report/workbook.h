// engine/report/workbook.h · room: report
// What:  sheets of cells and formulas, and their XLSX file (ECMA-376). Figures are written as exact decimals, so that
//        no inexact number stands between the engine and the file.
// Never: a text that a spreadsheet would run: a formula is one only because this program wrote it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "calendar/date.h"

namespace concordat::report {

/// How a cell looks; in the order of the styles in workbook.cpp.
enum class CellStyle {
    plain,
    title,
    heading,
    money,
    total,
    date,
    words,
    exact,
    percent,
    number,
    figure_heading,
    total_words
};

struct SheetCell {
    enum class Type { blank, text, number, formula } type = Type::blank;
    std::string content;  // words, a decimal, or a formula without its =
    std::string cached;   // what the formula comes to: a decimal, TRUE or FALSE, words, or #N/A
    CellStyle style = CellStyle::plain;
    bool comes_to_words = false;
};
[[nodiscard]] SheetCell sheet_text(std::string words, CellStyle style = CellStyle::words);
[[nodiscard]] SheetCell sheet_number(std::string decimal, CellStyle style = CellStyle::money);
[[nodiscard]] SheetCell sheet_formula(std::string formula, std::string cached, CellStyle style = CellStyle::money);
[[nodiscard]] SheetCell sheet_formula_of_words(std::string formula, std::string cached);
[[nodiscard]] SheetCell sheet_date(calendar::Date date);

struct Sheet {
    std::string name;
    std::vector<std::vector<SheetCell>> rows;
    std::vector<int> widths;      // of the columns, in characters, at most: a column is as wide as its words, and
                                  // always as its figures
    std::size_t frozen_rows = 0;  // stay in sight, and stand at the head of every printed page
    std::size_t filtered = 0;     // rows of the table that can be filtered, its heading among them; 0: none
    bool upright = false;         // printed so; else across
    std::size_t printed = 0;      // so many columns are printed; 0: all
};
/// "PaymentAmounts", "Payments!$H$2:$H$9"
struct NamedRange {
    std::string name, range;
};
struct Workbook {
    std::vector<Sheet> sheets;
    std::vector<NamedRange> names;
    int money_decimals = 2;
    std::string title = {};  // at the head of every printed page
};

/// "B" of 1.
[[nodiscard]] std::string column_name(std::size_t column);
/// The file. The same workbook gives the same bytes.
[[nodiscard]] std::string write_xlsx(const Workbook& workbook);

}  // namespace concordat::report
