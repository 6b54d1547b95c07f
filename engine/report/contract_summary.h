// engine/report/contract_summary.h · room: report
// What:  a checked contract on one page, for the person who wrote it: who, what is paid for what
//        period, what must be reported by whom, and where nothing is said about a figure that does
//        not come.
#pragma once

#include <string>

#include "report/document.h"

namespace concordat::report {

/// `contract_path`: how the user named the file, for the line that says how to run the examples.
[[nodiscard]] Document contract_summary(const model::Contract& contract, const std::string& contract_path);

}  // namespace concordat::report
