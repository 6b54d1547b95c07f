// engine/exact/rounding.h · room: exact
// What:  rounding, the only place where a number loses anything, and only because a clause says so.
// Source: docs/language/reference.md "rounding": every mode acts on the size and puts the sign back (finding N2).
#pragma once

#include "exact/ratio.h"

namespace concordat::exact {

enum class RoundingMode { half_up, half_down, half_to_even, up, down };

/// To what and which way: `step` is £1 = 1, a penny = 1/100, 0.1% = 1/1000, 2 decimal places = 1/100.
struct Rounding {
    Ratio step = 1;
    RoundingMode mode = RoundingMode::half_up;
    friend bool operator==(const Rounding&, const Rounding&) = default;
};

/// Rounds the size of `number` to a whole count of steps and puts the sign back.
/// Precondition: the step is above zero.
[[nodiscard]] Ratio round_to(const Ratio& number, const Rounding& rounding);

}  // namespace concordat::exact
