// engine/report/table_widths.cpp · room: report
// What:  column widths: the longest word first, then the longest cell.
#include "report/table_widths.h"

#include <algorithm>
#include <numeric>
#include <string_view>

namespace concordat::report {
namespace {

constexpr int letter_width = 96;  // of a letter of 9 points, a little more than most are
constexpr int bold_letter_width = 116;
constexpr int cell_margins = 230;
constexpr int longest_word_kept = 24;  // letters; a hash or an address may be broken
constexpr int longest_cell_kept = 60;

constexpr int longest_short_cell = 16;

/// Of a column, in twentieths of a point.
struct Lengths {
    int word = 0, cell = 0;
    int short_cell = 0;  // the longest of those that are short
};

/// `whole`: what is never broken between two words.
void look_at(std::string_view words, bool whole, int letter, Lengths& lengths) {
    lengths.cell = std::max(lengths.cell, std::min(letters_of(words), longest_cell_kept) * letter);
    while (!words.empty()) {
        const std::size_t end = whole ? words.size() : std::min(words.find(' '), words.size());
        lengths.word = std::max(lengths.word, std::min(letters_of(words.substr(0, end)), longest_word_kept) * letter);
        words.remove_prefix(std::min(end + 1, words.size()));
    }
}

Lengths lengths_of(const Table& table, std::size_t column) {
    Lengths lengths;
    look_at(table.columns[column].heading, false, bold_letter_width, lengths);
    for (const Row& row : table.rows) {
        if (row.role == Row::Role::words || column >= row.cells.size()) continue;
        const Cell& cell = row.cells[column];
        const bool words = cell.type == Cell::Type::text || cell.type == Cell::Type::blank;
        look_at(cell.shown, !words, letter_width, lengths);
        if (is_short(cell.shown))
            lengths.short_cell = std::max(lengths.short_cell, letters_of(cell.shown) * letter_width);
    }
    return lengths;
}

}  // namespace

int letters_of(std::string_view words) {
    const auto begins = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0u) != 0x80u; };
    return static_cast<int>(std::count_if(words.begin(), words.end(), begins));
}

int least_width(const Table& table) {
    int width = 0;
    for (std::size_t column = 0; column < table.columns.size(); ++column)
        width += lengths_of(table, column).word + cell_margins;
    return width;
}

bool is_short(std::string_view words) { return letters_of(words) <= longest_short_cell; }

int width_with_short_cells_whole(const Table& table) {
    int width = 0;
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        const Lengths lengths = lengths_of(table, column);
        width += std::max(lengths.word, lengths.short_cell) + cell_margins;
    }
    return width;
}

std::vector<int> column_widths(const Table& table, int width) {
    const std::size_t count = table.columns.size();
    if (table.for_signing) {
        std::vector<int> equal(count, width / static_cast<int>(count));
        equal.back() += width - equal.back() * static_cast<int>(count);
        return equal;
    }
    std::vector<int> need(count), more(count);
    const bool keeps_short_cells = width_with_short_cells_whole(table) <= width;
    for (std::size_t column = 0; column < count; ++column) {
        const Lengths lengths = lengths_of(table, column);
        need[column] = (keeps_short_cells ? std::max(lengths.word, lengths.short_cell) : lengths.word) + cell_margins;
        more[column] = std::max(lengths.cell - lengths.word, 0) + need[column] / 3;
    }
    const int needed = std::accumulate(need.begin(), need.end(), 0);
    const int wanted = std::accumulate(more.begin(), more.end(), 0);
    std::vector<int> widths = need;
    for (std::size_t column = 0; column < count; ++column) {
        const int left = width - needed;
        if (left < 0) widths[column] = need[column] * width / needed;
        else if (wanted > 0) widths[column] += left * more[column] / wanted;
        else widths[column] += left / static_cast<int>(count);
    }
    if (count > 0) widths.back() += width - std::accumulate(widths.begin(), widths.end(), 0);
    return widths;
}

}  // namespace concordat::report
