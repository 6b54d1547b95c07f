// engine/check/cut_to_fit.cpp · room: check
// What:  amounts cut in one proportion so that their total fits, and what is left of an amount after what is paid out
//        of it.
// Source: findings N29, N10; the parts are whole pennies by N3, never through a rounded factor.

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "check/cut_off.h"
#include "check/taking_part.h"

namespace concordat::check {

namespace {

exact::Rounding coins(const Draft& draft) {
    exact::Ratio step = 1;
    for (int i = 0; i < draft.contract.currency.minor_digits; ++i) step /= 10;
    return draft.contract.payment_rounding.value_or(exact::Rounding{step, exact::RoundingMode::half_up});
}

/// Whether an amount is worked out from a term, directly or through others.
class RestsOn {
public:
    RestsOn(const Draft& draft, model::TermId wanted) : draft_(draft), wanted_(wanted) {}

    [[nodiscard]] bool in(ExprId id) {
        if (!id.is_set() || !seen_.insert(id).second) return false;
        return std::visit([&](const auto& node) { return look(node); }, draft_.expression(id).node);
    }

private:
    bool any(const std::vector<ExprId>& ids) {
        return std::any_of(ids.begin(), ids.end(), [&](ExprId id) { return in(id); });
    }
    bool look(const model::TermRef& node) {
        if (node.term == wanted_) return true;
        const auto& stages = draft_.contract.term(node.term).stages;
        return std::any_of(stages.begin(), stages.end(), [&](const model::Stage& stage) { return in(stage.value); });
    }
    bool look(const model::Arithmetic& node) { return any({node.left, node.right, node.if_zero}); }
    bool look(const model::Negate& node) { return in(node.of); }
    bool look(const model::Extreme& node) { return any(node.items); }
    bool look(const model::Excess& node) { return any({node.of, node.above}); }
    bool look(const model::Limit& node) {
        return in(node.of) || std::any_of(node.bounds.begin(), node.bounds.end(),
                                          [&](const model::Limit::Bound& bound) { return in(bound.at); });
    }
    bool look(const model::Round& node) { return in(node.of); }
    bool look(const model::Choose& node) {
        return in(node.otherwise) || std::any_of(node.cases.begin(), node.cases.end(),
                                                 [&](const model::Choose::Case& one) { return in(one.result); });
    }
    bool look(const model::Band& node) { return in(node.of); }
    bool look(const model::Aggregate& node) { return any({node.of, node.weight}); }
    bool look(const model::Division& node) { return in(node.amount); }
    template <typename Node>
    bool look(const Node&) {
        return false;
    }

