// engine/parse/scan_words.h · room: parse
// What:  the words of a stretch of text, as grammar/ContractLexer.g4 defines them: at each place the longest word that
//        any of its rules finds, of equally long ones that of the rule which stands first.
// Why:   the generated lexer takes half the time of a small contract, most of it before main(). The grammar stays the
//        law: unit.parse holds the two equal over every contract, every page and every kind of word.
// Never: ANTLR; which word is a keyword (grammar.h).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "parse/words.h"

namespace concordat::parse {

/// `begin` and `end` are bytes of the text. Keywords are plain words here.
struct ScannedWord {
    WordKind kind = WordKind::bad;
    std::uint32_t begin = 0, end = 0;
};

[[nodiscard]] std::vector<ScannedWord> scan_words(std::string_view text);

}  // namespace concordat::parse
