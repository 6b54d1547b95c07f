// engine/check/edges.cpp · room: check
// What:  thresholds on which no worked example stands: with the figure itself nobody can see which side it is on.
// Only of figures that the worked examples give anyway: whoever writes no examples is not asked for them.
// Source: drafting findings, section 6.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"

namespace concordat::check {

namespace {

struct Edge {
    model::TermId term;
    exact::Ratio figure;
    friend bool operator<(const Edge& a, const Edge& b) {
        return a.term != b.term ? a.term < b.term : a.figure < b.figure;
    }
};

void add_edge(const Draft& draft, ExprId of, ExprId figure, std::set<Edge>& edges) {
    if (!of.is_set() || !figure.is_set()) return;
    const auto* reference = std::get_if<model::TermRef>(&draft.expression(of).node);
    const auto* constant = std::get_if<model::Constant>(&draft.expression(figure).node);
    const auto* at = constant == nullptr ? nullptr : std::get_if<exact::Ratio>(&constant->value);
    if (reference != nullptr && at != nullptr && !at->is_zero()) edges.insert({reference->term, *at});
}

/// Fixed figures that a term is compared with, in conditions and in bands.
std::set<Edge> edges_of(const Draft& draft) {
    std::set<Edge> edges;
    for (const model::Expression& expression : draft.contract.expressions) {
        const auto* compare = std::get_if<model::Compare>(&expression.node);
        const bool ordered =
            compare != nullptr && compare->op != model::CompareOp::equal && compare->op != model::CompareOp::not_equal;
        if (ordered) add_edge(draft, compare->left, compare->right, edges);
        const auto* band = std::get_if<model::Band>(&expression.node);
        if (band == nullptr) continue;
        for (const model::BandRow& row : band->rows) add_edge(draft, band->of, row.from, edges);
    }
    return edges;
}

/// Whether examples give the term, and whether one gives it this figure. The first that gives it is pointed at.
struct Shown {
    const model::Example* example = nullptr;
    bool on_edge = false;
};

void look_at_column(const model::Example& example, std::size_t column, const Edge& edge, Shown& shown) {
    using Use = model::ExampleColumn::Use;
    const model::ExampleColumn& one = example.columns[column];
    if (one.term != edge.term) return;
    const bool input = one.use == Use::input_term || one.use == Use::input_field;
    if (input && shown.example == nullptr) shown.example = &example;
    for (const model::Example::Row& row : example.rows) {
        if (column >= row.cells.size() || !row.cells[column].value) continue;
        const auto* figure = std::get_if<exact::Ratio>(&*row.cells[column].value);
        if (figure != nullptr && *figure == edge.figure) shown.on_edge = true;
    }
}

Shown shown_in_examples(const Draft& draft, const Edge& edge) {
    Shown shown;
    for (const model::Example& example : draft.contract.examples) {
        for (std::size_t column = 0; column < example.columns.size(); ++column)
            look_at_column(example, column, edge, shown);
        for (const model::Example::Given& fixed : example.given) {
            const auto* figure = std::get_if<exact::Ratio>(&fixed.value);
            if (fixed.term == edge.term && figure != nullptr && *figure == edge.figure) shown.on_edge = true;
        }
    }
    return shown;
}

/// A penny, a tenth of a percentage point, or one of what is counted.
exact::Ratio step_of(const Draft& draft, const Kind& kind) {
    if (kind.is_money()) return exact::Ratio(1) / exact::Ratio(draft.contract.currency.minor_digits == 0 ? 1 : 100);
    if (kind.is_percentage()) return exact::Ratio(1) / exact::Ratio(1000);
    return exact::Ratio(1);
}

}  // namespace

void warn_of_edges(Draft& draft) {
    if (draft.contract.examples.empty()) return;
    for (const Edge& edge : edges_of(draft)) {
        const Shown shown = shown_in_examples(draft, edge);
        if (shown.example == nullptr || shown.on_edge || shown.example->rows.empty()) continue;
        const model::Term& term = draft.contract.term(edge.term);
        const exact::Ratio step = step_of(draft, term.kind);
        const auto words = [&](const exact::Ratio& figure) {
            return model::write_for_people(draft.contract, figure, term.kind);
        };
        const InClause here(draft, draft.contract.clause(shown.example->clause).number);
        draft
            .error_at(Code::threshold_without_example, shown.example->rows.back().place,
                      fmt::format("the clauses change at {} of `{}`, and no worked example stands there",
                                  words(edge.figure), term.name))
            .with_help(fmt::format("add rows with {} {}, {} and {}", term.name, words(edge.figure - step),
                                   words(edge.figure), words(edge.figure + step)));
    }
}

}  // namespace concordat::check
