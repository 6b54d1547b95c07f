// engine/eval/reference/formulas_of_many.h · room: eval
// What:  formulas that lead through figures of their own: a division in whole coins, a total over days.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eval/reference/recorder.h"

namespace concordat::eval::reference {

/// A division while its formula is written.
struct DivisionInFigures {
    std::string amount;            // its formula, before it is rounded
    exact::Ratio coins;            // rounded, in whole coins
    int digits = 2;                // of the currency
    std::string minor_units = {};  // "pennies"
    exact::Rounding rounding;
    std::vector<exact::Ratio> weights;
    std::vector<std::string> weight_formulas, names;
    std::optional<std::size_t> keeper;  // who has the odd coins
    bool keeper_outside = false;        // or nobody who takes part has them
    std::size_t place = 0;              // whose part it is
    model::ClauseId clause;
};
/// Empty where no formula says it.
[[nodiscard]] std::string division_formula(Recorder& recorder, const DivisionInFigures& division);

/// Days in a row, and what each adds; empty: 1.
struct DaysInFigures {
    calendar::Days days;
    exact::Ratio each;
    std::string each_formula;
};
struct DaysTotalInFigures {
    std::vector<DaysInFigures> days;
    std::string of;  // "Cluster Period C01": whose days
    model::ClauseId clause;
    model::Kind kind;
};
[[nodiscard]] std::string days_formula(Recorder& recorder, const DaysTotalInFigures& total);

/// A formula with the formulas of its figures in their places, down to what is no formula: two that are the same so far
/// down are one way of working a figure out. Cut off where it grows long.
[[nodiscard]] std::string opened_formula(const trace::Paper& paper, const std::string& formula);

/// 2 for a hundredth, -3 for a thousand; nothing for other steps.
[[nodiscard]] std::optional<int> digits_of(const exact::Ratio& step);

}  // namespace concordat::eval::reference
