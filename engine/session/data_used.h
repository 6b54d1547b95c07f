// engine/session/data_used.h · room: session
// What:  the files that figures came from, each with its hash and the periods and days it speaks of.
#pragma once

#include <vector>

#include "data/dataset.h"
#include "data/intake.h"
#include "report/party_statement.h"

namespace concordat::session {

struct FilesTakenIn {
    const std::vector<data::DataFile>* beside_contract;
    const std::vector<data::DataFile>* folder;
};
/// In the order of their names, those beside the contract first.
[[nodiscard]] std::vector<report::DataUsed> data_used(const model::Contract& contract, const data::DataSet& data,
                                                      const FilesTakenIn& files);

}  // namespace concordat::session
