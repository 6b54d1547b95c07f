// engine/check/unit_equations.cpp · room: check
// What:  elimination over unit powers, one unknown at a time.

#include "check/unit_equations.h"

#include <algorithm>

namespace concordat::check {

namespace {

using Powers = std::map<std::string, int>;

bool is_unknown(const std::string& unit) { return !unit.empty() && unit.front() == '?'; }

void add_times(Powers& sum, const Powers& part, int times) {
    for (const auto& [unit, power] : part) {
        if ((sum[unit] += power * times) == 0) sum.erase(unit);
    }
}

}  // namespace

model::Kind UnitEquations::new_unknown() {
    model::Kind kind = model::Kind::number();
    kind.flavour = model::Flavour::either;
    std::string digits = std::to_string(++count_);
    // Padded, so that the order of names is the order of declaration.
    digits.insert(0, 8 - std::min<std::size_t>(8, digits.size()), '0');
    kind.unit.powers["?" + digits] = 1;
    return kind;
}

bool UnitEquations::has_unknown(const model::Kind& kind) {
    for (const auto& [unit, power] : kind.unit.powers) {
        if (is_unknown(unit)) return true;
    }
    return false;
}

UnitEquations::Powers UnitEquations::reduced(Powers powers) const {
    bool changed = true;
    while (changed) {
        changed = false;
        for (const auto& [unit, power] : powers) {
            const auto found = meaning_.find(unit);
            if (found == meaning_.end()) continue;
            const int times = power;
            powers.erase(unit);
            add_times(powers, found->second, times);
            changed = true;
            break;
        }
    }
    return powers;
}

bool UnitEquations::equate(const model::Unit& left, const model::Unit& right) {
    Powers difference = left.powers;
    add_times(difference, right.powers, -1);
    difference = reduced(std::move(difference));
    if (difference.empty()) return true;
    // The unknown declared first is the one explained by the others: prices come before the factors that adjust them.
    for (const auto& [unit, power] : difference) {
        if (!is_unknown(unit) || (power != 1 && power != -1)) continue;
        const std::string unknown = unit;
        const int sign = power;
        Powers meaning;
        difference.erase(unknown);
        add_times(meaning, difference, -sign);
        meaning_[unknown] = std::move(meaning);
        return true;
    }
    return false;
}

model::Unit UnitEquations::solved(const model::Unit& unit) const { return {reduced(unit.powers), unit.counted}; }

model::Unit UnitEquations::settled(const model::Unit& unit) const {
    model::Unit result = solved(unit);
    std::erase_if(result.powers, [](const auto& entry) { return is_unknown(entry.first); });
    return result;
}

}  // namespace concordat::check
