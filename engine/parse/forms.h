// engine/parse/forms.h · room: parse
// What:  the phrasebook: every form of sentence with its pattern, its meaning and an example that can be read as it
// stands once
//        its names are declared. `concordat phrases` and the reference print it; broken sentences are answered from it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parse/words.h"

namespace concordat::parse {

struct SentenceForm {
    std::string id;       // "P5": the chapter and number of language.md, section 4
    std::string pattern;  // [ ] may be left out, | is a choice, single letters stand for names
    std::string meaning;  // one line
    std::string example;  // one sentence, with its full stop or its colon
    std::string page;     // where the reference explains it
};

[[nodiscard]] const std::vector<SentenceForm>& sentence_forms();

/// The forms that a rule of the grammar stands for; empty for rules that are not sentences.
[[nodiscard]] std::vector<const SentenceForm*> forms_of_rule(Rule rule);
/// The forms whose pattern shares most words with a sentence, the nearest first, at most `most`.
[[nodiscard]] std::vector<const SentenceForm*> nearest_forms(std::span<const Word> words, std::size_t most);

}  // namespace concordat::parse
