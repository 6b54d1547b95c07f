// engine/eval/reference/value_order.h · room: eval
// What:  when two values are the same, and a fixed order of all values, so that no order of data rows can matter.
#pragma once

#include <compare>
#include <optional>
#include <string>

#include "model/value.h"

namespace concordat::eval::reference {

/// One text for each different value: for finding equal ones. Never shown, never sorted by.
[[nodiscard]] std::string key_of(const model::Value& value);

/// Numbers, days and periods by size, codes letter by letter, parties and members as they are listed; values that are
/// not known come first. Values of different sorts are ordered by their sort.
[[nodiscard]] std::strong_ordering order_of(const model::Value& a, const model::Value& b);

/// A number, or a day as the number of days since 1970: what lies in a band or on a line. Nothing for other values.
[[nodiscard]] std::optional<exact::Ratio> place_of(const model::Value& value);

}  // namespace concordat::eval::reference
