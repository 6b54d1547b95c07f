// engine/check/pool_ends.cpp · room: check
// What:  how long a balance is kept, and what becomes of balances and unmet claims at the end of the agreement.
// Source: findings N27 ("three after its own"), N28; section 3: in the last year the clauses of the year come first,
//         then the end rule.

#include "check/pool_ends.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/pool_claims.h"
#include "check/pool_shares.h"

namespace concordat::check {

namespace {

using syntax::Destination;

/// Those that were put in within the time: what lies above them in the balance is older, since the oldest is used
/// first. What the pool opens with is of the period before the first (as in N27).
ExprId put_in_within(const Flow& flow, const PoolAccount& account, int periods) {
    Draft& draft = flow.draft;
    const Kind money = Kind::money();
    const Axis axis{Axis::Type::period, {}, {}, {}, draft.pools->unit};
    ExprId total = draft.add(model::Constant{exact::Ratio(0)}, money);
    const auto begins =
        calendar::Period::containing(draft.pools->unit, draft.contract.in_force.first, draft.contract.year_start);
    if (periods > 1 && account.opens_with.is_set()) {
        auto last_with = begins;
        for (int more = 2; more < periods; ++more) last_with = last_with.next(draft.contract.year_start);
        const ExprId here = draft.add(model::PeriodEdge{draft.pools->unit, false, {}}, Kind::date());
        const ExprId there = draft.add(model::Constant{last_with.first()}, Kind::date());
        const ExprId is_kept = draft.add(model::Compare{model::CompareOp::at_most, here, there}, Kind::yes_no());
        const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, money);
        total = draft.add(model::Choose{{{is_kept, account.opens_with}}, nothing, true}, money);
    }
    auto first_with = begins;  // the first period that has one so many periods before it
    for (int back = 0; back < periods; ++back) {
        for (const model::TermId added : account.added) {
            std::vector<model::Bind> binds;
            if (back > 0) binds.push_back({axis, {}, back});
            ExprId value = draft.add(model::TermRef{added, std::move(binds), std::nullopt}, money);
            if (back > 0) {
                const ExprId here = draft.add(model::PeriodEdge{draft.pools->unit, false, {}}, Kind::date());
                const ExprId there = draft.add(model::Constant{first_with.first()}, Kind::date());
                const ExprId is_there =
                    draft.add(model::Compare{model::CompareOp::at_least, here, there}, Kind::yes_no());
                const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, money);
                value = draft.add(model::Choose{{{is_there, value}}, nothing, true}, money);
            }
            total = flow.plus(total, value);
        }
        first_with = first_with.next(draft.contract.year_start);
    }
    return total;
}

}  // namespace

ExprId Flow::in_last_period(ExprId amount) const {
    const ExprId ends = draft.add(model::PeriodEdge{draft.pools->unit, true, {}}, Kind::date());
    const ExprId last = draft.add(model::Constant{draft.contract.in_force.last}, Kind::date());
    const ExprId is_last = draft.add(model::Compare{model::CompareOp::at_least, ends, last}, Kind::yes_no());
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, Kind::money());
    return draft.add(model::Choose{{{is_last, amount}}, nothing, true}, Kind::money());
}

