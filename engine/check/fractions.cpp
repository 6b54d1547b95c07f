// engine/check/fractions.cpp · room: check
// What:  whether an amount can come to a part of a penny, so that a rule of rounding is needed.
// Source: finding N2.

#include <algorithm>

#include "check/draft.h"

namespace concordat::check {

/// Pennies can come out where something is multiplied, divided or looked up and nothing rounds it.
bool can_have_fraction(const Draft& draft, ExprId id, int depth) {
    if (!id.is_set() || depth > 30) return true;
    const model::ExprNode& node = draft.expression(id).node;
    if (const auto* constant = std::get_if<model::Constant>(&node)) {
        if (std::holds_alternative<model::NotApplicable>(constant->value)) return false;
        const auto* number = std::get_if<exact::Ratio>(&constant->value);
        if (std::holds_alternative<model::NotApplicable>(constant->value)) return false;
        return number == nullptr || !exact::Money::from_major(*number, draft.contract.currency.minor_digits);
    }
    if (std::holds_alternative<model::Round>(node)) return false;
    if (std::holds_alternative<model::Division>(node)) return false;
    if (const auto* term = std::get_if<model::TermRef>(&node)) {
        const model::Term& used = draft.contract.term(term->term);
        if (!used.stages.empty() && used.stages.back().effect == model::Stage::Effect::rounds) return false;
        if (std::holds_alternative<model::FactSource>(used.source)) return !used.stages.empty();
        if (const auto* attribute = std::get_if<model::AttributeSource>(&used.source)) {
            return !used.stages.empty() ||
                   std::any_of(attribute->by_party.begin(), attribute->by_party.end(), [&](const auto& value) {
                       const auto* number = value ? std::get_if<exact::Ratio>(&*value) : nullptr;
                       return number != nullptr &&
                              !exact::Money::from_major(*number, draft.contract.currency.minor_digits);
                   });
        }
        if (used.stages.empty()) return true;
        // What stood before a rounding does not matter, nor do amounts that a later stage starts from anew.
        auto first = used.stages.begin();
        for (auto stage = first; stage != used.stages.end(); ++stage) {
            if (stage->effect == model::Stage::Effect::rounds && !stage->from && !stage->until) first = stage;
        }
        return std::any_of(first, used.stages.end(),
                           [&](const model::Stage& stage) { return can_have_fraction(draft, stage.value, depth + 1); });
    }
    if (std::holds_alternative<model::Previous>(node)) return false;  // the stage before was looked at
    if (const auto* sum = std::get_if<model::Arithmetic>(&node)) {
        if (sum->op == model::ArithmeticOp::multiply || sum->op == model::ArithmeticOp::divide) return true;
        return can_have_fraction(draft, sum->left, depth + 1) || can_have_fraction(draft, sum->right, depth + 1);
    }
    if (const auto* negated = std::get_if<model::Negate>(&node))
        return can_have_fraction(draft, negated->of, depth + 1);
    if (const auto* excess = std::get_if<model::Excess>(&node))
        return can_have_fraction(draft, excess->of, depth + 1) || can_have_fraction(draft, excess->above, depth + 1);
    if (const auto* limit = std::get_if<model::Limit>(&node)) {
        return can_have_fraction(draft, limit->of, depth + 1) ||
               std::any_of(limit->bounds.begin(), limit->bounds.end(),
                           [&](const auto& bound) { return can_have_fraction(draft, bound.at, depth + 1); });
    }
    if (const auto* choose = std::get_if<model::Choose>(&node)) {
        return (choose->otherwise.is_set() && can_have_fraction(draft, choose->otherwise, depth + 1)) ||
               std::any_of(choose->cases.begin(), choose->cases.end(),
                           [&](const auto& one) { return can_have_fraction(draft, one.result, depth + 1); });
    }
    if (const auto* aggregate = std::get_if<model::Aggregate>(&node))
        return aggregate->op != model::AggregateOp::total || can_have_fraction(draft, aggregate->of, depth + 1);
    return true;
}

}  // namespace concordat::check
