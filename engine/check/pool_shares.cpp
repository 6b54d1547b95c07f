// engine/check/pool_shares.cpp · room: check
// What:  at its end a pool is divided among those who paid into it, in proportion to all that each has paid in.
// Source: findings N28 (the end rule), N14 (none has paid anything), N36 (one that has left); decision 0026.
// How:   what each pays in is a term of its own for each period, added up to the end. It is of a role made for it, that
//        nobody leaves: one that has left has paid what it has paid. Nothing is taken off for what the pool paid back.

#include "check/pool_shares.h"

#include <algorithm>

#include <fmt/format.h>

namespace concordat::check {

using model::PartyId;
using syntax::ByPaidIn;
using Item = syntax::EndRuleSentence::Item;

namespace {

const std::string& name_of_pool(const Draft& draft, std::size_t pool) {
    return draft.contract.party(draft.contract.pools[pool].party).name;
}

bool has_left(const Draft& draft, const model::Role& role, PartyId party) {
    const calendar::Date last = draft.contract.in_force.last;
    return !model::has_role(role, party, {last, last});
}

/// Into `it`: the pool that is divided; a part of a pool is not paid, the pool is.
std::optional<std::size_t> pool_paid_into(const Flow& flow, const Item& item) {
    const Draft& draft = flow.draft;
    const auto named = [&](const std::string& name) -> std::optional<std::size_t> {
        for (std::size_t pool = 0; pool < draft.contract.pools.size(); ++pool)
            if (name_of_pool(draft, pool) == name) return pool;
        return std::nullopt;
    };
    if (item.what.empty() && (!item.by_paid_in->into || draft.contract.pools.size() != 1)) return flow.pool_of({});
    const syntax::Name& name = item.by_paid_in->into ? *item.by_paid_in->into : item.what.front();
    const bool is_one = item.by_paid_in->into || item.what.size() == 1;
    const auto pool = is_one ? named(name.text) : std::nullopt;
    if (pool) return pool;
    const PoolAccount* part = account_named(flow.draft, name.text);
    if (part != nullptr && part->pool)
        flow.refuse(Code::pool_use_unclear, item.by_paid_in->into ? name.span : item.by_paid_in->span,
                    fmt::format("nobody pays into `{}` alone: what is paid is paid into `{}`", name.text,
                                name_of_pool(draft, *part->pool)),
                    fmt::format("write `all that each has paid into {}`", name_of_pool(draft, *part->pool)));
    else if (draft.find(name.text) == nullptr) report_unknown(flow.draft, name, "a pool");
    else
        flow.refuse(Code::not_a_pool, name.span, fmt::format("`{}` is no pool", name.text),
                    "name the pool that is paid and pays");
    return std::nullopt;
}

/// Two readings where one has left: it has paid in, and it is none of them at the end.
bool says_who_shares(const Flow& flow, const Item& item, const model::Role& role, std::size_t pool) {
    if (item.by_paid_in->left != ByPaidIn::Left::unsaid) return true;
    const auto left = std::find_if(role.parties.begin(), role.parties.end(),
                                   [&](PartyId party) { return has_left(flow.draft, role, party); });
    if (left == role.parties.end()) return true;
    const std::string& one = flow.draft.contract.party(*left).name;
    return flow.refuse(
        Code::paid_in_left_unsaid, item.goes.to->span,
        fmt::format(
            "{0} is no {1} at the end, and may have paid into `{2}`: it can have a part for what it paid, or all "
            "can go to those that are {3} then",
            one, role.name, name_of_pool(flow.draft, pool), role.plural),
        fmt::format("write `among all {0}, including those that have left, in proportion to ...`, or `among all {0}, "
                    "other than those that have left, in proportion to ...`",
                    role.plural));
}

/// A role of those who share, which nobody leaves.
model::RoleId role_of_sharers(Draft& draft, model::RoleId of, ByPaidIn::Left left) {
    const model::Role role = draft.contract.role(of);
    model::Role sharers{role.name, role.plural, {}, {}};
    for (const PartyId party : role.parties)
        if (left != ByPaidIn::Left::left_out || !has_left(draft, role, party)) sharers.parties.push_back(party);
    draft.contract.roles.push_back(std::move(sharers));
    return model::RoleId(draft.contract.roles.size() - 1);
}

model::TermId term_of_sharers(const Flow& flow, const std::string& name, model::RoleId sharers) {
    const model::TermId id = pool_term(flow.draft, name, flow.span);
    auto& index = flow.draft.term(id).index;
    index.insert(index.begin(), Axis{Axis::Type::party, sharers, {}, {}, {}});
    return id;
}

/// What each has paid in the periods up to this one.
void add_up(const Flow& flow, const PaidIn& paid) {
    Draft& draft = flow.draft;
    const Kind money = Kind::money();
    const Axis axis{Axis::Type::period, {}, {}, {}, draft.pools->unit};
    const ExprId now = flow.term(paid.in_period);
    const ExprId before = draft.add(model::TermRef{paid.in_all, {{axis, {}, 1}}, std::nullopt}, money);
    const ExprId here = draft.add(model::PeriodEdge{draft.pools->unit, false, {}}, Kind::date());
    const ExprId begins = draft.add(model::Constant{draft.contract.in_force.first}, Kind::date());
    const ExprId is_first = draft.add(model::Compare{model::CompareOp::at_most, here, begins}, Kind::yes_no());
    const ExprId value = draft.add(model::Choose{{{is_first, now}}, flow.plus(before, now), true}, money);
    draft.term(paid.in_all)
        .stages.push_back({model::Stage::Effect::defines, flow.standing.clause, value, {}, {}, flow.words()});
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, money);
    draft.term(paid.in_period)
        .stages.push_back({model::Stage::Effect::defines, flow.standing.clause, nothing, {}, {}, flow.words()});
}

PaidIn* paid_in_of(const Draft& draft, const Item& item) {
    auto& all = draft.pools->paid_in;
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const PaidIn& one) { return one.said == item.by_paid_in->span; });
    return found == all.end() ? nullptr : &*found;
}

