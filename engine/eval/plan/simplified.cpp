// engine/eval/plan/simplified.cpp · room: eval
// What:  steps that come to the same whole number as others and cost less. Each is an identity of whole numbers, and is
//        made only where nothing on the way to either can be too large for the machine's.
#include <algorithm>

#include "eval/plan/worked.h"

namespace concordat::eval::plan {

/// The step that fills a register and cannot overflow.
const Step* Steps::made_by(Place place) const {
    const auto found = made_by_.find(place);
    if (found == made_by_.end() || program_->steps[found->second].checked) return nullptr;
    return &program_->steps[found->second];
}

Steps::Multiple Steps::multiple(Place place) const {
    const Step* step = made_by(place);
    if (step == nullptr || step->what != Do::scale) return {place, 1};
    return {step->a, step->k};
}

/// What is chosen from two multiples of the same; nothing is a multiple of anything.
std::optional<Steps::EitherMultiple> Steps::either_multiple(Place place) const {
    const Step* step = made_by(place);
    if (step == nullptr || step->what != Do::choose) return std::nullopt;
    const Multiple one = multiple(step->b);
    const Multiple other = multiple(step->c);
    const auto is_nothing = [&](Place which) {
        const auto constant = program_->constants.find(which);
        return constant != program_->constants.end() && constant->second == 0;
    };
    if (is_nothing(step->c)) return EitherMultiple{step->a, one.of, one.times, 0};
    if (is_nothing(step->b)) return EitherMultiple{step->a, other.of, 0, other.times};
    if (one.of != other.of) return std::nullopt;
    return EitherMultiple{step->a, one.of, one.times, other.times};
}

/// p x and, as a condition tells, q x or r x: x times p + q or p + r. A surcharge of 5% in some cases is of this kind.
/// `sum` is what the plain sum would be; both are in the same parts.
std::optional<Worked> Steps::add_multiples(const Worked& a, const Worked& b, const Worked& sum) {
    const Multiple one = multiple(a.place);
    const auto either = either_multiple(b.place);
    if (!either || either->of != one.of || !fits(sum.least, sum.greatest)) return std::nullopt;
    const exact::Integer times = exact::Integer(one.times) + either->times;
    const exact::Integer times_else = exact::Integer(one.times) + either->times_else;
    if (!fits(times, times) || !fits(times_else, times_else)) return std::nullopt;
    Worked condition;
    condition.as = Worked::As::yes_no;
    condition.place = either->condition;
    const auto if_so = whole(static_cast<Number>(times), Worked::As::number);
    const auto if_not = whole(static_cast<Number>(times_else), Worked::As::number);
    const auto factor = if_so && if_not ? choose(condition, *if_so, *if_not) : std::nullopt;
    if (!factor) return std::nullopt;
    return made({.what = Do::multiply, .a = one.of, .b = factor->place, .divider = Divider(1)}, sum);
}

/// The greater of a - b and nothing.
std::optional<Worked> Steps::excess_instead(const Worked& difference, const Worked& nothing) {
    const Step* step = made_by(difference.place);
    if (nothing.constant != 0 || difference.as != Worked::As::number || step == nullptr || step->what != Do::subtract)
        return std::nullopt;
    Worked result = difference;
    result.least = std::max(difference.least, exact::Integer(0));
    result.greatest = std::max(difference.greatest, exact::Integer(0));
    return made({.what = Do::excess, .a = step->a, .b = step->b, .divider = Divider(1)}, result);
}

}  // namespace concordat::eval::plan
