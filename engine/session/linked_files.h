// engine/session/linked_files.h · room: session
// What:  the CSV files that a contract links to, as files and as tables; and the names that they
//        list.
#pragma once

#include <map>
#include <set>
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
    std::set<std::string> long_files;                   // names of those of 2,000 rows and more
    std::set<std::string> in_data_folder;               // names of those found there and not beside the contract
};
/// Reads the linked CSV files that lie beside the contract or below its folder. One that is not
/// there is looked for in the data folder, when one is named; without it there is no mistake here.
[[nodiscard]] LinkedFiles read_linked_files(const FileReader& files, const source::SourceText& contract,
                                            const std::string& data_folder);

/// Of a long file only the rows that show what its columns hold are in its table; this takes all of a file whose rows
/// are parties or entries of a list.
void take_all_rows(LinkedFiles& linked, const std::string& link);

/// The names that the contract's sentences may use because a linked file lists them: the cells of
/// the first column of every table of fewer than 2,000 rows whose first heading is `Party` or a
/// name that the contract has in quotes.
[[nodiscard]] std::vector<std::string> names_in(const LinkedFiles& linked, const source::SourceText& contract);

}  // namespace concordat::session
