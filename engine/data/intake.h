// engine/data/intake.h · room: data
// What:  the data files of a contract taken in: every figure typed, with the place it came from, or the reason why not.
// Never: opening files (session gives bytes); amounts, clauses.
// Start: take_in().
#pragma once

#include <string>
#include <vector>

#include "data/dataset.h"
#include "model/contract.h"
#include "source/diagnostic.h"

namespace concordat::data {

struct DataFile {
    std::string name;  // as the user named it; matched by its last part
    std::string bytes;
};

struct Intake {
    DataSet data;
    source::Diagnostics problems;  // sorted; with errors in it nothing may be settled from the data
};

/// Takes in all files of a contract.
/// - A file that the contract names (a schedule, holidays) comes from beside the contract, else from the folder.
/// - Records come from the files named after them (`spells.csv`, `spells-april.csv`), in the order they were reported.
/// - Facts come from any other file whose headings name them and what they are for (fact_layout.h).
/// The order of files, rows and columns never matters. Never fails: what is wrong is in `problems`.
[[nodiscard]] Intake take_in(const model::Contract& contract, const std::vector<DataFile>& folder,
                             const std::vector<DataFile>& beside_contract);

}  // namespace concordat::data
