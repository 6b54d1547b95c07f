// engine/check/amounts.cpp · room: check
// What:  amounts: sums, products, shares of, the greater of, the amount by which; with their kinds.
// Source: language.md row D2; findings N1, N14, N15.

#include <algorithm>

#include <fmt/format.h>

#include "check/divisions.h"
#include "check/draft.h"
#include "check/duties.h"
#include "check/groups.h"
#include "check/events.h"
#include "check/guards.h"
#include "check/once.h"
#include "check/years.h"
#include "check/earlier_record.h"

namespace concordat::check {

namespace {

using model::ArithmeticOp;
using model::Constant;
using syntax::Amount;

ExprId zero(Draft& draft, const Kind& kind) { return draft.add(Constant{exact::Ratio(0)}, kind); }

/// Whether a value can only be known once somebody has reported something.
bool rests_on_reports(const Draft& draft, ExprId id, int depth = 0);

bool term_rests_on_reports(const Draft& draft, model::TermId id, int depth) {
    const model::Term& term = draft.contract.term(id);
    if (const auto* fact = std::get_if<model::FactSource>(&term.source)) return !fact->agreed;
    if (std::holds_alternative<model::FieldSource>(term.source)) return true;
    for (const model::Stage& stage : term.stages) {
        if (stage.value.is_set() && rests_on_reports(draft, stage.value, depth + 1)) return true;
    }
    return false;
}

bool rests_on_reports(const Draft& draft, ExprId id, int depth) {
    if (!id.is_set() || depth > 40) return false;
    const model::ExprNode& node = draft.expression(id).node;
    if (const auto* term = std::get_if<model::TermRef>(&node)) return term_rests_on_reports(draft, term->term, depth);
    if (std::holds_alternative<model::Aggregate>(node)) {
        const auto& aggregate = std::get<model::Aggregate>(node);
        for (const Axis& axis : aggregate.over) {
            if (axis.type == Axis::Type::record) return true;
        }
        return rests_on_reports(draft, aggregate.of, depth);
    }
    if (const auto* sum = std::get_if<model::Arithmetic>(&node))
        return rests_on_reports(draft, sum->left, depth) || rests_on_reports(draft, sum->right, depth);
    if (const auto* rounded = std::get_if<model::Round>(&node)) return rests_on_reports(draft, rounded->of, depth);
    if (std::holds_alternative<model::Excess>(node)) return true;
    return false;
}

/// A divisor such as "the greater of X and 1" or one with a lower limit above 0 cannot be 0.
bool may_be_zero(const Draft& draft, ExprId id) {
    const model::ExprNode& node = draft.expression(id).node;
    if (const auto* limit = std::get_if<model::Limit>(&node)) {
        for (const auto& bound : limit->bounds) {
            const auto* constant = std::get_if<Constant>(&draft.expression(bound.at).node);
            if (!bound.upper && constant != nullptr && std::holds_alternative<exact::Ratio>(constant->value) &&
                std::get<exact::Ratio>(constant->value).sign() > 0)
                return false;
        }
    }
    return rests_on_reports(draft, id);
}

MaybeLowered lower_sum(Draft& draft, const syntax::Binary& binary, Span span, const Scope& scope,
                       const Kind* expected) {
    const auto left = lower_amount(draft, *binary.left, scope, expected);
    const auto right = lower_amount(draft, *binary.right, scope, left ? &left->kind : expected);
    if (!left || !right) return std::nullopt;
    const bool plus = binary.op == syntax::Operator::plus;
    if (left->kind.base != model::KindBase::amount || right->kind.base != model::KindBase::amount) {
        const auto& odd = left->kind.base != model::KindBase::amount ? *left : *right;
        auto& problem = draft.error(
            Code::not_a_number, odd.id == left->id ? binary.left->span : binary.right->span,
            fmt::format("{} cannot be {}; only numbers can", describe(odd.kind), plus ? "added" : "subtracted"));
        if (odd.kind.base == model::KindBase::date)
            problem.with_help(
                plus ? "write `6 months after D`, or `10 days after D`"
                     : "write `the nights from A to B`, `the days from A to B, both included`, or `the days "
                       "by which A is after B`");
        return std::nullopt;
    }
    const auto kind = same_kind(draft, left->kind, right->kind, span, plus ? "be added" : "be subtracted");
    if (!kind) return std::nullopt;
    return made(draft,
                model::Arithmetic{plus ? ArithmeticOp::add : ArithmeticOp::subtract, left->id, right->id, {}, {}},
                *kind, span);
}

/// `(or V if B is 0, or W if both are 0)`: demanded where the divisor rests on reported figures.
bool lower_if_zero(Draft& draft, const syntax::AmountPtr& if_zero, const syntax::AmountPtr& if_both_zero,
                   const Lowered& divisor, const syntax::Amount& written_divisor, const Scope& scope, Kind& kind,
                   model::Arithmetic& made) {
    const Span divisor_span = written_divisor.span;
    for (const auto& [written, place] :
         {std::pair{&if_zero, &made.if_zero}, std::pair{&if_both_zero, &made.if_both_zero}}) {
        if (*written == nullptr) continue;
        const auto value = lower_amount(draft, **written, scope, &kind);
        if (!value) return false;
        const auto same = same_kind(draft, kind, value->kind, (*written)->span, "stand for one another");
        if (!same) return false;
        kind = *same;
        *place = value->id;
    }
    if (made.if_zero.is_set() || !may_be_zero(draft, divisor.id)) return true;
    if (is_ruled_out(draft, written_divisor)) return true;
    if (is_ruled_out_by_users(draft, written_divisor)) {
        made.if_zero = draft.add(model::Constant{model::None{}}, kind);
        return true;
    }
    draft
        .error(Code::division_by_nothing, divisor_span,
               "this divisor rests on reported figures and can be 0; the text says what then holds")
        .with_help(fmt::format("write `... {} (or {} if {} is 0)`", draft.text.slice(divisor_span),
                               kind.is_money() ? draft.contract.currency.symbol + "0" : "0%",
                               draft.text.slice(divisor_span)));
    return false;
}

MaybeLowered lower_product(Draft& draft, const syntax::Binary& binary, Span span, const Scope& scope) {
    const auto left = lower_amount(draft, *binary.left, scope);
    const auto right = lower_amount(draft, *binary.right, scope);
    if (!left || !right) return std::nullopt;
    if (binary.op == syntax::Operator::times) {
        auto kind = product_kind(draft, left->kind, right->kind, span);
        if (!kind) return std::nullopt;
        // "50% of Outcome Score" is what Outcome Score is.
        if (binary.of && left->kind.is_pure() && right->kind.is_pure()) kind->flavour = right->kind.flavour;
        if (binary.of && left->kind.is_pure()) kind->unit.counted = right->kind.unit.counted;
        return made(draft, model::Arithmetic{ArithmeticOp::multiply, left->id, right->id, {}, {}}, *kind, span);
    }
    auto kind = quotient_kind(draft, left->kind, right->kind, span);
    if (!kind) return std::nullopt;
    model::Arithmetic division{ArithmeticOp::divide, left->id, right->id, {}, {}};
    if (!lower_if_zero(draft, binary.if_zero, binary.if_both_zero, *right, *binary.right, scope, *kind, division))
        return std::nullopt;
    return made(draft, division, *kind, span);
}

MaybeLowered lower_as_percentage(Draft& draft, const syntax::AsPercentage& share, Span span, const Scope& scope) {
    const auto of = lower_amount(draft, *share.of, scope);
    const auto whole = lower_amount(draft, *share.whole, scope, of ? &of->kind : nullptr);
    if (!of || !whole || !same_kind(draft, of->kind, whole->kind, span, "be compared")) return std::nullopt;
    Kind kind = Kind::percentage();
    model::Arithmetic division{ArithmeticOp::divide, of->id, whole->id, {}, {}};
    if (!lower_if_zero(draft, share.if_zero, share.if_both_zero, *whole, *share.whole, scope, kind, division))
        return std::nullopt;
    return made(draft, division, kind, span);
}

MaybeLowered lower_extreme(Draft& draft, const syntax::Extreme& extreme, Span span, const Scope& scope,
                           const Kind* expected) {
    model::Extreme node{extreme.greatest, {}};
    std::optional<Kind> kind;
    for (const auto& item : extreme.items) {
        const auto lowered = lower_amount(draft, *item, scope, kind ? &*kind : expected);
        if (!lowered) return std::nullopt;
        kind = kind ? same_kind(draft, *kind, lowered->kind, span, "be compared") : lowered->kind;
        if (!kind) return std::nullopt;
        node.items.push_back(lowered->id);
    }
    if (kind->base != model::KindBase::amount && kind->base != model::KindBase::date) {
        draft.error(Code::not_a_number, span, fmt::format("{} has no greater and lesser", describe(*kind)));
        return std::nullopt;
    }
    return made(draft, std::move(node), *kind, span);
}

MaybeLowered lower_amount_by(Draft& draft, const syntax::AmountBy& by, Span span, const Scope& scope) {
    const auto of = lower_amount(draft, *by.of, scope);
    const auto than = lower_amount(draft, *by.than, scope, of ? &of->kind : nullptr);
    if (!of || !than) return std::nullopt;
    const auto kind = same_kind(draft, of->kind, than->kind, span, "be compared");
    if (!kind) return std::nullopt;
    if (kind->base != model::KindBase::amount) {
        draft
            .error(Code::not_a_number, span,
                   fmt::format("`the amount by which` needs numbers; this is {}", describe(*kind)))
            .with_help("for dates write `the days by which A is after B`");
        return std::nullopt;
    }
    return made(draft, model::Excess{of->id, than->id}, *kind, span);
}

MaybeLowered lower_clause_amount(Draft& draft, const syntax::ClauseAmount& amount, Span span, const Scope& scope) {
    const auto clause = draft.clause_ids.find(amount.clause);
    if (clause == draft.clause_ids.end()) {
        std::string last;
        for (const auto& [number, id] : draft.clause_ids) last = number;
        draft.error(Code::unknown_clause, amount.clause_span, fmt::format("there is no clause {}", amount.clause))
            .with_help("refer to a clause of this agreement by its number");
        return std::nullopt;
    }
    if (scope.adjusting) {
        if (const auto stage = stage_of_clause(draft, *scope.adjusting, amount.clause)) {
            const Kind kind = draft.term(*scope.adjusting).kind;
            if (*stage + 1 == scope.stages_before) return made(draft, model::Previous{}, kind, span);
            return made(draft, model::TermRef{*scope.adjusting, {}, *stage}, kind, span);
        }
        const auto& later = draft.draft(*scope.adjusting).adjustments;
        if (std::any_of(later.begin(), later.end(),
                        [&](const StandingSentence& standing) { return standing.number == amount.clause; })) {
            draft
                .error(Code::amount_of_later_clause, amount.clause_span,
                       fmt::format("clause {} comes after this one; its amount is not there yet", amount.clause))
                .with_help("clauses apply in their order: refer to an earlier clause, or put this one behind it");
            return std::nullopt;
        }
    }
    std::optional<model::TermId> only;
    for (std::size_t i = 0; i < draft.contract.terms.size(); ++i) {
        const model::TermId id(i);
        if (scope.adjusting == id) continue;
        const auto touches = [&](const StandingSentence& standing) { return standing.number == amount.clause; };
        const TermDraft& term = draft.draft(id);
        const bool there = std::any_of(term.definitions.begin(), term.definitions.end(), touches) ||
                           std::any_of(term.adjustments.begin(), term.adjustments.end(), touches);
        if (!there) continue;
        if (only) only.reset();
        else only = id;
    }
    if (!only) {
        draft
            .error(Code::clause_gives_no_amount, amount.clause_span,
                   fmt::format("clause {} does not give one amount that could be meant here", amount.clause))
            .with_help("refer to a clause that defines or adjusts the term, or write the term's name");
        return std::nullopt;
    }
    if (!ensure_lowered(draft, *only, span)) return std::nullopt;
    auto lowered =
        lower_reference(draft, {{draft.term(*only).name, amount.clause_span}, false, {}, {}}, span, scope, nullptr);
    if (!lowered) return std::nullopt;
    if (auto* reference = std::get_if<model::TermRef>(&draft.contract.expressions[lowered->id.index()].node))
        reference->stage = stage_of_clause(draft, *only, amount.clause);
    return lowered;
}

MaybeLowered lower_change_by(Draft& draft, const syntax::ChangeBy& change, Span span, const Scope& scope) {
    const auto of = lower_amount(draft, *change.of, scope);
    auto by = lower_amount(draft, *change.by, scope);
    if (of && by && change.points) {
        if (!demand(draft, of->kind, Kind::percentage(), change.of->span, "what changes by percentage points"))
            return std::nullopt;
        // "3 percentage points" is 3%.
        if (auto* constant = std::get_if<Constant>(&draft.contract.expressions[by->id.index()].node);
            constant != nullptr && std::holds_alternative<exact::Ratio>(constant->value) && !by->kind.is_percentage()) {
            constant->value = std::get<exact::Ratio>(constant->value) / exact::Ratio(100);
            draft.contract.expressions[by->id.index()].kind = Kind::percentage();
            by->kind = Kind::percentage();
        }
    }
    if (!of || !by ||
        !demand(draft, by->kind, Kind::percentage(), change.by->span, "what an amount is increased or reduced by"))
        return std::nullopt;
    if (of->kind.is_percentage() && !change.points && !change.of_itself) {
        const auto words = draft.text.slice(change.by->span);
        const auto points = words.ends_with('%') ? words.substr(0, words.size() - 1) : words;
        draft
            .error(Code::percentage_changed_bare, span,
                   fmt::format("a percentage {} by {} can be read in two ways: {} percentage points, or {} of itself",
                               change.up ? "increased" : "reduced", words, points, words))
            .with_help(fmt::format("write `by {} percentage points`, or `by {} of itself`", points, words));
        return std::nullopt;
    }
    const auto op = change.up ? ArithmeticOp::add : ArithmeticOp::subtract;
    if (change.points) return made(draft, model::Arithmetic{op, of->id, by->id, {}, {}}, of->kind, span);
    const ExprId whole = draft.add(Constant{exact::Ratio(1)}, Kind::percentage());
    const ExprId factor = draft.add(model::Arithmetic{op, whole, by->id, {}, {}}, Kind::percentage());
    return made(draft, model::Arithmetic{ArithmeticOp::multiply, of->id, factor, {}, {}}, of->kind, span);
}

MaybeLowered lower_only_if(Draft& draft, const syntax::OnlyIf& only, Span span, const Scope& scope,
                           const Kind* expected) {
    const auto of = lower_amount(draft, *only.of, scope, expected);
    const auto condition = lower_condition(draft, *only.condition, scope);
    if (!of || !condition) return std::nullopt;
    model::Choose choose{{{condition->id, of->id}}, zero(draft, of->kind), false};
    return made(draft, std::move(choose), of->kind, span);
}

}  // namespace

MaybeLowered lower_amount(Draft& draft, const Amount& amount, const Scope& scope, const Kind* expected) {
    const Span span = amount.span;
    return std::visit(
        [&](const auto& node) -> MaybeLowered {
            using Node = std::decay_t<decltype(node)>;
            if constexpr (std::is_same_v<Node, syntax::LiteralAmount>)
                return lower_literal(draft, node.literal, span, expected);
            else if constexpr (std::is_same_v<Node, syntax::ReferenceAmount>)
                return lower_reference(draft, node.reference, span, scope, expected);
            else if constexpr (std::is_same_v<Node, syntax::Binary>) {
                const bool sum = node.op == syntax::Operator::plus || node.op == syntax::Operator::less;
                return sum ? lower_sum(draft, node, span, scope, expected) : lower_product(draft, node, span, scope);
            } else if constexpr (std::is_same_v<Node, syntax::Minus>) {
                const auto of = lower_amount(draft, *node.of, scope, expected);
                if (!of) return std::nullopt;
                return made(draft, model::Negate{of->id}, of->kind, span);
            } else if constexpr (std::is_same_v<Node, syntax::OnlyIf>)
                return lower_only_if(draft, node, span, scope, expected);
            else if constexpr (std::is_same_v<Node, syntax::Extreme>)
                return lower_extreme(draft, node, span, scope, expected);
            else if constexpr (std::is_same_v<Node, syntax::AmountBy>) return lower_amount_by(draft, node, span, scope);
            else if constexpr (std::is_same_v<Node, syntax::ClauseAmount>)
                return lower_clause_amount(draft, node, span, scope);
            else if constexpr (std::is_same_v<Node, syntax::FromTheFirst>)
                return lower_from_the_first(draft, node, span, scope);
            else if constexpr (std::is_same_v<Node, syntax::ClauseAmounts>)
                return lower_clause_amounts(draft, node, span, scope);
            else if constexpr (std::is_same_v<Node, syntax::AsItStood>)
                return lower_as_it_stood(draft, node, span, scope);
            else if constexpr (std::is_same_v<Node, syntax::ChangeBy>) return lower_change_by(draft, node, span, scope);
            else if constexpr (std::is_same_v<Node, syntax::AsPercentage>)
                return lower_as_percentage(draft, node, span, scope);
            else if constexpr (std::is_same_v<Node, syntax::WithTails>)
                return lower_tailed(draft, *node.amount, scope, expected);
            else if constexpr (std::is_same_v<Node, syntax::Aggregate>)
                return lower_aggregate(draft, node, span, scope);
            else if constexpr (std::is_same_v<Node, syntax::DaysInForce>)
                return lower_days_in_force(draft, span, scope);
            else if constexpr (std::is_same_v<Node, syntax::PartAmount>) return lower_part(draft, node, span, scope);
            else if constexpr (std::is_same_v<Node, syntax::GrowsIn>) return lower_growth(draft, node, span, scope);
            else if constexpr (std::is_same_v<Node, syntax::EarlierRecord>)
                return lower_earlier(draft, node, amount.span, scope);
            else if constexpr (std::is_same_v<Node, syntax::Dearest>)
                return lower_dearest(draft, node, amount.span, scope);
            else return lower_days(draft, amount, scope);
        },
        amount.node);
}

MaybeLowered lower_tails(Draft& draft, MaybeLowered amount, const std::vector<syntax::Tail>& tails,
                         const Scope& scope) {
    if (!amount) return std::nullopt;
    for (const syntax::Tail& tail : tails) {
        if (const auto* phrase = std::get_if<syntax::RoundingPhrase>(&tail.round)) {
            const auto rounding = read_rounding(draft, *phrase, amount->kind);
            if (!rounding) return std::nullopt;
            amount = made(draft, model::Round{amount->id, *rounding}, amount->kind, tail.span);
            continue;
        }
        const auto limit = lower_amount(draft, *tail.limit, scope, &amount->kind);
        if (!limit) return std::nullopt;
        const auto kind = same_kind(draft, amount->kind, limit->kind, tail.span, "be compared");
        if (!kind) return std::nullopt;
        amount = made(draft, model::Limit{amount->id, {{tail.upper, limit->id}}}, *kind, tail.span);
    }
    return amount;
}

MaybeLowered lower_tailed(Draft& draft, const syntax::TailedAmount& tailed, const Scope& scope, const Kind* expected) {
    const syntax::AmountPtr amount = tailed.all_to_date ? all_to_date(draft, tailed.amount) : tailed.amount;
    return lower_tails(draft, lower_amount(draft, *amount, scope, expected), tailed.tails, scope);
}

}  // namespace concordat::check
