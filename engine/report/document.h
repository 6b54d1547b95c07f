// engine/report/document.h · room: report
// What:  one neutral model of what is shown: sections of paragraphs and tables whose cells know
//        their type. Every writer (text, CSV, JSON, later XLSX and HTML) reads this and nothing
//        else.
// Never: how wide, how bold, which separator: writers.h decides.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "calendar/date.h"
#include "exact/money.h"
#include "model/contract.h"

namespace concordat::report {

/// One figure or some words, as people read it and as programs carry it. Money and numbers stand to
/// the right.
struct Cell {
    enum class Type { blank, text, money, number, date } type = Type::blank;
    std::string shown;  // "£1,234.50", "12.5%", "1 April 2026"
    std::string exact;  // "1234.50", "0.125", "2026-04-01"; a decimal, or "n/d"
};

[[nodiscard]] Cell text_cell(std::string words);
[[nodiscard]] Cell money_cell(const exact::Money& money, const exact::Currency& currency);
[[nodiscard]] Cell date_cell(calendar::Date date);
/// A value of the contract. What is not known is words: "held: reason", "missing: what (reason;
/// owed by whom)", "left out: reason"; no such thing is "none", exactly "-".
[[nodiscard]] Cell value_cell(const model::Contract& contract, const model::Value& value, const model::Kind& kind);

struct Column {
    std::string heading;
    Cell::Type type = Cell::Type::text;  // what its cells mostly are: figures have their heading to the right
};

struct Row {
    /// line: a cell for each column. total: the same, below a rule. words: two cells, a lead
    /// ("4.7") and running text that goes over the whole width.
    enum class Role { line, total, words } role = Role::line;
    std::vector<Cell> cells;
};

struct Table {
    std::vector<Column> columns;
    std::vector<Row> rows;
};

struct Paragraph {
    std::string words;
};

struct Section {
    std::string title;  // empty: none is shown
    std::vector<std::variant<Paragraph, Table>> blocks;
};

struct Document {
    std::string title;
    std::vector<Section> sections;
};

}  // namespace concordat::report
