// engine/report/paper_sheets.h · room: report
// What:  a working paper as two sheets: the figures that come from data, and the clauses and steps as live formulas
//        over them. Figures that no payment rests on are left out.
#pragma once

#include <map>
#include <set>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "report/workbook.h"
#include "settle/working_paper.h"

namespace concordat::report {

struct PaperSheets {
    Sheet data, clauses;
    std::map<std::size_t, std::string> places;  // "Clauses!E7", by figure
    /// Why a figure stands as a value, and how many do.
    std::map<std::string, std::size_t> values;
};
/// `wanted`: the figures that payments rest on.
/// Why figures behind this one are values where a formula would be looked for, each reason once.
[[nodiscard]] std::set<std::string> values_behind(const trace::Paper& paper, std::size_t figure);

[[nodiscard]] PaperSheets paper_sheets(const model::Contract& contract, const trace::Paper& paper,
                                       const std::vector<std::size_t>& wanted);

}  // namespace concordat::report
