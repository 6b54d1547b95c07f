// engine/check/payment_slips.cpp · room: check
// What:  payments whose words do not fit each other, or the other payments: a payer that is to repay itself, less what
//        was paid under a clause that pays nothing, what remains where nothing comes in, the balance of what does not
//        run.
// Source: findings N4, N20; section 6.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/duties.h"
#include "check/once.h"

namespace concordat::check {

namespace {

using model::PartyId;
using model::Payment;
using syntax::PaymentSentence;

std::vector<PartyId> parties_of(const Draft& draft, const model::PartySelector& selector) {
    if (selector.party.is_set()) return {selector.party};
    if (!selector.each_of.is_set()) return {};
    return draft.contract.role(selector.each_of).parties;
}

bool overlap(const std::vector<PartyId>& some, const std::vector<PartyId>& others) {
    return std::any_of(some.begin(), some.end(),
                       [&](PartyId party) { return std::find(others.begin(), others.end(), party) != others.end(); });
}

/// Those that a name stands for: a party, or all of a role.
std::vector<PartyId> parties_named(const Draft& draft, const syntax::Name& name) {
    const Entity* entity = draft.find(name.text);
    if (entity == nullptr) return {};
    if (entity->what == Entity::What::party) return {entity->party};
    return entity->what == Entity::What::role ? draft.contract.role(entity->role).parties : std::vector<PartyId>{};
}

/// Who is paid repays; the payer cannot.
void check_repaid_by(Draft& draft, const PaymentSentence& sentence) {
    if (!sentence.repaid_by) return;
    const auto named = parties_named(draft, sentence.repaid_by->name);
    const auto payees = parties_named(draft, sentence.payee.name);
    if (named.empty() || payees.empty() || overlap(named, payees)) return;
    const bool payer = overlap(named, parties_named(draft, sentence.payer.name));
    draft
        .error(Code::repays_itself, sentence.repaid_by->span,
               payer ? fmt::format("`{}` is who pays; what is less than nothing is repaid by the one who was paid",
                                   sentence.repaid_by->name.text)
                     : fmt::format("`{}` is not paid here, and so has nothing to repay", sentence.repaid_by->name.text))
        .with_help(fmt::format("write `{} repays it`", draft.text.slice(sentence.payee.span)));
}

/// Less all that was paid under a clause: between the same parties, either way.
void check_less_paid(Draft& draft, const PaymentSentence& sentence) {
    const auto payers = parties_named(draft, sentence.payer.name);
    const auto payees = parties_named(draft, sentence.payee.name);
    for (const syntax::Name& number : sentence.less_paid_under) {
        if (!draft.clause_ids.contains(number.text)) continue;
        bool pays = false;
        bool between_them = false;
        for (const Payment& payment : draft.contract.payments) {
            if (draft.contract.clause(payment.clause).number != number.text) continue;
            pays = true;
            const auto from = parties_of(draft, payment.payer);
            const auto to = parties_of(draft, payment.payee);
            between_them |=
                (overlap(from, payers) && overlap(to, payees)) || (overlap(from, payees) && overlap(to, payers));
        }
        if (between_them || (!pays && draft.problems.has_errors())) continue;
        draft
            .error(Code::paid_under_nothing, number.span,
                   pays ? fmt::format("under clause {} nothing is paid between these two", number.text)
                        : fmt::format("clause {} pays nothing, so nothing is less by it", number.text))
            .with_help("name a clause by which the same payer has paid the same payee");
    }
}

/// Some other clause pays a part of it, or this one pays it in parts: then its balance is what they leave.
bool paid_in_parts(const Draft& draft, const PaymentSentence& sentence, const Payment& balance) {
    if (!sentence.less_paid_under.empty() || sentence.following) return true;
    const auto* wanted = std::get_if<model::TermRef>(&draft.expression(balance.amount).node);
    if (wanted == nullptr) return true;
    return std::any_of(draft.contract.payments.begin(), draft.contract.payments.end(), [&](const Payment& other) {
        if (&other == &balance || other.tax) return false;
        if (other.clause == balance.clause && !other.balance) return true;
        ExprId id = other.amount;
        while (id.is_set()) {
            const auto& node = draft.expression(id).node;
            if (const auto* term = std::get_if<model::TermRef>(&node)) return term->term == wanted->term;
            const auto* product = std::get_if<model::Arithmetic>(&node);
            id = product == nullptr ? ExprId() : product->right;
        }
        return false;
    });
}

/// An amount that surely is that of one period: it adds up the records of that period. What is reported may run, for
/// all that the text says.
bool is_of_one_period(const Draft& draft, ExprId id, int depth = 0) {
    if (!id.is_set() || depth > 20) return false;
    const auto same = [&](ExprId part) { return is_of_one_period(draft, part, depth + 1); };
    const auto fixed = [&](ExprId part) {
        return part.is_set() && std::holds_alternative<model::Constant>(draft.expression(part).node);
    };
    const model::ExprNode& node = draft.expression(id).node;
    if (const auto* total = std::get_if<model::Aggregate>(&node)) {
        const bool records = std::any_of(total->over.begin(), total->over.end(),
                                         [](const Axis& axis) { return axis.type == Axis::Type::record; });
        return records && total->range.kind == model::PeriodRange::Kind::scope;
    }
    if (const auto* used = std::get_if<model::TermRef>(&node)) {
        const auto& stages = draft.contract.term(used->term).stages;
        return stages.size() == 1 && used->binds.empty() && same(stages.front().value);
    }
    if (const auto* sum = std::get_if<model::Arithmetic>(&node))
        return (same(sum->left) && (same(sum->right) || fixed(sum->right))) || (fixed(sum->left) && same(sum->right));
    if (const auto* rounded = std::get_if<model::Round>(&node)) return same(rounded->of);
    return false;
}

void check_balance(Draft& draft, const PaymentSentence& sentence, model::ClauseId clause) {
    if (!sentence.balance || sentence.bears || sentence.amount == nullptr) return;
    const auto& payments = draft.contract.payments;
    const auto found = std::find_if(payments.begin(), payments.end(), [&](const Payment& one) {
        return one.clause == clause && one.balance && !one.tax && one.amount.is_set();
    });
    if (found == payments.end() || found->unit == calendar::PeriodUnit::year) return;
    if (!is_of_one_period(draft, found->amount) || paid_in_parts(draft, sentence, *found)) return;
    const std::string what(draft.text.slice(sentence.amount->span));
    const std::string period(calendar::unit_name(found->unit));
    draft
        .error(Code::balance_of_no_total, sentence.amount->span,
               fmt::format(
                   "`{}` is that of one {} and no running total; less all that was paid for the {}s before it would "
                   "be too little",
                   what, period, period))
        .with_help(fmt::format(
            "write `shall pay {}`, or pay the balance of a total: `\"X\" means the total of {} to date`", what, what));
}

void check_keeps(Draft& draft, const syntax::KeepsSentence& keeps) {
    const auto who = parties_named(draft, keeps.party.name);
    if (who.empty() || draft.problems.has_errors()) return;
    const bool receives = std::any_of(draft.contract.payments.begin(), draft.contract.payments.end(),
                                      [&](const Payment& one) { return overlap(parties_of(draft, one.payee), who); });
    if (receives) return;
    draft
        .error(Code::keeps_nothing, keeps.party.span,
               fmt::format("no clause pays `{}` anything, so nothing remains with it", keeps.party.name.text))
        .with_help("name the party that receives and pays on, or add the clause by which it is paid");
}

}  // namespace

void check_payment_slips(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        if (const auto* keeps = std::get_if<syntax::KeepsSentence>(&standing.sentence->form))
            check_keeps(draft, *keeps);
        const auto* payment = std::get_if<PaymentSentence>(&standing.sentence->form);
        if (payment == nullptr) continue;
        std::vector<const PaymentSentence*> parts = {payment};
        for (const PaymentSentence& then : payment->then) parts.push_back(&then);
        for (const PaymentSentence* part : parts) {
            check_repaid_by(draft, *part);
            check_less_paid(draft, *part);
            check_balance(draft, *part, standing.clause);
        }
    }
}

}  // namespace concordat::check
