// tests/mutation/mutate_rulesets.cpp · do the worked examples of a ruleset notice when its words change?
// Use:   mutate_rulesets [--every N] <reasons.txt> <name=ruleset.contract.md>...
// Each small change of the clauses (changes.cpp), and of one cell of the parties and schedules (cells.cpp), is made
// alone, and the examples are run on the changed text. It is noticed where the text is now refused, or an example
// fails. A change that nothing notices must stand in reasons.txt with the reason:
//     forms/marginal-rate | 3.2 | at least -> more than | why it changes nothing that an example could show
//     forms/marginal-rate | Schedule A | * | where `*` stands for anything: here all cells of a table
// A line of reasons.txt that is needed no more is a failure too. With --every N only each N-th change is tried: the
// ordinary test run takes a fixed part, the long one all.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mutation/changes.h"
#include "session/file_reader.h"
#include "session/session.h"

namespace concordat::mutation {
namespace {

namespace fs = std::filesystem;

using Changes = std::vector<Change>;

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

/// What the examples of the ruleset say when `file`, the ruleset or one of its schedules, holds `text`.
Seen what_is_seen(const fs::path& ruleset, const fs::path& file, const std::string& text) {
    const OneFileChanged files(file.string(), text);
    const session::Session session(files);
    const session::OpenedContract opened = session.open_contract(ruleset.string());
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

/// Reasons by "ruleset | clause | change".
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
    void add(const Tally& other) {
        tried += other.tried, refused += other.refused, failed += other.failed;
        with_reason += other.with_reason, unnoticed += other.unnoticed;
    }
};

std::string read_text(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Whether the text is the pattern, in which `*` stands for anything.
bool fits(std::string_view pattern, std::string_view text) {
    if (pattern.empty()) return text.empty();
    if (pattern.front() != '*')
        return !text.empty() && pattern.front() == text.front() && fits(pattern.substr(1), text.substr(1));
    for (std::size_t skipped = 0; skipped <= text.size(); ++skipped) {
        if (fits(pattern.substr(1), text.substr(skipped))) return true;
    }
    return false;
}

/// What goes on while rulesets are tried: the reasons still unused, and which changes are left out.
struct Run {
    std::map<std::string, std::string> reasons;
    std::set<std::string> used;
    std::size_t every = 1, count = 0;

    /// Whether the next change is one that is tried.
    bool takes() { return count++ % every == 0; }
    bool has_reason(const std::string& name, const Change& change) {
        const std::string key = name + " | " + change.clause + " | " + change.what;
        for (const auto& [pattern, reason] : reasons) {
            if (!fits(pattern, key)) continue;
            used.insert(pattern);
            return true;
        }
        return false;
    }
};

Tally try_changes(const std::string& name, const fs::path& path, const Changes& changes, Run& run) {
    Tally tally;
    for (const Change& change : changes) {
        if (!run.takes()) continue;
        ++tally.tried;
        const fs::path file = change.file.empty() ? path : path.parent_path() / change.file;
        const Seen seen = what_is_seen(path, file, changed(read_text(file), change));
        if (seen == Seen::refused) ++tally.refused;
        if (seen == Seen::example_failed) ++tally.failed;
        if (seen != Seen::nothing) continue;
        if (run.has_reason(name, change)) {
            ++tally.with_reason;
            continue;
        }
        ++tally.unnoticed;
        std::cout << "no example notices: " << name << " | " << change.clause << " | " << change.what << " |\n";
    }
    return tally;
}

void say(const std::string& what, const Tally& tally) {
    std::cout << what << ": " << tally.tried << " changes; " << tally.failed << " fail an example, " << tally.refused
              << " are refused, " << tally.with_reason << " change nothing for a stated reason, " << tally.unnoticed
              << " go unnoticed\n";
}

/// One ruleset, called `name` in reasons.txt: its clauses, then its parties and schedules.
std::pair<Tally, Tally> try_ruleset(const std::string& name, const fs::path& path, Run& run) {
    const std::string text = read_text(path);
    if (what_is_seen(path, path, text) != Seen::nothing) {
        std::cout << name << ": its own examples fail; nothing is tried\n";
        return {Tally{0, 0, 0, 0, 1}, Tally{}};
    }
    const Tally clauses = try_changes(name, path, changes_of(text), run);
    Tally tables = try_changes(name, path, table_changes_of(text), run);
    for (const std::string& file : schedule_files_of(text))
        tables.add(try_changes(name, path, file_changes_of(file, read_text(path.parent_path() / file)), run));
    say(name + ", clauses", clauses);
    if (tables.tried > 0) say(name + ", parties and schedules", tables);
    return {clauses, tables};
}

/// The reasons that nothing needed; asked only when every change was tried.
bool all_needed(const std::string& name, const Run& run) {
    bool fine = true;
    for (const auto& [key, reason] : run.reasons) {
        if (!key.starts_with(name + " | ") || run.used.contains(key)) continue;
        std::cout << "reasons.txt: needed no more: " << key << " | " << reason << "\n";
        fine = false;
    }
    return fine;
}

int try_all(std::vector<std::string> words) {
    Run run;
    if (words.size() > 2 && words[0] == "--every") {
        run.every = static_cast<std::size_t>(std::stoul(words[1]));
        words.erase(words.begin(), words.begin() + 2);
    }
    if (words.size() < 2 || run.every == 0) {
        std::cerr << "use: mutate_rulesets [--every N] <reasons.txt> <name=ruleset.contract.md>...\n";
        return 2;
    }
    bool fine = true;
    run.reasons = read_reasons(words[0], fine);
    Tally clauses, tables;
    for (std::size_t index = 1; index < words.size(); ++index) {
        const std::size_t equals = words[index].find('=');
        const std::string name = words[index].substr(0, equals);
        const auto [own, supplied] = try_ruleset(name, words[index].substr(equals + 1), run);
        clauses.add(own);
        tables.add(supplied);
        if (run.every == 1 && !all_needed(name, run)) fine = false;
    }
    say("all clauses", clauses);
    say("all parties and schedules", tables);
    std::cout << clauses.tried + tables.tried << " of " << run.count << " changes tried\n";
    return fine && clauses.unnoticed + tables.unnoticed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace concordat::mutation

int main(int count, char** words) { return concordat::mutation::try_all({words + 1, words + count}); }
