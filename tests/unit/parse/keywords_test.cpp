// tests/unit/parse/keywords_test.cpp · tests
// What:  grammar/keywords.md lists every keyword of the grammar, and nothing else.
#include <fstream>
#include <iterator>
#include <set>

#include "parse/grammar.h"
#include "support/catch.h"

TEST_CASE("keywords.md is the list of keywords") {
    std::ifstream file(std::string(CONCORDAT_ROOT) + "/grammar/keywords.md");
    REQUIRE(file.good());
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    std::set<std::string> listed;
    const std::string list = text.substr(0, text.find("\nWords with a meaning"));
    for (std::size_t from = list.find('`', list.find("\n- ")); from != std::string::npos;) {
        const std::size_t to = list.find('`', from + 1);
        listed.insert(list.substr(from + 1, to - from - 1));
        from = list.find('`', to + 1);
    }
    const auto& keywords = concordat::parse::Grammar::keywords();
    CHECK(listed == std::set<std::string>(keywords.begin(), keywords.end()));
}
