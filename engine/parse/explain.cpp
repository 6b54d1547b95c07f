// engine/parse/explain.cpp · room: parse
#include "parse/explain.h"

#include <fmt/format.h>

namespace concordat::parse {

using source::Code;

void explain(std::span<const Word> words, Explaining with) {
    with.at.report(Code::sentence_unknown, {words.front().span.begin, words.back().span.end}, "this sentence is none of the known forms");
}

}  // namespace concordat::parse
