// tests/unit/parse/scan_words_test.cpp · tests
// What:  the words found by hand are those of the lexer that ANTLR makes from grammar/ContractLexer.g4: over every text
//        file of the tree, over words made by chance of what words are made of, and over letters of many alphabets.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "parse/grammar.h"
#include "source/source_text.h"
#include "source/utf8.h"
#include "support/catch.h"

#include "ContractLexer.h"

namespace {

using namespace concordat;

std::string of_hand(const std::string& text) {
    static parse::Grammar grammar;
    std::string found;
    for (const parse::Word& word : grammar.words_of(text, 0))
        found += std::to_string(word.type) + " " + text.substr(word.span.begin, word.span.end - word.span.begin) + "\n";
    return found;
}

std::string of_grammar(const std::string& text) {
    antlr4::ANTLRInputStream characters(text);
    concordat_grammar::ContractLexer lexer(&characters);
    lexer.removeErrorListeners();
    std::string found;
    for (auto token = lexer.nextToken(); token->getType() != antlr4::Token::EOF; token = lexer.nextToken())
        found += std::to_string(token->getType()) + " " + token->getText() + "\n";
    return found;
}

/// A fixed sequence that looks random (SplitMix64).
struct Sequence {
    std::uint64_t state;
    std::uint64_t below(std::uint64_t limit) {
        state += 0x9e3779b97f4a7c15u;
        std::uint64_t z = state;
        z = (z ^ (z >> 30u)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27u)) * 0x94d049bb133111ebu;
        return (z ^ (z >> 31u)) % limit;
    }
};

}  // namespace

TEST_CASE("every text of the tree has the same words by hand and by the grammar") {
    namespace fs = std::filesystem;
    std::size_t texts = 0;
    for (const char* folder :
         {"/examples", "/rulesets", "/docs", "/tests/conformance", "/tests/golden/hostile", "/grammar"}) {
        for (const auto& entry : fs::recursive_directory_iterator(std::string(CONCORDAT_ROOT) + folder)) {
            const std::string name = entry.path().string();
            const bool is_text =
                name.ends_with(".md") || name.ends_with(".case") || name.ends_with(".csv") || name.ends_with(".g4");
            if (!entry.is_regular_file() || !is_text || entry.file_size() > 300'000) continue;
            std::ifstream file(entry.path(), std::ios::binary);
            const std::string bytes((std::istreambuf_iterator<char>(file)), {});
            const std::string text(source::read_text(name, bytes).text.text());
            const bool same = of_hand(text) == of_grammar(text);
            INFO(name);
            CHECK(same);
            ++texts;
        }
    }
    CHECK(texts > 100);
}

TEST_CASE("whatever stands beside what, the words are the same by hand and by the grammar") {
    const std::vector<std::string> pieces = {
        "1",    "12",         "123",      "2026",     "1999",       "04",    "30",    " ",         "  ",  "\n",
        "\r\n", "\t",         "-",        "/",        ".",          ",",     "%",     "Q",         "Q1",  "Q4",
        "Q5",   "£",          "$",        "€",        "NZ",         "A",     "M",     "m",         "k",   "bn",
        "b",    "million",    "millions", "billion",  "May",        "Mayor", "March", "December",  "Mar", "may",
        "x",    "per",        "cent",     "thirty",   "thirty-six", "the",   "Gain",  "Half-Year", "A&E", "O'Brien",
        "_",    "&",          "'",        "(",        ")",          "(a)",   "(ab)",  "(A)",       "[",   "]",
        "](",   "[S](a.csv)", "\"",       "\"Name\"", "×",          "÷",     "+",     "*",         ":",   ";",
        "É",    "é",          "ß",        "日",       "Ж",          "ж",     "ǅ",     "–",         "@",   "#",
        "|",    "2A",         "15th",     "1,234",    "1,23",       "0.5",   "1/3"};
    Sequence chance{11};
    for (int round = 0; round < 6'000; ++round) {
        std::string text;
        for (std::uint64_t piece = 0, count = 1 + chance.below(9); piece < count; ++piece)
            text += pieces[chance.below(pieces.size())];
        const std::string by_hand = of_hand(text);
        const std::string by_grammar = of_grammar(text);
        if (by_hand != by_grammar) {
            INFO(text);
            CHECK(by_hand == by_grammar);
            break;
        }
    }
}

TEST_CASE("letters of many alphabets are the same by hand and by the grammar") {
    // Alphabets that no later Unicode has added to: which one the generator knows does not matter.
    const std::vector<std::pair<char32_t, char32_t>> alphabets = {
        {0x80, 0x24F},    {0x370, 0x373},   {0x391, 0x3A1},   {0x3AC, 0x3FF},   {0x400, 0x527},   {0x531, 0x556},
        {0x5D0, 0x5EA},   {0x621, 0x64A},   {0x905, 0x939},   {0x10D0, 0x10F0}, {0x1E00, 0x1FFE}, {0x20A0, 0x20B5},
        {0x2100, 0x2188}, {0x3041, 0x3096}, {0x4E00, 0x4EFF}, {0xAC00, 0xACFF}, {0xFF10, 0xFF5A}, {0x1D400, 0x1D4FF}};
    for (const auto& [first, last] : alphabets) {
        for (char32_t character = first; character <= last; ++character) {
            std::string text = "A";
            source::append_character(text, character);
            text += "1 ";
            source::append_character(text, character);
            text += "1";
            const bool same = of_hand(text) == of_grammar(text);
            INFO(static_cast<std::uint32_t>(character));
            if (!same) CHECK(same);
        }
    }
}
