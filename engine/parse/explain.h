// engine/parse/explain.h · room: parse
// What:  says what is wrong with a sentence that the grammar does not know: one diagnostic, at the right words, in the
//        words of a contract manager.
#pragma once

#include <span>

#include "parse/build.h"
#include "parse/grammar.h"
#include "parse/names.h"
#include "parse/words.h"

namespace concordat::parse {

struct Explaining {
    Grammar& grammar;
    const NameBook& names;
    Building& at;
};

/// Precondition: the words are no sentence.
void explain(std::span<const Word> words, Explaining with);

}  // namespace concordat::parse
