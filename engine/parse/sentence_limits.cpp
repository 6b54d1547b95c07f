// engine/parse/sentence_limits.cpp · room: parse
#include "parse/sentence_limits.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/limits.h"
#include "source/source_text.h"

namespace concordat::parse {
namespace {

using source::Code;

/// Words that open a phrase inside a phrase, as a bracket does: `the greater of the greater of the greater of`.
constexpr std::array<std::string_view, 11> openers = {"greater", "lesser", "earlier", "later",  "greatest", "least",
                                                      "latest",  "earliest", "which", "not", "replaced"};

bool opens(const Word& word) {
    return word.kind == WordKind::keyword && std::find(openers.begin(), openers.end(), word.text) != openers.end();
}

/// The first word that lies too deep, or nothing. Opened phrases end nowhere that could be seen, so they count to the end.
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

const Word* too_long(std::span<const Word> words) {
    for (const Word& word : words) {
        if (word.kind == WordKind::table || word.text.size() <= limits::word_characters) continue;
        if (source::character_count(word.text) > limits::word_characters) return &word;
    }
    return nullptr;
}

}  // namespace

bool cell_within_limits(std::span<const Word> words) {
    return words.size() <= limits::sentence_words && too_deep(words) == nullptr && too_long(words) == nullptr;
}

bool within_limits(std::span<const Word> words, Building& at) {
    if (const Word* word = too_long(words)) {
        at.report(Code::word_too_long, word->span, fmt::format("this word has more than {} characters", limits::word_characters));
        return false;
    }
    if (words.size() > limits::sentence_words) {
        at.report(Code::sentence_too_long, words[limits::sentence_words].span, fmt::format("this sentence has more than {} words", limits::sentence_words))
            .with_help("make several sentences of it");
        return false;
    }
    if (const Word* word = too_deep(words)) {
        at.report(Code::nesting_too_deep, word->span, fmt::format("more than {} brackets or phrases stand inside each other here", limits::nesting_depth))
            .with_help("give parts of it names of their own, with `\"Name\" means ...`");
        return false;
    }
    return true;
}

}  // namespace concordat::parse
