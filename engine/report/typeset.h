// engine/report/typeset.h · room: report
// What:  words as printers set them, for pages.
// Never: another word, or another order: only signs are exchanged.
#pragma once

#include <string>
#include <string_view>

namespace concordat::report {

/// Straight quotation marks as printers set them; blanks folded. `before`: the letter before the words.
[[nodiscard]] std::string typeset(std::string_view words, char before = ' ');
/// What stands between backticks on a terminal in quotation marks, and the rest typeset.
[[nodiscard]] std::string without_backticks(std::string_view words);

}  // namespace concordat::report
