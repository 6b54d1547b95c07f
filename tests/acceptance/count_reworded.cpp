// tests/acceptance/count_reworded.cpp · counts the sentences of each acceptance contract that are worded otherwise here
// than where they were drafted, and compares the numbers with the table of tests/acceptance/REWORDED.md.
// Use: count_reworded <root of the repository>; the drafts lie in $CONCORDAT_SHARED, else beside the repository.
// A sentence ends at its full stop or at its table; headings and notes are none. Of each clause the sentences that are
// not found in the other text are counted, on the side that has more of them.
// Start:  main(), last in the file.
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace {

[[noreturn]] void give_up(const std::string& why) {
    std::cout << "count_reworded: " << why << "\n";
    std::exit(1);
}

std::vector<std::string> lines_of(const std::string& path) {
    std::ifstream in(path);
    if (!in) give_up("cannot read " + path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

bool is_clause_number(const std::string& word) {
    return !word.empty() && word.find_first_not_of("0123456789.") == std::string::npos && word.find('.') != 0 &&
           word.find('.') != std::string::npos && word.back() != '.';
}

/// The sentences of each clause; what stands before the first clause of a section belongs to "".
class Sentences {
public:
    explicit Sentences(const std::string& path) {
        for (const std::string& line : lines_of(path)) read(line);
        end_sentence();
    }
    std::map<std::string, std::vector<std::string>> of_clause;
    std::size_t number = 0;

private:
    void read(const std::string& line) {
        if (line.empty() || line[0] == '>') return;
        if (line[0] == '#') {
            end_sentence();
            clause_.clear();
            return;
        }
        if (line[0] == '|') return read_row(line);
        if (in_table_) end_sentence();
        for (const std::string& word : words_of(line)) {
            if (text_.empty() && is_clause_number(word)) {
                clause_ = word;
                continue;
            }
            text_ += (text_.empty() ? "" : " ") + word;
            if (word.back() == '.') end_sentence();
        }
    }
    /// A table belongs to the sentence before it, or is one of its own; how its cells are padded does not matter.
    void read_row(const std::string& line) {
        in_table_ = true;
        if (line.find_first_not_of("|-: ") == std::string::npos) return;
        for (const std::string& word : words_of(line)) text_ += " " + word;
    }
    void end_sentence() {
        in_table_ = false;
        if (text_.empty()) return;
        of_clause[clause_].push_back(text_);
        ++number;
        text_.clear();
    }

    std::string clause_, text_;
    bool in_table_ = false;
};

/// Those of `some` that `others` does not have, each counted as often as it stands.
std::size_t not_in(const std::vector<std::string>& some, std::vector<std::string> others) {
    std::size_t count = 0;
    for (const std::string& one : some) {
        const auto found = std::find(others.begin(), others.end(), one);
        if (found == others.end()) ++count;
        else others.erase(found);
    }
    return count;
}

std::size_t changed(const Sentences& drafted, const Sentences& here) {
    std::map<std::string, std::vector<std::string>> clauses = drafted.of_clause;
    clauses.insert(here.of_clause.begin(), here.of_clause.end());
    const auto in = [](const Sentences& text, const std::string& clause) {
        const auto found = text.of_clause.find(clause);
        return found == text.of_clause.end() ? std::vector<std::string>() : found->second;
    };
    std::size_t count = 0;
    for (const auto& [clause, sentences] : clauses) {
        const auto before = in(drafted, clause), after = in(here, clause);
        count += std::max(not_in(before, after), not_in(after, before));
    }
    return count;
}

std::string trimmed(const std::string& cell) {
    const auto first = cell.find_first_not_of(' ');
    return first == std::string::npos ? "" : cell.substr(first, cell.find_last_not_of(' ') - first + 1);
}

/// Contract, sentences, reworded, from a finding, other.
std::vector<std::vector<std::string>> rows_of_table(const std::string& path) {
    std::vector<std::vector<std::string>> rows;
    for (const std::string& line : lines_of(path)) {
        if (line.empty() || line[0] != '|' || line.find_first_not_of("|-: ") == std::string::npos) continue;
        std::vector<std::string> cells;
        std::istringstream in(line.substr(1));
        for (std::string cell; std::getline(in, cell, '|');) cells.push_back(trimmed(cell));
        if (cells.size() == 5 && cells[0] != "Contract") rows.push_back(cells);
    }
    return rows;
}

bool exists(const std::string& path) { return std::ifstream(path).good(); }

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) give_up("give the root of the repository");
    const std::string root = arguments[1], folder = root + "/tests/acceptance";
    const char* shared = std::getenv("CONCORDAT_SHARED");
    const std::string drafts = (shared != nullptr ? std::string(shared) : root + "/../shared") + "/acceptance";
    if (!exists(drafts + "/README.md")) {
        std::cout << "skipped: " << drafts << " is not there\n";
        return 77;
    }
    const auto rows = rows_of_table(folder + "/REWORDED.md");
    if (rows.size() != 8) give_up("REWORDED.md lists " + std::to_string(rows.size()) + " contracts, not 8");
    int wrong = 0;
    for (const auto& row : rows) {
        const std::string draft = drafts + "/" + row[0] + "/contract.contract.md";
        const std::string ours = folder + "/" + row[0] + "/contract.contract.md";
        const Sentences drafted(draft), here(exists(ours) ? ours : draft);
        const std::size_t found = changed(drafted, here);
        std::cout << row[0] << ": " << drafted.number << " sentences, " << found << " reworded\n";
        const auto say = [&](const std::string& what) { ++wrong, std::cout << "  " << what << "\n"; };
        if (row[1] != std::to_string(drafted.number)) say("REWORDED.md says " + row[1] + " sentences");
        if (row[2] != std::to_string(found)) say("REWORDED.md says " + row[2] + " reworded");
        const auto findings = std::strtoul(row[3].c_str(), nullptr, 10),
                   others = std::strtoul(row[4].c_str(), nullptr, 10);
        if (findings + others != found) say("those of a finding and the others do not make up the reworded");
        if (others * 50 > drafted.number) say("more than one sentence in fifty is reworded for another reason");
    }
    return wrong == 0 ? 0 : 1;
}
