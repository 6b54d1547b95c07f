// engine/trace/paper.cpp · room: trace
// What:  numbers inside formulas; a working paper read as a tree of steps.
#include "trace/paper.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "exact/decimal_text.h"

namespace concordat::trace {
namespace {

constexpr std::size_t nothing = static_cast<std::size_t>(-1);

/// The figure as the clause before left it, of the same term: it was written down first, before any amount under an
/// earlier clause that this one speaks of.
std::optional<std::size_t> clause_before(const Paper& paper, std::size_t at) {
    const Figure& figure = paper.figures[at];
    std::optional<std::size_t> before;
    for (const std::size_t part : figures_in(figure.formula)) {
        const Figure& other = paper.figures[part];
        const bool same = other.name == figure.name && other.of == figure.of;
        if (!same || figure.what != Figure::What::clause || other.what == Figure::What::step) continue;
        if (!before || part < *before) before = part;
    }
    return before;
}

}  // namespace

std::vector<std::size_t> figures_in(const std::string& formula) {
    std::vector<std::size_t> figures;
    for (std::size_t at = formula.find('{'); at != std::string::npos; at = formula.find('{', at + 1)) {
        const std::size_t figure = std::stoul(formula.substr(at + 1, formula.find('}', at) - at - 1));
        if (std::find(figures.begin(), figures.end(), figure) == figures.end()) figures.push_back(figure);
    }
    return figures;
}

/// The parts of a figure below it, and its formula over them. `before`: the part that is the amount before.
void PaperReader::add_parts(const Figure& figure, std::size_t before, Step& step) {
    std::vector<std::pair<std::size_t, std::string>> names;
    for (const std::size_t part : figures_in(figure.formula)) {
        if (part == before) {
            names.emplace_back(part, "{before}");
            continue;
        }
        names.emplace_back(part, "{" + std::to_string(step.parts.size()) + "}");
        step.parts.push_back(step_of(part));
    }
    for (std::size_t at = 0; at < figure.formula.size();) {
        if (figure.formula[at] != '{') {
            step.formula += figure.formula[at++];
            continue;
        }
        const std::size_t end = figure.formula.find('}', at);
        const std::size_t part = std::stoul(figure.formula.substr(at + 1, end - at - 1));
        step.formula +=
            std::find_if(names.begin(), names.end(), [&](const auto& one) { return one.first == part; })->second;
        at = end + 1;
    }
}

/// A term with its clauses in order, each with the amount before.
Step PaperReader::clauses_of(std::size_t at) {
    std::vector<std::size_t> chain = {at};
    while (const auto before = clause_before(paper_, chain.back())) chain.push_back(*before);
    std::reverse(chain.begin(), chain.end());
    const Figure& last = paper_.figures[at];
    Step term;
    term.what = Step::What::term;
    term.name = last.name;
    term.of = last.of;
    term.clause = paper_.figures[chain.front()].clause;
    term.kind = last.kind;
    term.value = last.value;
    std::size_t before = nothing;
    for (const std::size_t one : chain) {
        told_.insert(one);
        const Figure& figure = paper_.figures[one];
        Step clause;
        clause.what = figure.what == Figure::What::clause ? Step::What::stage : Step::What::input;
        clause.name = figure.name;
        if (figure.what != Figure::What::clause) clause.of = figure.of;
        clause.clause = figure.clause;
        clause.kind = figure.kind;
        clause.words = figure.words.empty() ? figure.why_value : figure.words;
        clause.origin = figure.origin;
        clause.value = figure.value;
        if (before != nothing) clause.before = paper_.figures[before].value;
        add_parts(figure, before, clause);
        for (const std::string& remark : figure.remarks) {
            Step told;
            told.what = Step::What::note;
            told.clause = figure.clause;
            told.kind = figure.kind;
            told.words = remark;
            told.value = model::None{};
            clause.parts.push_back(std::move(told));
        }
        term.parts.push_back(std::move(clause));
        before = one;
    }
    term.formula = "{" + std::to_string(term.parts.size() - 1) + "}";
    return term;
}

Step PaperReader::step_of(std::size_t at) {
    const Figure& figure = paper_.figures[at];
    const bool again = !told_.insert(at).second;
    if (!again && figure.what == Figure::What::clause) return clauses_of(at);
    Step step;
    step.what = figure.what == Figure::What::step    ? Step::What::note
                : figure.what == Figure::What::input ? Step::What::input
                                                     : Step::What::term;
    step.name = figure.name;
    step.of = figure.of;
    step.clause = figure.clause;
    step.kind = figure.kind;
    step.value = figure.value;
    if (again) {
        step.words = figure.what == Figure::What::step ? figure.name + " (shown above)" : "shown above";
        return step;
    }
    step.origin = figure.origin;
    if (figure.what == Figure::What::input) step.words = figure.words.empty() ? figure.why_value : figure.words;
    if (figure.what == Figure::What::step)
        step.words = figure.name + (figure.why_value.empty() ? "" : ": " + figure.why_value);
    add_parts(figure, nothing, step);
    return step;
}

std::string largest_remainder_formula(const DividedCells& cells, std::size_t place) {
    // Its remainder stands at this rank; so many coins are left.
    std::string rank = "1";
    for (std::size_t other = 0; other < cells.down.size(); ++other) {
        if (other == place) continue;
        const char* sign = other < place ? ">=" : ">";
        rank += fmt::format("+IF(ROUND(({}-{})-({}-{}),6){}0,1,0)", cells.exact[other], cells.down[other],
                            cells.exact[place], cells.down[place], sign);
    }
    return fmt::format("{}+IF({}<={}-({}),1,0)", cells.down[place], rank, cells.whole, fmt::join(cells.down, "+"));
}

std::string keeper_formula(const DividedCells& cells, std::size_t keeper) {
    std::string others;
    for (std::size_t other = 0; other < cells.down.size(); ++other)
        if (other != keeper) others += "-" + cells.down[other];
    return cells.whole + others;
}

std::string formula_number(const exact::Ratio& number) {
    std::string text = exact::write_exact(number);
    const bool bare = number.sign() >= 0 && text.find('/') == std::string::npos;
    return bare ? text : "(" + text + ")";
}

}  // namespace concordat::trace
