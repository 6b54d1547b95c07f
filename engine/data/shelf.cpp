// engine/data/shelf.cpp · room: data
// What:  finds files by their last part, reads each at most once, and says which are missing.
#include "data/shelf.h"

#include <algorithm>

#include <fmt/format.h>

#include "data/cells.h"
#include "data/report_name.h"
#include "source/nearest.h"

namespace concordat::data {
namespace {

std::vector<const DataFile*> in_order(const std::vector<DataFile>& files) {
    std::vector<const DataFile*> ordered;
    for (const DataFile& file : files) ordered.push_back(&file);
    std::ranges::stable_sort(ordered, [](const DataFile* a, const DataFile* b) {
        return std::tie(a->name, a->bytes) < std::tie(b->name, b->bytes);
    });
    return ordered;
}

std::string small_letters(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return small;
}

}  // namespace

Shelf::Shelf(const model::Contract& contract, const std::vector<DataFile>& folder,
             const std::vector<DataFile>& beside_contract, Problems& problems)
    : contract_(&contract), problems_(&problems), folder_(in_order(folder)), beside_(in_order(beside_contract)) {}

TakenFile* Shelf::opened(const DataFile& file) {
    const auto [found, is_new] = opened_.emplace(&file, nullptr);
    if (!is_new) return found->second;
    CsvFile csv = read_csv(file.name, file.bytes);
    problems_->append(std::move(csv.problems));
    csv.problems = {};
    if (csv.header.empty()) return nullptr;
    files_.push_back(taken_file(std::move(csv)));
    found->second = &files_.back();
    return found->second;
}

/// By the last part of its name, as written; else whatever its case.
const DataFile* Shelf::find(const std::vector<const DataFile*>& files, std::string_view name) const {
    const std::string_view wanted = file_part(name);
    const auto same =
        std::ranges::find_if(files, [&](const DataFile* file) { return file_part(file->name) == wanted; });
    if (same != files.end()) return *same;
    const std::string small = small_letters(wanted);
    const auto alike = std::ranges::find_if(
        files, [&](const DataFile* file) { return small_letters(file_part(file->name)) == small; });
    return alike != files.end() ? *alike : nullptr;
}

void Shelf::report_missing(std::string_view name, model::ClauseId clause) {
    if (!missing_.emplace(name).second) return;
    std::vector<std::string> there;
    for (const DataFile* file : folder_) there.emplace_back(file_part(file->name));
    const std::optional<std::string> near = source::nearest(file_part(name), there);
    std::string number;
    source::Place place = whole_file(contract_->file);
    if (clause.is_set()) {
        number = contract_->clause(clause).number;
        place = contract_->clause(clause).place;
    }
    const std::string who = number.empty() ? "the contract" : fmt::format("clause {}", number);
    problems_
        ->add(source::Code::schedule_file_missing, number, std::move(place),
              fmt::format("{} takes figures from {}, which is neither beside the contract nor in the data folder", who,
                          in_ticks(name)))
        .with_help(near ? fmt::format("is {} meant?", in_ticks(*near))
                        : fmt::format("put {} beside the contract", in_ticks(name)));
}

/// A file of the same name in the folder is the same file, or is said to differ.
void Shelf::pass_over_copy(std::string_view name, const DataFile& used) {
    const DataFile* copy = find(folder_, name);
    if (copy == nullptr || copy == &used || !passed_over_.insert(copy).second || copy->bytes == used.bytes) return;
    problems_
        ->add(source::Code::data_file_hidden, "", whole_file(copy->name),
              "another file of this name is beside the contract; that one is read and this one is not")
        .with_help("rename it, or take one of them out");
}

TakenFile* Shelf::named(std::string_view name, model::ClauseId clause) {
    const DataFile* found = find(beside_, name);
    if (found == nullptr) found = find(folder_, name);
    if (found == nullptr) {
        report_missing(name, clause);
        return nullptr;
    }
    pass_over_copy(name, *found);
    TakenFile* file = opened(*found);
    if (file != nullptr) mark_taken(*file);
    return file;
}

void Shelf::pass_over(std::string_view name) {
    if (name.empty()) return;
    if (const DataFile* found = find(folder_, name)) passed_over_.insert(found);
}

std::vector<TakenFile*> Shelf::others() {
    std::vector<TakenFile*> others;
    for (const DataFile* file : folder_) {
        if (!is_csv_name(file->name) || passed_over_.contains(file)) continue;
        TakenFile* found = opened(*file);
        if (found != nullptr && !is_taken_.contains(found)) others.push_back(found);
    }
    return others;
}

std::vector<const TakenFile*> Shelf::taken() const {
    std::vector<const TakenFile*> taken;
    for (const TakenFile& file : files_) {
        if (is_taken_.contains(&file)) taken.push_back(&file);
    }
    return taken;
}

}  // namespace concordat::data
