// tests/unit/parse/hostile_test.cpp · tests
// What:  text that nobody would sign. It is refused with a message, and the engine stands.
#include "base/limits.h"
#include "support/catch.h"
#include "unit/parse/reading.h"

namespace {

using namespace concordat;

std::string repeated(std::string_view piece, std::size_t times) {
    std::string text;
    for (std::size_t count = 0; count < times; ++count) text += piece;
    return text;
}

/// The codes said against a clause, each once.
std::string codes(const std::string& clause) {
    const auto parsed = tests::read("# Test\n\n1.1 " + clause + "\n");
    std::string text;
    for (const auto& problem : parsed.problems.all()) text += source::code_label(problem.code) + " ";
    return text;
}

}  // namespace

TEST_CASE("brackets inside brackets stop at the limit") {
    const auto nested = [](std::size_t depth) {
        return "\"Cost\" means " + repeated("(", depth) + "Fee" + repeated(")", depth) + ".";
    };
    CHECK(codes(nested(limits::nesting_depth - 1)) == "");
    CHECK(codes(nested(limits::nesting_depth)) == "");
    CHECK(codes(nested(limits::nesting_depth + 1)) == "E138 ");
    CHECK(codes(nested(50'000)) == "E140 ");
    CHECK(codes("\"Cost\" means " + repeated("(", 9'000)) == "E138 ");
    CHECK(codes("\"Cost\" means " + repeated("the greater of ", 3'000) + "Fee.") == "E138 ");
    CHECK(codes("\"Cost\" means " + repeated("the amount by which ", 3'000) + "Fee.") == "E138 ");
    CHECK(codes("Gain Pool is payable only if " + repeated("not (", 300) + "Late is no" + repeated(")", 300) + ".") ==
          "E138 ");
    CHECK(codes(repeated("From 1 April 2027, clause 3.2 is replaced by: ", 500) + "Fee shall not exceed £5.") != "");
}

TEST_CASE("long chains that do not nest are read") {
    CHECK(codes("\"Cost\" means Fee" + repeated(" plus Fee", 4 * limits::nesting_depth) + ".") == "");
    CHECK(codes("\"Cost\" means Fee" + repeated(" plus Fee", 4 * limits::nesting_depth + 1) + ".") == "E138 ");
    CHECK(codes("\"Cost\" means " + repeated("50% of ", 1'000) + "Fee.") == "");
    CHECK(codes("\"Cost\" means " + repeated("50% of ", 5'000) + "Fee.") == "E138 ");
    CHECK(codes("Gain Pool is payable only if Late is no" + repeated(" and Late is no", 3'000) + ".") == "");
}

TEST_CASE("words, sentences, numbers and tables have limits") {
    CHECK(codes("\"Cost\" means " + std::string(limits::word_characters, 'x') + ".") != "E139 ");
    CHECK(codes("\"Cost\" means " + std::string(limits::word_characters + 1, 'x') + ".") == "E139 ");
    CHECK(codes("\"Cost\" means " + std::string(1'000'000, 'x') + ".") == "E139 ");
    CHECK(codes("\"Cost\" means £" + std::string(limits::number_digits, '9') + ".") == "");
    CHECK(codes("\"Cost\" means £" + std::string(limits::number_digits + 1, '9') + ".") == "E143 ");
    const std::string gate = "Gain Pool is payable only if Late is no";  // 8 words, and 4 more for each further test
    CHECK(codes(gate + repeated(" and Late is no", limits::sentence_words / 4 - 3) + ".") == "");
    CHECK(codes(gate + repeated(" and Late is no", limits::sentence_words / 4 - 2) + ".") == "E140 ");
    const auto wide = [](std::size_t columns) {
        return "\"Line\" is one of:\n\n|" + repeated(" A |", columns) + "\n|" + repeated("---|", columns) + "\n|" +
               repeated(" 1 |", columns) + "\n";
    };
    CHECK(codes(wide(limits::table_columns)) == "");
    CHECK(codes(wide(limits::table_columns + 1)) == "E142 ");
    CHECK(codes(wide(5'000)) == "E142 ");
}

TEST_CASE("everything unclosed") {
    CHECK(codes("\"") == "E124 ");
    CHECK(codes("\"Cost\" means \"") == "E124 ");
    CHECK(codes("[Schedule A](") != "");
    CHECK(codes("(") == "E125 ");
    CHECK(codes("| A |") != "");
    CHECK(codes(".") != "");
    CHECK(codes(";;;;;;") != "");
    CHECK(codes("means means means.") != "");
    CHECK(codes("(a)") != "");
}

TEST_CASE("bytes at random never break it") {
    std::uint32_t state = 12'345;
    const auto next = [&](std::uint32_t below) {
        state = state * 1'664'525u + 1'013'904'223u;
        return (state >> 8) % below;
    };
    static const char* pieces[] = {"Fee",        " ",           "means ",     "\"Cost\" ", "(",      ")",
                                   "£5",         ",",           ";",          ":",         ".",      "\n",
                                   "\n\n1.2 ",   "| A | B |\n", "|---|\n",    "is ",       "if ",    "5% of ",
                                   "the ",       "at least ",   "and ",       "or ",       "Month ", "1 April 2027",
                                   "[S](f.csv)", "\xC2\xA3",    "é",          "#",         "## 2\n", "> ",
                                   "otherwise ", "banded ",     "shall pay ", "each ",     "where ", "not "};
    for (int round = 0; round < 300; ++round) {
        std::string text = "# T\n\n1.1 ";
        for (std::uint32_t count = next(60); count > 0; --count)
            text += pieces[next(static_cast<std::uint32_t>(std::size(pieces)))];
        const auto parsed = tests::read(text);
        CHECK(parsed.document.title == "T");
    }
}