    const Draft& draft_;
    model::TermId wanted_;
    std::set<ExprId> seen_;
};

/// All that a payment moves: its amount in coins, over all its payees where each is paid.
ExprId whole_payment(Draft& draft, const model::Payment& payment, Span span) {
    const ExprId paid = draft.add(model::Round{payment.amount, payment.rounding}, Kind::money(), span);
    if (!payment.payee.each_of.is_set() || payment.divide) return paid;
    model::Aggregate all;
    all.op = model::AggregateOp::total;
    all.over = {{Axis::Type::party, payment.payee.each_of, {}, {}, {}}};
    all.of = paid;
    all.where = payment.payee.where;
    return draft.add(std::move(all), Kind::money(), span);
}

bool cut_fits(Draft& draft, const syntax::CutSentence& cut, const Axis& axis, model::TermId id) {
    const model::Term& term = draft.term(id);
    const auto say = [&](Span span, std::string message, std::string help) {
        draft.error(Code::cut_unclear, span, std::move(message)).with_help(std::move(help));
        return false;
    };
    if (axis.type != Axis::Type::party || std::find(term.index.begin(), term.index.end(), axis) == term.index.end())
        return say(cut.over.span,
                   fmt::format("`{}` has no value for each of these; only such values are cut", term.name),
                   "name the role for each of which the term has a value");
    if (term.stages.empty())
        return say(cut.term.name.span, fmt::format("`{}` is reported or agreed; what is cut is worked out", term.name),
                   fmt::format("define a term for it first: `For each {}, \"Payable\" means {}.`",
                               describe(draft, axis), term.name));
    if (cut.each.text != term.name)
        return say(cut.each.span, fmt::format("the total is of `{}`, and `{}` is reduced", term.name, cut.each.text),
                   fmt::format("write `each {} is reduced`", term.name));
    if (folded_words(draft.text.slice(cut.limit->span)) != folded_words(draft.text.slice(cut.to->span)))
        return say(cut.to->span, "the total is cut to another amount than the one it exceeds",
                   "name the same amount in both places");
    const auto unit = cut.period ? find_unit(draft, cut.period->text) : std::nullopt;
    const bool fits = !unit || std::any_of(term.index.begin(), term.index.end(), [&](const Axis& one) {
        return one.type == Axis::Type::period && one.unit == *unit;
    });
    if (!fits)
        return say(cut.period->span, fmt::format("`{}` is not worked out for each {}", term.name, cut.period->text),
                   "name the period that the term is worked out for");
    return true;
}

}  // namespace

std::optional<ExprId> lower_cut(Draft& draft, const syntax::CutSentence& cut, const StandingSentence& standing,
                                model::TermId id, const Scope& scope) {
    const auto axis = axis_of(draft, cut.over.noun);
    if (!axis || !cut_fits(draft, cut, *axis, id)) return std::nullopt;
    const Kind kind = draft.term(id).kind;
    const CutOff off{cut.cut, standing, id, draft.term(id).stages.size(), kind, cut.span};
    if (!cut_goes_somewhere(draft, off)) return std::nullopt;
    if (!demand(draft, kind, Kind::money(), cut.term.name.span, "what is cut in whole pennies")) return std::nullopt;
    Scope outside = scope;
    std::erase(outside.axes, *axis);
    outside.adjusting.reset();
    const auto limit = lower_amount(draft, *cut.limit, outside, &kind);
    if (!limit || !same_kind(draft, kind, limit->kind, cut.limit->span, "be compared")) return std::nullopt;
    if (!fall_on_party(draft, off)) return std::nullopt;
    const bool carried = cut.cut.type == syntax::CutGoes::Type::carried;
    const ExprId own = draft.add(model::TermRef{id, {}, off.stage - 1}, kind, cut.span);
    const ExprId before = carried ? with_what_was_carried(draft, off, own) : own;
    model::Aggregate total;
    total.op = model::AggregateOp::total;
    total.over = {*axis};
    total.of = before;
    if (!cut.over.mark.empty()) {
        Scope inside = scope;
        inside.adjusting.reset();
        const auto where = in_play(draft, *axis, cut.over.mark, cut.over.span, inside);
        if (!where) return std::nullopt;
        total.where = where->id;
    }
    model::Division division;
    division.role = axis->role;
    division.amount = limit->id;
    division.where = total.where;
    division.weight = before;
    division.rounding = coins(draft);
    const ExprId sum = draft.add(std::move(total), kind, cut.span);
    const ExprId over =
        draft.add(model::Compare{model::CompareOp::more_than, sum, limit->id}, Kind::yes_no(), cut.span);
    const ExprId part = draft.add(std::move(division), kind, cut.span);
    const ExprId whole = carried ? before : draft.add(model::Previous{}, kind);
    return draft.add(model::Choose{{{over, part}}, whole, true}, kind, cut.span);
}

std::optional<ExprId> what_remains(Draft& draft, const syntax::PaymentSentence& sentence, model::PartyId payer,
                                   const StandingSentence& standing, const Lowered& whole) {
    const auto* term = std::get_if<model::TermRef>(&draft.expression(whole.id).node);
    const std::string& section = draft.contract.clause(standing.clause).section;
    const Span span = sentence.amount->span;
    std::optional<ExprId> paid;
    const std::vector<model::Payment> before = draft.contract.payments;
    for (const model::Payment& payment : before) {
        if (term == nullptr || payment.payer.party != payer || !payer.is_set()) continue;
        if (draft.contract.clause(payment.clause).section != section) continue;
        RestsOn rests(draft, term->term);
        if (!rests.in(payment.amount)) continue;
        const ExprId moved = whole_payment(draft, payment, span);
        paid = paid ? draft.add(model::Arithmetic{model::ArithmeticOp::add, *paid, moved, {}, {}}, Kind::money(), span)
                    : moved;
    }
    const bool lost = std::any_of(draft.drafts.begin(), draft.drafts.end(),
                                  [](const TermDraft& one) { return one.state == TermDraft::State::broken; });
    if (!paid && lost) return std::nullopt;  // what could not be read may have paid it out
    if (!paid) {
        draft
            .error(Code::nothing_remains_of, span,
                   fmt::format("no clause before this one in its section pays anything out of `{}`",
                               draft.text.slice(span)))
            .with_help("put this clause behind the payments that come out of it, or pay the whole amount");
        return std::nullopt;
    }
    return draft.add(model::Excess{whole.id, *paid}, Kind::money(), span);
}

}  // namespace concordat::check
