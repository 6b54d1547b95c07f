// engine/check/running.cpp · room: check
// What:  running totals: what "to date" runs from, which amounts run already, and `, all to date` behind a sum.
// Source: findings N4; language.md section 6.

#include <algorithm>

#include "check/draft.h"
#include "check/limit_spans.h"
#include "check/once.h"

namespace concordat::check {

namespace {

using model::PeriodRange;

bool has_period(const syntax::Aggregate& aggregate) {
    return aggregate.period || std::any_of(aggregate.over.begin(), aggregate.over.end(),
                                           [](const syntax::SetPhrase& set) { return set.period.has_value(); });
}

syntax::PeriodPhrase to_date_phrase(Span span) {
    syntax::PeriodPhrase phrase;
    phrase.type = syntax::PeriodPhrase::Type::to_date;
    phrase.span = span;
    return phrase;
}

bool term_runs(const Draft& draft, model::TermId id, int depth) {
    const auto& stages = draft.contract.term(id).stages;
    if (draft.contract.term(id).only_in.is_set()) return false;  // it has one period only
    return std::any_of(stages.begin(), stages.end(),
                       [&](const model::Stage& stage) { return runs(draft, stage.value, depth + 1); });
}

bool name_runs(Draft& draft, const syntax::Reference& reference) {
    const Entity* entity = draft.find(reference.name.text);
    if (entity == nullptr || entity->what != Entity::What::term) return true;
    if (!ensure_lowered(draft, entity->term, reference.name.span)) return true;
    const auto& index = draft.contract.term(entity->term).index;
    const bool has_periods =
        std::any_of(index.begin(), index.end(), [](const Axis& axis) { return axis.type == Axis::Type::period; });
    return !has_periods || term_runs(draft, entity->term, 0);
}

/// Whether what is totalled runs by itself: then `to date` says no more than it does.
bool summand_runs(Draft& draft, const syntax::Aggregate& aggregate) {
    const auto* reference =
        aggregate.of == nullptr ? nullptr : std::get_if<syntax::ReferenceAmount>(&aggregate.of->node);
    if (reference == nullptr) return false;
    const Entity* over = aggregate.over.empty() ? nullptr : draft.find(aggregate.over.back().noun.text);
    if (over != nullptr && over->what == Entity::What::record) return false;  // which records: those so far
    return name_runs(draft, reference->reference);
}

/// Money that grows with another amount, by bands or in a straight line: of a running total it is one itself. A value
/// looked up by steps, or a score, is not.
std::optional<ExprId> share_of_what(const model::Expression& expression) {
    if (!expression.kind.is_money()) return std::nullopt;
    if (const auto* line = std::get_if<model::Line>(&expression.node)) return line->of;
    const auto* band = std::get_if<model::Band>(&expression.node);
    return band == nullptr || band->mode == model::BandMode::steps ? std::nullopt : std::optional(band->of);
}

}  // namespace

PeriodRange to_date_range(const Draft& draft) {
    PeriodRange range;
    range.kind = draft.contract.to_date_from_start ? PeriodRange::Kind::to_date : PeriodRange::Kind::unit_to_date;
    return range;
}

bool runs(const Draft& draft, ExprId id, int depth) {
    if (!id.is_set() || depth > 40) return false;
    const model::ExprNode& node = draft.expression(id).node;
    if (const auto* term = std::get_if<model::TermRef>(&node)) return term_runs(draft, term->term, depth);
    if (const auto* aggregate = std::get_if<model::Aggregate>(&node)) {
        return aggregate->range.kind == PeriodRange::Kind::to_date ||
               aggregate->range.kind == PeriodRange::Kind::unit_to_date ||
               aggregate->range.kind == PeriodRange::Kind::agreement_to_date || runs(draft, aggregate->of, depth + 1);
    }
    if (const auto* sum = std::get_if<model::Arithmetic>(&node))
        return !is_growth_of_total(draft, *sum) &&
               (runs(draft, sum->left, depth + 1) || runs(draft, sum->right, depth + 1));
    if (const auto* rounded = std::get_if<model::Round>(&node)) return runs(draft, rounded->of, depth + 1);
    if (const auto* choose = std::get_if<model::Choose>(&node)) {
        const auto* otherwise = choose->otherwise.is_set()
                                    ? std::get_if<model::Arithmetic>(&draft.expression(choose->otherwise).node)
                                    : nullptr;
        if (otherwise != nullptr && is_growth_of_total(draft, *otherwise)) return false;  // a guarantee to date
        return runs(draft, choose->otherwise, depth + 1) ||
               std::any_of(choose->cases.begin(), choose->cases.end(),
                           [&](const auto& one) { return runs(draft, one.result, depth + 1); });
    }
    if (const auto* limit = std::get_if<model::Limit>(&node)) return runs(draft, limit->of, depth + 1);
    if (const auto* excess = std::get_if<model::Excess>(&node)) return runs(draft, excess->of, depth + 1);
    const auto of = share_of_what(draft.expression(id));
    return of && runs(draft, *of, depth + 1);
}

bool holds_running_total(const Draft& draft, ExprId id, int depth) {
    if (!id.is_set() || depth > 20) return false;
    const auto holds = [&](ExprId part) { return holds_running_total(draft, part, depth + 1); };
    const model::ExprNode& node = draft.expression(id).node;
    if (const auto* used = std::get_if<model::TermRef>(&node)) {
        const model::Term& term = draft.contract.term(used->term);
        if (term.only_in.is_set() || !used->binds.empty() || term.stages.empty()) return false;
        return term.stages.back().value.is_set() &&
               std::any_of(term.stages.begin(), term.stages.end(), [&](const auto& one) {
                   return one.effect == model::Stage::Effect::defines && holds(one.value);
               });
    }
    if (const auto* aggregate = std::get_if<model::Aggregate>(&node)) {
        return aggregate->range.kind == PeriodRange::Kind::to_date ||
               aggregate->range.kind == PeriodRange::Kind::unit_to_date ||
               aggregate->range.kind == PeriodRange::Kind::agreement_to_date;
    }
    if (const auto* sum = std::get_if<model::Arithmetic>(&node)) {
        const bool one_of_another = sum->op == model::ArithmeticOp::subtract || sum->op == model::ArithmeticOp::divide;
        if (one_of_another) return holds(sum->left) && !holds(sum->right);
        return holds(sum->left) || holds(sum->right);
    }
    if (const auto* rounded = std::get_if<model::Round>(&node)) return holds(rounded->of);
    if (const auto* limit = std::get_if<model::Limit>(&node)) return holds(limit->of);
    if (const auto* excess = std::get_if<model::Excess>(&node)) return holds(excess->of) && !holds(excess->above);
    const auto of = share_of_what(draft.expression(id));
    return of && holds(*of);
}

syntax::AmountPtr all_to_date(Draft& draft, const syntax::AmountPtr& amount) {
    syntax::Amount made = *amount;
    if (auto* binary = std::get_if<syntax::Binary>(&made.node)) {
        binary->left = all_to_date(draft, binary->left);
        binary->right = all_to_date(draft, binary->right);
    } else if (auto* aggregate = std::get_if<syntax::Aggregate>(&made.node)) {
        if (has_period(*aggregate) || summand_runs(draft, *aggregate)) return amount;
        if (aggregate->over.empty()) aggregate->period = to_date_phrase(amount->span);
        else aggregate->over.back().period = to_date_phrase(amount->span);
    } else if (const auto* reference = std::get_if<syntax::ReferenceAmount>(&made.node)) {
        if (reference->reference.period || name_runs(draft, reference->reference)) return amount;
        syntax::Aggregate total{};
        total.op = syntax::AggregateOp::total;
        total.of = amount;
        total.period = to_date_phrase(amount->span);
        made.node = std::move(total);
    }
    return std::make_shared<const syntax::Amount>(std::move(made));
}

}  // namespace concordat::check