namespace {

/// What the period leaves of a balance when what was kept too long is gone.
ExprId kept(const Flow& flow, const PoolAccount& account) {
    const ExprId balance = flow.not_below_nothing(flow.term(account.balance));
    return account.unused.is_set() ? flow.less(balance, flow.term(account.unused)) : balance;
}

void leaves(const Flow& flow, PoolAccount& account, ExprId amount) {
    account.out = account.out.is_set() ? flow.plus(account.out, amount) : amount;
}

bool end_account(const Flow& flow, PoolAccount& account, const Destination& goes, const syntax::Name& name) {
    account.has_end = true;
    if (account.owing.is_set())
        return flow.refuse(Code::pool_use_unclear, name.span,
                           fmt::format("`{}` stays owed by those who owe it, also at the end", name.text),
                           "leave it out here");
    if (account.pool && goes.type != Destination::Type::given)
        return flow.refuse(Code::pool_use_unclear, name.span,
                           fmt::format("`{}` is money that is there; at the end somebody has it", account.name),
                           "write `is returned to` and a party, or those of a role `in proportion to` an amount");
    if (!account.pool && goes.type == Destination::Type::given)
        return flow.refuse(
            Code::pool_use_unclear, name.span,
            fmt::format("`{}` is a claim that nothing has met; there is no money to return", account.name),
            "write `lapses`, or `falls on` and a party");
    if (goes.type != Destination::Type::falls_on) return true;
    const auto party = one_party(flow.draft, *goes.to);
    if (account.owed.is_set()) {
        if (party) pay_owed_at_end(flow, account, *party);
        return party.has_value();
    }
    const auto pool = flow.pool_of({});
    if (pool && party) flow.pay_in(*pool, *party, flow.term(account.balance));
    return pool && party;
}

bool end_repaying(const Flow& flow, const syntax::Name& name, const Destination& goes) {
    const Entity* entity = expect(flow.draft, name, Entity::What::term);
    if (entity == nullptr) return false;
    const auto found = flow.draft.pools->repaid.find(flow.draft.term(entity->term).name);
    if (found == flow.draft.pools->repaid.end() || goes.type != Destination::Type::lapses)
        return flow.refuse(Code::pool_use_unclear, name.span,
                           fmt::format("`{}` is no pool, and nothing of it is carried forward", name.text),
                           "name a pool, a part of it, or what a clause carries forward");
    found->second = true;
    return true;
}

}  // namespace

bool keep_for(const Flow& flow, const syntax::KeptForSentence& sentence) {
    PoolAccount* account = account_named(flow.draft, sentence.what.text);
    if (account == nullptr || !account->pool)
        return flow.refuse(Code::not_a_pool, sentence.what.span,
                           fmt::format("`{}` is no pool, and no part of one", sentence.what.text),
                           "name a pool, or one of the parts that it holds");
    if (sentence.periods < 1)
        return flow.refuse(Code::pool_use_unclear, sentence.what.span, "a balance is kept for at least 1 period",
                           "write how many periods it is kept after its own");
    const model::TermId unused =
        pool_term(flow.draft, fmt::format("{} not used in time", account->name), sentence.what.span);
    const ExprId value =
        flow.draft.add(model::Excess{flow.term(account->balance), put_in_within(flow, *account, sentence.periods)},
                       Kind::money(), flow.span);
    flow.draft.term(unused).stages.push_back({model::Stage::Effect::defines, flow.standing.clause, value,
                                              flow.standing.from, flow.standing.until, flow.words()});
    account->unused = unused;
    leaves(flow, *account, flow.term(unused));
    if (sentence.unused.type != Destination::Type::given)
        return flow.refuse(
            Code::pool_use_unclear, sentence.unused.span,
            fmt::format("`{}` is money that is there; somebody has it when its time is over", account->name),
            "write `is returned to` and a party, or those of a role `in proportion to` an amount");
    return flow.give(*account->pool, flow.term(unused), sentence.unused, "not used in time");
}

bool end_pools(const Flow& outer, const syntax::EndRuleSentence& end) {
    Flow flow{outer.draft, outer.standing, outer.span, true};
    bool fine = true;
    for (const auto& item : end.items) {
        std::optional<ExprId> money;
        std::optional<std::size_t> pool;
        for (const syntax::Name& name : what_ends(flow.draft, item)) {
            PoolAccount* account = account_named(flow.draft, name.text);
            if (account == nullptr) {
                fine = end_repaying(flow, name, item.goes) && fine;
                continue;
            }
            if (!end_account(flow, *account, item.goes, name)) return false;
            if (!account->pool) continue;
            const ExprId left = kept(flow, *account);
            money = money ? flow.plus(*money, left) : left;
            pool = account->pool;
            leaves(flow, *account, flow.in_last_period(left));
        }
        if (money && item.by_paid_in) fine = divide_by_paid_in(flow, *pool, *money, item) && fine;
        else if (money) fine = flow.give(*pool, *money, item.goes, {}) && fine;
    }
    return fine;
}

}  // namespace concordat::check
