// engine/check/pool_payments.cpp · room: check
// What:  what payments put into pools and take out of them.
// Source: findings N28.
// How:   the stage of a balance stands where the clause does; what is paid is known only when payments are worked out.

#include <algorithm>

#include <fmt/format.h>

#include "check/pool_flows.h"
#include "check/pool_shares.h"

namespace concordat::check {

using model::Arithmetic;
using model::ArithmeticOp;

namespace {

/// The pool of that name, when it has no parts: payments change what it holds.
std::optional<std::size_t> plain_pool(const Draft& draft, const syntax::Name& name) {
    const Entity* entity = draft.find(name.text);
    if (entity == nullptr || entity->what != Entity::What::party || !entity->term.is_set()) return std::nullopt;
    const auto& accounts = draft.pools->accounts;
    const auto found = std::find_if(accounts.begin(), accounts.end(),
                                    [&](const PoolAccount& one) { return one.balance == entity->term; });
    if (found == accounts.end()) return std::nullopt;
    return static_cast<std::size_t>(found - accounts.begin());
}

/// Of a pool that pays out only what is received: payments into it come before that goes in, and it pays nothing
/// whatever there is.
bool moves_only_received(const Flow& flow, const syntax::PaymentSentence& payment, const std::string& pool,
                         bool received, bool into) {
    const std::string paid(flow.draft.text.slice(payment.amount->span));
    if (!into)
        return flow.refuse(
            Code::received_unclear, payment.amount->span,
            fmt::format("`{}` pays out only what is received, and this clause pays `{}` whatever that is", pool, paid),
            fmt::format("write `{} is applied first to {}, and any balance is carried forward; what is not met lapses`",
                        pool, paid));
    if (!received) return true;
    return flow.refuse(Code::received_unclear, payment.amount->span,
                       fmt::format("this is paid into `{}` behind the clause by which what is received goes in", pool),
                       "put `Only what is received is paid out; ...` behind all clauses that pay into the pool");
}

/// Of a pool with parts only what is owed to it is known from its payments.
void wait_for_parts(const Flow& flow, const syntax::PaymentSentence& payment, bool into) {
    Draft& draft = flow.draft;
    const Entity* entity = draft.find(into ? payment.payee.name.text : payment.payer.name.text);
    if (entity == nullptr || entity->what != Entity::What::party) return;
    for (const auto& [pool, place] : draft.pools->arrears_of_parts) {
        if (draft.contract.pools[pool].party != entity->party) continue;
        PoolAccount& arrears = draft.pools->accounts[place];
        const std::string name = draft.contract.party(entity->party).name;
        if (!moves_only_received(flow, payment, name, arrears.received, into)) return;
        flow.change(arrears, draft.add(model::Constant{exact::Ratio(0)}, Kind::money()), true);
        draft.pools->waiting.push_back(
            {flow.standing.clause, place, draft.term(arrears.balance).stages.size() - 1, true});
    }
}

}  // namespace

void wait_for_payment(const Flow& flow, const syntax::PaymentSentence& payment) {
    for (const bool into : {true, false}) {
        const auto account = plain_pool(flow.draft, into ? payment.payee.name : payment.payer.name);
        if (!account) {
            wait_for_parts(flow, payment, into);
            continue;
        }
        PoolAccount& whole = flow.draft.pools->accounts[*account];
        if (whole.arrears && !moves_only_received(flow, payment, whole.name, whole.received, into)) return;
        flow.change(whole, flow.draft.add(model::Constant{exact::Ratio(0)}, Kind::money()), into);
        PoolRules::Waiting waits{flow.standing.clause, *account, flow.draft.term(whole.balance).stages.size() - 1,
                                 into};
        if (whole.arrears) {
            PoolAccount& arrears = flow.draft.pools->accounts[*whole.arrears];
            flow.change(arrears, flow.draft.add(model::Constant{exact::Ratio(0)}, Kind::money()), into);
            waits.account = *whole.arrears;
            waits.stage = flow.draft.term(arrears.balance).stages.size() - 1;
        } else if (into && whole.kept_for_some) {
            waits.added =
                pool_term(flow.draft, fmt::format("{} paid in under clause {}", whole.name, flow.standing.number),
                          payment.payee.name.span);
            whole.added.push_back(waits.added);
        }
        flow.draft.pools->waiting.push_back(waits);
    }
    for (const syntax::PaymentSentence& then : payment.then) wait_for_payment(flow, then);
}

namespace {

ExprId total_over(Draft& draft, const Axis& axis, ExprId of, ExprId where, Span span) {
    model::Aggregate all;
    all.op = model::AggregateOp::total;
    all.over = {axis};
    all.of = of;
    all.where = where;
    return draft.add(std::move(all), Kind::money(), span);
}

void ask_for_unit(Draft& draft, const model::Payment& payment, Span span) {
    if (payment.unit == draft.pools->unit || payment.instalments) return;
    draft
        .error(Code::pool_use_unclear, span,
               fmt::format("this is paid for each {}, and the pool stands for each {}",
                           calendar::unit_name(payment.unit), calendar::unit_name(draft.pools->unit)))
        .with_help(fmt::format("pay it `for each {}`", calendar::unit_name(draft.pools->unit)));
}

}  // namespace

void add_payment_to_pool(Draft& draft, const model::Payment& payment, const std::optional<Axis>& each, Span span) {
    count_payment(draft, payment, each, span);
    auto& waiting = draft.pools->waiting;
    const auto party_of = [&](const PoolRules::Waiting& one) {
        return draft.contract.pools[*draft.pools->accounts[one.account].pool].party;
    };
    for (auto one = waiting.begin(); one != waiting.end();) {
        const bool meant =
            one->clause == payment.clause && party_of(*one) == (one->into ? payment.payee.party : payment.payer.party);
        if (!meant) {
            ++one;
            continue;
        }
        PoolAccount& touched = draft.pools->accounts[one->account];
        if (touched.owing.is_set()) {
            if (each)
                draft
                    .error(Code::received_unclear, span,
                           "it is not said who owes what is not received of each of these")
                    .with_help("define a term for their total, and pay that");
            const bool fine = !each && owe_payment(draft, payment, touched, one->stage, span);
            waiting.erase(one);
            if (fine) ask_for_unit(draft, payment, span);
            return;
        }
        ExprId paid = draft.add(model::Round{payment.amount, payment.rounding}, Kind::money(), span);
        for (const auto* selector : {&payment.payer, &payment.payee}) {
            if (!selector->each_of.is_set() || (selector == &payment.payee && payment.divide)) continue;
            paid = total_over(draft, {Axis::Type::party, selector->each_of, {}, {}, {}}, paid, selector->where, span);
        }
        if (each) paid = total_over(draft, *each, paid, payment.payee.where, span);
        if (one->added.is_set())
            draft.term(one->added)
                .stages.push_back({model::Stage::Effect::defines, payment.clause, paid, payment.from, payment.until});
        const ExprId previous = draft.add(model::Previous{}, Kind::money());
        const auto op = one->into ? ArithmeticOp::add : ArithmeticOp::subtract;
        draft.term(draft.pools->accounts[one->account].balance).stages[one->stage].value =
            draft.add(Arithmetic{op, previous, paid, {}, {}}, Kind::money(), span);
        ask_for_unit(draft, payment, span);
        waiting.erase(one);
        return;
    }
}

}  // namespace concordat::check
