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
    for (std::size_t at = text.find("\n- "); at != std::string::npos; at = text.find("\n- ", at + 1)) {
        const std::size_t end = text.find('\n', at + 1);
        std::string words = text.substr(at + 3, end - at - 3);
        for (std::size_t from = words.find('`'); from != std::string::npos;) {
            const std::size_t to = words.find('`', from + 1);
            listed.insert(words.substr(from + 1, to - from - 1));
            from = words.find('`', to + 1);
        }
    }
    const auto& keywords = concordat::parse::Grammar::keywords();
    CHECK(listed == std::set<std::string>(keywords.begin(), keywords.end()));
}
