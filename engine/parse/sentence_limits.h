// engine/parse/sentence_limits.h · room: parse
// What:  counts before anything is read: words, characters, brackets inside brackets. What is beyond a limit is refused
// with a
//        message of its own, so that nothing can exhaust the machine.
#pragma once

#include <span>

#include "parse/build.h"
#include "parse/words.h"

namespace concordat::parse {

/// Whether a sentence keeps the limits; if not, one diagnostic has been made.
[[nodiscard]] bool within_limits(std::span<const Word> words, Building& at);

/// The same for a cell, silently.
[[nodiscard]] bool cell_within_limits(std::span<const Word> words);

}  // namespace concordat::parse
