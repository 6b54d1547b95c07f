// engine/report/write_text.cpp · room: report
// What:  documents for people: titles underlined, columns aligned, figures to the right, long text
//        wrapped.
// Start: write_text(), last in the file; the functions above are its steps, in order.
#include "report/writers.h"

#include <algorithm>
#include <numeric>

#include <fmt/format.h>

#include "source/characters.h"
#include "source/source_text.h"

namespace concordat::report {
namespace {

constexpr std::size_t indent = 2;       // of every table and paragraph
constexpr std::size_t gap = 2;          // between columns
constexpr std::size_t least_text = 14;  // a text column is never squeezed below this

using Lines = std::vector<std::string>;

bool is_figure(Cell::Type type) { return type == Cell::Type::money || type == Cell::Type::number; }

/// Words folded into lines of at most `width` characters; a longer word keeps a line of its own.
Lines wrapped(std::string_view words, std::size_t width) {
    Lines lines;
    std::size_t filled = 0;
    while (!words.empty()) {
        const std::size_t begin = words.find_first_not_of(' ');
        if (begin == std::string_view::npos) break;
        const std::size_t end = std::min(words.find(' ', begin), words.size());
        const std::string_view word = words.substr(begin, end - begin);
        const std::size_t size = source::character_count(word);
        const bool fits = !lines.empty() && filled + 1 + size <= width;
        if (fits) {
            lines.back().append(" ").append(word);
            filled += 1 + size;
        } else {
            lines.emplace_back(word);
            filled = size;
        }
        words.remove_prefix(end);
    }
    return lines;
}

std::string padded(const std::string& text, std::size_t width, bool to_the_right) {
    const std::size_t size = source::character_count(text);
    const std::string spaces(width > size ? width - size : 0, ' ');
    return to_the_right ? spaces + text : text + spaces;
}

std::string without_spaces_behind(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

/// Widths that hold every cell, text columns squeezed, widest first, until the table fits the page.
std::vector<std::size_t> column_widths(const Table& table) {
    std::vector<std::size_t> widths, figures;
    for (const Column& column : table.columns) {
        const std::size_t heading = source::character_count(column.heading);
        widths.push_back(heading);
        figures.push_back(std::min(heading, least_text));
    }
    for (const Row& row : table.rows) {
        if (row.role == Row::Role::words) continue;
        for (std::size_t index = 0; index < row.cells.size(); ++index) {
            const std::size_t size =
                source::character_count(source::visible_text(row.cells[index].shown));
            widths[index] = std::max(widths[index], size);
            if (is_figure(row.cells[index].type)) figures[index] = std::max(figures[index], size);
        }
    }
    const std::size_t gaps = table.columns.empty() ? 0 : gap * (table.columns.size() - 1);
    std::size_t total = std::accumulate(widths.begin(), widths.end(), indent + gaps);
    while (total > text_width) {
        std::size_t widest = widths.size();
        for (std::size_t index = 0; index < widths.size(); ++index) {
            const bool may_shrink = widths[index] > std::max(least_text, figures[index]);
            if (may_shrink && (widest == widths.size() || widths[index] > widths[widest]))
                widest = index;
        }
        if (widest == widths.size()) break;
        --widths[widest];
        --total;
    }
    return widths;
}

/// One row of cells, over as many lines as its longest cell needs.
std::string cell_lines(const std::vector<Lines>& cells, const std::vector<std::size_t>& widths,
                       const std::vector<bool>& to_the_right) {
    std::size_t height = 1;
    for (const Lines& lines : cells) height = std::max(height, lines.size());
    std::string text;
    for (std::size_t at = 0; at < height; ++at) {
        std::string line(indent, ' ');
        for (std::size_t index = 0; index < cells.size(); ++index) {
            if (index > 0) line.append(gap, ' ');
            line += padded(at < cells[index].size() ? cells[index][at] : "", widths[index],
                           to_the_right[index]);
        }
        text += without_spaces_behind(std::move(line)) + "\n";
    }
    return text;
}

/// Dashes below the headings, or above a total where there is a figure.
std::string rule_line(const std::vector<std::size_t>& widths, const std::vector<bool>& ruled) {
    std::vector<Lines> cells;
    for (std::size_t index = 0; index < widths.size(); ++index) {
        cells.push_back({ruled[index] ? std::string(widths[index], '-') : ""});
    }
    return cell_lines(cells, widths, std::vector<bool>(widths.size(), false));
}

std::string row_lines(const Row& row, const std::vector<std::size_t>& widths) {
    std::vector<Lines> cells;
    std::vector<bool> to_the_right;
    for (std::size_t index = 0; index < row.cells.size(); ++index) {
        const Cell& cell = row.cells[index];
        cells.push_back(wrapped(source::visible_text(cell.shown), widths[index]));
        to_the_right.push_back(is_figure(cell.type));
    }
    const std::string rule = row.role == Row::Role::total ? rule_line(widths, to_the_right) : "";
    return rule + cell_lines(cells, widths, to_the_right);
}

/// A lead ("4.7") and running text beside it, each line below the first word of the one above.
std::string words_lines(const Row& row) {
    const std::string lead = row.cells.empty() ? "" : source::visible_text(row.cells[0].shown);
    const std::string words = row.cells.size() < 2 ? "" : source::visible_text(row.cells[1].shown);
    const std::size_t hanging =
        lead.empty() ? indent : indent + source::character_count(lead) + gap;
    std::string text;
    Lines lines = wrapped(words, text_width - std::min(hanging, text_width / 2));
    if (lines.empty()) lines.emplace_back();
    for (const std::string& line : lines) {
        const std::string before = text.empty() ? std::string(indent, ' ') + lead : "";
        text += without_spaces_behind(padded(before, hanging, false) + line) + "\n";
    }
    return text;
}

std::string table_lines(const Table& table) {
    const std::vector<std::size_t> widths = column_widths(table);
    std::vector<Lines> headings;
    std::vector<bool> to_the_right, everywhere;
    bool any_heading = false;
    for (std::size_t index = 0; index < table.columns.size(); ++index) {
        const Column& column = table.columns[index];
        headings.push_back(wrapped(source::visible_text(column.heading), widths[index]));
        to_the_right.push_back(is_figure(column.type));
        everywhere.push_back(true);
        any_heading = any_heading || !column.heading.empty();
    }
    std::string text;
    if (any_heading)
        text += cell_lines(headings, widths, to_the_right) + rule_line(widths, everywhere);
    for (const Row& row : table.rows)
        text += row.role == Row::Role::words ? words_lines(row) : row_lines(row, widths);
    return text;
}

std::string paragraph_lines(const Paragraph& paragraph) {
    std::string text;
    for (const std::string& line :
         wrapped(source::visible_text(paragraph.words), text_width - indent)) {
        text += std::string(indent, ' ') + line + "\n";
    }
    return text;
}

std::string underlined(const std::string& title, char with) {
    std::string text;
    std::size_t longest = 0;
    for (const std::string& line : wrapped(source::visible_text(title), text_width)) {
        text += line + "\n";
        longest = std::max(longest, source::character_count(line));
    }
    return text + std::string(longest, with) + "\n";
}

}  // namespace

std::string write_text(const Document& document) {
    std::string text;
    if (!document.title.empty()) text += underlined(document.title, '=');
    for (const Section& section : document.sections) {
        if (!text.empty()) text += "\n";
        if (!section.title.empty()) text += underlined(section.title, '-');
        for (const auto& block : section.blocks) {
            if (&block != &section.blocks.front()) text += "\n";
            const auto* table = std::get_if<Table>(&block);
            text += table != nullptr ? table_lines(*table)
                                     : paragraph_lines(std::get<Paragraph>(block));
        }
    }
    return text;
}

}  // namespace concordat::report