/// Of the amount of one who pays, in the scope of the role of those who pay, what one of those who share has paid.
ExprId paid_by_sharer(Draft& draft, const PaidIn& paid, const model::PartySelector& payer, ExprId amount, Span span) {
    const Kind money = Kind::money();
    const Kind party = Kind::party(paid.sharers);
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, money);
    const ExprId moved = draft.add(model::Limit{amount, {{false, nothing}}}, money, span);
    const ExprId sharer = draft.add(model::ScopeElement{Axis{Axis::Type::party, paid.sharers, {}, {}, {}}}, party);
    const auto same = [&](ExprId one) {
        return draft.add(model::Compare{model::CompareOp::equal, sharer, one}, Kind::yes_no());
    };
    if (payer.party.is_set())
        return draft.add(model::Choose{{{same(draft.add(model::Constant{payer.party}, party)), moved}}, nothing, true},
                         money);
    const Axis paying{Axis::Type::party, payer.each_of, {}, {}, {}};
    const ExprId is_it = same(draft.add(model::ScopeElement{paying}, Kind::party(payer.each_of)));
    model::Aggregate all;
    all.op = model::AggregateOp::total;
    all.over = {paying};
    all.of = moved;
    all.where = payer.where.is_set()
                    ? draft.add(model::Combine{model::Junction::all_of, 0, {is_it, payer.where}}, Kind::yes_no())
                    : is_it;
    return draft.add(std::move(all), money, span);
}

void add_to_paid_in(Draft& draft, const PaidIn& paid, ExprId amount, const model::Payment& when) {
    const ExprId previous = draft.add(model::Previous{}, Kind::money());
    const ExprId more = draft.add(model::Arithmetic{model::ArithmeticOp::add, previous, amount, {}, {}}, Kind::money());
    draft.term(paid.in_period)
        .stages.push_back({model::Stage::Effect::other, when.clause, more, when.from, when.until, {}});
}

/// Those who share are all that pay in by this selector.
bool are_sharers(const Draft& draft, const PaidIn& paid, const model::PartySelector& payer) {
    const auto& sharers = draft.contract.role(paid.sharers).parties;
    const auto shares = [&](PartyId party) {
        return std::find(sharers.begin(), sharers.end(), party) != sharers.end();
    };
    if (payer.party.is_set()) return shares(payer.party);
    const auto& paying = draft.contract.role(payer.each_of).parties;
    return std::all_of(paying.begin(), paying.end(), shares);
}

