// tests/property/plain_arithmetic.cpp
#include "plain_arithmetic.h"

#include <algorithm>
#include <numeric>

namespace concordat::property {

using exact::Integer;
using exact::Ratio;

std::uint64_t Chance::next() {
    std::uint64_t mixed = state_ += 0x9e3779b97f4a7c15u;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebu;
    return mixed ^ (mixed >> 31);
}

std::int64_t Chance::between(std::int64_t least, std::int64_t most) {
    return least + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
}

const std::vector<std::string> names = {"Anchor Trust",   "Beacon Council", "Cedar Housing", "Dale Charity",
                                        "Elm Federation", "Fern Trust",     "Grove Council"};

std::string decimal(std::int64_t pennies) {
    const std::int64_t size = pennies < 0 ? -pennies : pennies;
    std::string text = std::to_string(size);
    while (text.size() < 3) text.insert(0, "0");
    text.insert(text.size() - 2, ".");
    return pennies < 0 ? "-" + text : text;
}
std::string pounds(std::int64_t pennies) { return "£" + decimal(pennies); }

Integer half_up(const Ratio& amount) {
    const Integer top = amount.numerator(), bottom = amount.denominator();
    const Integer size = top < 0 ? Integer(-top) : top;
    const Integer whole = (2 * size + bottom) / (2 * bottom);
    return top < 0 ? Integer(-whole) : whole;
}

std::vector<Integer> in_proportion(const Integer& pennies, const std::vector<std::int64_t>& weights) {
    const std::int64_t all = std::accumulate(weights.begin(), weights.end(), std::int64_t{0});
    std::vector<Integer> parts;
    std::vector<std::size_t> order;
    Integer given = 0;
    for (const std::int64_t weight : weights) {
        parts.push_back(pennies * weight / all);
        given += parts.back();
        order.push_back(order.size());
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const Integer over_a = pennies * weights[a] % all, over_b = pennies * weights[b] % all;
        return over_a != over_b ? over_a > over_b : weights[a] > weights[b];
    });
    for (std::size_t i = 0; given < pennies; ++i, ++given) ++parts[order[i]];
    return parts;
}

std::vector<std::int64_t> shares_of(Chance& chance, std::size_t count) {
    std::vector<std::int64_t> shares(count, 1);
    for (std::int64_t left = 1000 - static_cast<std::int64_t>(count); left > 0;) {
        const std::int64_t more = std::min(left, chance.between(1, 400));
        shares[static_cast<std::size_t>(chance.between(0, static_cast<std::int64_t>(count) - 1))] += more;
        left -= more;
    }
    return shares;
}
std::string percent(std::int64_t tenths) {
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + "%";
}

std::string heading(const std::string& period, const std::string& until) {
    return "# Generated Agreement\n\nEffective 1 April 2026 until " + until + ".\nMoney is in GBP.\nSettled for each " +
           period + ".\nEvery payment is rounded to the nearest penny, half up.\n\n## 1 Parties\n\n";
}

std::string heading_with_pennies(const std::string& period, const std::string& until, bool on_its_own) {
    std::string text = heading(period, until);
    text.insert(text.find("\n## 1 Parties"),
                "Wherever an amount is divided, any odd penny goes to the largest remainder and, where remainders are "
                "equal, to the larger share and then to the party listed first.\n");
    if (on_its_own) text.insert(text.find("\nEvery payment"), " Each " + period + " is settled on its own.");
    return text;
}

const std::vector<std::string> year_labels = {"2026/27", "2027/28", "2028/29", "2029/30"};
const std::vector<std::string> quarter_labels = {"2026/27 Q1", "2026/27 Q2", "2026/27 Q3",
                                                 "2026/27 Q4", "2027/28 Q1", "2027/28 Q2"};
const std::vector<std::string> month_labels = {"2026-04", "2026-05", "2026-06", "2026-07", "2026-08",
                                               "2026-09", "2026-10", "2026-11", "2026-12", "2027-01",
                                               "2027-02", "2027-03", "2027-04", "2027-05", "2027-06"};

Integer sum_of(const std::vector<Integer>& parts) { return std::accumulate(parts.begin(), parts.end(), Integer(0)); }

std::vector<Integer> within_limits(const Integer& pennies, const std::vector<std::int64_t>& weights,
                                   const std::vector<std::int64_t>& limits, Excess excess) {
    std::vector<Integer> parts(weights.size(), 0);
    if (excess == Excess::falls) {  // in the order of the words: divided to the penny, then cut
        parts = in_proportion(pennies, weights);
        for (std::size_t i = 0; i < parts.size(); ++i) parts[i] = std::min(parts[i], Integer(limits[i]));
        return parts;
    }
    std::vector<bool> held(weights.size(), false);
    Integer left = pennies;
    for (bool more = true; more;) {
        std::int64_t all = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) all += held[i] ? 0 : weights[i];
        std::vector<std::size_t> above;
        for (std::size_t i = 0; i < weights.size(); ++i)
            if (!held[i] && left * weights[i] > Integer(limits[i]) * all) above.push_back(i);
        for (const std::size_t i : above) held[i] = true, parts[i] = limits[i], left -= limits[i];
        more = excess == Excess::shared_again && !above.empty();
    }
    // Shared once: those whom the excess lifts above their limit are cut too, and what that cuts is not shared. Odd
    // pennies come last.
    std::int64_t all = 0, free = 0;
    std::vector<std::size_t> below;
    for (std::size_t i = 0; i < weights.size(); ++i) all += held[i] ? 0 : weights[i];
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (held[i]) continue;
        if (left * weights[i] > Integer(limits[i]) * all) parts[i] = limits[i];
        else below.push_back(i), free += weights[i];
    }
    if (free == 0) return parts;
    // Each down, and of the parts of pennies that are left as many whole ones as they make up.
    Integer over = 0;
    for (const std::size_t i : below) parts[i] = left * weights[i] / all, over += left * weights[i] % all;
    std::stable_sort(below.begin(), below.end(), [&](std::size_t a, std::size_t b) {
        const Integer over_a = left * weights[a] % all, over_b = left * weights[b] % all;
        return over_a != over_b ? over_a > over_b : weights[a] > weights[b];
    });
    for (std::size_t place = 0; Integer(place) < over / all; ++place) ++parts[below[place]];
    return parts;
}

}  // namespace concordat::property
