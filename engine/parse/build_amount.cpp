// engine/parse/build_amount.cpp · room: parse
// What:  sums, products, shares of amounts: the ladder of an amount from the outside in.
// Start: amount_of(), last in the file.
#include <utility>

#include <fmt/format.h>

#include "base/check.h"
#include "parse/build.h"

namespace concordat::parse {

using source::Code;
using syntax::AmountPtr;
using syntax::Operator;

AmountPtr made(decltype(syntax::Amount::node) node, Span span) {
    return std::make_shared<const syntax::Amount>(syntax::Amount{std::move(node), span});
}

namespace {

Operator operator_of(const Node& word) {
    if (word.has("plus") || word.has("+")) return Operator::plus;
    if (word.has("less") || word.has("-")) return Operator::less;
    if (word.has("divided") || word.has("÷") || word.has("/")) return Operator::divided_by;
    return Operator::times;
}

/// Whether it ends in a phrase that a `plus` behind it might belong to: `the greater of A and B`.
bool ends_open(const Node& node) {
    if (node.rule == Rule::word || node.parts.empty()) return false;
    if (node.rule == Rule::phrase) return node.only().rule == Rule::amount_by;
    if (node.rule == Rule::extreme || node.rule == Rule::wide_extreme) return true;
    switch (node.parts.back().rule) {
        case Rule::signed_factor:
        case Rule::factor:
        case Rule::operand:
        case Rule::part_of:
        case Rule::plain_operand:
        case Rule::phrase:
        case Rule::extreme:
        case Rule::wide_extreme: return ends_open(node.parts.back());
        default: return false;
    }
}

/// No silent choice: what stands behind `the greater of A and B` without brackets has two readings.
void ask_for_brackets(const Node& before, const Node& word, const Node& after, Building& at) {
    if (!ends_open(before)) return;
    const std::string left = at.written(before.span);
    const std::string right = at.written({word.span.begin, after.span.end});
    at.report(Code::two_readings, word.span,
              fmt::format("`{}` could belong to the last amount only, or to all that stands before it",
                          at.written(word.span)))
        .with_help(fmt::format(
            "for all of it write `({}) {}`; for the last amount only put that amount in brackets with what follows",
            left, right));
}

/// `(or 0% if B is 0, or 100% if both are 0)`: the amounts, after a look at what it says about B.
struct Guard {
    AmountPtr if_zero, if_both_zero;
};
Guard guard_of(const Node* node, const Node& divisor, Building& at) {
    Guard guard;
    if (node == nullptr) return guard;
    const auto values = node->all(Rule::amount);
    guard.if_zero = amount_of(*values.front(), at);
    if (values.size() > 1) guard.if_both_zero = amount_of(*values[1], at);
    if (const Node* named = node->find(Rule::tight_operand); named != nullptr && at.text != nullptr) {
        std::string whole = at.written(divisor.span);
        if (whole.starts_with('(') && whole.ends_with(')')) whole = whole.substr(1, whole.size() - 2);
        if (at.written(named->span) != whole && at.written(named->span) != at.written(divisor.span))
            at.report(Code::divisor_differs, named->span,
                      fmt::format("`{}` is not what is divided by, which is `{}`", at.written(named->span), whole))
                .with_help(fmt::format("write `if {} is 0` or `if it is 0`", whole));
    }
    for (const Node* zero : node->all(Rule::signed_literal))
        if (!literal_of(*zero, at).number.is_zero())
            at.report(Code::divisor_differs, zero->span,
                      fmt::format("only a divisor of 0 needs words of its own, not `{}`", at.written(zero->span)));
    return guard;
}

AmountPtr sum_of(const Node& node, Building& at) {
    AmountPtr sum;
    const Node* before = nullptr;
    for (std::size_t index = 0; index < node.parts.size(); ++index) {
        const Node& part = node.parts[index];
        if (part.rule != Rule::product && part.rule != Rule::where_part) continue;
        AmountPtr next = part.rule == Rule::where_part ? where_part_of(part, at) : amount_of(part, at);
        const bool only_if = index + 1 < node.parts.size() && node.parts[index + 1].rule == Rule::only_if;
        if (only_if) {
            const Node& condition = node.parts[index + 1];
            next = made(syntax::OnlyIf{next, condition_of(condition.get(Rule::tight_condition), at)},
                        source::joined(part.span, condition.span));
        }
        if (sum == nullptr) {
            sum = next;
        } else {
            const Node& word = node.parts[index - 1];
            ask_for_brackets(*before, word, part, at);
            sum = made(syntax::Binary{operator_of(word), sum, next, false, word.span, {}, {}},
                       source::joined(sum->span, next->span));
        }
        before = &part;
    }
    return sum;
}

/// Factors joined by times and divided by: rules product and summands.
AmountPtr product_of(const Node& node, Rule factor, Building& at) {
    AmountPtr product;
    const Node* before = nullptr;
    for (std::size_t index = 0; index < node.parts.size(); ++index) {
        const Node& part = node.parts[index];
        if (part.rule != factor) continue;
        AmountPtr next = amount_of(part, at);
        if (product == nullptr) {
            product = next;
        } else {
            const Node& word = node.parts[index - 1];
            ask_for_brackets(*before, word, part, at);
            const bool guarded = index + 1 < node.parts.size() && node.parts[index + 1].rule == Rule::zero_guard;
            const Node* guard_node = guarded ? &node.parts[index + 1] : nullptr;
            const Guard guard = guard_of(guard_node, part, at);
            const Span end = guarded ? guard_node->span : next->span;
            product = made(
                syntax::Binary{operator_of(word), product, next, false, word.span, guard.if_zero, guard.if_both_zero},
                source::joined(product->span, end));
        }
        before = &part;
    }
    return product;
}

/// The node without a minus sign; figures take the sign themselves.
AmountPtr with_sign(const Node& node, const Node& inner, Building& at) {
    AmountPtr amount = amount_of(inner, at);
    if (!node.has("-")) return amount;
    if (const auto* literal = std::get_if<syntax::LiteralAmount>(&amount->node);
        literal != nullptr && inner.span == amount->span) {
        syntax::Literal turned = literal->literal;
        turned.number = -turned.number;
        return made(syntax::LiteralAmount{turned}, node.span);
    }
    return made(syntax::Minus{amount}, node.span);
}

/// `6 months after D`, `Interval before D`.
AmountPtr shifted(const Node& node, std::size_t first, Building& at) {
    const AmountPtr length = amount_of(node.parts[first], at);
    const bool more = first + 2 < node.parts.size() && node.parts[first + 2].rule == Rule::operand;
    if (!more) return length;
    const AmountPtr date = shifted(node, first + 2, at);
    syntax::DateShift shift;
    shift.date = date;
    shift.before = node.parts[first + 1].word->text == "before";
    const auto* literal = std::get_if<syntax::LiteralAmount>(&length->node);
    if (literal != nullptr) {
        shift.length = literal->literal;
        shift.unit = literal->literal.unit;
    } else {
        shift.by = length;
    }
    return made(std::move(shift), source::joined(length->span, date->span));
}

AmountPtr changed(AmountPtr amount, const Node& change, Building& at) {
    const Span span = source::joined(amount->span, change.span);
    if (change.has("percentage")) {
        const Node& whole = change.get(Rule::plain_operand);
        const Guard guard = guard_of(change.find(Rule::zero_guard), whole, at);
        return made(syntax::AsPercentage{std::move(amount), amount_of(whole, at), guard.if_zero, guard.if_both_zero},
                    span);
    }
    if (change.has("force")) {
        const AmountPtr part = made(syntax::DaysInForce{}, change.span);
        return made(syntax::Binary{Operator::times, std::move(amount), part, false, change.span, {}, {}}, span);
    }
    const Node& size = change.get(Rule::change_size);
    syntax::ChangeBy by;
    by.of = std::move(amount);
    by.by = amount_of(size.get(Rule::operand), at);
    by.up = change.has("increased");
    by.of_itself = size.has("itself");
    const auto* literal = std::get_if<syntax::LiteralAmount>(&by.by->node);
    by.points = literal != nullptr && literal->literal.unit == "percentage points";
    return made(std::move(by), span);
}

AmountPtr factor_of(const Node& node, Building& at) {
    const bool day_that_is = node.has("that");  // the day that is 6 months after D
    AmountPtr amount = shifted(node, day_that_is ? 4 : 0, at);
    for (const Node* change : node.all(Rule::factor_change)) amount = changed(std::move(amount), *change, at);
    return amount;
}

/// `5% of half of X`: the parts from the last to the first.
AmountPtr parts_of(const Node& node, Building& at) {
    AmountPtr amount = amount_of(node.parts.back(), at);
    for (std::size_t index = node.parts.size(); index-- > 0;) {
        const Node& part = node.parts[index];
        if (part.rule != Rule::part) continue;
        const Span of = node.parts[index + 1].span;
        amount = made(syntax::Binary{Operator::times, part_of(part, at), amount, true, of, {}, {}},
                      source::joined(part.span, amount->span));
    }
    return amount;
}

AmountPtr plain_operand_of(const Node& node, Building& at) {
    const Node& inner = node.only();
    const Node* period = node.find(Rule::period_phrase);
    if (inner.rule == Rule::reference) {
        syntax::Reference reference = reference_of(inner, at);
        if (period != nullptr) reference.period = period_of(*period, at);
        return made(syntax::ReferenceAmount{std::move(reference)}, node.span);
    }
    if (period != nullptr)
        at.report(Code::figure_with_period, period->span, "a figure is the same in every period")
            .with_help("put the period behind the name of a term");
    return amount_of(inner, at);
}

AmountPtr bracketed(const Node& node, Building& at) {
    if (node.find(Rule::tail) != nullptr)
        return made(syntax::WithTails{std::make_shared<const syntax::TailedAmount>(tailed_of(node, at))}, node.span);
    const AmountPtr inner = amount_of(node.get(Rule::amount), at);
    return made(inner->node, node.span);
}

/// `that total`: the one that the definition before it has.
AmountPtr total_before_of(const Node& node, Building& at) {
    if (at.total_before != nullptr) return made(at.total_before->node, node.span);
    at.report(Code::word_out_of_place, node.span, "no total stands before `that total` in this sentence")
        .with_help("name the total: `the total of X over all Ys`");
    return made(syntax::LiteralAmount{}, node.span);
}

/// `value: '-'? literal | NAME`, and the items of `the greater of`.
AmountPtr value_of(const Node& node, Building& at) {
    if (const Word* name = node.word_of(WordKind::name)) {
        syntax::Reference reference;
        reference.name = name_of(*name);
        return made(syntax::ReferenceAmount{std::move(reference)}, node.span);
    }
    if (const Node* reference = node.find(Rule::reference)) {
        syntax::Reference built = reference_of(*reference, at);
        if (const Node* period = node.find(Rule::period_phrase)) built.period = period_of(*period, at);
        AmountPtr amount = made(syntax::ReferenceAmount{std::move(built)}, reference->span);
        return node.has("-") ? made(syntax::Minus{amount}, node.span) : amount;
    }
    return with_sign(node, node.parts.back(), at);
}

}  // namespace

AmountPtr amount_of(const Node& node, Building& at) {
    switch (node.rule) {
        case Rule::amount: return sum_of(node, at);
        case Rule::product: return product_of(node, Rule::signed_factor, at);
        case Rule::summands: return product_of(node, Rule::summand, at);
        case Rule::signed_factor:
        case Rule::signed_operand: return with_sign(node, node.parts.back(), at);
        case Rule::factor: return factor_of(node, at);
        case Rule::operand:
        case Rule::tight_operand:
        case Rule::tight_plain: return amount_of(node.only(), at);
        case Rule::part_of:
        case Rule::tight_part_of:
        case Rule::summand: return parts_of(node, at);
        case Rule::plain_operand: return plain_operand_of(node, at);
        case Rule::bracket: return bracketed(node, at);
        case Rule::literal:
        case Rule::signed_literal: return literal_amount_of(node, at);
        case Rule::reference: return made(syntax::ReferenceAmount{reference_of(node, at)}, node.span);
        case Rule::value:
        case Rule::extreme_item:
        case Rule::wide_item: return value_of(node, at);
        case Rule::extreme:
        case Rule::wide_extreme: return phrase_of(node, at);
        case Rule::phrase: return phrase_of(node.only(), at);
        case Rule::period_of: return phrase_of(node, at);
        case Rule::dearest: return dearest_of(node, at);
        case Rule::that_total: return total_before_of(node, at);
        case Rule::aggregate:
        case Rule::tight_aggregate: return aggregate_of(node, at);
        case Rule::number_of: return number_of(node, at);
        default: break;
    }
    ENGINE_CHECK(false && "a rule for amounts");
    return nullptr;
}

}  // namespace concordat::parse
