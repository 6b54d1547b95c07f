// engine/eval/reference/formulas_of_many.cpp · room: eval
// What:  see formulas_of_many.h. The steps of a division are those of exact/allocate.h, written down.
#include "eval/reference/formulas_of_many.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "exact/decimal_text.h"
#include "exact/rounding.h"

namespace concordat::eval::reference {
namespace {

using exact::Ratio;
using trace::Figure;

std::string step(Recorder& recorder, std::string name, const Ratio& value, std::string formula, model::ClauseId clause,
                 const model::Kind& kind = {}) {
    Figure figure;
    figure.what = Figure::What::step;
    figure.name = std::move(name);
    figure.clause = clause;
    figure.kind = kind;
    figure.value = value;
    figure.formula = std::move(formula);
    return Recorder::cell(recorder.add_once(std::move(figure)));
}

/// The whole in coins; empty where spreadsheets have no word for its rounding.
std::string whole_in_coins(Recorder& recorder, const DivisionInFigures& division) {
    const exact::Integer coins = exact::power_of_ten(division.digits);
    if (division.rounding.step * Ratio(coins) != Ratio(1)) return {};
    const char* form = nullptr;
    switch (division.rounding.mode) {
        case exact::RoundingMode::half_up: form = "ROUND(({})*{},0)"; break;
        case exact::RoundingMode::down: form = "ROUNDDOWN(ROUND(({})*{},6),0)"; break;
        case exact::RoundingMode::up: form = "ROUNDUP(ROUND(({})*{},6),0)"; break;
        case exact::RoundingMode::half_down:
        case exact::RoundingMode::half_to_even: return {};
    }
    return step(recorder, "to divide, in " + division.minor_units, division.coins,
                fmt::format(fmt::runtime(form), division.amount, coins.str()), division.clause);
}

}  // namespace

std::optional<int> digits_of(const Ratio& step) {
    constexpr int most = 9;
    for (int digits = 0; digits <= most; ++digits) {
        if (step * Ratio(exact::power_of_ten(digits)) == Ratio(1)) return digits;
        if (step == Ratio(exact::power_of_ten(digits))) return -digits;
    }
    return std::nullopt;
}

std::string division_formula(Recorder& recorder, const DivisionInFigures& division) {
    Ratio sum;
    for (const Ratio& weight : division.weights) sum += weight;
    if (division.coins.sign() < 0 || sum.sign() <= 0) return {};
    const std::string whole = whole_in_coins(recorder, division);
    if (whole.empty()) return {};
    const std::string all = step(recorder, "all weights", sum,
                                 fmt::format("({})", fmt::join(division.weight_formulas, "+")), division.clause);
    trace::DividedCells cells{{}, {}, whole};
    for (std::size_t at = 0; at < division.weights.size(); ++at) {
        const Ratio exact = division.coins * division.weights[at] / sum;
        cells.exact.push_back(
            step(recorder, "part of " + division.names[at] + ", in " + division.minor_units + ", before the odd ones",
                 exact, fmt::format("{}*{}/{}", whole, division.weight_formulas[at], all), division.clause));
        cells.down.push_back(step(recorder, "whole " + division.minor_units + " of " + division.names[at],
                                  Ratio(exact::floor_of(exact)),
                                  fmt::format("ROUNDDOWN(ROUND({},6),0)", cells.exact.back()), division.clause));
    }
    std::string coins;
    if (division.keeper_outside) coins = cells.down[division.place];
    else if (!division.keeper) coins = trace::largest_remainder_formula(cells, division.place);
    else if (*division.keeper == division.place) coins = trace::keeper_formula(cells, division.place);
    else coins = cells.down[division.place];
    return fmt::format("(({})/{})", coins, exact::power_of_ten(division.digits).str());
}

std::string days_formula(Recorder& recorder, const DaysTotalInFigures& total) {
    const auto day = [&](const char* which, calendar::Date date) {
        Figure figure;
        figure.what = Figure::What::input;
        figure.name = which;
        figure.of = fmt::format("{}, {}", total.of, calendar::write_long(date));
        figure.clause = total.clause;
        figure.words = "a day of it that counts";
        figure.kind.base = model::KindBase::date;
        figure.value = date;
        return Recorder::cell(recorder.add_once(std::move(figure)));
    };
    std::vector<std::string> stretches;
    for (const DaysInFigures& one : total.days) {
        const std::int32_t count = one.days.count();
        std::string formula =
            fmt::format("({}-{}+1)", day("last day", one.days.last), day("first day", one.days.first));
        if (!one.each_formula.empty()) formula += "*" + one.each_formula;
        stretches.push_back(
            step(recorder,
                 fmt::format("{} to {}", calendar::write_long(one.days.first), calendar::write_long(one.days.last)),
                 Ratio(count) * one.each, std::move(formula), total.clause, total.kind));
    }
    if (stretches.empty()) return "0";  // none of its days counts
    return fmt::format("({})", fmt::join(stretches, "+"));
}

std::string opened_formula(const trace::Paper& paper, const std::string& formula) {
    constexpr std::size_t longest = 2'000;
    std::string opened;
    for (std::size_t at = 0; at < formula.size();) {
        if (formula[at] != '{') {
            opened += formula[at++];
            continue;
        }
        const std::size_t end = formula.find('}', at);
        const std::string& inner = paper.figures[std::stoul(formula.substr(at + 1, end - at - 1))].formula;
        if (inner.empty()) opened += formula.substr(at, end + 1 - at);
        else opened += "(" + opened_formula(paper, inner) + ")";
        if (opened.size() > longest) return formula;
        at = end + 1;
    }
    return opened;
}

}  // namespace concordat::eval::reference
