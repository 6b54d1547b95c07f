// engine/source/line_place.h · room: source
// What:  the place of some letters of a line that is at hand, without the text that it stands in: for files with very many
//        lines.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "source/diagnostic.h"

namespace concordat::source {

/// Bytes `begin` to `end` of the line with that number. Precondition: the line holds no line end.
[[nodiscard]] Place place_in_line(std::string file, std::size_t number, std::string_view line, std::size_t begin,
                                  std::size_t end);

}  // namespace concordat::source
