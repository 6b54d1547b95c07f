// engine/check/unit_equations.h · room: check
// What:  finds the units of look-up columns, which no sentence states, from how clauses use them: "Base Price plus
//        Excess Days times Day Rate, rounded to the nearest pound" makes Day Rate money per day.
// How:   an unknown unit is a power named "?n" in a Kind; each use gives an equation between powers; elimination solves
//        them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "exact/ratio.h"
#include "model/kind.h"
#include "source/span.h"

namespace concordat::check {

class UnitEquations {
public:
    /// A kind whose unit is not known yet.
    [[nodiscard]] model::Kind new_unknown();
    [[nodiscard]] static bool has_unknown(const model::Kind& kind);
    /// States that both have the same unit; false when what is known already shows that they cannot.
    bool equate(const model::Unit& left, const model::Unit& right);
    /// What has been learned put in; unknowns that nothing fixed stay.
    [[nodiscard]] model::Unit solved(const model::Unit& unit) const;
    /// Like solved(), with unknowns that nothing fixed taken as plain numbers.
    [[nodiscard]] model::Unit settled(const model::Unit& unit) const;

private:
    using Powers = std::map<std::string, int>;
    [[nodiscard]] Powers reduced(Powers powers) const;
    int count_ = 0;
    std::map<std::string, Powers> meaning_;  // ?n -> powers without ?n
};

}  // namespace concordat::check
