// engine/eval/reference/fragments.cpp · room: eval
// What:  parts of formulas: constants as formulas, what is worked out only to be written down, and figures for what has
//        no formula.
#include <utility>

#include "eval/reference/names.h"
#include "eval/reference/quietly.h"
#include "eval/reference/recorder.h"
#include "eval/reference/references.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {
namespace {

using model::Value;

std::size_t add_leaf(const Site& site, const Fragment& fragment) {
    trace::Figure figure;
    figure.what = trace::Figure::What::input;
    figure.name = name_of_part(site.contract(), site.expression);
    figure.clause = site.frame.clause;
    figure.kind = site.kind_of(site.expression);
    figure.value = fragment.value;
    figure.why_value = fragment.why;
    const auto* steps = site.frame.steps;
    if (steps != nullptr && !steps->empty() && steps->back().value == fragment.value) {
        figure.words = steps->back().words;
        figure.origin = steps->back().origin;
    }
    return site.workings.recorder->add(std::move(figure));
}

/// Live: a text by itself; nothing that is known stands for what is not.
std::string live_literal(const Site& site, const Fragment& fragment) {
    if (std::holds_alternative<model::None>(fragment.value)) return "\"-\"";
    const bool left_out = std::holds_alternative<model::NotApplicable>(fragment.value);
    if (left_out || std::holds_alternative<model::Held>(fragment.value)) return "(\"left out\"*1)";
    if (!model::is_known(fragment.value)) return "NA()";
    if (!fragment.why.empty()) return {};  // a figure, with its reason
    const std::string words = trace::words_in_cell(site.contract(), fragment.value);
    return words.empty() ? words : trace::quoted_in_formula(words);
}

}  // namespace

std::string literal(const Value& value) {
    if (const auto* number = std::get_if<exact::Ratio>(&value)) return trace::formula_number(*number);
    if (const auto* yes = std::get_if<bool>(&value)) return *yes ? "TRUE()" : "FALSE()";
    constexpr std::int32_t days_before_1970 = 25'569;  // spreadsheets count days from 30 December 1899
    if (const auto* date = std::get_if<calendar::Date>(&value))
        return std::to_string(date->days_since_1970() + days_before_1970);
    return {};
}

Fragment worked_to_write(Workings& workings, model::ExprId expression, const Frame& frame) {
    const Quietly quietly(workings);
    static_cast<void>(work_out(workings, expression, frame));
    return workings.recorder->take();
}

std::string value_to_write(Workings& workings, model::TermId term, const std::vector<model::Bind>& binds,
                           std::optional<std::size_t> stage, const Frame& frame) {
    const Quietly quietly(workings);
    static_cast<void>(value_of_reference(workings, term, binds, stage, frame));
    const auto figure = workings.recorder->answer();
    return figure ? Recorder::cell(*figure) : std::string();
}

std::string formula_of(const Site& site, Fragment& fragment) {
    const bool live = site.workings.recorder->live();
    if (!live && (!model::is_known(fragment.value) || literal(fragment.value).empty())) return {};
    if (live && fragment.formula.empty()) fragment.formula = live_literal(site, fragment);
    if (fragment.formula.empty()) {
        const Site of_part{site.workings, site.frame, fragment.expression};
        fragment.formula = Recorder::cell(add_leaf(of_part, fragment));
    }
    return fragment.formula;
}

}  // namespace concordat::eval::reference
