// engine/data/shelf.h · room: data
// What:  the files at hand, each read once; which the contract names, which are still to be told apart.
#pragma once

#include <deque>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "data/columns.h"
#include "data/intake.h"
#include "data/problems.h"

namespace concordat::data {

/// Files in the order of their names, whatever order they came in. The lists of files must outlive it.
class Shelf {
public:
    Shelf(const model::Contract& contract, const std::vector<DataFile>& folder,
          const std::vector<DataFile>& beside_contract, Problems& problems);

    /// The file that a clause names: beside the contract, else in the folder. Null when there is none, which is
    /// reported once, or when nothing in it can be read, which is reported too.
    TakenFile* named(std::string_view name, model::ClauseId clause);
    /// A file of the folder that nothing needs to read.
    void pass_over(std::string_view name);
    /// The CSV files of the folder that nothing has taken so far.
    [[nodiscard]] std::vector<TakenFile*> others();
    void mark_taken(const TakenFile& file) { is_taken_.insert(&file); }
    [[nodiscard]] std::vector<const TakenFile*> taken() const;

private:
    TakenFile* opened(const DataFile& file);
    const DataFile* find(const std::vector<const DataFile*>& files, std::string_view name) const;
    void report_missing(std::string_view name, model::ClauseId clause);
    void pass_over_copy(std::string_view name, const DataFile& used);

    const model::Contract* contract_;
    Problems* problems_;
    std::vector<const DataFile*> folder_, beside_;
    std::deque<TakenFile> files_;                   // addresses stay
    std::map<const DataFile*, TakenFile*> opened_;  // null: nothing in it can be read
    std::set<const DataFile*> passed_over_;
    std::set<const TakenFile*> is_taken_;
    std::set<std::string, std::less<>> missing_;
};

}  // namespace concordat::data
