// engine/report/example_results.h · room: report
// What:  how the worked examples came out: each row passed or failed to the penny, and where the
//        first difference arose.
#pragma once

#include <string>
#include <vector>

#include "report/document.h"
#include "settle/settlement.h"

namespace concordat::report {

struct ExampleCount {
    std::size_t passed = 0, failed = 0;
};
[[nodiscard]] ExampleCount count_examples(const std::vector<settle::ExampleResult>& results);

/// One section for each table of examples. A failed row shows the column, what the contract
/// expects, what was found, the amount under each clause, and the first clause whose amount
/// differs.
[[nodiscard]] Document example_report(const model::Contract& contract,
                                      const std::vector<settle::ExampleResult>& results);

/// {"contract","file","passed","failed",
///  "examples":[{clause,example,row,passed,column,expected,found,steps,first_difference,file,line}]}
/// From column to first_difference they are null or empty for a row that passed.
[[nodiscard]] std::string example_json(const model::Contract& contract,
                                       const std::vector<settle::ExampleResult>& results);

}  // namespace concordat::report
