// engine/parse/grammar.h · room: parse
// What:  the door to the generated lexer and parser: text to words, words to a tree of rules. Nothing of ANTLR shows.
// Never: an exception that leaves it; messages (explain.h).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parse/words.h"

namespace concordat::parse {

class Grammar {
public:
    Grammar();
    ~Grammar();
    Grammar(const Grammar&) = delete;
    Grammar& operator=(const Grammar&) = delete;

    /// The words of a stretch of text that begins at byte `offset` of its contract; names are not merged yet.
    [[nodiscard]] std::vector<Word> words_of(std::string_view text, std::uint32_t offset);
    /// The tree that `start` finds in exactly these words, or nothing. The tree points at the words.
    [[nodiscard]] std::optional<Node> read(Rule start, std::span<const Word> words);

    /// The ANTLR number of a kind of word that names or tables become.
    [[nodiscard]] static std::uint16_t type_of(WordKind kind);
    /// The number of a keyword, or nothing for other words.
    [[nodiscard]] static std::optional<std::uint16_t> keyword_type(std::string_view text);
    /// A keyword or a sign as a word that stands at `span`. Precondition: there is one of that text.
    [[nodiscard]] static Word fixed_word(std::string_view text, Span span);
    /// What a keyword or sign of that number says; empty for words that vary.
    [[nodiscard]] static std::string fixed_text_of(std::uint16_t type);
    /// Every keyword, in the order of the alphabet.
    [[nodiscard]] static const std::vector<std::string>& keywords();

    /// A place where two readings are possible, or where one needs more than its own sentence part to decide.
    struct TwoReadings {
        Rule rule;
        std::size_t first_word, last_word;
        bool ambiguous;
    };
    [[nodiscard]] std::vector<TwoReadings> two_readings(Rule start, std::span<const Word> words);

private:
    struct Engine;
    std::unique_ptr<Engine> engine_;
};

}  // namespace concordat::parse
