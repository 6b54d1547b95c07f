// engine/session/linked_files.h · room: session
// What:  the CSV files that a contract links to, as files and as tables; and the names that they
//        list.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "data/intake.h"
#include "session/file_reader.h"
#include "source/diagnostic.h"
#include "source/source_text.h"
#include "syntax/table.h"

namespace concordat::session {

struct LinkedFiles {
    std::vector<data::DataFile> files;
    std::map<std::string, syntax::Table> tables;  // by the name that the link gives
    source::Diagnostics problems;
    std::map<std::string, source::Diagnostics> faults;  // what is wrong inside each file
};
/// Reads the linked CSV files that lie beside the contract or below its folder. One that is not
/// there is no mistake here: it may lie in the data folder.
/// With a data folder, a file that is not beside the contract is looked for there.
[[nodiscard]] LinkedFiles read_linked_files(const FileReader& files, const source::SourceText& contract,
                                            const std::string& data_folder = {});

/// The names that the contract's sentences may use because a linked file lists them: the cells of
/// the first column of every table of fewer than 2,000 rows whose first heading is `Party` or a
/// name that the contract has in quotes.
[[nodiscard]] std::vector<std::string> names_in(const std::map<std::string, syntax::Table>& tables,
                                                const source::SourceText& contract);

}  // namespace concordat::session
