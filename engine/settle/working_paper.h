// engine/settle/working_paper.h · room: settle
// What:  how each payment of a settlement came about, as figures with formulas: the amounts of its periods through the
//        clauses, their rounding to coins, instalments, and the parts of those among whom it is divided.
// Never: a formula for a line that the formula does not come to: such a line stands as a value, with the reason.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "data/dataset.h"
#include "settle/settlement.h"
#include "trace/paper.h"

namespace concordat::settle {

/// What is due to date under one line: a figure of the paper, or why there is none.
struct PaperLine {
    std::optional<std::size_t> figure;
    std::string why_value;
};
struct WorkingPaper {
    trace::Paper paper;
    std::vector<std::vector<PaperLine>> lines;  // by period and payment of the settlement
};
/// `live`: for a workbook that goes on working (trace/paper.h).
/// `only`: for lines of these periods; the others have none.
[[nodiscard]] WorkingPaper working_paper(const model::Contract& contract, const data::DataSet& data,
                                         const Settlement& settlement, const std::optional<calendar::Period>& only,
                                         bool live = false);

}  // namespace concordat::settle
