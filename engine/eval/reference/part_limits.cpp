// engine/eval/reference/part_limits.cpp · room: eval
// What:  divides an amount into parts with limits: what a limit cuts off falls on somebody, or is shared among the
//        others once, or again until nobody is above.
// Source: findings N25 (divide exactly, hold those above at their limit, divide their excess; odd pennies last), N3.
#include "eval/reference/part_limits.h"

#include <algorithm>
#include <span>

#include "exact/allocate.h"
#include "exact/rounding.h"

namespace concordat::eval::reference {

namespace {

using exact::Integer;
using exact::Ratio;
using Excess = model::Division::Excess;

template <typename Number>
Number sum_of(const std::vector<Number>& numbers) {
    Number sum;
    for (const Number& number : numbers) sum += number;
    return sum;
}

/// The weights of those that are not held; 0 for the others.
std::vector<Ratio> weights_left(const std::vector<Ratio>& weights, const std::vector<bool>& held) {
    std::vector<Ratio> left(weights.size());
    for (std::size_t index = 0; index < weights.size(); ++index)
        if (!held[index]) left[index] = weights[index];
    return left;
}

/// Each held one bears its limit; `whole` is divided among the others in whole pennies.
LimitedParts in_pennies(const Integer& amount, const Integer& whole, const std::vector<Ratio>& weights,
                        const std::vector<Integer>& limits, const std::vector<bool>& held) {
    LimitedParts made{std::vector<Integer>(weights.size()), amount};
    if (const auto divided = exact::allocate(whole, weights)) made.parts = *divided;
    for (std::size_t index = 0; index < weights.size(); ++index) {
        if (held[index]) made.parts[index] = limits[index];
        made.rest -= made.parts[index];
    }
    return made;
}

/// Each is rounded down, and the pennies that the parts of pennies make up go one each to the largest remainder, then
/// to the larger part, then to the party listed first.
LimitedParts in_whole_pennies(const Integer& amount, const std::vector<Ratio>& met) {
    LimitedParts made{{}, amount};
    std::vector<Ratio> remainders;
    std::vector<std::size_t> order;
    for (std::size_t index = 0; index < met.size(); ++index) {
        made.parts.push_back(exact::round_to(met[index], {.step = 1, .mode = exact::RoundingMode::down}).numerator());
        remainders.push_back(met[index] - Ratio(made.parts.back()));
        order.push_back(index);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return remainders[a] != remainders[b] ? remainders[a] > remainders[b] : met[a] > met[b];
    });
    Integer over = exact::round_to(sum_of(remainders), {.step = 1, .mode = exact::RoundingMode::down}).numerator();
    for (std::size_t place = 0; over > 0; ++place, --over) ++made.parts[order[place]];
    for (const Integer& part : made.parts) made.rest -= part;
    return made;
}

LimitedParts shared_again(const Integer& amount, const std::vector<Ratio>& weights,
                          const std::vector<Integer>& limits) {
    std::vector<bool> held(weights.size());
    for (;;) {
        Integer left = amount;
        for (std::size_t index = 0; index < limits.size(); ++index)
            if (held[index]) left -= limits[index];
        const std::vector<Ratio> shares = weights_left(weights, held);
        const Ratio total = sum_of(shares);
        if (total.is_zero()) return in_pennies(amount, 0, shares, limits, held);
        bool more = false;
        for (std::size_t index = 0; index < shares.size(); ++index) {
            const bool above = !held[index] && Ratio(left) * shares[index] / total > Ratio(limits[index]);
            if (above) held[index] = more = true;
        }
        if (!more) return in_pennies(amount, left, shares, limits, held);
    }
}

LimitedParts shared_once(const Integer& amount, const std::vector<Ratio>& weights, const std::vector<Integer>& limits) {
    const Ratio total = sum_of(weights);
    std::vector<bool> held(weights.size());
    Ratio excess;
    for (std::size_t index = 0; index < weights.size(); ++index) {
        const Ratio part = Ratio(amount) * weights[index] / total;
        held[index] = part > Ratio(limits[index]);
        if (held[index]) excess += part - Ratio(limits[index]);
    }
    const Ratio others = sum_of(weights_left(weights, held));
    std::vector<Ratio> parts(weights.size());
    for (std::size_t index = 0; index < weights.size(); ++index) {
        if (held[index]) continue;
        parts[index] = Ratio(amount) * weights[index] / total;
        if (!others.is_zero()) parts[index] += excess * weights[index] / others;
        if (parts[index] <= Ratio(limits[index])) continue;
        held[index] = true;
    }
    for (std::size_t index = 0; index < weights.size(); ++index)
        if (held[index]) parts[index] = Ratio(limits[index]);
    return in_whole_pennies(amount, parts);
}

/// In the order of the words: first divided, then cut.
LimitedParts cut(const Integer& amount, const std::vector<Ratio>& weights, const std::vector<Integer>& limits) {
    LimitedParts made{exact::allocate(amount, weights).value_or(std::vector<Integer>(weights.size())), amount};
    for (std::size_t index = 0; index < limits.size(); ++index) {
        made.parts[index] = std::min(made.parts[index], limits[index]);
        made.rest -= made.parts[index];
    }
    return made;
}

/// Divides what is left by weight, nobody above its limit; what a limit cuts off is divided again, `rounds` times at
/// most. Adds to `met`, exactly; what nobody can meet stays in `left`.
void meet(Ratio& left, std::vector<Ratio>& met, const std::vector<Ratio>& weights, const std::vector<Integer>& limits,
          std::size_t rounds) {
    std::vector<bool> held(weights.size());
    for (std::size_t round = 0; round < rounds && left.sign() > 0; ++round) {
        const std::vector<Ratio> shares = weights_left(weights, held);
        const Ratio total = sum_of(shares);
        if (total.is_zero()) return;
        const Ratio whole = left;
        for (std::size_t index = 0; index < shares.size(); ++index) {
            if (shares[index].is_zero()) continue;
            Ratio part = whole * shares[index] / total;
            const Ratio room = limits.empty() ? part : Ratio(limits[index]) - met[index];
            if (part >= room) held[index] = !limits.empty();
            if (part > room) part = room.sign() > 0 ? room : Ratio();
            met[index] += part;
            left -= part;
        }
    }
}

std::vector<Integer> lower_of(const std::vector<Integer>& limits, const std::vector<Integer>& most) {
    if (limits.empty() || most.empty()) return limits.empty() ? most : limits;
    std::vector<Integer> lower = limits;
    for (std::size_t index = 0; index < lower.size(); ++index) lower[index] = std::min(lower[index], most[index]);
    return lower;
}

}  // namespace

LimitedParts met_in_steps(const Integer& amount, const std::vector<LossStep>& steps, const std::vector<Integer>& most,
                          Excess excess) {
    Ratio left(amount);
    std::vector<Ratio> met(steps.front().weights.size());
    for (const LossStep& step : steps) {
        // A step goes on until each has met its limit; only what the limit over all steps cuts off may be shared once.
        const bool once = step.limits.empty() && excess == Excess::shared_once;
        meet(left, met, step.weights, lower_of(step.limits, most), once ? 2 : met.size() + 1);
    }
    return in_whole_pennies(amount, met);
}

LimitedParts limited_parts(const Integer& amount, const std::vector<Ratio>& weights, const std::vector<Integer>& limits,
                           Excess excess) {
    switch (excess) {
        case Excess::falls: return cut(amount, weights, limits);
        case Excess::shared_once: return shared_once(amount, weights, limits);
        case Excess::shared_again: return shared_again(amount, weights, limits);
    }
    return cut(amount, weights, limits);
}

}  // namespace concordat::eval::reference
