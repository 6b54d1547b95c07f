// tests/unit/source/nearest_test.cpp · "did you mean".
#include "source/nearest.h"

#include <algorithm>
#include <string>
#include <vector>

#include "support/catch.h"

namespace concordat::source {
namespace {

/// The textbook table in full, for comparison.
std::size_t slow_distance(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                table[i][j] = i + j;
                continue;
            }
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            table[i][j] = std::min({table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + change});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
        }
    }
    return table[a.size()][b.size()];
}

TEST_CASE("each kind of slip counts one", "[source]") {
    CHECK(edit_distance("exceed", "exceed", 3) == 0);
    CHECK(edit_distance("exceeed", "exceed", 3) == 1);
    CHECK(edit_distance("exced", "exceed", 3) == 1);
    CHECK(edit_distance("excaed", "exceed", 3) == 1);
    CHECK(edit_distance("execed", "exceed", 3) == 1);
    CHECK(edit_distance("", "abc", 3) == 3);
    CHECK(edit_distance("", "", 0) == 0);
}

TEST_CASE("capitals cost nothing, and an accented letter is one letter", "[source]") {
    CHECK(edit_distance("Gain pool", "GAIN POOL", 3) == 0);
    CHECK(edit_distance("MĀORI ÉTÉ Ž", "māori été ž", 3) == 0);
    CHECK(edit_distance("Maori", "Māori", 3) == 1);
    CHECK(edit_distance("中", "日", 3) == 1);
}

TEST_CASE("far words are given up", "[source]") {
    CHECK(edit_distance("abc", "xyz", 2) == 3);
    CHECK(edit_distance("abc", "xyz", 0) == 1);
    CHECK(edit_distance("a", "abcdefgh", 3) == 4);
    CHECK(edit_distance("abc", "xyz", SIZE_MAX) == 3);
    const std::string long_word(1'000'000, 'a');
    CHECK(edit_distance(long_word, long_word + "b", 3) == 1);
    CHECK(edit_distance(long_word, std::string(1'000'000, 'b'), 3) == 4);
    CHECK(edit_distance("\xFF\xFE", "\xFF", 3) == 1);
}

TEST_CASE("the quick distance is the slow one, for all short words of two letters", "[source]") {
    std::vector<std::string> words{""};
    for (std::size_t from = 0; words.size() < 127;) {
        const std::string word = words[from++];
        for (const char letter : {'a', 'b'}) words.push_back(word + letter);
    }
    for (const std::string& a : words) {
        for (const std::string& b : words) {
            const std::size_t slow = slow_distance(a, b);
            for (const std::size_t most : {0u, 1u, 2u, 3u, 9u}) {
                if (edit_distance(a, b, most) != std::min(slow, most + 1)) FAIL(a << " " << b << " " << most);
            }
        }
    }
}

TEST_CASE("the nearest right word is found", "[source]") {
    const std::vector<std::string> names{"Gain Pool", "Gain Share", "Actual Cost"};
    CHECK(nearest("Gain pool", names) == "Gain Pool");
    CHECK(nearest("Gian Pool", names) == "Gain Pool");
    CHECK(nearest("Actaul Costs", names) == "Actual Cost");
    CHECK(nearest("Outcome Score", names) == std::nullopt);
    CHECK(nearest("Gain Pool", {}) == std::nullopt);
}

TEST_CASE("of equally near words the first given is taken, a nearer one before it", "[source]") {
    const std::vector<std::string> words{"cart", "cast", "case"};
    CHECK(nearest("caat", words) == "cart");
    CHECK(nearest("CASE", words) == "case");
}

TEST_CASE("short words must be nearer than long ones", "[source]") {
    const std::vector<std::string> words{"most", "a", "quarterly"};
    CHECK(nearest("mots", words) == "most");
    CHECK(nearest("muts", words) == std::nullopt);
    CHECK(nearest("b", words) == std::nullopt);
    CHECK(nearest("A", words) == "a");
    CHECK(nearest("", words) == std::nullopt);
    CHECK(nearest("quartrlyy", words) == "quarterly");
    CHECK(nearest("kwarterli", words) == "quarterly");
}

}  // namespace
}  // namespace concordat::source
