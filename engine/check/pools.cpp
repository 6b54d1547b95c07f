// engine/check/pools.cpp · room: check
// What:  pools and their parts, and claims that are carried, each as a balance for every period to which clauses add
//        and from which they take; that each has an end.
// Source: findings N28, N25; share-algebra K6, K8.
// How:   a balance is a term with a stage for each clause that puts in or takes out; pool_flows.cpp makes the stages.

#include "check/pools.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/pool_claims.h"
#include "check/pool_flows.h"
#include "check/pool_shares.h"

namespace concordat::check {

namespace {

using model::TermId;
using syntax::Destination;

// ---- declaring --------------------------------------------------------------------------------------------------

model::ClauseId clause_here(const Draft& draft) {
    const auto found = draft.clause_ids.find(draft.clause_now);
    return found == draft.clause_ids.end() ? model::ClauseId() : found->second;
}

}  // namespace

TermId pool_term(Draft& draft, const std::string& name, Span declared) {
    const TermId id = draft.new_term(name, declared);
    model::Term& term = draft.term(id);
    term.kind = Kind::money();
    term.index = {{Axis::Type::period, {}, {}, {}, draft.pools->unit}};
    term.clause = clause_here(draft);
    draft.draft(id).state = TermDraft::State::done;
    draft.draft(id).used = true;
    return id;
}

namespace {

std::size_t new_account(Draft& draft, const syntax::Name& name, std::optional<std::size_t> pool) {
    PoolAccount account;
    account.name = name.text;
    account.declared = name.span;
    account.clause = draft.clause_now;
    account.pool = pool;
    account.balance = pool_term(draft, name.text, name.span);
    account.opening = pool_term(draft, name.text + " brought forward", name.span);
    draft.pools->accounts.push_back(std::move(account));
    return draft.pools->accounts.size() - 1;
}

/// A pool is paid and pays as a party does; where it has no parts its name is also that of what it holds.
void declare_pool(Draft& draft, const syntax::PoolSentence& sentence) {
    const model::PartyId party(draft.contract.parties.size());
    Entity entity;
    entity.what = Entity::What::party;
    entity.party = party;
    entity.declared = sentence.name.span;
    entity.clause = draft.clause_now;
    if (!draft.declare(sentence.name.text, entity)) return;
    draft.contract.parties.push_back({sentence.name.text, {}, draft.text.place(sentence.name.span), {}});
    const auto holder = one_party(draft, sentence.held_by);
    if (holder) draft.contract.parties.back().held_by = *holder;
    draft.contract.pools.push_back({party, clause_here(draft), {}});
}

void declare_account(Draft& draft, const syntax::Name& name, std::optional<std::size_t> pool,
                     const syntax::AmountPtr& opening) {
    const std::size_t place = new_account(draft, name, pool);
    PoolAccount& account = draft.pools->accounts[place];
    Entity entity;
    entity.term = account.balance;
    entity.declared = name.span;
    entity.clause = draft.clause_now;
    if (pool && draft.find(name.text) != nullptr && draft.find(name.text)->what == Entity::What::party)
        draft.names[name.text].term = account.balance;
    else if (!draft.declare(name.text, entity)) return;
    draft.names.emplace(regular_plural(name.text), entity);
    if (opening == nullptr) return;
    const Kind money = Kind::money();
    const auto* literal = std::get_if<syntax::LiteralAmount>(&opening->node);
    const auto value =
        literal == nullptr ? std::nullopt : lower_literal(draft, literal->literal, opening->span, &money);
    if (value && demand(draft, value->kind, money, opening->span, "what a pool opens with"))
        account.opens_with = value->id;
}

void check_opening_day(Draft& draft, const syntax::PoolPartsSentence::Part& part) {
    if (!part.on || *part.on == draft.contract.in_force.first) return;
    draft
        .error(Code::pool_use_unclear, part.on_span,
               fmt::format("the agreement begins on {}; what a pool opens with is what it holds on that day",
                           calendar::write_long(draft.contract.in_force.first)))
        .with_help(fmt::format("say what it holds on {}", calendar::write_long(draft.contract.in_force.first)));
}

void declare_parts(Draft& draft, const syntax::PoolPartsSentence& sentence, Span span) {
    if (draft.contract.pools.empty()) {
        draft.error(Code::not_a_pool, span, "`It holds` says what a pool holds, and no pool stands before it")
            .with_help("declare the pool in the sentence before: `\"Winter Fund\" is a pool held by P.`");
        return;
    }
    const std::size_t pool = draft.contract.pools.size() - 1;
    for (const auto& part : sentence.parts) {
        check_opening_day(draft, part);
        declare_account(draft, part.name, pool, part.opening);
    }
}

void declare_carried(Draft& draft, const std::optional<Destination>& goes) {
    if (!goes || !goes->carried_as) return;
    declare_account(draft, *goes->carried_as, std::nullopt, nullptr);
    draft.pools->accounts.back().first_in_line = goes->first_in_line.has_value();
}

/// A term that a clause on losses or pools gives a name.
void declare_named(Draft& draft, const syntax::Name& name) {
    Entity entity;
    entity.term = TermId(draft.contract.terms.size());
    entity.declared = name.span;
    entity.clause = draft.clause_now;
    if (!draft.declare(name.text, entity)) return;
    draft.new_term(name.text, name.span);
    draft.term(entity.term).clause = clause_here(draft);
    draft.names.emplace(regular_plural(name.text), entity);
}

/// The period of pools is the longest that their sentences name, else that of the settlement.
calendar::PeriodUnit unit_of_pools(const Draft& draft) {
    std::optional<calendar::PeriodUnit> unit;
    const auto named = [&](const std::optional<syntax::Name>& name) {
        const auto found = name ? find_unit(draft, name->text) : std::nullopt;
        if (found && (!unit || *unit < *found)) unit = found;
    };
    for (const StandingSentence& standing : draft.sentences) {
        const auto& form = standing.sentence->form;
        if (const auto* met = std::get_if<syntax::MetFromSentence>(&form)) named(met->balance.first_in_line);
        if (const auto* kept = std::get_if<syntax::KeptForSentence>(&form)) named(kept->unit);
        if (const auto* applied = std::get_if<syntax::AppliedSentence>(&form))
            for (const auto& use : applied->uses) named(use.unit);
    }
    return unit.value_or(draft.contract.settles);
}

bool has_parts(const Draft& draft, std::size_t pool) {
    return std::any_of(draft.pools->accounts.begin(), draft.pools->accounts.end(),
                       [&](const PoolAccount& account) { return account.pool == pool; });
}

}  // namespace

std::optional<model::PartyId> one_party(Draft& draft, const syntax::Name& name) {
    const Entity* entity = draft.find(name.text);
    if (entity != nullptr && entity->what == Entity::What::role &&
        draft.contract.role(entity->role).parties.size() == 1)
        return draft.contract.role(entity->role).parties.front();
    entity = expect(draft, name, Entity::What::party);
    return entity == nullptr ? std::nullopt : std::optional(entity->party);
}

exact::Rounding coins_of_payments(const Draft& draft) {
    exact::Ratio step = 1;
    for (int digit = 0; digit < draft.contract.currency.minor_digits; ++digit) step /= 10;
    return draft.contract.payment_rounding.value_or(exact::Rounding{step, exact::RoundingMode::half_up});
}

PoolAccount* account_named(Draft& draft, std::string_view name) {
    auto& accounts = draft.pools->accounts;
    const auto found = std::find_if(accounts.begin(), accounts.end(), [&](const PoolAccount& one) {
        return one.name == name || regular_plural(one.name) == name;
    });
    return found == accounts.end() ? nullptr : &*found;
}

TermId opening_or_itself(const Draft& draft, TermId term) {
    for (const PoolAccount& account : draft.pools->accounts)
        if (account.balance == term) return account.opening;
    return term;
}

void declare_pools(Draft& draft) {
    draft.pools = std::make_shared<PoolRules>();
    draft.pools->unit = unit_of_pools(draft);
    std::vector<std::pair<const syntax::PoolSentence*, const StandingSentence*>> pools;
    for (const StandingSentence& standing : draft.sentences) {
        const InClause here(draft, standing.number);
        const auto& form = standing.sentence->form;
        if (const auto* pool = std::get_if<syntax::PoolSentence>(&form)) {
            declare_pool(draft, *pool);
            pools.emplace_back(pool, &standing);
        }
        if (const auto* parts = std::get_if<syntax::PoolPartsSentence>(&form))
            declare_parts(draft, *parts, standing.sentence->span);
        if (const auto* met = std::get_if<syntax::MetFromSentence>(&form)) declare_carried(draft, met->balance);
        if (const auto* loss = std::get_if<syntax::LossStepsSentence>(&form)) {
            if (loss->part) declare_named(draft, *loss->part);
            if (loss->not_met && loss->not_met->type == Destination::Type::carried)
                declare_carried(draft, loss->not_met);
            else if (const auto name = name_of_not_met(*loss); !name.empty())
                declare_named(draft, {name, loss->not_met->span});
        }
        if (const auto* applied = std::get_if<syntax::AppliedSentence>(&form)) {
            if (applied->balance.part) declare_named(draft, *applied->balance.part);
            declare_carried(draft, applied->not_met);
        }
        const auto* received = std::get_if<syntax::ReceivedOnlySentence>(&form);
        if (received != nullptr && received->named) declare_named(draft, *received->named);
    }
    for (const auto& [pool, standing] : pools) {
        const Entity* entity = draft.find(pool->name.text);
        if (entity == nullptr || entity->what != Entity::What::party) continue;
        const auto place = std::find_if(draft.contract.pools.begin(), draft.contract.pools.end(),
                                        [&](const model::Pool& one) { return one.party == entity->party; });
        if (place == draft.contract.pools.end()) continue;
        const auto number = static_cast<std::size_t>(place - draft.contract.pools.begin());
        if (has_parts(draft, number)) continue;
        const InClause here(draft, standing->number);
        declare_account(draft, pool->name, number, pool->opening);
        draft.term(draft.pools->accounts.back().balance).may_be_negative = pool->may_be_negative;
    }
}

namespace {

/// What is there at the start of a period: what the one before left.
void open_account(Draft& draft, PoolAccount& account) {
    const Kind kind = Kind::money();
    const Axis axis{Axis::Type::period, {}, {}, {}, draft.pools->unit};
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, kind);
    const ExprId first = account.opens_with.is_set() ? account.opens_with : nothing;
    ExprId left = draft.add(model::TermRef{account.balance, {{axis, {}, 1}}, std::nullopt}, kind);
    if (account.unused.is_set()) {
        const ExprId unused = draft.add(model::TermRef{account.unused, {{axis, {}, 1}}, std::nullopt}, kind);
        left = draft.add(model::Arithmetic{model::ArithmeticOp::subtract, left, unused, {}, {}}, kind);
    }
    const ExprId here = draft.add(model::PeriodEdge{draft.pools->unit, false, {}}, Kind::date());
    const ExprId begins = draft.add(model::Constant{draft.contract.in_force.first}, Kind::date());
    const ExprId is_first = draft.add(model::Compare{model::CompareOp::at_most, here, begins}, Kind::yes_no());
    const ExprId value = draft.add(model::Choose{{{is_first, first}}, left, true}, kind);
    model::Stage stage;
    stage.clause = draft.term(account.opening).clause;
    stage.value = value;
    draft.term(account.opening).stages.push_back(stage);
}

/// The balance begins with what was brought forward.
void begin_account(Draft& draft, PoolAccount& account) {
    model::Stage stage;
    stage.clause = draft.term(account.balance).clause;
    stage.value = draft.add(model::TermRef{account.opening, {}, std::nullopt}, Kind::money());
    draft.term(account.balance).stages.push_back(stage);
}

}  // namespace

