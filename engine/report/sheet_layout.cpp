// engine/report/sheet_layout.cpp · room: report
// What:  see sheet_layout.h. A spreadsheet measures columns in figures; letters are narrower, so words have room.
// Start: sheet_widths(), last in the file.
#include "report/sheet_layout.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "report/table_widths.h"

namespace concordat::report {
namespace {

constexpr int margins = 2;
constexpr int indent = 1;  // behind a figure, so that it does not run into words beside it
constexpr int filter_button = 3;
constexpr int longest_date = 17;  // 30 September 2026
constexpr int plain_number = 14;  // what stands without a format is shown with so many figures
constexpr int exact_decimals = 10;

int longest_word(std::string_view words) {
    int longest = 0;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        longest = std::max(longest, letters_of(words.substr(0, end)));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return longest;
}

/// "-1234.5" with commas and so many decimals.
int figure_width(std::string_view decimal, int least_decimals, int most_decimals) {
    const std::size_t point = decimal.find('.');
    const int whole = letters_of(decimal.substr(0, point));
    const int decimals = point == std::string_view::npos ? 0 : letters_of(decimal.substr(point + 1));
    const int shown = std::clamp(decimals, least_decimals, most_decimals);
    return whole + (whole - 1) / 3 + (shown > 0 ? shown + 1 : 0);
}

int figure_width(const SheetCell& cell, int money_decimals) {
    const std::string& value = cell.type == SheetCell::Type::formula ? cell.cached : cell.content;
    switch (cell.style) {
        case CellStyle::money:
        case CellStyle::total: return figure_width(value, money_decimals, money_decimals) + 1;
        case CellStyle::date: return longest_date;
        case CellStyle::exact:
        case CellStyle::percent: return figure_width(value, 2, exact_decimals) + 1;
        default: return std::min(letters_of(value), plain_number);
    }
}

bool is_heading(const SheetCell& cell) {
    return cell.style == CellStyle::heading || cell.style == CellStyle::figure_heading;
}

int wrapped_lines(std::string_view words, int width) {
    int lines = 1;
    int used = 0;
    while (!words.empty()) {
        const std::size_t end = std::min(words.find(' '), words.size());
        int word = letters_of(words.substr(0, end));
        if (used > 0 && used + 1 + word > width) {
            ++lines;
            used = 0;
        }
        while (word > width) {  // a long word is broken
            ++lines;
            word -= width;
        }
        used += word + (used > 0 ? 1 : 0);
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return lines;
}

}  // namespace

int lines_in_row(const std::vector<SheetCell>& row, const std::vector<int>& widths) {
    constexpr int most = 30;  // a spreadsheet has no higher rows
    int lines = 1;
    for (std::size_t column = 0; column < row.size() && column < widths.size(); ++column) {
        const SheetCell& cell = row[column];
        if (cell.type != SheetCell::Type::text || cell.style == CellStyle::title) continue;
        // Letters are narrower than figures; bold ones are not.
        const int room = is_heading(cell) ? widths[column] : widths[column] * 11 / 10 - 1;
        lines = std::max(lines, wrapped_lines(cell.content, std::max(room, 1)));
    }
    return std::min(lines, most);
}

std::vector<int> sheet_widths(const Sheet& sheet, int money_decimals) {
    std::vector<int> widths;
    for (std::size_t column = 0; column < sheet.widths.size(); ++column) {
        const int most = sheet.widths[column];
        int width = 4;
        for (const std::vector<SheetCell>& row : sheet.rows) {
            if (column >= row.size() || row[column].type == SheetCell::Type::blank) continue;
            const SheetCell& cell = row[column];
            if (cell.style == CellStyle::title) continue;  // goes on over the next columns
            int need = 0;
            if (cell.type != SheetCell::Type::text) need = figure_width(cell, money_decimals) + margins + indent;
            else if (is_heading(cell))
                need = longest_word(cell.content) + margins + (sheet.filtered > 0 ? filter_button : 0);
            else need = std::min(letters_of(cell.content) + margins, most);
            width = std::max(width, need);
        }
        widths.push_back(width);
    }
    return widths;
}

}  // namespace concordat::report
