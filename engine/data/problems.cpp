// engine/data/problems.cpp · room: data
// What:  keeps the first problems of each file and code, counts the rest.
#include "data/problems.h"

#include <fmt/format.h>

#include "data/csv.h"

namespace concordat::data {

source::Diagnostic& Problems::add(source::Code code, std::string clause, source::Place place, std::string message) {
    std::size_t& count = counts_[{place.file, code}];
    if (++count <= kept_of_a_code) return kept_.add(code, std::move(clause), std::move(place), std::move(message));
    ++only_counted_;
    last_ = source::Diagnostic();
    return last_;
}

source::Diagnostics Problems::take() {
    for (const auto& [where, count] : counts_) {
        if (count <= kept_of_a_code) continue;
        kept_
            .add(where.second, "", whole_file(where.first),
                 fmt::format("this file has {} such places; the first {} are listed", count, kept_of_a_code))
            .with_help("look for one mistake behind them all, such as the form of a column");
    }
    counts_.clear();
    only_counted_ = 0;
    return std::exchange(kept_, {});
}

}  // namespace concordat::data
