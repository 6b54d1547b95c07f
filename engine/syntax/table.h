// engine/syntax/table.h · room: syntax
// What:  a table as written, Markdown's or a CSV file's: headings, rows, cells with their places. Cells of tables that
//        work something out are parsed too.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "source/diagnostic.h"
#include "syntax/expression.h"

namespace concordat::syntax {

struct Cell {
    std::string text;     // trimmed, spaces folded
    Span span;            // in the contract; empty for cells of files
    source::Place place;  // filled for cells of files only
    /// What stands there besides an amount or a condition.
    enum class Special {
        ordinary,
        blank,
        no_limit,
        any,
        any_other,
        dash,
        none,
        held,
        missing,
        left_out
    } special = Special::ordinary;
    AmountPtr amount;        // set where the text reads as an amount
    ConditionPtr condition;  // set where it reads as a whole condition (heading If)
    /// "at least 9 and less than 16", "11, 12 or 13": tests without a subject. The subject is the column's; comparisons
    /// have an empty `left`.
    ConditionPtr test;
    std::vector<std::string> codes;  // "11, 12 or 13" as codes
};
struct Row {
    std::vector<Cell> cells;
    Span span;
};
struct Table {
    std::vector<Cell> headings;
    std::vector<Row> rows;
    Span span;
    std::string file;  // for tables read from files
};

}  // namespace concordat::syntax
