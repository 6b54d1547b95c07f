// tests/property/one_reading_test.cpp · no example of the language pages, and no contract as lawyers drafted it, has a
// sentence that can be read in two ways. (tests/unit/parse/ambiguity_test.cpp asks it of the contracts of the tree.)
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "parse/parse.h"
#include "source/source_text.h"
#include "support/catch.h"

namespace fs = std::filesystem;

namespace {

using Contracts = std::vector<std::pair<std::string, std::string>>;  // where, text

std::string read_text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// The files of a folder tree that end so, in the order of their names.
std::vector<fs::path> files_of(const fs::path& folder, std::string_view ending) {
    std::vector<fs::path> files;
    if (!fs::exists(folder)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.path().string().ends_with(ending)) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// The agreement of a page with each of its examples.
void add_examples_of(const fs::path& page, Contracts& contracts) {
    std::istringstream lines(read_text(page));
    std::string agreement, box, heading;
    bool inside = false, is_agreement = false;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("#") && !inside) heading = page.filename().string() + ": " + line;
        if (line.starts_with("```contract")) {
            inside = true;
            is_agreement = line == "```contract agreement";
            box.clear();
        } else if (inside && line == "```") {
            inside = false;
            if (is_agreement) agreement = box;
            contracts.emplace_back(heading, box.starts_with("# ") ? box : agreement + "\n" + box);
        } else if (inside) {
            box += line + "\n";
        }
    }
}

void check_one_reading(const Contracts& contracts) {
    for (const auto& [where, bytes] : contracts) {
        INFO(where);
        const auto read = concordat::source::read_text(where, bytes);
        auto found = concordat::parse::ambiguities(read.text);
        // Where one word ahead does not decide, the parser looks at the whole sentence; that is not a second reading.
        std::erase_if(found, [](const auto& one) { return one.rule.starts_with("full context"); });
        for (const auto& one : found) WARN(where << ": " << one.rule << ": " << one.words);
        CHECK(found.empty());
    }
}

fs::path shared_folder() {
    const char* named = std::getenv("CONCORDAT_SHARED");
    return named != nullptr ? fs::path(named) : fs::path(CONCORDAT_ROOT).parent_path() / "shared";
}

}  // namespace

TEST_CASE("no example of the language pages can be read in two ways") {
    Contracts contracts;
    for (const fs::path& page : files_of(fs::path(CONCORDAT_ROOT) / "docs/language", ".md"))
        add_examples_of(page, contracts);
    REQUIRE(contracts.size() >= 30);
    check_one_reading(contracts);
}

TEST_CASE("no sentence of a contract as lawyers drafted it can be read in two ways") {
    Contracts contracts;
    for (const fs::path& file : files_of(shared_folder() / "acceptance", ".contract.md"))
        contracts.emplace_back(file.string(), read_text(file));
    if (contracts.empty()) {
        WARN("skipped: there is no folder " << (shared_folder() / "acceptance").string());
        return;
    }
    check_one_reading(contracts);
}