namespace {

enum class FlowRound { within, kept_for, at_end };

FlowRound round_of(const syntax::Sentence& sentence) {
    if (std::holds_alternative<syntax::KeptForSentence>(sentence.form)) return FlowRound::kept_for;
    if (std::holds_alternative<syntax::EndRuleSentence>(sentence.form)) return FlowRound::at_end;
    return FlowRound::within;
}

}  // namespace

void lower_pools(Draft& draft) {
    for (std::size_t index = 0; index < draft.sentences.size(); ++index) {
        const StandingSentence standing = draft.sentences[index];
        const InClause here(draft, standing.number);
        const auto* applied = std::get_if<syntax::AppliedSentence>(&standing.sentence->form);
        if (applied != nullptr) declare_owed(draft, *applied);
        const auto* received = std::get_if<syntax::ReceivedOnlySentence>(&standing.sentence->form);
        if (received != nullptr) declare_arrears(draft, *received, standing.sentence->span);
        const auto* kept = std::get_if<syntax::KeptForSentence>(&standing.sentence->form);
        PoolAccount* account = kept == nullptr ? nullptr : account_named(draft, kept->what.text);
        if (account != nullptr) account->kept_for_some = true;
    }
    for (PoolAccount& account : draft.pools->accounts) begin_account(draft, account);
    for (std::size_t index = 0; index < draft.sentences.size(); ++index) {
        const StandingSentence standing = draft.sentences[index];
        const InClause here(draft, standing.number);
        const auto* end = std::get_if<syntax::EndRuleSentence>(&standing.sentence->form);
        if (end != nullptr) declare_paid_in({draft, standing, standing.sentence->span, true}, *end);
    }
    // How long a balance is kept looks at all that goes in; the end of the agreement at what is kept.
    for (const FlowRound round : {FlowRound::within, FlowRound::kept_for, FlowRound::at_end}) {
        for (std::size_t index = 0; index < draft.sentences.size(); ++index) {
            const StandingSentence standing = draft.sentences[index];
            const InClause here(draft, standing.number);
            if (round_of(*standing.sentence) == round) lower_flow(draft, standing);
        }
    }
    for (PoolAccount& account : draft.pools->accounts) open_account(draft, account);
    for (const PoolAccount& account : draft.pools->accounts) {
        if (!account.pool) continue;
        draft.contract.pools[*account.pool].accounts.push_back(
            {account.balance, account.opening, account.out, account.owing});
    }
}

