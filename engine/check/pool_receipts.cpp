// engine/check/pool_receipts.cpp · room: check
// What:  a pool of which only what is received is paid out: what is owed to it is an account of its own for each of
//        those who owe it, opening + what becomes due - what is received = closing.
// Source: finding N28 ("Only what is received is paid out; what is not received stays owed by Q").
// How:   what is received is a reported figure, `Winter Fund Received`; it goes into the pool at the clause that says
//        so, in place of what is due.

#include <algorithm>

#include <fmt/format.h>

#include "check/pool_flows.h"
#include "check/pool_shares.h"
#include "check/reached.h"

namespace concordat::check {

using syntax::ReceivedOnlySentence;

namespace {

bool refuse(Draft& draft, Span where, std::string message, std::string help) {
    draft.error(Code::received_unclear, where, std::move(message)).with_help(std::move(help));
    return false;
}

/// The pool that is meant, and what it holds where it has no parts.
struct Meant {
    std::size_t pool = 0;
    std::optional<std::size_t> account;
    std::string name;
};

std::optional<Meant> pool_meant(Draft& draft, const ReceivedOnlySentence& sentence, Span span) {
    std::vector<Meant> pools;
    for (std::size_t pool = 0; pool < draft.contract.pools.size(); ++pool) {
        const std::string name = draft.contract.party(draft.contract.pools[pool].party).name;
        if (sentence.pool && sentence.pool->text != name) continue;
        Meant meant{pool, std::nullopt, name};
        const auto& accounts = draft.pools->accounts;
        for (std::size_t index = 0; index < accounts.size(); ++index)
            if (accounts[index].pool == pool && accounts[index].name == name) meant.account = index;
        pools.push_back(std::move(meant));
    }
    if (pools.size() == 1) return pools.front();
    if (sentence.pool) {
        if (draft.find(sentence.pool->text) == nullptr) report_unknown(draft, *sentence.pool, "a pool");
        else
            refuse(draft, sentence.pool->span, fmt::format("`{}` is no pool", sentence.pool->text),
                   "name the pool that is paid and pays, not a part of it");
        return std::nullopt;
    }
    if (pools.empty())
        refuse(draft, span, "there is no pool that anything could be received for",
               "declare it: `\"Winter Fund\" is a pool held by P.`");
    else
        refuse(draft, span, "there are several pools, and it is not said which of them pays out only what is received",
               fmt::format("write `Only what is received into {} is paid out; ...`, a sentence for each pool",
                           pools.front().name));
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

std::string name_of_fact(const std::string& pool) { return pool + " Received"; }

void add_stage(Draft& draft, const Flow& flow, model::TermId id, ExprId value) {
    model::Stage stage{model::Stage::Effect::defines, flow.standing.clause, value, flow.standing.from,
                       flow.standing.until};
    stage.words = flow.words();
    draft.term(id).stages.push_back(std::move(stage));
}

/// What each of them paid, in coins.
std::optional<ExprId> received_of_each(const Flow& flow, const std::string& pool, model::RoleId role) {
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
        refuse(draft, flow.span, fmt::format("no figure says what was received for `{}`", pool), help);
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
    auto& of_parts = draft.pools->arrears_of_parts;
    if (meant->account ? draft.pools->accounts[*meant->account].arrears.has_value() : of_parts.contains(meant->pool)) {
        refuse(draft, span, "another clause says already what is received for this pool", "say it once");
        return;
    }
    PoolAccount arrears;
    arrears.name = sentence.named ? sentence.named->text : meant->name + " Owed";
    arrears.declared = span;
    arrears.clause = draft.clause_now;
    arrears.pool = meant->pool;
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
    if (meant->account) draft.pools->accounts[*meant->account].arrears = draft.pools->accounts.size();
    else of_parts[meant->pool] = draft.pools->accounts.size();
    draft.pools->accounts.push_back(std::move(arrears));
}

void take_in_received(const Flow& flow, const ReceivedOnlySentence& sentence) {
    Draft& draft = flow.draft;
    auto& accounts = draft.pools->accounts;
    for (const auto& [pool, place] : draft.pools->arrears_of_parts) {
        const std::string& name = draft.contract.party(draft.contract.pools[pool].party).name;
        if (accounts[place].received || (sentence.pool && sentence.pool->text != name)) continue;
        accounts[place].received = true;
        const auto each = received_of_each(flow, name, accounts[place].owing);
        if (each) flow.change(accounts[place], *each, false);
        if (each) count_received(flow, pool, accounts[place].owing, *each);
        return;
    }
    const auto pool = std::find_if(accounts.begin(), accounts.end(), [&](const PoolAccount& one) {
        return one.arrears && (!sentence.pool || sentence.pool->text == one.name);
    });
    if (pool == accounts.end()) return;  // told when it was declared
    pool->received = true;
    PoolAccount& arrears = accounts[*pool->arrears];
    const auto each = received_of_each(flow, pool->name, arrears.owing);
    if (!each) return;
    flow.change(arrears, *each, false);
    count_received(flow, *pool->pool, arrears.owing, *each);
    const model::TermId all = pool_term(draft, fmt::format("all that is received for {}", pool->name), flow.span);
    add_stage(draft, flow, all, flow.total_of(arrears.owing, *each));
    if (pool->kept_for_some) pool->added.push_back(all);
    flow.change(*pool, flow.term(all), true);
}

namespace {

/// The figure itself where one party owes; else its total over all who owe.
bool is_all_received(const Draft& draft, ExprId id, const PoolAccount& arrears, model::TermId figure) {
    const auto& node = draft.expression(id).node;
    if (const auto* rounded = std::get_if<model::Round>(&node))
        return is_all_received(draft, rounded->of, arrears, figure);
    if (const auto* total = std::get_if<model::Aggregate>(&node)) {
        const auto* of = total->op == model::AggregateOp::total && !total->where.is_set() && total->over.size() == 1
                             ? std::get_if<model::TermRef>(&draft.expression(total->of).node)
                             : nullptr;
        return of != nullptr && of->term == figure && total->over.front().role == arrears.owing;
    }
    const auto* used = std::get_if<model::TermRef>(&node);
    if (used == nullptr) return false;
    const auto& stages = draft.contract.term(used->term).stages;
    if (used->term == figure) return draft.contract.role(arrears.owing).parties.size() == 1;
    return stages.size() == 1 && is_all_received(draft, stages.front().value, arrears, figure);
}

/// What is reported or agreed, and goes into an amount.
std::set<model::TermId> figures_in(const Draft& draft, ExprId amount) {
    std::set<model::TermId> found;
    Reached reached;
    reached.term = [&](model::TermId id) {
        const auto& source = draft.contract.term(id).source;
        if (std::holds_alternative<model::FactSource>(source) || std::holds_alternative<model::AttributeSource>(source))
            found.insert(id);
    };
    walk_reached(draft, amount, reached);
    return found;
}

void refuse_what_is_only_due(Draft& draft, const PoolRules::IntoParts& one) {
    const model::PartyId party = draft.contract.pools[one.pool].party;
    const std::string& name = draft.contract.party(party).name;
    std::set<model::TermId> used = figures_in(draft, one.amount);
    const Entity* received = draft.find(name_of_fact(name));
    if (received != nullptr) used.erase(received->term);  // what is received may go on to be paid in again
    for (const model::Payment& payment : draft.contract.payments) {
        if (payment.payee.party != party) continue;
        const auto due = figures_in(draft, payment.amount);
        if (std::none_of(due.begin(), due.end(), [&](model::TermId id) { return used.contains(id); })) continue;
        refuse(draft, one.span,
               fmt::format("this is what clause {} pays into `{}`, of which only what is received is paid out; here it "
                           "goes in whatever was received",
                           draft.contract.clause(payment.clause).number, name),
               fmt::format("let all that was received go in: the total of {}", name_of_fact(name)));
        return;
    }
}

}  // namespace

bool note_into_parts(const Flow& flow, std::size_t pool, ExprId amount, Span span) {
    Draft& draft = flow.draft;
    const auto arrears = draft.pools->arrears_of_parts.find(pool);
    if (arrears == draft.pools->arrears_of_parts.end()) return false;
    const std::string& name = draft.contract.party(draft.contract.pools[pool].party).name;
    const Entity* figure = draft.find(name_of_fact(name));
    const bool all = figure != nullptr && figure->what == Entity::What::term &&
                     is_all_received(draft, amount, draft.pools->accounts[arrears->second], figure->term);
    draft.pools->into_parts.push_back({pool, amount, span, flow.standing.number, all});
    return all;
}

void check_into_parts(Draft& draft) {
    for (const auto& [pool, place] : draft.pools->arrears_of_parts) {
        const std::string name = draft.contract.party(draft.contract.pools[pool].party).name;
        const PoolAccount arrears = draft.pools->accounts[place];
        std::size_t times = 0;
        for (const PoolRules::IntoParts& one : draft.pools->into_parts) {
            if (one.pool != pool) continue;
            const InClause here(draft, one.clause);
            if (!one.is_all_received) refuse_what_is_only_due(draft, one);
            else if (++times == 2)
                refuse(draft, one.span, fmt::format("what is received for `{}` goes into its parts twice", name),
                       "let one clause put it in; `is applied first to restore A to L, and any balance is added to B` "
                       "divides it");
        }
        if (times > 0) continue;
        const InClause here(draft, arrears.clause);
        const model::Role& role = draft.contract.role(arrears.owing);
        const bool several = role.parties.size() > 1;
        const std::string all = several ? "All Received" : name_of_fact(name);
        refuse(draft, arrears.declared,
               fmt::format("`{}` has parts, and no clause says into which of them goes all that is received", name),
               fmt::format("{}write `{} goes into` and a part, or `{} is applied first to restore` one part `to L, and "
                           "any balance is added to` another",
                           several ? fmt::format("define `\"All Received\" means the total of {} over all {}`, and ",
                                                 name_of_fact(name), role.plural)
                                   : std::string(),
                           all, all));
    }
}

namespace {

/// What one of a role owes under a clause, as one of those who owe to the pool: a term of that role, asked for the same
/// party.
ExprId due_of_one(Draft& draft, const model::Payment& payment, const PoolAccount& arrears, ExprId due, Span span) {
    const Kind money = Kind::money();
    const Axis paying{Axis::Type::party, payment.payer.each_of, {}, {}, {}};
    const Axis owing{Axis::Type::party, arrears.owing, {}, {}, {}};
    const model::TermId of_role =
        pool_term(draft, fmt::format("due under clause {}", draft.contract.clause(payment.clause).number), span);
    draft.term(of_role).index.insert(draft.term(of_role).index.begin(), paying);
    draft.term(of_role).stages.push_back(
        {model::Stage::Effect::defines, payment.clause, due, payment.from, payment.until});
    const Kind party = Kind::party(arrears.owing);
    const ExprId here = draft.add(model::ScopeElement{owing}, party);
    model::Combine is_one{model::Junction::any_of, 0, {}};
    for (const model::PartyId one : draft.contract.role(payment.payer.each_of).parties)
        is_one.items.push_back(draft.add(
            model::Compare{model::CompareOp::equal, here, draft.add(model::Constant{one}, party)}, Kind::yes_no()));
    const ExprId asked = draft.add(std::move(is_one), Kind::yes_no());
    const ExprId there = draft.add(model::TermRef{of_role, {{paying, here, 0}}, std::nullopt}, money, span);
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, money);
    return draft.add(model::Choose{{{asked, there}}, nothing, true}, money);
}

}  // namespace

bool owe_payment(Draft& draft, const model::Payment& payment, PoolAccount& arrears, std::size_t stage, Span span) {
    const model::Role& owing = draft.contract.role(arrears.owing);
    const auto owes = [&](model::PartyId party) {
        return std::find(owing.parties.begin(), owing.parties.end(), party) != owing.parties.end();
    };
    const model::PartySelector& payer = payment.payer;
    const bool of_role = payer.each_of.is_set() && payer.each_of != arrears.owing;
    const auto& paying = of_role ? draft.contract.role(payer.each_of).parties : owing.parties;
    const bool known = payer.each_of.is_set() ? std::all_of(paying.begin(), paying.end(), owes) : owes(payer.party);
    if (!known)
        return refuse(
            draft, span,
            fmt::format("it is not said who owes what is not received of this payment: only `{}` owes "
                        "something",
                        owing.name),
            "give all who pay into the pool one more role, as `Funder, Contributor`, and write `stays owed by "
            "each` of that role");
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
    if (of_role) due = due_of_one(draft, payment, arrears, due, span);
    const ExprId previous = draft.add(model::Previous{}, money);
    draft.term(arrears.balance).stages[stage].value =
        draft.add(model::Arithmetic{model::ArithmeticOp::add, previous, due, {}, {}}, money, span);
    return true;
}

}  // namespace concordat::check
