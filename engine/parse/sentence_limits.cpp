// engine/parse/sentence_limits.cpp · room: parse
// What:  counts over words; see sentence_limits.h.
#include "parse/sentence_limits.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/limits.h"
#include "source/source_text.h"

namespace concordat::parse {
namespace {

using source::Code;

constexpr const char* advice = "give parts of it names of their own, with `\"Name\" means ...`";

/// Words that open a phrase inside a phrase, as a bracket does: `the greater of the greater of the greater of`.
constexpr std::array<std::string_view, 11> openers = {"greater", "lesser",   "earlier", "later", "greatest", "least",
                                                      "latest",  "earliest", "which",   "not",   "replaced"};

bool opens(const Word& word) {
    return word.kind == WordKind::keyword && std::find(openers.begin(), openers.end(), word.text) != openers.end();
}

/// Sums and products hang on each other like brackets, each on the one before; there may be some more of them.
constexpr std::size_t most_operators = 4 * limits::nesting_depth;
constexpr std::array<std::string_view, 11> operators = {"plus", "less", "times", "divided", "x", "+",
                                                        "-",    "*",    "/",     "×",       "÷"};

bool is_operator(const Word& word) {
    if (word.kind == WordKind::percent) return true;  // `50% of 50% of ...`
    const bool fixed = word.kind == WordKind::keyword || word.kind == WordKind::sign;
    return fixed && std::find(operators.begin(), operators.end(), word.text) != operators.end();
}

/// The first word that lies too deep, or nothing. Opened phrases end nowhere that could be seen, so they count to the
/// end.
const Word* too_deep(std::span<const Word> words) {
    std::size_t brackets = 0;
    std::size_t phrases = 0;
    for (const Word& word : words) {
        if (word.kind == WordKind::sign && word.text == "(") ++brackets;
        if (word.kind == WordKind::sign && word.text == ")" && brackets > 0) --brackets;
        if (opens(word)) ++phrases;
        if (brackets + phrases > limits::nesting_depth) return &word;
    }
    return nullptr;
}

const Word* too_many_sums(std::span<const Word> words) {
    std::size_t sums = 0;
    for (const Word& word : words)
        if (is_operator(word) && ++sums > most_operators) return &word;
    return nullptr;
}

const Word* too_long(std::span<const Word> words) {
    for (const Word& word : words) {
        if (word.kind == WordKind::table || word.text.size() <= limits::word_characters) continue;
        if (source::character_count(word.text) > limits::word_characters) return &word;
    }
    return nullptr;
}

}  // namespace

bool cell_within_limits(std::span<const Word> words) {
    return words.size() <= limits::sentence_words && too_deep(words) == nullptr && too_many_sums(words) == nullptr &&
           too_long(words) == nullptr;
}

bool within_limits(std::span<const Word> words, Building& at) {
    if (const Word* word = too_long(words)) {
        at.report(Code::word_too_long, word->span,
                  fmt::format("this word has more than {} characters", limits::word_characters));
        return false;
    }
    if (words.size() > limits::sentence_words) {
        at.report(Code::sentence_too_long, words[limits::sentence_words].span,
                  fmt::format("this sentence has more than {} words", limits::sentence_words))
            .with_help("make several sentences of it");
        return false;
    }
    if (const Word* word = too_deep(words)) {
        at.report(Code::nesting_too_deep, word->span,
                  fmt::format("more than {} brackets or phrases stand inside each other here", limits::nesting_depth))
            .with_help(advice);
        return false;
    }
    if (const Word* word = too_many_sums(words)) {
        at.report(Code::nesting_too_deep, word->span,
                  fmt::format("this sentence adds and multiplies more than {} times", most_operators))
            .with_help(advice);
        return false;
    }
    return true;
}

}  // namespace concordat::parse
