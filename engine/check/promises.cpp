// engine/check/promises.cpp · room: check
// What:  what must hold: totals of 100%, limits, equalities. Shown now where everything is agreed, at each settlement
// otherwise. Source: language.md row A1; section 10 (a total that is wrong points at the last cell of its column).

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"

namespace concordat::check {

namespace {

using syntax::PromiseSentence;

model::CompareOp op_of(syntax::Comparator op) {
    switch (op) {
        case syntax::Comparator::is: return model::CompareOp::equal;
        case syntax::Comparator::is_not: return model::CompareOp::not_equal;
        case syntax::Comparator::at_least: return model::CompareOp::at_least;
        case syntax::Comparator::more_than: return model::CompareOp::more_than;
        case syntax::Comparator::at_most: return model::CompareOp::at_most;
        case syntax::Comparator::less_than: return model::CompareOp::less_than;
    }
    return model::CompareOp::equal;
}

/// The figures of a column, when they are all fixed; nothing when one rests on a report.
std::optional<exact::Ratio> fixed_total(const model::Term& term) {
    const std::vector<std::optional<model::Value>>* column = nullptr;
    if (const auto* attribute = std::get_if<model::AttributeSource>(&term.source)) column = &attribute->by_party;
    if (const auto* member = std::get_if<model::MemberColumnSource>(&term.source)) column = &member->by_member;
    if (column == nullptr) return std::nullopt;
    const bool adjusted =
        std::any_of(term.stages.begin(), term.stages.end(), [](const model::Stage& stage) { return !stage.from; });
    if (adjusted) return std::nullopt;
    exact::Ratio total = 0;
    for (const auto& value : *column) {
        if (!value) continue;
        const auto* number = std::get_if<exact::Ratio>(&*value);
        if (number == nullptr) return std::nullopt;
        total += *number;
    }
    return total;
}

/// The last cell of the column that a heading begins, for a total that is wrong.
source::Place last_cell(const Draft& draft, const model::Term& term, Span heading, Span otherwise) {
    const auto look = [&](const syntax::Table& table) -> std::optional<source::Place> {
        for (std::size_t column = 0; column < table.headings.size(); ++column) {
            if (table.headings[column].text != term.name || !(table.headings[column].span == heading)) continue;
            for (std::size_t row = table.rows.size(); row-- > 0;) {
                if (!table.rows[row].cells[column].text.empty()) return place_of(draft, table.rows[row].cells[column]);
            }
        }
        return std::nullopt;
    };
    for (const StandingSentence& standing : draft.sentences) {
        const auto& form = standing.sentence->form;
        std::optional<source::Place> place;
        if (const auto* parties = std::get_if<syntax::PartiesSentence>(&form)) place = look(parties->table);
        if (const auto* set = std::get_if<syntax::SetSentence>(&form); set != nullptr && set->table)
            place = look(*set->table);
        if (place) return *place;
    }
    return draft.text.place(otherwise);
}

/// What a change of a cell or of a column makes of one party's figure; nothing where more than fixed figures decide.
std::optional<exact::Ratio> after_change(const Draft& draft, ExprId change, const model::Value& of,
                                         const exact::Ratio& before) {
    const model::ExprNode& node = draft.expression(change).node;
    if (std::holds_alternative<model::Previous>(node)) return before;
    if (const auto* constant = std::get_if<model::Constant>(&node)) {
        const auto* figure = std::get_if<exact::Ratio>(&constant->value);
        return figure == nullptr ? std::nullopt : std::optional(*figure);
    }
    const auto* choose = std::get_if<model::Choose>(&node);
    if (choose == nullptr || choose->cases.size() != 1) return std::nullopt;
    const auto* all = std::get_if<model::Combine>(&draft.expression(choose->cases.front().condition).node);
    if (all == nullptr || all->items.size() != 1) return std::nullopt;
    const auto* same = std::get_if<model::Compare>(&draft.expression(all->items.front()).node);
    const auto* named = same == nullptr ? nullptr : std::get_if<model::Constant>(&draft.expression(same->right).node);
    if (named == nullptr) return std::nullopt;
    return after_change(draft, named->value == of ? choose->cases.front().result : choose->otherwise, of, before);
}

/// Shares that total what they must today, and no longer once a cell is changed.
void check_after_changes(Draft& draft, const PromiseSentence& promise, model::TermId id, const exact::Ratio& wanted) {
    const model::Term& term = draft.term(id);
    const auto* column = std::get_if<model::AttributeSource>(&term.source);
    if (column == nullptr) return;
    std::vector<std::optional<exact::Ratio>> figures;
    for (const auto& value : column->by_party) {
        const auto* figure = value ? std::get_if<exact::Ratio>(&*value) : nullptr;
        figures.push_back(figure == nullptr ? std::nullopt : std::optional(*figure));
    }
    auto stages = term.stages;
    std::stable_sort(stages.begin(), stages.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
    for (std::size_t at = 0; at < stages.size(); ++at) {
        exact::Ratio total = 0;
        for (std::size_t party = 0; party < figures.size(); ++party) {
            if (!figures[party]) continue;
            const auto now = after_change(draft, stages[at].value, model::PartyId(party), *figures[party]);
            if (!now) return;
            figures[party] = now;
            total += *now;
        }
        const bool more_that_day = at + 1 < stages.size() && stages[at + 1].from == stages[at].from;
        if (more_that_day || total == wanted || !stages[at].from) continue;
        const InClause here(draft, draft.contract.clause(stages[at].clause).number);
        draft
            .error_at(Code::total_is_wrong, draft.contract.clause(stages[at].clause).place,
                      fmt::format("from {} the `{}` column totals {}; it must total {}",
                                  calendar::write_long(*stages[at].from), term.name,
                                  model::write_for_people(draft.contract, total, term.kind),
                                  model::write_for_people(draft.contract, wanted, term.kind)))
            .label(draft.text.place(promise.what.name.span), "promised here")
            .with_help("change another cell of that column on the same day");
        return;
    }
}

void check_now(Draft& draft, const PromiseSentence& promise, model::TermId id, const Lowered& value) {
    const model::Term& term = draft.term(id);
    const auto total = fixed_total(term);
    const auto* constant = std::get_if<model::Constant>(&draft.expression(value.id).node);
    const auto* wanted = constant != nullptr ? std::get_if<exact::Ratio>(&constant->value) : nullptr;
    const bool half_read = draft.half_read.contains(term.name) || is_broken(draft, draft.draft(id).clause);
    if (half_read || !total || wanted == nullptr || promise.op != syntax::Comparator::is) return;
    if (*total == *wanted) return check_after_changes(draft, promise, id, *wanted);
    const auto& contract = draft.contract;
    const auto difference = exact::size_of(*wanted - *total);
    auto& problem =
        draft.error_at(Code::total_is_wrong, last_cell(draft, term, draft.draft(id).declared, promise.what.name.span),
                       fmt::format("the `{}` column totals {}; it must total {}", term.name,
                                   model::write_for_people(contract, *total, term.kind),
                                   model::write_for_people(contract, *wanted, term.kind)));
    problem.label(draft.text.place(promise.what.name.span), "promised here");
    problem.with_help(fmt::format("{} is {}", model::write_for_people(contract, difference, term.kind),
                                  *total < *wanted ? "missing" : "too much"));
}

bool promised(const Draft& draft, std::string_view term) {
    return std::any_of(draft.sentences.begin(), draft.sentences.end(), [&](const StandingSentence& standing) {
        const auto* promise = std::get_if<PromiseSentence>(&standing.sentence->form);
        return promise != nullptr && promise->total && promise->what.name.text == term;
    });
}

void lower_total(Draft& draft, const PromiseSentence& promise, const StandingSentence& standing) {
    const Entity* entity = draft.find(promise.what.name.text);
    if (entity == nullptr) {
        report_unknown(draft, promise.what.name);
        return;
    }
    if (entity->what != Entity::What::term || !ensure_lowered(draft, entity->term, promise.what.name.span)) return;
    std::optional<Axis> axis;
    if (promise.over) axis = axis_of(draft, promise.over->noun);
    else
        for (const Axis& one : draft.term(entity->term).index)
            if (!axis && one.type != Axis::Type::period) axis = one;
    if (promise.over && !axis) return;
    if (!axis) {
        draft
            .error(Code::total_of_one, promise.what.name.span,
                   fmt::format("`{}` has one value; there is nothing to total", promise.what.name.text))
            .with_help("write `must equal`, or name the parties: `of all Partners`");
        return;
    }
    Scope scope;
    scope.axes = {*axis};
    const Kind kind = draft.term(entity->term).kind;
    const auto value = lower_amount(draft, *promise.value, {}, &kind);
    const auto of = lower_reference(draft, {promise.what.name, false, {}, {}}, promise.what.name.span, scope, nullptr);
    if (!value || !of || !same_kind(draft, kind, value->kind, promise.value->span, "be compared")) return;
    model::Aggregate total;
    total.op = model::AggregateOp::total;
    total.over = {*axis};
    total.of = of->id;
    const ExprId sum = draft.add(std::move(total), kind, promise.what.name.span);
    const ExprId holds =
        draft.add(model::Compare{op_of(promise.op), sum, value->id}, Kind::yes_no(), standing.sentence->span);
    draft.contract.promises.push_back(
        {standing.clause, holds, {}, std::string(draft.text.slice(standing.sentence->span))});
    check_now(draft, promise, entity->term, *value);
}

void lower_promise(Draft& draft, const PromiseSentence& promise, const StandingSentence& standing) {
    if (promise.total) {
        lower_total(draft, promise, standing);
        return;
    }
    const Entity* entity = draft.find(promise.what.name.text);
    Scope scope;
    std::vector<Axis> over;
    if (entity != nullptr && entity->what == Entity::What::term &&
        ensure_lowered(draft, entity->term, promise.what.name.span) && promise.what.of.empty()) {
        for (const Axis& axis : draft.term(entity->term).index) {
            if (axis.type != Axis::Type::period) over.push_back(axis);
        }
        scope.axes = over;
        for (const Axis& axis : over)
            if (axis.type == Axis::Type::record) scope.record = axis.record;
    }
    const auto left = lower_reference(draft, promise.what, promise.what.name.span, scope, nullptr);
    const auto right = lower_amount(draft, *promise.value, scope, left ? &left->kind : nullptr);
    if (!left || !right || !same_kind(draft, left->kind, right->kind, standing.sentence->span, "be compared")) return;
    const ExprId holds =
        draft.add(model::Compare{op_of(promise.op), left->id, right->id}, Kind::yes_no(), standing.sentence->span);
    draft.contract.promises.push_back(
        {standing.clause, holds, std::move(over), std::string(draft.text.slice(standing.sentence->span))});
}

}  // namespace

bool weights_total_whole(Draft& draft, model::TermId id, Span used_at) {
    const model::Term& term = draft.term(id);
    const auto total = fixed_total(term);
    // A promise of the contract about the same column says it itself.
    if (!total || *total == exact::Ratio(1) || !term.kind.is_percentage() || promised(draft, term.name)) return true;
    draft
        .error_at(Code::total_is_wrong, last_cell(draft, term, draft.draft(id).declared, used_at),
                  fmt::format("the `{}` column totals {}; weights must total 100%, or the average is `rescaled`",
                              term.name, model::write_for_people(draft.contract, *total, term.kind)))
        .label(draft.text.place(used_at), "the average is weighted here");
    return false;
}

void lower_promises(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* promise = std::get_if<PromiseSentence>(&standing.sentence->form))
            lower_promise(draft, *promise, standing);
    }
}

}  // namespace concordat::check
