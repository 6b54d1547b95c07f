// engine/report/write_csv.cpp · room: report
// What:  tables as CSV: exact values, quoted where CSV asks for it, no formula ever.
#include "report/writers.h"

#include <string_view>

namespace concordat::report {
namespace {

/// A spreadsheet runs what begins so. A lone sign ("-", no such price) is harmless.
bool runs_as_formula(std::string_view text) {
    if (text.empty()) return false;
    if (text.front() == '\t' || text.front() == '\r') return true;
    return text.size() > 1 && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
}

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char character : text) {
        if (character == '"') out += '"';
        out += character;
    }
    return out + '"';
}

std::string csv_field(const Cell& cell) {
    const bool guarded = cell.type == Cell::Type::text && runs_as_formula(cell.exact);
    const std::string text = guarded ? "'" + cell.exact : cell.exact;
    const bool edge_space = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    const bool needs_quotes = edge_space || text.find_first_of(",\"\r\n") != std::string::npos;
    return needs_quotes ? in_quotes(text) : text;
}

}  // namespace

std::string csv_line(const Row& row) {
    std::string line;
    for (const Cell& cell : row.cells) {
        if (&cell != &row.cells.front()) line += ',';
        line += csv_field(cell);
    }
    return line + "\n";
}

std::string csv_heading_line(const std::vector<Column>& columns) {
    Row row;
    for (const Column& column : columns) row.cells.push_back(text_cell(column.heading));
    return csv_line(row);
}

std::string write_csv(const Table& table) {
    std::string text = csv_heading_line(table.columns);
    for (const Row& row : table.rows) {
        if (row.role == Row::Role::line) text += csv_line(row);
    }
    return text;
}

}  // namespace concordat::report
