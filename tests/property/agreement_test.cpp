// tests/property/agreement_test.cpp · laws over the contracts of the tree: no ambiguity, order of data rows changes
// nothing.
#include <algorithm>
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

std::string read_text(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// Every contract of the tree, and those inside golden cases and pages.
std::vector<std::pair<std::string, std::string>> contracts_of_the_tree() {
    const fs::path root = CONCORDAT_ROOT;
    std::vector<std::pair<std::string, std::string>> contracts;
    for (const char* folder : {"examples", "rulesets", "tests/language"}) {
        if (!fs::exists(root / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (entry.path().string().ends_with(".contract.md"))
                contracts.emplace_back(entry.path().string(), read_text(entry.path()));
        }
    }
    std::sort(contracts.begin(), contracts.end());
    return contracts;
}

/// The agreement of the reference with each of its examples.
std::vector<std::pair<std::string, std::string>> contracts_of_the_reference() {
    std::istringstream page(read_text(fs::path(CONCORDAT_ROOT) / "docs/language/reference.md"));
    std::vector<std::pair<std::string, std::string>> contracts;
    std::string agreement, box, heading;
    bool inside = false, is_agreement = false;
    for (std::string line; std::getline(page, line);) {
        if (line.starts_with("#") && !inside) heading = line;
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
    return contracts;
}

void check_unambiguous(const std::vector<std::pair<std::string, std::string>>& contracts) {
    for (const auto& [name, bytes] : contracts) {
        INFO(name);
        const auto read = concordat::source::read_text(name, bytes);
        auto found = concordat::parse::ambiguities(read.text);
        // Where one word ahead does not decide, the parser looks at the whole sentence; that is not a second reading.
        std::erase_if(found, [](const auto& one) { return one.rule.starts_with("full context"); });
        for (const auto& one : found) WARN(name << ": " << one.rule << ": " << one.words);
        CHECK(found.empty());
    }
}

}  // namespace

TEST_CASE("no sentence of any contract in the tree can be read in two ways") {
    const auto contracts = contracts_of_the_tree();
    REQUIRE(contracts.size() >= 4);  // three examples and the Medicare ruleset
    check_unambiguous(contracts);
}

TEST_CASE("no example of the reference can be read in two ways") {
    const auto contracts = contracts_of_the_reference();
    REQUIRE(contracts.size() >= 30);
    check_unambiguous(contracts);
}
