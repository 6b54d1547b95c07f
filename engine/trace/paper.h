// engine/trace/paper.h · room: trace
// What:  a working paper: the figures that an amount was made from, each with the formula that makes it from others,
//        so that a spreadsheet can work it out again. What no formula says stands as a value, with the reason.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "model/contract.h"
#include "trace/trace.h"

namespace concordat::trace {

struct Figure {
    /// input: from data, a schedule or the Parties table. clause: as a clause leaves an amount. step: on the way there.
    enum class What { input, clause, step } what = What::step;
    std::string name, of;  // "Gain Pool", "2026/27"
    model::ClauseId clause;
    std::string words;   // of the clause, or of the step
    std::string origin;  // "year-end.csv line 3"
    model::Kind kind;
    model::Value value;
    /// As a spreadsheet reads it, without its =; `{7}` is figure 7. Empty: a value.
    std::string formula = {};
    std::string why_value = {};             // why it is one, where a formula would be looked for
    std::vector<std::string> remarks = {};  // which conditions hold, and which do not and why
};
struct Paper {
    std::vector<Figure> figures;
};

/// A paper as the tree of steps behind a figure: the clauses of one term in their order, each figure with what it was
/// made from once, and named afterwards.
class PaperReader {
public:
    explicit PaperReader(const Paper& paper) : paper_(paper) {}
    [[nodiscard]] Step step_of(std::size_t figure);

private:
    [[nodiscard]] Step clauses_of(std::size_t figure);
    void add_parts(const Figure& figure, std::size_t before, Step& step);

    const Paper& paper_;
    std::set<std::size_t> told_;
};

/// The figures that a formula names, in its order, each once.
[[nodiscard]] std::vector<std::size_t> figures_in(const std::string& formula);

/// What is divided, in cells: in whole coins and before odd ones by place, and the whole that the parts add up to.
struct DividedCells {
    std::vector<std::string> down, exact;
    std::string whole;
};
/// Who has the odd coins: those with the largest remainders, the first of equals; or the keeper, who has what the
/// others leave.
[[nodiscard]] std::string largest_remainder_formula(const DividedCells& cells, std::size_t place);
[[nodiscard]] std::string keeper_formula(const DividedCells& cells, std::size_t keeper);

/// An exact number inside a formula: "0.039", "(-5)", "(1/3)".
[[nodiscard]] std::string formula_number(const exact::Ratio& number);

}  // namespace concordat::trace
