// engine/report/paper_sheets.h · room: report
// What:  a working paper as sheets: the figures that come from data, the clauses and steps as live formulas over them,
//        a sheet for each kind of record with a row for each, and the schedules whose rows are looked up. Figures that
//        no payment rests on are left out.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "report/workbook.h"
#include "settle/working_paper.h"

namespace concordat::report {

struct PaperSheets {
    Sheet data, clauses;
    std::vector<Sheet> records;  // "Spells"
    std::optional<Sheet> schedules;
    std::vector<NamedRange> names;              // columns of schedules
    std::map<std::size_t, std::string> places;  // "Clauses!$E$7", by figure
    /// Why a figure stands as a value, and how many do.
    std::map<std::string, std::size_t> values;
};
/// Why figures behind this one are values where a formula would be looked for, each reason once.
[[nodiscard]] std::set<std::string> values_behind(const trace::Paper& paper, std::size_t figure);

/// Where the amount of a line of payments stands, by settlement period and line: a place, or the amount.
using LinePlace = std::function<std::string(std::size_t, std::size_t)>;
/// `wanted`: the figures that payments rest on.
[[nodiscard]] PaperSheets paper_sheets(const model::Contract& contract, const trace::Paper& paper,
                                       const std::vector<std::size_t>& wanted, const LinePlace& place_of_line);

/// What a spreadsheet keeps of a formula's value: a decimal of twelve places, a day, TRUE or FALSE, words, #N/A.
[[nodiscard]] std::string kept_value(const model::Contract& contract, const model::Value& value);
/// A figure without a formula.
[[nodiscard]] SheetCell value_cell_of(const model::Contract& contract, const model::Value& value,
                                      const model::Kind& kind);
[[nodiscard]] SheetCell formula_cell_of(const model::Contract& contract, std::string formula, const model::Value& value,
                                        const model::Kind& kind);
[[nodiscard]] SheetCell heading_cell(std::string words, bool over_figures);

/// The sheet of schedules: each with its title, its headings and its rows. A column has a name for formulas.
struct SchedulesSheet {
    Sheet sheet;
    std::vector<NamedRange> names;
    std::vector<std::vector<std::string>> columns;  // names by table and column
};
[[nodiscard]] SchedulesSheet schedules_sheet(const model::Contract& contract,
                                             const std::vector<trace::PaperTable>& tables);

}  // namespace concordat::report
