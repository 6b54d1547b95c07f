// engine/report/party_statement.h · room: report
// What:  the statement in full, as a page that is sent out: for each period and each party what is due and under which
//        words, the year to date, what was paid before and on account, what is missing and from whom, the data used.
// Never: a figure that the settlement does not hold, but sums over its lines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/document.h"
#include "report/moved.h"
#include "settle/settlement.h"

namespace concordat::report {

/// A file that figures were taken from.
struct DataUsed {
    std::string file, sha256;
    std::size_t bytes = 0;
    std::string figures_for;  // "April 2018", "2026/27 to 2028/29"; empty where it has no periods
    std::string known_from;   // when they were reported; empty where that is not said
};
struct StatementRequest {
    std::optional<calendar::Period> only;  // show this one; the year to date knows them all
    std::vector<DataUsed> data;
    std::vector<RunAfter> runs = {};  // the run before and each change since; empty: nothing to compare with
};

[[nodiscard]] Section data_used_section(const std::vector<DataUsed>& data);
/// `settlement` holds every period settled.
[[nodiscard]] Document party_statements(const model::Contract& contract, const settle::Settlement& settlement,
                                        const StatementRequest& request);

}  // namespace concordat::report
