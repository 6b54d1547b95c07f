// engine/parse/refused_words.h · room: parse
// What:  usual wording that the language does not take because it has two readings, or because there is one word for
// the idea
//        already; each with what to write.
// Source: drafting-findings.md sections 1 and 5.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "parse/words.h"

namespace concordat::parse {

struct RefusedWords {
    std::string_view words;
    std::string_view advice;  // a sentence: what to write
};

/// The whole list, for the handbook.
[[nodiscard]] std::span<const RefusedWords> refused_words();

struct RefusedHere {
    const RefusedWords* refused;
    std::size_t first, count;  // which words of the sentence
};
/// The first refused wording that covers or follows word `from` by at most `within` words.
[[nodiscard]] std::optional<RefusedHere> find_refused(std::span<const Word> words, std::size_t from,
                                                      std::size_t within);

}  // namespace concordat::parse
