// engine/parse/wording.h · room: parse
// What:  words, kinds of words and rules of the grammar in the words of a contract manager.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "parse/prospects.h"
#include "parse/words.h"

namespace concordat::parse {

/// The rules that a reader is told by name ("an amount") and not by all the words they can begin with.
[[nodiscard]] std::span<const Rule> told_rules();
/// What may come next, in plain words: "an amount", "a name", "`exceed`"; empty where it is not worth telling.
[[nodiscard]] std::string in_plain_words(const Prospects::Next& next);
/// One word type in plain words.
[[nodiscard]] std::string type_in_plain_words(std::uint16_t type);
/// A word of a sentence as it is quoted in a message: "`exceed`", "the full stop", "the table".
[[nodiscard]] std::string quoted_word(const Word& word);
/// "a, b or c", at most `most` of them.
[[nodiscard]] std::string list_of_choices(const std::vector<std::string>& choices, std::size_t most);

}  // namespace concordat::parse
