// engine/check/pool_receipts.cpp · room: check
// What:  a pool of which only what is received is paid out: what is owed to it is an account of its own for each of
//        those who owe it, opening + what becomes due - what is received = closing.
// Source: finding N28 ("Only what is received is paid out; what is not received stays owed by Q").
// How:   what is received is a reported figure, `Winter Fund Received`; it goes into the pool at the clause that says
//        so, in place of what is due.

#include <algorithm>

#include <fmt/format.h>

#include "check/pool_flows.h"

namespace concordat::check {

using syntax::ReceivedOnlySentence;

namespace {

bool refuse(Draft& draft, Span where, std::string message, std::string help) {
    draft.error(Code::received_unclear, where, std::move(message)).with_help(std::move(help));
    return false;
}

/// The pool that is meant, where it has no parts.
std::optional<std::size_t> pool_meant(Draft& draft, const ReceivedOnlySentence& sentence, Span span) {
    const auto& accounts = draft.pools->accounts;
    std::vector<std::size_t> pools;
    for (std::size_t index = 0; index < accounts.size(); ++index) {
        const PoolAccount& one = accounts[index];
        const bool whole = one.pool && draft.contract.party(draft.contract.pools[*one.pool].party).name == one.name;
        if (whole && (!sentence.pool || sentence.pool->text == one.name)) pools.push_back(index);
    }
    if (pools.size() == 1) return pools.front();
    if (sentence.pool) {
        if (draft.find(sentence.pool->text) == nullptr) report_unknown(draft, *sentence.pool, "a pool");
        else
            refuse(draft, sentence.pool->span, fmt::format("`{}` is no pool without parts", sentence.pool->text),
                   "name the pool that is paid and pays");
        return std::nullopt;
    }
    if (pools.empty())
        refuse(draft, span, "there is no pool without parts that anything could be received for",
               "declare it: `\"Winter Fund\" is a pool held by P.`");
    else
        refuse(draft, span, "there are several pools, and it is not said which of them pays out only what is received",
               fmt::format("write `Only what is received into {} is paid out; ...`, a sentence for each pool",
                           accounts[pools.front()].name));
    return std::nullopt;
}

/// A role of those who owe: the role that is named, or one of the single party.
std::optional<model::RoleId> role_of_owing(Draft& draft, const syntax::Name& name) {
    const Entity* entity = draft.find(name.text);
    if (entity != nullptr && entity->what == Entity::What::role) return entity->role;
    entity = expect(draft, name, Entity::What::party);
    if (entity == nullptr) return std::nullopt;
    const model::RoleId role(draft.contract.roles.size());
    draft.contract.roles.push_back({name.text, name.text, {entity->party}, {}});
    return role;
}

std::string name_of_fact(const PoolAccount& pool) { return pool.name + " Received"; }

void add_stage(Draft& draft, const Flow& flow, model::TermId id, ExprId value) {
    model::Stage stage{model::Stage::Effect::defines, flow.standing.clause, value, flow.standing.from,
                       flow.standing.until};
    stage.words = flow.words();
    draft.term(id).stages.push_back(std::move(stage));
}

/// What each of them paid, in coins.
std::optional<ExprId> received_of_each(const Flow& flow, const PoolAccount& pool, model::RoleId role) {
    Draft& draft = flow.draft;
    const std::string name = name_of_fact(pool);
    const std::string unit(calendar::unit_name(draft.pools->unit));
    const std::string& each = draft.contract.role(role).name;
    const bool several = draft.contract.role(role).parties.size() > 1;
    const auto help = fmt::format(
        "declare it: `{}\"{}\" is money, reported by P for each {}; if it is missing, "
        "settlement waits.`",
        several ? "For each " + each + ", " : std::string(), name, unit);
    const Entity* entity = draft.find(name);
    if (entity == nullptr || entity->what != Entity::What::term) {
        refuse(draft, flow.span, fmt::format("no figure says what was received for `{}`", pool.name), help);
        return std::nullopt;
    }
    Scope scope;
    std::set<calendar::PeriodUnit> units;
    scope.units_used = &units;
    scope.axes = {{Axis::Type::party, role, {}, {}, {}}};
    if (!ensure_lowered(draft, entity->term, flow.span)) return std::nullopt;
    const auto& index = draft.term(entity->term).index;
    const bool of_each =
        std::any_of(index.begin(), index.end(), [](const Axis& axis) { return axis.type == Axis::Type::party; });
    if (several && !of_each) {
        refuse(draft, flow.span, fmt::format("`{}` does not say what was received of each {}", name, each), help);
        return std::nullopt;
    }
    syntax::Reference figure{{name, flow.span}, false, {}, {}};
    if (!several && of_each) {
        const std::string& one = draft.contract.party(draft.contract.role(role).parties.front()).name;
        figure.of.push_back({syntax::Possessor::Article::none, {one, flow.span}});
    }
    const auto amount = lower_reference(draft, figure, flow.span, scope, nullptr);
    if (!amount || !demand(draft, amount->kind, Kind::money(), flow.span, "what is received")) return std::nullopt;
    if (units != std::set<calendar::PeriodUnit>{draft.pools->unit}) {
        refuse(draft, flow.span, fmt::format("`{}` is not reported for each {}, as the pool stands", name, unit), help);
        return std::nullopt;
    }
    return draft.add(model::Round{amount->id, coins_of_payments(draft)}, Kind::money(), flow.span);
}

}  // namespace

void declare_arrears(Draft& draft, const ReceivedOnlySentence& sentence, Span span) {
    const auto meant = pool_meant(draft, sentence, span);
    const auto role = meant ? role_of_owing(draft, sentence.owed_by) : std::nullopt;
    if (!role) return;
    if (draft.pools->accounts[*meant].arrears) {
        refuse(draft, span, "another clause says already what is received for this pool", "say it once");
        return;
    }
    PoolAccount arrears;
    const std::string& pool = draft.pools->accounts[*meant].name;
    arrears.name = sentence.named ? sentence.named->text : pool + " Owed";
    arrears.declared = span;
    arrears.clause = draft.clause_now;
    arrears.pool = draft.pools->accounts[*meant].pool;
    arrears.owing = *role;
    arrears.is_used = arrears.has_end = true;  // it stays owed
    const Axis whose{Axis::Type::party, *role, {}, {}, {}};
    const Axis period{Axis::Type::period, {}, {}, {}, draft.pools->unit};
    arrears.balance =
        sentence.named ? draft.find(sentence.named->text)->term : pool_term(draft, arrears.name, arrears.declared);
    arrears.opening = pool_term(draft, arrears.name + " brought forward", arrears.declared);
    for (const model::TermId id : {arrears.balance, arrears.opening}) {
        draft.term(id).kind = Kind::money();
        draft.term(id).index = {whose, period};
        draft.draft(id).state = TermDraft::State::done;
        draft.draft(id).used = true;
    }
    draft.pools->accounts[*meant].arrears = draft.pools->accounts.size();
    draft.pools->accounts.push_back(std::move(arrears));
}

void take_in_received(const Flow& flow, const ReceivedOnlySentence& sentence) {
    Draft& draft = flow.draft;
    auto& accounts = draft.pools->accounts;
    const auto pool = std::find_if(accounts.begin(), accounts.end(), [&](const PoolAccount& one) {
        return one.arrears && (!sentence.pool || sentence.pool->text == one.name);
    });
    if (pool == accounts.end()) return;  // told when it was declared
    pool->received = true;
    PoolAccount& arrears = accounts[*pool->arrears];
    const auto each = received_of_each(flow, *pool, arrears.owing);
    if (!each) return;
    flow.change(arrears, *each, false);
    const model::TermId all = pool_term(draft, fmt::format("all that is received for {}", pool->name), flow.span);
    add_stage(draft, flow, all, flow.total_of(arrears.owing, *each));
    if (pool->kept_for_some) pool->added.push_back(all);
    flow.change(*pool, flow.term(all), true);
}

bool owe_payment(Draft& draft, const model::Payment& payment, PoolAccount& arrears, std::size_t stage, Span span) {
    const model::Role& owing = draft.contract.role(arrears.owing);
    const auto owes = [&](model::PartyId party) {
        return std::find(owing.parties.begin(), owing.parties.end(), party) != owing.parties.end();
    };
    const model::PartySelector& payer = payment.payer;
    const bool known = payer.each_of.is_set() ? payer.each_of == arrears.owing : owes(payer.party);
    if (!known)
        return refuse(draft, span,
                      fmt::format("it is not said who owes what is not received of this payment: only `{}` owes "
                                  "something",
                                  owing.name),
                      "give all who pay into the pool one role, pay by `each` of that role, and write `stays owed by "
                      "each` of it");
    const Kind money = Kind::money();
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, money);
    ExprId due = draft.add(model::Round{payment.amount, payment.rounding}, money, span);
    std::optional<ExprId> asked = payer.where.is_set() ? std::optional(payer.where) : std::nullopt;
    if (payer.party.is_set() && owing.parties.size() > 1) {
        const Axis axis{Axis::Type::party, arrears.owing, {}, {}, {}};
        const ExprId here = draft.add(model::ScopeElement{axis}, Kind::party(arrears.owing));
        const ExprId it = draft.add(model::Constant{payer.party}, Kind::party(arrears.owing));
        asked = draft.add(model::Compare{model::CompareOp::equal, here, it}, Kind::yes_no());
    }
    if (asked) due = draft.add(model::Choose{{{*asked, due}}, nothing, true}, money);
    const ExprId previous = draft.add(model::Previous{}, money);
    draft.term(arrears.balance).stages[stage].value =
        draft.add(model::Arithmetic{model::ArithmeticOp::add, previous, due, {}, {}}, money, span);
    return true;
}

}  // namespace concordat::check
