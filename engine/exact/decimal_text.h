// engine/exact/decimal_text.h · room: exact
// What:  decimal text to exact numbers and back. Our own parser: "010" is ten, nothing becomes floating point.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "exact/ratio.h"

namespace concordat::exact {

/// Reads `-1,234.50` (commas only as thousands separators between groups of three, or none at all). No exponent,
/// no sign but one leading '-' or '+' (U+2212 minus is turned into '-' when text is read in), digits on both sides of
/// a point, and no 0 in front where there are commas (`0,125` is an eighth elsewhere, so it is refused).
/// No value when the text is anything else, is empty, or has more than limits::number_digits digits.
[[nodiscard]] std::optional<Ratio> read_decimal(std::string_view text);

/// Writes the exact value: a decimal when it ends, else "n/d". Never rounds.
[[nodiscard]] std::string write_exact(const Ratio& number);

/// Writes with exactly `places` decimals. Precondition: the number needs no more (a Money, say).
[[nodiscard]] std::string write_decimal(const Ratio& number, int places);

/// Writes `number` with no more decimals than it needs; where it needs more than `places`, rounded half up by size to
/// all of them and with "…" behind it: 0.5, but 0.3333… and 0.5000… (four places). For people only; never read back.
[[nodiscard]] std::string write_for_people(const Ratio& number, int places);

/// Puts commas between the thousands of a decimal text: 1234567.5 -> 1,234,567.5. A sign in front and anything behind
/// the whole part stay as they are.
[[nodiscard]] std::string with_thousands(std::string_view decimal);

}  // namespace concordat::exact
