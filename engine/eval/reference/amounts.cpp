// engine/eval/reference/amounts.cpp · room: eval
// What:  sums, limits and roundings. Exact; only `Round` and `WholePart` lose anything.
// Source: findings N1, N2, N14, N15.
#include <optional>
#include <vector>

#include "eval/reference/value_order.h"
#include "eval/reference/work_out.h"

namespace concordat::eval::reference {

namespace {

using exact::Ratio;
using model::ArithmeticOp;
using model::Value;
using source::Code;

/// A divided by B, or what is said for B (or both) being nothing. That A is missing does not matter then (N14).
Value divided(const model::Arithmetic& node, const Value& left, const Site& site) {
    const Value right = site.of(node.right);
    const auto* divisor = std::get_if<Ratio>(&right);
    if (divisor != nullptr && divisor->is_zero()) {
        const auto* dividend = std::get_if<Ratio>(&left);
        if (node.if_both_zero.is_set() && !model::is_known(left)) {
            Operands operands(site);
            operands.take(left, node.left);
            return operands.instead();
        }
        if (node.if_both_zero.is_set() && dividend != nullptr && dividend->is_zero()) return site.of(node.if_both_zero);
        if (node.if_zero.is_set()) return site.of(node.if_zero);
        return site.impossible(Code::divided_by_nothing, "it is divided by " + site.shown(right, node.right) +
                                                             ", and no clause says what it is then");
    }
    Operands operands(site);
    operands.take(left, node.left);
    operands.take(right, node.right);
    if (!operands.known()) return operands.instead();
    const auto* dividend = std::get_if<Ratio>(&left);
    if (dividend == nullptr || divisor == nullptr) {
        return site.impossible(Code::kinds_clash_in_data, "a number is needed here");
    }
    return *dividend / *divisor;
}

Value computed(const model::Arithmetic& node, const Value& left, const Site& site) {
    if (node.op == ArithmeticOp::divide) return divided(node, left, site);
    Operands operands(site);
    operands.take(left, node.left);
    const Ratio right = operands.number(node.right);
    if (!operands.known()) return operands.instead();
    const auto* number = std::get_if<Ratio>(&left);
    if (number == nullptr) return site.impossible(Code::kinds_clash_in_data, "a number is needed here");
    switch (node.op) {
        case ArithmeticOp::add: return *number + right;
        case ArithmeticOp::subtract: return *number - right;
        case ArithmeticOp::multiply: return *number * right;
        case ArithmeticOp::divide: break;  // above
    }
    return *number;
}

}  // namespace

Value work_out(const model::Constant& node, const Site&) { return node.value; }

Value work_out(const model::Previous&, const Site& site) {
    if (site.frame.previous != nullptr) return *site.frame.previous;
    return model::None{};
}

/// A plus B plus C is ((A plus B) plus C): a long sum is walked, not stepped into.
Value work_out(const model::Arithmetic& node, const Site& site) {
    std::vector<std::pair<const model::Arithmetic*, model::ExprId>> chain{{&node, site.expression}};
    while (const auto* inner =
               std::get_if<model::Arithmetic>(&site.contract().expression(chain.back().first->left).node)) {
        const model::ExprId id = chain.back().first->left;
        chain.emplace_back(inner, id);
    }
    Value value = site.of(chain.back().first->left);
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
        value = computed(*link->first, value, {site.workings, site.frame, link->second});
    }
    return value;
}

Value work_out(const model::Negate& node, const Site& site) {
    Operands operands(site);
    const Ratio of = operands.number(node.of);
    if (!operands.known()) return operands.instead();
    return -of;
}

Value work_out(const model::Extreme& node, const Site& site) {
    Operands operands(site);
    std::optional<Value> best;
    for (const model::ExprId item : node.items) {
        Value value = operands.value(item);
        const bool better = !best || (node.greatest ? order_of(value, *best) > 0 : order_of(value, *best) < 0);
        if (better) best = std::move(value);
    }
    if (!operands.known()) return operands.instead();
    if (!best) return site.impossible(Code::nothing_to_choose_from, "there is nothing to choose from");
    return *best;
}

Value work_out(const model::Excess& node, const Site& site) {
    Operands operands(site);
    const Ratio of = operands.place(node.of);
    const Ratio above = operands.place(node.above);
    if (!operands.known()) return operands.instead();
    return of > above ? of - above : Ratio();
}

Value work_out(const model::Limit& node, const Site& site) {
    Operands operands(site);
    Value amount = operands.value(node.of);
    for (const auto& bound : node.bounds) {
        Value limit = operands.value(bound.at);
        const auto place = place_of(amount);
        const auto limit_place = place_of(limit);
        if (!operands.known()) continue;
        if (!place || !limit_place)
            return site.impossible(Code::kinds_clash_in_data, "a number or a date is needed here");
        if (bound.upper ? *place <= *limit_place : *place >= *limit_place) continue;
        if (site.frame.explaining()) {
            site.note((bound.upper ? "not more than " : "not less than ") + site.shown(limit, bound.at) + ", from " +
                          site.shown(amount, node.of),
                      limit, amount);
        }
        amount = std::move(limit);
    }
    if (!operands.known()) return operands.instead();
    return amount;
}

Value work_out(const model::Round& node, const Site& site) {
    Operands operands(site);
    const Ratio exact = operands.number(node.of);
    if (!operands.known()) return operands.instead();
    const Ratio rounded = exact::round_to(exact, node.rounding);
    if (site.frame.explaining()) site.note("rounded from " + site.shown(exact, node.of), rounded, exact);
    return rounded;
}

Value work_out(const model::WholePart& node, const Site& site) {
    Operands operands(site);
    const Ratio of = operands.number(node.of);
    if (!operands.known()) return operands.instead();
    const Ratio whole(exact::floor_of(exact::size_of(of)));
    return of.sign() < 0 ? -whole : whole;
}

}  // namespace concordat::eval::reference
