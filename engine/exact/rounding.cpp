// engine/exact/rounding.cpp · room: exact
// What:  rounds the size of a number to whole steps, then puts its sign back.
// Start: round_to(), last in the file.
#include "exact/rounding.h"

#include "base/check.h"

namespace concordat::exact {

namespace {

/// Whether a size that lies `rest` of a step (0 <= rest < 1) above `steps` whole ones goes to the next step.
bool goes_up(const Integer& steps, const Ratio& rest, RoundingMode mode) {
    if (rest.is_zero()) return false;
    const auto against_half = rest + rest <=> Ratio(1);
    switch (mode) {
        case RoundingMode::half_up: return against_half >= 0;
        case RoundingMode::half_down: return against_half > 0;
        case RoundingMode::half_to_even: return against_half > 0 || (against_half == 0 && steps % 2 != 0);
        case RoundingMode::up: return true;
        case RoundingMode::down: return false;
    }
    base::promise_broken("a rounding mode is one of those named", std::source_location::current());
}

}  // namespace

Ratio round_to(const Ratio& number, const Rounding& rounding) {
    ENGINE_CHECK(rounding.step.sign() > 0);
    const Ratio size_in_steps = size_of(number) / rounding.step;
    Integer steps = floor_of(size_in_steps);
    if (goes_up(steps, size_in_steps - Ratio(steps), rounding.mode)) steps += 1;
    const Ratio rounded_size = Ratio(std::move(steps)) * rounding.step;
    return number.sign() < 0 ? -rounded_size : rounded_size;
}

}  // namespace concordat::exact
