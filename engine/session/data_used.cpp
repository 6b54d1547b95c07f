// engine/session/data_used.cpp · room: session
// What:  hashes of data files, and the first and last period that each has figures for.
#include "session/data_used.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "base/sha256.h"

namespace concordat::session {
namespace {

/// The first and the last that a file speaks of.
struct Reach {
    std::optional<calendar::Period> first, last;
    std::optional<calendar::Date> known_first, known_last;
};

void take_period(Reach& reach, const std::optional<calendar::Period>& period) {
    if (!period) return;
    if (!reach.first || period->first() < reach.first->first()) reach.first = *period;
    if (!reach.last || period->last() > reach.last->last()) reach.last = *period;
}

void take_day(Reach& reach, const std::optional<calendar::Date>& day) {
    if (!day) return;
    if (!reach.known_first || *day < *reach.known_first) reach.known_first = *day;
    if (!reach.known_last || *day > *reach.known_last) reach.known_last = *day;
}

std::map<std::string, Reach> reaches(const data::DataSet& data) {
    std::map<std::string, Reach> found;
    for (const auto& [term, facts] : data.facts) {
        for (const data::Fact& fact : facts) {
            Reach& reach = found[fact.origin.file];
            take_period(reach, fact.period);
            take_day(reach, fact.known_from);
        }
    }
    for (const auto& reports : data.reports) {
        for (const data::Report& report : reports) {
            Reach& reach = found[report.file];
            take_period(reach, report.period);
            take_day(reach, report.known_from);
        }
    }
    return found;
}

report::DataUsed used_file(const model::Contract& contract, const data::DataFile& file,
                           const std::map<std::string, Reach>& found) {
    report::DataUsed used;
    used.file = file.name;
    used.bytes = file.bytes.size();
    used.sha256 = base::sha256(file.bytes);
    const auto reach = found.find(file.name);
    if (reach == found.end()) return used;
    if (reach->second.first) {
        const std::string first = reach->second.first->label_for_people(contract.year_start);
        const std::string last = reach->second.last->label_for_people(contract.year_start);
        used.figures_for = first == last ? first : first + " to " + last;
    }
    if (reach->second.known_first) {
        const std::string first = calendar::write_long(*reach->second.known_first);
        const std::string last = calendar::write_long(*reach->second.known_last);
        used.known_from = first == last ? first : first + " to " + last;
    }
    return used;
}

}  // namespace

std::vector<report::DataUsed> data_used(const model::Contract& contract, const data::DataSet& data,
                                        const FilesTakenIn& files) {
    const auto found = reaches(data);
    std::vector<report::DataUsed> used;
    for (const auto* group : {files.beside_contract, files.folder}) {
        const auto begin = static_cast<std::ptrdiff_t>(used.size());
        for (const data::DataFile& file : *group) used.push_back(used_file(contract, file, found));
        std::sort(used.begin() + begin, used.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
    }
    return used;
}

}  // namespace concordat::session
