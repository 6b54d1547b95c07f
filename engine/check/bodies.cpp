// engine/check/bodies.cpp · room: check
// What:  what stands behind `means` and `is`: an amount, cases, a band table, steps, a straight line.
// Source: language.md rows D1, B1-B4; findings N8, N31, N51.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/guards.h"

namespace concordat::check {

namespace {

/// Keeps one kind over the branches of a choice.
bool join(Draft& draft, std::optional<Kind>& kind, const Lowered& branch, Span span) {
    if (branch.kind.base == model::KindBase::open) return true;  // held or none: any kind
    kind = kind ? same_kind(draft, *kind, branch.kind, span, "be results of one clause") : branch.kind;
    return kind.has_value();
}

/// Each code is one of the closed list that the subject has.
bool codes_possible(Draft& draft, const std::vector<std::string>& codes, const Kind& kind, Span span) {
    return std::all_of(codes.begin(), codes.end(), [&](const std::string& code) {
        syntax::Literal literal;
        literal.type = syntax::Literal::Type::text;
        literal.text = code;
        return lower_literal(draft, literal, span, &kind).has_value();
    });
}

MaybeLowered lower_line_table(Draft& draft, const syntax::InLine& line, const Lowered& of, const Scope& scope) {
    const syntax::Table& table = *line.table;
    if (table.headings.size() != 2) {
        draft
            .error(Code::table_columns, table.headings.back().span,
                   fmt::format("a table of points has two columns; this one has {}", table.headings.size()))
            .with_help("keep the column of what is measured and the column of what it gives");
        return std::nullopt;
    }
    model::Line node{of.id, {}, line.continuing};
    std::optional<Kind> kind;
    std::optional<exact::Ratio> last;
    int direction = 0;
    for (const syntax::Row& row : table.rows) {
        const auto x = lower_cell(draft, row.cells[0], scope, &of.kind);
        const auto y = lower_cell(draft, row.cells[1], scope, kind ? &*kind : nullptr);
        if (!x || !y || !same_kind(draft, of.kind, x->kind, row.cells[0].span, "be points of this line") ||
            !join(draft, kind, *y, row.cells[1].span))
            return std::nullopt;
        const auto* constant = std::get_if<model::Constant>(&draft.expression(x->id).node);
        const auto* number = constant != nullptr ? std::get_if<exact::Ratio>(&constant->value) : nullptr;
        if (number != nullptr && last) {
            const int now = (*number - *last).sign();
            if (now == 0 || (direction != 0 && now != direction)) {
                draft
                    .error_at(Code::points_out_of_order, place_of(draft, row.cells[0]),
                              fmt::format(
                                  "`{}` breaks the order; the points of a straight line rise from row to row, or fall",
                                  row.cells[0].text))
                    .with_help("put the rows in order, each point once");
                return std::nullopt;
            }
            direction = now;
        }
        if (number != nullptr) last = *number;
        node.points.push_back({x->id, y->id});
    }
    if (node.points.size() < 2) {
        draft
            .error(Code::too_few_points, table.span,
                   fmt::format("a straight line needs at least two points; this one has {}", node.points.size()))
            .with_help("add a row for each point where the line begins, bends or ends");
        return std::nullopt;
    }
    return made(draft, std::move(node), *kind, table.span);
}

}  // namespace

MaybeLowered lower_cases(Draft& draft, const syntax::Cases& cases, const Scope& scope) {
    model::Choose choose;
    choose.in_turn = cases.in_turn;
    std::optional<Kind> kind;
    std::vector<Span> spans;
    bool whole = true;
    const std::size_t ruled_out_before = draft.not_zero.size();
    for (const syntax::CasePhrase& one : cases.cases) {
        const auto condition = one.condition != nullptr ? lower_condition(draft, *one.condition, scope) : std::nullopt;
        const auto amount = lower_tailed(draft, one.amount, scope, kind ? &*kind : nullptr);
        whole = whole && amount && (one.condition == nullptr || condition);
        if (!whole) continue;
        if (!join(draft, kind, *amount, one.amount.amount->span)) return std::nullopt;
        if (one.condition == nullptr) choose.otherwise = amount->id;
        else choose.cases.push_back({condition->id, amount->id}), spans.push_back(one.condition->span);
        if (!cases.in_turn || one.condition == nullptr) continue;
        for (std::string& divisor : divisors_ruled_out(*one.condition)) draft.not_zero.push_back(std::move(divisor));
    }
    draft.not_zero.resize(ruled_out_before);
    if (!whole || !kind) return std::nullopt;
    const Span span = cases.cases.front().span;
    check_exclusive(draft, choose, span, spans);
    return made(draft, std::move(choose), *kind, joined(span, cases.cases.back().span));
}

MaybeLowered lower_stepped_inline(Draft& draft, const syntax::SteppedInline& stepped, const Scope& scope) {
    const auto by = lower_amount(draft, *stepped.by, scope);
    if (!by) return std::nullopt;
    model::Choose choose;
    std::optional<Kind> kind;
    std::vector<Span> spans;
    for (const auto& one : stepped.each) {
        const auto value = lower_amount(draft, *one.value, scope, kind ? &*kind : nullptr);
        if (!value || !join(draft, kind, *value, one.span)) return std::nullopt;
        MaybeLowered test;
        if (one.test != nullptr) test = lower_test(draft, *one.test, *by, scope);
        else if (!one.codes.empty() && !codes_possible(draft, one.codes, by->kind, one.span)) return std::nullopt;
        else if (!one.codes.empty())
            test = Lowered{
                draft.add(model::CodeTest{model::TextTest::one_of, by->id, one.codes}, Kind::yes_no(), one.span),
                Kind::yes_no()};
        if (one.test == nullptr && one.codes.empty()) {
            choose.otherwise = value->id;
            continue;
        }
        if (!test) return std::nullopt;
        choose.cases.push_back({test->id, value->id});
        spans.push_back(one.span);
    }
    if (!kind) return std::nullopt;
    check_exclusive(draft, choose, stepped.by->span, spans);
    return made(draft, std::move(choose), *kind, stepped.by->span);
}

MaybeLowered lower_line(Draft& draft, const syntax::InLine& line, const Scope& scope) {
    const auto of = lower_amount(draft, *line.of, scope);
    if (!of) return std::nullopt;
    if (!line.ends_said) {
        draft.error(Code::line_ends_unstated, line.of->span, "a straight line says what holds beyond its ends")
            .with_help(
                "behind the last point, or behind `these points`, write `, and no further` (the end values hold) or `, "
                "continuing` (the line goes on)");
        return std::nullopt;
    }
    if (line.table) return lower_line_table(draft, line, *of, scope);
    model::Line node{of->id, {}, line.continuing};
    std::optional<Kind> kind;
    for (const syntax::LinePoint& point : line.points) {
        const auto y = lower_amount(draft, *point.y, scope, kind ? &*kind : nullptr);
        const auto x = lower_amount(draft, *point.x, scope, &of->kind);
        if (!x || !y || !same_kind(draft, of->kind, x->kind, point.x->span, "be points of this line") ||
            !join(draft, kind, *y, point.y->span))
            return std::nullopt;
        node.points.push_back({x->id, y->id});
    }
    if (node.points.size() < 2) {
        draft.error(Code::too_few_points, line.of->span, "a straight line needs at least two points");
        return std::nullopt;
    }
    return made(draft, std::move(node), *kind, line.of->span);
}

MaybeLowered lower_body(Draft& draft, const syntax::Body& body, const Scope& scope) {
    return std::visit(
        [&](const auto& one) -> MaybeLowered {
            using Form = std::decay_t<decltype(one)>;
            if constexpr (std::is_same_v<Form, syntax::TailedAmount>) return lower_tailed(draft, one, scope);
            else if constexpr (std::is_same_v<Form, syntax::Cases>) return lower_cases(draft, one, scope);
            else if constexpr (std::is_same_v<Form, syntax::Banded>) return lower_banded(draft, one, scope);
            else if constexpr (std::is_same_v<Form, syntax::Stepped>) return lower_stepped(draft, one, scope);
            else if constexpr (std::is_same_v<Form, syntax::SteppedInline>)
                return lower_stepped_inline(draft, one, scope);
            else if constexpr (std::is_same_v<Form, syntax::InPeriodOf>) return std::nullopt;  // clauses.cpp knows it
            else return lower_line(draft, one, scope);
        },
        body);
}

}  // namespace concordat::check
