// engine/parse/table_lines.cpp · room: parse
// What:  splits table lines at their bars; an escaped bar \| stands for itself.
#include "parse/table_lines.h"

#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/limits.h"
#include "parse/cells.h"
#include "parse/markdown.h"

namespace concordat::parse {
namespace {

using source::Code;
using source::Span;

/// The cell between two bars.
syntax::Cell cell_at(const source::SourceText& text, Span between) {
    const std::string_view raw = text.slice(between);
    const std::size_t first = raw.find_first_not_of(" \t");
    syntax::Cell cell;
    if (first == std::string_view::npos) {
        cell.span = {between.begin, between.begin};
    } else {
        const std::size_t last = raw.find_last_not_of(" \t");
        cell.span = {between.begin + static_cast<std::uint32_t>(first),
                     between.begin + static_cast<std::uint32_t>(last + 1)};
        cell.text = folded(text.slice(cell.span));
        for (std::size_t at = cell.text.find("\\|"); at != std::string::npos; at = cell.text.find("\\|", at + 1))
            cell.text.erase(at, 1);
    }
    mark_special_words(cell);
    return cell;
}

/// The cells of one line. A last bar may be missing.
std::vector<syntax::Cell> cells_of(const source::SourceText& text, Span line) {
    std::vector<syntax::Cell> cells;
    const std::string_view words = text.slice(line);
    std::size_t begin = words.find('|') + 1;
    const auto span = [&](std::size_t from, std::size_t to) {
        return Span{line.begin + static_cast<std::uint32_t>(from), line.begin + static_cast<std::uint32_t>(to)};
    };
    for (std::size_t at = begin; at < words.size(); ++at) {
        if (words[at] == '\\' && at + 1 < words.size()) {
            ++at;
        } else if (words[at] == '|') {
            cells.push_back(cell_at(text, span(begin, at)));
            begin = at + 1;
            if (cells.size() > limits::table_columns) return cells;
        }
    }
    if (words.find_first_not_of(" \t", begin) != std::string_view::npos)
        cells.push_back(cell_at(text, span(begin, words.size())));
    return cells;
}

/// |---|:--:|
bool is_rule_line(std::string_view line) {
    return line.find('-') != std::string_view::npos && line.find_first_not_of("|-: \t") == std::string_view::npos;
}

Span without_indent(const source::SourceText& text, Span line) {
    const std::size_t first = text.slice(line).find_first_not_of(" \t");
    return first == std::string_view::npos ? line : Span{line.begin + static_cast<std::uint32_t>(first), line.end};
}

}  // namespace

namespace {

/// A row with another number of cells than the headings.
void leave_out(const source::SourceText& text, const syntax::Row& row, const std::string& clause, TableLines& read,
               source::Diagnostics& problems) {
    problems
        .add(Code::table_row_broken, clause, text.place(row.span),
             fmt::format("this row has {} cell{} and the headings are {}", row.cells.size(),
                         row.cells.size() == 1 ? "" : "s", read.table.headings.size()))
        .with_help("give each heading one cell; a cell may be empty, and a bar inside a cell is written \\|");
    read.rows_left_out = true;
    if (!row.cells.empty()) read.first_cells_left_out.push_back(row.cells.front().text);
}

}  // namespace

TableLines read_table(const source::SourceText& text, Lines lines, const std::string& clause,
                      source::Diagnostics& problems) {
    TableLines read;
    syntax::Table& table = read.table;
    const Span header = without_indent(text, text.line_span(lines.first));
    table.span = {header.begin, text.line_span(lines.last).end};
    table.headings = cells_of(text, header);
    if (table.headings.size() > limits::table_columns) {
        problems.add(Code::table_too_wide, clause, text.place(header),
                     fmt::format("this table has more than {} columns", limits::table_columns));
        table.headings.resize(limits::table_columns);
        read.rows_left_out = true;
        return read;
    }
    std::size_t line = lines.first + 1;
    if (line <= lines.last && is_rule_line(text.slice(text.line_span(line)))) {
        ++line;
    } else {
        problems
            .add(Code::table_without_rule, clause, text.place(header),
                 "the headings of this table have no line of dashes under them")
            .with_help("put `|---|---|` under the headings, with one part for each column");
    }
    for (; line <= lines.last; ++line) {
        if (table.rows.size() == limits::table_rows) {
            problems.add(Code::table_too_long, clause, text.place(text.line_span(line)),
                         fmt::format("this table has more than {} rows", limits::table_rows));
            read.rows_left_out = true;
            break;
        }
        syntax::Row row;
        row.span = without_indent(text, text.line_span(line));
        row.cells = cells_of(text, row.span);
        if (row.cells.size() == table.headings.size()) table.rows.push_back(std::move(row));
        else leave_out(text, row, clause, read, problems);
    }
    return read;
}

}  // namespace concordat::parse
