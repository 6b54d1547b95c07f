// engine/data/problems.h · room: data
// What:  what is wrong with the files of one intake. A column that is wrong throughout has millions of bad cells: of
//        each code the first of a file are kept in full, all are counted.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "source/diagnostic.h"

namespace concordat::data {

class Problems {
public:
    /// Adds one, as Diagnostics does. What is returned may be one that is only counted.
    source::Diagnostic& add(source::Code code, std::string clause, source::Place place, std::string message);
    void append(source::Diagnostics more) { kept_.append(std::move(more)); }
    /// All that were added, kept or not.
    [[nodiscard]] std::size_t count() const { return kept_.all().size() + only_counted_; }
    /// Those kept, and for each file and code one that tells how many more there are. Empties this.
    [[nodiscard]] source::Diagnostics take();

    static constexpr std::size_t kept_of_a_code = 1'000;  // in one file

private:
    source::Diagnostics kept_;
    source::Diagnostic last_;                                             // where one goes that is only counted
    std::map<std::pair<std::string, source::Code>, std::size_t> counts_;  // by file and code
    std::size_t only_counted_ = 0;
};

}  // namespace concordat::data
