// engine/session/compared.cpp · room: session
// What:  this run compared with the one before: a folder that is half the one before and half this one, settled after
// each file that is put in. Start: Session::compare(), last in the file.
#include <algorithm>
#include <set>
#include <utility>

#include "base/check.h"
#include "base/limits.h"
#include "session/session.h"

namespace concordat::session {
namespace {

/// The folder of the run before, in which some files are already those of this run.
class FolderBetween final : public FileReader {
public:
    FolderBetween(const FileReader& files, std::string before, std::string now)
        : files_(files), before_(std::move(before)), now_(std::move(now)) {}

    void put_in(const std::string& name) { put_in_.insert(name); }

    [[nodiscard]] ReadBytes read(const std::string& path, std::size_t most_bytes) const override {
        return files_.read(true_path(path), most_bytes);
    }
    [[nodiscard]] MappedFile map(const std::string& path) const override { return files_.map(true_path(path)); }
    [[nodiscard]] std::size_t size(const std::string& path) const override { return files_.size(true_path(path)); }
    [[nodiscard]] ListedFolder list(const std::string& folder) const override {
        ListedFolder listed = files_.list(folder);
        if (folder != before_) return listed;
        const ListedFolder now = files_.list(now_);
        std::set<std::string> names(listed.files.begin(), listed.files.end());
        for (const std::string& name : put_in_) {
            const bool there = std::find(now.files.begin(), now.files.end(), name) != now.files.end();
            if (there) names.insert(name);
            else names.erase(name);
        }
        listed.files.assign(names.begin(), names.end());
        return listed;
    }
    [[nodiscard]] bool same_file(const std::string& a, const std::string& b) const override {
        return files_.same_file(true_path(a), true_path(b));
    }

private:
    [[nodiscard]] std::string true_path(const std::string& path) const {
        for (const std::string& name : put_in_) {
            if (path == joined_path(before_, name)) return joined_path(now_, name);
        }
        return path;
    }

    const FileReader& files_;
    std::string before_, now_;
    std::set<std::string> put_in_;
};

std::multiset<std::string> lines_of(const std::string& bytes) {
    std::multiset<std::string> lines;
    std::string line;
    for (const char byte : bytes + "\n") {
        if (byte != '\n') {
            if (byte != '\r') line += byte;
            continue;
        }
        if (!line.empty()) lines.insert(line);
        line.clear();
    }
    return lines;
}

bool contains(const std::multiset<std::string>& all, const std::multiset<std::string>& some) {
    return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

/// What became of a file; empty where it is the same.
std::string change_of(const FileReader& files, const std::string& before, const std::string& now) {
    const ReadBytes old_file = files.read(before, limits::data_file_bytes);
    const ReadBytes new_file = files.read(now, limits::data_file_bytes);
    if (old_file.fault && new_file.fault) return {};
    if (old_file.fault) return "late data: it had not come";
    if (new_file.fault) return "taken out";
    const auto old_lines = lines_of(old_file.bytes);
    const auto new_lines = lines_of(new_file.bytes);
    if (old_lines == new_lines) return {};
    if (contains(new_lines, old_lines)) return "late data: rows came";
    if (contains(old_lines, new_lines)) return "rows taken out";
    return old_lines.size() < new_lines.size() ? "corrections, and late data" : "corrections";
}

/// Settles what lies in the folder; nothing where data and contract do not fit.
std::optional<settle::Settlement> settled(const FileReader& files, const OpenedContract& opened,
                                          const std::string& folder, source::Diagnostics& problems) {
    const Session session(files);
    const OpenedData data = session.take_in(opened, folder);
    problems.append(data.problems);
    if (data.problems.has_errors()) return std::nullopt;
    return session.settle(opened, data, {});
}

}  // namespace

ComparedRuns Session::compare(const OpenedContract& opened, const Stated& stated, const std::string& folder,
                              const EarlierRun& earlier) const {
    ENGINE_CHECK(opened.contract != nullptr);
    ComparedRuns compared;
    OpenedContract other;
    if (!earlier.contract.empty()) {
        other = open_contract(earlier.contract, earlier.folder);
        if (other.contract == nullptr) {
            compared.problems = std::move(other.problems);
            return compared;
        }
    }
    const OpenedContract& contract = earlier.contract.empty() ? opened : other;
    FolderBetween between(files_, earlier.folder, folder);
    const auto before = settled(between, contract, earlier.folder, compared.problems);
    if (!before) return compared;
    compared.runs.push_back({{}, report::nets_of(*before, stated.request.only)});
    std::set<std::string> names;
    for (const std::string& from : {earlier.folder, folder}) {
        for (const std::string& name : files_.list(from).files) names.insert(name);
    }
    std::string put_off;  // files that make no sense without those behind them
    for (const std::string& name : names) {
        const std::string change = change_of(files_, joined_path(earlier.folder, name), joined_path(folder, name));
        if (change.empty()) continue;
        between.put_in(name);
        const std::string cause = put_off + name + ": " + change;
        source::Diagnostics unheard;
        const auto run = settled(between, contract, earlier.folder, unheard);
        if (run) compared.runs.push_back({cause, report::nets_of(*run, stated.request.only)});
        put_off = run ? std::string() : cause + "; ";
    }
    auto now = report::nets_of(stated.settlement, stated.request.only);
    const bool is_there = now == compared.runs.back().net && put_off.empty();
    const bool other_words = !earlier.contract.empty() && other.bytes != opened.bytes;
    if (!is_there || other_words)
        compared.runs.push_back({put_off + "the contract: its words or its schedules", std::move(now)});
    return compared;
}

}  // namespace concordat::session
