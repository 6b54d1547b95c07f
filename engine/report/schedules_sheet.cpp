// engine/report/schedules_sheet.cpp · room: report
// What:  schedules whose rows formulas look up, below each other on one sheet; each column is a named range. A name is
// made
//        of letters and figures alone, whatever stands in a heading, and is never the name of a cell.
#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "report/paper_sheets.h"

namespace concordat::report {
namespace {

std::string letters_alone(const std::string& words) {
    std::string name;
    for (const char letter : words) {
        const bool plain =
            (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
        if (plain) name += letter;
        else if (!name.empty() && name.back() != '_') name += '_';
    }
    while (!name.empty() && name.back() == '_') name.pop_back();
    return name.empty() ? "column" : name;
}

std::string title_of(const trace::PaperTable& table) {
    const bool is_clause = !table.title.empty() && table.title.front() >= '0' && table.title.front() <= '9';
    return is_clause ? "Table of clause " + table.title : table.title;
}

std::string unused_name(const std::string& wanted, std::set<std::string>& taken) {
    constexpr std::size_t longest = 60;
    const std::string first = wanted.substr(0, longest);
    std::string name = first;
    for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{}_{}", first, number);
    return name;
}

SheetCell schedule_cell(const model::Contract& contract, const trace::PaperTable::Column& column,
                        const model::Value& value) {
    const bool none = std::holds_alternative<model::None>(value);
    const bool blank = std::holds_alternative<model::Missing>(value) || (none && column.blank_is_open);
    if (blank) return {};
    return value_cell_of(contract, value, column.kind);
}

bool holds_figures(const trace::PaperTable::Column& column) {
    return std::any_of(column.cells.begin(), column.cells.end(), [](const model::Value& value) {
        return std::holds_alternative<exact::Ratio>(value) || std::holds_alternative<model::Length>(value);
    });
}

}  // namespace

SchedulesSheet schedules_sheet(const model::Contract& contract, const std::vector<trace::PaperTable>& tables) {
    SchedulesSheet made;
    made.sheet = {"Schedules", {}, {}, 0};
    std::set<std::string> taken;
    std::size_t widest = 0;
    for (const trace::PaperTable& table : tables) {
        auto& rows = made.sheet.rows;
        if (!rows.empty()) rows.emplace_back();
        rows.push_back({sheet_text(title_of(table), CellStyle::title)});
        std::vector<SheetCell>& headings = rows.emplace_back();
        for (const auto& column : table.columns)
            headings.push_back(heading_cell(column.heading, holds_figures(column)));
        headings.push_back(heading_cell("Where it stands", false));
        const std::size_t first = rows.size() + 1;
        const std::size_t count = table.origins.size();
        for (std::size_t row = 0; row < count; ++row) {
            std::vector<SheetCell> cells;
            for (const auto& column : table.columns)
                cells.push_back(schedule_cell(contract, column, column.cells[row]));
            cells.push_back(sheet_text(table.origins[row]));
            rows.push_back(std::move(cells));
        }
        std::vector<std::string>& names = made.columns.emplace_back();
        for (std::size_t column = 0; column < table.columns.size(); ++column) {
            const std::string wanted = fmt::format("{}_{}", letters_alone("Rows " + title_of(table)),
                                                   letters_alone(table.columns[column].heading));
            names.push_back(unused_name(wanted, taken));
            made.names.push_back({names.back(), fmt::format("Schedules!${0}${1}:${0}${2}", column_name(column), first,
                                                            first + count - 1)});
        }
        widest = std::max(widest, table.columns.size() + 1);
    }
    made.sheet.widths.assign(widest, 34);
    return made;
}

}  // namespace concordat::report
