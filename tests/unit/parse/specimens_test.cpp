// tests/unit/parse/specimens_test.cpp · tests
// What:  the specimens of the language, each with the tree it must become beside it (.tree, as syntax/print.h writes
//        it). When a tree changes on purpose: CONCORDAT_ACCEPT=1 writes the new one.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "parse/parse.h"
#include "source/source_text.h"
#include "support/catch.h"
#include "syntax/print.h"

namespace {

namespace fs = std::filesystem;

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the specimens become the trees beside them") {
    std::size_t specimens = 0;
    for (const fs::directory_entry& entry :
         fs::directory_iterator(std::string(CONCORDAT_ROOT) + "/tests/language/specimens")) {
        const std::string name = entry.path().filename().string();
        if (!name.ends_with(".contract.md")) continue;
        ++specimens;
        INFO(name);
        const auto read = concordat::source::read_text(name, content(entry.path()));
        CHECK(read.problems.empty());
        const auto parsed = concordat::parse::parse(read.text);
        CHECK(parsed.problems.empty());
        const std::string tree = concordat::syntax::print(parsed.document);
        const fs::path beside = fs::path(entry.path()).replace_extension(".tree");
        if (std::getenv("CONCORDAT_ACCEPT") != nullptr) std::ofstream(beside, std::ios::binary) << tree;
        CHECK(content(beside) == tree);
    }
    CHECK(specimens >= 3);
}
