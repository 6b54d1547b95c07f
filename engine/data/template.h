// engine/data/template.h · room: data
// What:  the empty files that a contract needs: right names, right headings, and a note line for each column.
#pragma once

#include <vector>

#include "data/intake.h"
#include "model/contract.h"

namespace concordat::data {

/// Writes one file for each kind of record, one for each group of facts that are for the same things and periods and
/// come from the same party, and one for each schedule that the contract names. Under the headings stand lines that
/// begin with `#` and say how each column is typed, who reports it, and for what. Read back as they are, they give no
/// error.
[[nodiscard]] std::vector<DataFile> write_templates(const model::Contract& contract);

}  // namespace concordat::data
