// engine/source/advice.h · room: source
// What:  what to type where figures stop a settlement, by code; and the words of a clause that a problem is about.
#pragma once

#include <string>
#include <string_view>

#include "source/diagnostic.h"

namespace concordat::source {

/// A sentence on what to write or to report; empty where there is none for the code.
[[nodiscard]] std::string_view advice_when_settling(Code code);

/// The place with only these words underlined, where its line has them; else as it was.
[[nodiscard]] Place narrowed(Place place, std::string_view words);

}  // namespace concordat::source