/// Money may be there that none of those who share has paid.
bool has_other_money(const Draft& draft, const PaidIn& paid) {
    const auto& accounts = draft.pools->accounts;
    const auto in_pool = [&](const syntax::Name& name) {
        return std::any_of(accounts.begin(), accounts.end(), [&](const PoolAccount& one) {
            return one.pool == paid.pool && (one.name == name.text || regular_plural(one.name) == name.text);
        });
    };
    const auto opens = [&](const PoolAccount& account) {
        if (account.pool != paid.pool || !account.opens_with.is_set()) return false;
        const auto* amount = std::get_if<model::Constant>(&draft.expression(account.opens_with).node);
        const auto* money = amount == nullptr ? nullptr : std::get_if<exact::Ratio>(&amount->value);
        return money == nullptr || !money->is_zero();
    };
    const auto puts_in = [&](const StandingSentence& standing) {
        const auto& form = standing.sentence->form;
        if (const auto* into = std::get_if<syntax::GoesIntoSentence>(&form)) return in_pool(into->pool);
        const auto* applied = std::get_if<syntax::AppliedSentence>(&form);
        if (applied == nullptr) return false;
        return (applied->balance.type == syntax::Destination::Type::added && in_pool(*applied->balance.to)) ||
               std::any_of(applied->uses.begin(), applied->uses.end(), [&](const auto& use) {
                   return use.type == syntax::AppliedSentence::Use::Type::restore && in_pool(use.to.name);
               });
    };
    return paid.others_pay || std::any_of(accounts.begin(), accounts.end(), opens) ||
           std::any_of(draft.sentences.begin(), draft.sentences.end(), puts_in);
}

}  // namespace

void declare_paid_in(const Flow& flow, const syntax::EndRuleSentence& end) {
    Draft& draft = flow.draft;
    for (const Item& item : end.items) {
        if (!item.by_paid_in) continue;
        const auto pool = pool_paid_into(flow, item);
        const Entity* role = draft.find(item.goes.to->text);
        if (role == nullptr) report_unknown(draft, *item.goes.to, "a role of this agreement");
        else if (role->what != Entity::What::role)
            flow.refuse(Code::pool_use_unclear, item.goes.to->span,
                        fmt::format("`{}` is no role, so that there is nobody to divide it among", item.goes.to->text),
                        "name the role of those who pay in, or write `is returned to` and a party");
        if (!pool || role == nullptr || role->what != Entity::What::role) continue;
        if (!says_who_shares(flow, item, draft.contract.role(role->role), *pool)) continue;
        PaidIn paid;
        paid.pool = *pool;
        paid.said = item.by_paid_in->span;
        paid.clause = draft.clause_now;
        paid.sharers = role_of_sharers(draft, role->role, item.by_paid_in->left);
        if (item.by_paid_in->kept_by) {
            const auto keeper = one_party(draft, *item.by_paid_in->kept_by);
            if (!keeper) continue;
            paid.kept_by = *keeper;
        }
        const std::string& name = name_of_pool(draft, *pool);
        paid.in_period = term_of_sharers(flow, fmt::format("paid into {}", name), paid.sharers);
        paid.in_all = term_of_sharers(flow, fmt::format("all paid into {}", name), paid.sharers);
        add_up(flow, paid);
        draft.pools->paid_in.push_back(paid);
    }
}

std::vector<syntax::Name> what_ends(const Draft& draft, const Item& item) {
    if (!item.by_paid_in || !item.what.empty()) return item.what;
    const PaidIn* paid = paid_in_of(draft, item);
    std::vector<syntax::Name> names;
    for (PoolAccount& account : draft.pools->accounts) {
        if (!account.pool || account.owing.is_set()) continue;
        if (paid == nullptr) account.has_end = true;  // what is wrong with the sentence is told already
        else if (account.pool == paid->pool) names.push_back({account.name, item.goes.span});
    }
    return names;
}

