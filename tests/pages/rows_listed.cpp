// tests/pages/rows_listed.cpp · the rows of the drafting findings that have two readings, against the list of their
// cases. Use:   rows_listed <repository root>    exit 1 for a row without a case, or a case that is not there; 77: no
// findings here. The findings are in $CONCORDAT_SHARED/design, or in the folder `shared` beside the repository.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::vector<std::string> lines_of(const fs::path& path) {
    std::ifstream in(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(' ');
    const auto last = text.find_last_not_of(' ');
    return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells;
    for (std::size_t at = 1; at < line.size();) {
        const auto end = std::min(line.find('|', at), line.size());
        cells.push_back(trimmed(line.substr(at, end - at)));
        at = end + 1;
    }
    return cells;
}

/// Rows of the table that stands under a heading, without its headings and its line of dashes.
std::vector<std::vector<std::string>> table_under(const std::vector<std::string>& lines, const std::string& heading) {
    std::vector<std::vector<std::string>> rows;
    bool inside = false;
    for (const std::string& line : lines) {
        if (line.starts_with("## ")) inside = line.starts_with(heading);
        if (inside && line.starts_with("|")) rows.push_back(cells_of(line));
    }
    rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(2, rows.size())));
    return rows;
}

/// The cases that a cell names.
std::vector<std::string> cases_in(const std::string& cell) {
    std::vector<std::string> cases;
    for (std::size_t at = 0; at < cell.size();) {
        const auto end = std::min(cell.find_first_of(" ,;", at), cell.size());
        const std::string word = cell.substr(at, end - at);
        if (word.ends_with(".case")) cases.push_back(word);
        at = end + 1;
    }
    return cases;
}

}  // namespace

int main(int count, char** words) {
    if (count != 2) return std::fprintf(stderr, "use: rows_listed <repository root>\n"), 2;
    const fs::path root = words[1];
    const fs::path folder = root / "tests/golden/two_readings";
    int wrong = 0;
    std::map<std::string, std::vector<std::string>> listed;
    for (const char* heading : {"## Two readings", "## Slips", "## Usual wording"}) {
        const auto rows = table_under(lines_of(folder / "README.md"), heading);
        if (rows.empty()) wrong += std::printf("README.md: no rows under `%s`\n", heading) > 0 ? 1 : 0;
        for (const auto& row : rows) {
            const auto cases = row.size() < 2 ? std::vector<std::string>() : cases_in(row[1]);
            if (cases.empty()) wrong += std::printf("`%s` names no case\n", row[0].c_str()) > 0 ? 1 : 0;
            for (const std::string& one : cases) {
                if (!fs::exists(folder / one)) wrong += std::printf("%s is not there\n", one.c_str()) > 0 ? 1 : 0;
            }
            listed[row[0]] = cases;
        }
    }
    const char* shared = std::getenv("CONCORDAT_SHARED");
    const fs::path findings =
        (shared != nullptr ? fs::path(shared) : root / "../shared") / "design/drafting-findings.md";
    const bool there = fs::exists(findings);
    const auto lines = there ? lines_of(findings) : std::vector<std::string>();
    std::size_t rows = 0;
    for (const char* heading : {"## 3 ", "## 5 "}) {
        const auto found = table_under(lines, heading);
        if (there && found.empty()) wrong += std::printf("the findings have no rows under `%s`\n", heading) > 0 ? 1 : 0;
        for (const auto& row : found) {
            ++rows;
            if (!listed.contains(row[0]))
                wrong += std::printf("no case is listed for `%s`\n", row[0].c_str()) > 0 ? 1 : 0;
        }
    }
    if (!there) std::printf("skipped: the findings are not on this machine; only the cases listed were looked for\n");
    std::printf("%zu rows of the findings, %zu listed, %d wrong\n", rows, listed.size(), wrong);
    if (wrong > 0) return 1;
    return there ? 0 : 77;
}
