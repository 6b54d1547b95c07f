// engine/parse/words.h · room: parse
// What:  the words of a contract as the grammar sees them, and the tree of rules that the grammar finds over them.
// Never: ANTLR (grammar.cpp knows it); meaning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "source/span.h"

namespace concordat::parse {

using source::Span;

enum class WordKind : std::uint8_t {
    keyword,       // a lower-case word of the grammar, or the capital form of one at the start of a sentence
    sign,          // , ; : . ( ) + - and the like
    name,          // a declared name, or a run of capital words
    capital_word,  // before names are merged
    plain_word,    // any other word in lower case
    code_word,     // 2A, 15th
    quoted,
    link,
    date,
    day_month,
    month_year,
    month_name,
    period,
    money,
    percent,
    number,
    lettered,
    period_unit,
    period_end,
    working_day,
    schedule,
    table,  // the table under a sentence
    bad,    // a character that fits nowhere
    end     // behind the last word
};

struct Word {
    WordKind kind = WordKind::bad;
    std::uint16_t type = 0;  // ANTLR's number for it
    std::string text;        // names: spaces folded; keywords: in lower case; quoted: without the quotes
    Span span;
    std::size_t table = 0;  // which table, for WordKind::table
};

/// Every rule of the grammar; `word` is a single word.
enum class Rule : std::uint16_t {
#define CONCORDAT_RULE(name, generated) name,
#include "parse/rules.def"
#undef CONCORDAT_RULE
    word
};

[[nodiscard]] std::string_view rule_name(Rule rule);

/// A rule found in a sentence, with its parts in order; or a single word.
struct Node {
    Rule rule = Rule::word;
    const Word* word = nullptr;
    Span span;
    std::vector<Node> parts;

    /// The first direct part of that rule, or nothing.
    [[nodiscard]] const Node* find(Rule wanted) const;
    /// The first direct part of that rule. Precondition: the grammar has put one there.
    [[nodiscard]] const Node& get(Rule wanted) const;
    [[nodiscard]] std::vector<const Node*> all(Rule wanted) const;
    /// Whether a keyword or sign stands directly in it.
    [[nodiscard]] bool has(std::string_view text) const;
    /// The first word of that kind directly in it, or nothing.
    [[nodiscard]] const Word* word_of(WordKind kind) const;
    [[nodiscard]] std::vector<const Word*> words_of(WordKind kind) const;
    /// The first part, for rules with just one.
    [[nodiscard]] const Node& only() const;
};

}  // namespace concordat::parse