void count_payment(Draft& draft, const model::Payment& payment, const std::optional<Axis>& each, Span span) {
    for (PaidIn& paid : draft.pools->paid_in) {
        if (draft.contract.pools[paid.pool].party != payment.payee.party) continue;
        paid.others_pay |= !are_sharers(draft, paid, payment.payer);
        const auto& accounts = draft.pools->accounts;
        const bool only_received = std::any_of(accounts.begin(), accounts.end(), [&](const PoolAccount& one) {
            return one.pool == paid.pool && one.owing.is_set();
        });
        if (only_received) continue;  // what is due is not paid yet
        ExprId amount = draft.add(model::Round{payment.amount, payment.rounding}, Kind::money(), span);
        if (each) {
            model::Aggregate all;
            all.op = model::AggregateOp::total;
            all.over = {*each};
            all.of = amount;
            all.where = payment.payee.where;
            amount = draft.add(std::move(all), Kind::money(), span);
        }
        add_to_paid_in(draft, paid, paid_by_sharer(draft, paid, payment.payer, amount, span), payment);
    }
}

void count_received(const Flow& flow, std::size_t pool, model::RoleId owing, ExprId of_each) {
    for (const PaidIn& paid : flow.draft.pools->paid_in) {
        if (paid.pool != pool) continue;
        model::PartySelector payer;
        payer.each_of = owing;
        model::Payment when;
        when.clause = flow.standing.clause;
        when.from = flow.standing.from;
        when.until = flow.standing.until;
        add_to_paid_in(flow.draft, paid, paid_by_sharer(flow.draft, paid, payer, of_each, flow.span), when);
    }
}

bool divide_by_paid_in(const Flow& flow, std::size_t pool, ExprId amount, const Item& item) {
    Draft& draft = flow.draft;
    const PaidIn* paid = paid_in_of(draft, item);
    if (paid == nullptr) return false;
    if (pool != paid->pool)
        return flow.refuse(Code::pool_use_unclear, paid->said,
                           fmt::format("what is divided is in `{}`, and this looks at what was paid into `{}`",
                                       name_of_pool(draft, pool), name_of_pool(draft, paid->pool)),
                           fmt::format("write `all that each has paid into {}`", name_of_pool(draft, pool)));
    if (draft.contract.role(paid->sharers).parties.size() > 1 && !draft.odd_pennies)
        return flow.refuse(Code::odd_penny_unsaid, item.goes.to->span,
                           "the division does not say where an odd penny goes",
                           "add a clause `Wherever an amount is divided, any odd penny goes to the largest remainder "
                           "and, where remainders are equal, to the larger share and then to the party listed first.`");
    model::PartySelector payee;
    payee.each_of = paid->sharers;
    const ExprId weight = flow.term(paid->in_all);
    if (!paid->kept_by.is_set()) {
        flow.pay_out(pool, payee, flow.among(paid->sharers, amount, weight), {});
        return true;
    }
    const Kind money = Kind::money();
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, money);
    const ExprId all = flow.total_of(paid->sharers, weight);
    const ExprId none = draft.add(model::Compare{model::CompareOp::equal, all, nothing}, Kind::yes_no());
    const ExprId shared = draft.add(model::Choose{{{none, nothing}}, amount, true}, money, flow.span);
    const ExprId kept = draft.add(model::Choose{{{none, amount}}, nothing, true}, money, flow.span);
    flow.pay_out(pool, payee, flow.among(paid->sharers, shared, weight), {});
    payee = {};
    payee.party = paid->kept_by;
    flow.pay_out(pool, payee, kept, "none has paid in");
    return true;
}

void check_paid_in(Draft& draft) {
    for (const PaidIn& paid : draft.pools->paid_in) {
        const InClause here(draft, paid.clause);
        if (paid.kept_by.is_set() || !has_other_money(draft, paid)) continue;
        draft
            .error(Code::none_paid_in_unsaid, paid.said,
                   fmt::format(
                       "none of them may have paid anything into `{}`, and it may hold other money: it is not said "
                       "who has that",
                       name_of_pool(draft, paid.pool)))
            .with_help("add `; if none of them has paid anything into it, it is kept by` and a party");
    }
}

}  // namespace concordat::check