void check_pools(Draft& draft) {
    const bool broken = std::any_of(draft.document.clauses.begin(), draft.document.clauses.end(),
                                    [](const syntax::Clause& clause) { return clause.broken; });
    if (broken) return;
    check_into_parts(draft);
    check_paid_in(draft);
    for (const PoolAccount& account : draft.pools->accounts) {
        const InClause here(draft, account.clause);
        if (!account.has_end)
            draft
                .error(Code::pool_without_end, account.declared,
                       fmt::format("it is not said what becomes of `{}` at the end of the agreement", account.name))
                .with_help(account.pool
                               ? fmt::format("add `At the end of this agreement {} is returned to` and a party, "
                                             "or those of a role `in proportion to` an amount",
                                             account.name)
                               : fmt::format("add `At the end of this agreement {} lapses.`, or `falls on` and "
                                             "a party",
                                             account.name));
        if (!account.pool && !account.is_used)
            draft
                .error(Code::pool_use_unclear, account.declared,
                       fmt::format("`{}` is carried forward, and no clause ever meets it", account.name))
                .with_help(fmt::format("write in the clause on what is there `... is applied first to {} of earlier "
                                       "{}s`, or let it lapse",
                                       account.name, calendar::unit_name(draft.pools->unit)));
    }
    for (const auto& [name, ended] : draft.pools->repaid) {
        if (ended) continue;
        draft
            .error(
                Code::pool_without_end, draft.pools->repaid_at.at(name),
                fmt::format("it is not said what becomes of `{}` that is not repaid at the end of the agreement", name))
            .with_help(fmt::format("add `At the end of this agreement {} not yet repaid lapses.`", name));
    }
}

}  // namespace concordat::check
