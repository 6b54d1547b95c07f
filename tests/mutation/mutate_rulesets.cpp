// tests/mutation/mutate_rulesets.cpp · do the worked examples of a ruleset notice when its words change?
// Use:   mutate_rulesets <reasons.txt> <name=ruleset.contract.md>...
// Each small change (changes.cpp) is made alone, and the examples are run on the changed text. It is noticed where the
// text is now refused, or an example fails. A change that nothing notices must stand in reasons.txt with the reason:
//     forms/marginal-rate | 3.2 | at least -> more than | why it changes nothing that an example could show
// A line of reasons.txt that is needed no more is a failure too.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "mutation/changes.h"
#include "session/file_reader.h"
#include "session/session.h"

namespace concordat::mutation {
namespace {

namespace fs = std::filesystem;

/// The disk, but for one file, whose text is given.
class OneFileChanged final : public session::FileReader {
public:
    OneFileChanged(std::string path, std::string bytes) : path_(std::move(path)), bytes_(std::move(bytes)) {}
    [[nodiscard]] session::ReadBytes read(const std::string& path, std::size_t most_bytes) const override {
        return path == path_ ? session::ReadBytes{std::nullopt, bytes_} : disk_.read(path, most_bytes);
    }
    [[nodiscard]] session::MappedFile map(const std::string& path) const override {
        if (path != path_) return disk_.map(path);
        session::MappedFile mapped;
        mapped.bytes = bytes_;
        return mapped;
    }
    [[nodiscard]] std::size_t size(const std::string& path) const override {
        return path == path_ ? bytes_.size() : disk_.size(path);
    }
    [[nodiscard]] session::ListedFolder list(const std::string& folder) const override { return disk_.list(folder); }
    [[nodiscard]] bool same_file(const std::string& a, const std::string& b) const override {
        return disk_.same_file(a, b);
    }

private:
    std::string path_, bytes_;
    session::DiskFiles disk_;
};

enum class Seen { refused, example_failed, nothing };

Seen what_is_seen(const std::string& path, const std::string& text) {
    const OneFileChanged files(path, text);
    const session::Session session(files);
    const session::OpenedContract opened = session.open_contract(path);
    if (opened.contract == nullptr) return Seen::refused;
    const session::ExamplesRun run = session.run_examples(opened);
    if (run.problems.has_errors()) return Seen::refused;
    for (const auto& result : run.results)
        if (!result.passed) return Seen::example_failed;
    return Seen::nothing;
}

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t"), last = text.find_last_not_of(" \t\r");
    return first == std::string::npos ? std::string() : text.substr(first, last - first + 1);
}

/// Reasons by "ruleset | clause | change". A used one is struck out.
using Reasons = std::map<std::string, std::string>;

Reasons read_reasons(const std::string& path, bool& fine) {
    Reasons reasons;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.starts_with('#')) continue;
        std::vector<std::string> parts;
        std::istringstream cells(line);
        for (std::string cell; std::getline(cells, cell, '|');) parts.push_back(trimmed(cell));
        if (parts.size() != 4 || parts[3].empty()) {
            std::cout << path << ": this line is not `ruleset | clause | change | reason`:\n  " << line << "\n";
            fine = false;
            continue;
        }
        reasons[parts[0] + " | " + parts[1] + " | " + parts[2]] = parts[3];
    }
    return reasons;
}

struct Tally {
    int tried = 0, refused = 0, failed = 0, with_reason = 0, unnoticed = 0;
};

/// One ruleset, called `name` in reasons.txt.
Tally try_ruleset(const std::string& name, const std::string& path, Reasons& reasons) {
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    Tally tally;
    if (what_is_seen(path, text) != Seen::nothing) {
        std::cout << name << ": its own examples fail; nothing is tried\n";
        tally.unnoticed = 1;
        return tally;
    }
    for (const Change& change : changes_of(text)) {
        ++tally.tried;
        const Seen seen = what_is_seen(path, changed(text, change));
        if (seen == Seen::refused) ++tally.refused;
        if (seen == Seen::example_failed) ++tally.failed;
        if (seen != Seen::nothing) continue;
        const std::string key = name + " | " + change.clause + " | " + change.what;
        if (reasons.erase(key) > 0) {
            ++tally.with_reason;
            continue;
        }
        ++tally.unnoticed;
        std::cout << "no example notices: " << key << " |\n";
    }
    std::cout << name << ": " << tally.tried << " changes; " << tally.failed << " fail an example, " << tally.refused
              << " are refused, " << tally.with_reason << " change nothing for a stated reason, " << tally.unnoticed
              << " go unnoticed\n";
    return tally;
}

int run(int count, char** words) {
    if (count < 3) {
        std::cerr << "use: mutate_rulesets <reasons.txt> <name=ruleset.contract.md>...\n";
        return 2;
    }
    bool fine = true;
    Reasons reasons = read_reasons(words[1], fine);
    Tally all;
    for (int index = 2; index < count; ++index) {
        const std::string word = words[index];
        const std::size_t equals = word.find('=');
        const std::string name = word.substr(0, equals);
        const Tally tally = try_ruleset(name, word.substr(equals + 1), reasons);
        all.tried += tally.tried;
        all.unnoticed += tally.unnoticed;
        for (const auto& [key, reason] : reasons) {
            if (!key.starts_with(name + " | ")) continue;
            std::cout << "reasons.txt: needed no more: " << key << " | " << reason << "\n";
            fine = false;
        }
    }
    std::cout << all.tried << " changes tried, " << all.unnoticed << " unnoticed\n";
    return fine && all.unnoticed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace concordat::mutation

int main(int count, char** words) { return concordat::mutation::run(count, words); }
