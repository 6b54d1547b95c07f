// engine/check/units.h · room: check
// What:  the one name of a unit, however it is written: `per Tonne`, `a count of Tonnes`, `10 Tonnes`.
#pragma once

#include <string>
#include <string_view>

#include "check/draft.h"

namespace concordat::check {

/// `day`, `point` and `hour` for their plurals; a record or closed list by its singular; any other name without its
/// regular plural ending.
[[nodiscard]] std::string unit_power(const Draft& draft, std::string_view word);

}  // namespace concordat::check
