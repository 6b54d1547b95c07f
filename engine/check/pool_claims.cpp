// engine/check/pool_claims.cpp · room: check
// What:  claims that a pool could not meet: who owes them to whom from then on. What is carried of them is paid to
//        those who made them, the oldest first and in one period in proportion to what is still owed to each; what
//        falls on a party is paid by that party to them.
// Source: findings N28 ("then to Unpaid Claims, the oldest first, those of one rank in proportion to what is owed");
//         share-algebra K6 (money that leaves a pool reaches somebody).

#include "check/pool_claims.h"
#include "check/pool_flows.h"

#include <algorithm>

#include <fmt/format.h>

namespace concordat::check {

using syntax::Destination;

namespace {

std::string name_of_added(const PoolAccount& account) { return account.name + " added"; }

/// The role of the first claim of the sentence; claims of other roles are refused when they are used.
std::optional<model::RoleId> role_of_claims(Draft& draft, const syntax::AppliedSentence& applied) {
    using Type = syntax::AppliedSentence::Use::Type;
    for (const auto& use : applied.uses) {
        if (use.type != Type::claim) continue;
        const Entity* entity = draft.find(use.to.name.text);
        if (entity == nullptr || entity->what != Entity::What::term) continue;
        if (!ensure_lowered(draft, entity->term, use.to.name.span)) continue;
        for (const Axis& axis : draft.term(entity->term).index)
            if (axis.type == Axis::Type::party && axis.role.is_set()) return axis.role;
    }
    return std::nullopt;
}

}  // namespace

void declare_owed(Draft& draft, const syntax::AppliedSentence& applied) {
    if (!applied.not_met || !applied.not_met->carried_as) return;
    PoolAccount* account = account_named(draft, applied.not_met->carried_as->text);
    const auto role = applied.ranks ? role_of_ranks(draft, applied) : role_of_claims(draft, applied);
    if (account == nullptr || !role) return;
    account->owed_to = *role;
    account->owed = pool_term(draft, name_of_added(*account), applied.not_met->carried_as->span);
    auto& index = draft.term(account->owed).index;
    index.insert(index.begin(), Axis{Axis::Type::party, *role, {}, {}, {}});
}

const Axis* party_axis(const Draft& draft, model::TermId id) {
    const auto& index = draft.contract.term(id).index;
    const auto found =
        std::find_if(index.begin(), index.end(), [](const Axis& one) { return one.type == Axis::Type::party; });
    return found == index.end() || !found->role.is_set() ? nullptr : &*found;
}

/// A term that has a value for each party of a role, worked out.
const Entity* amount_of_each(const Flow& flow, const syntax::Name& name) {
    Draft& draft = flow.draft;
    const Entity* entity = expect(draft, name, Entity::What::term);
    if (entity == nullptr || !ensure_lowered(draft, entity->term, name.span)) return nullptr;
    draft.draft(entity->term).used = true;
    if (party_axis(draft, entity->term) != nullptr) return entity;
    flow.refuse(Code::pool_use_unclear, name.span,
                fmt::format("`{}` has no value for each party, so that it is not said who is paid", name.text),
                "name an amount of each party of a role, or say `Winter Fund shall pay X to P`");
    return nullptr;
}

bool leave_unmet(const Flow& flow, const Destination& goes, const UnmetRank& rank) {
    if (goes.type == Destination::Type::lapses) return true;
    Draft& draft = flow.draft;
    const ExprId unmet = flow.named(fmt::format("{} not met", rank.name), rank.all);
    if (goes.type == Destination::Type::falls_on) {
        const auto party = one_party(draft, *goes.to);
        if (!party) return false;
        flow.pay_each(*party, rank.role, rank.of_each, fmt::format("{} not met", rank.name));
        return true;
    }
    PoolAccount* account = goes.carried_as ? account_named(draft, goes.carried_as->text) : nullptr;
    if (account == nullptr)
        return flow.refuse(Code::pool_use_unclear, goes.span,
                           "what is carried forward has no name, so that no clause can use it",
                           "write `is carried forward as \"Unmet Claims\"`, and name it in the clause that uses it");
    if (account->owed_to != rank.role)
        return flow.refuse(
            Code::pool_use_unclear, goes.span,
            fmt::format("`{}` holds what is owed to each {}, and `{}` is owed to each {}", account->name,
                        draft.contract.role(account->owed_to).name, rank.name, draft.contract.role(rank.role).name),
            "apply the money to them in two sentences, each with a name of its own for what is carried");
    auto& stages = draft.term(account->owed).stages;
    const bool first = stages.empty();
    const ExprId previous = first ? ExprId() : draft.add(model::Previous{}, Kind::money());
    model::Stage stage{first ? model::Stage::Effect::defines : model::Stage::Effect::other, flow.standing.clause,
                       first ? rank.of_each : flow.plus(previous, rank.of_each), flow.standing.from,
                       flow.standing.until};
    stage.words = flow.words();
    stages.push_back(std::move(stage));
    flow.change(*account, unmet, true);
    return true;
}

std::optional<ExprId> pay_claims(const Flow& flow, const syntax::AppliedSentence& sentence,
                                 const syntax::AppliedSentence::Use& use, const ThereToPay& there) {
    const auto refuse = [&](Code code, std::string message, std::string help) -> std::optional<ExprId> {
        flow.refuse(code, use.span, std::move(message), std::move(help));
        return std::nullopt;
    };
    Draft& draft = flow.draft;
    const Entity* entity = amount_of_each(flow, use.to.name);
    if (entity == nullptr) return std::nullopt;
    const model::TermId claim = entity->term;
    const std::string name = draft.term(claim).name;
    const model::RoleId role = party_axis(draft, claim)->role;
    if (!use.by_what_is_owed && draft.contract.role(role).parties.size() != 1)
        return refuse(
            Code::rank_unsaid,
            fmt::format("several `{}` have one rank, and it is not said how they share what is there", name),
            fmt::format("write `to {}, in proportion to what is owed`, or name one party after the other", name));
    if (!draft.odd_pennies)
        return refuse(Code::odd_penny_unsaid, "the division does not say where an odd penny goes",
                      "add a clause `Wherever an amount is divided, any odd penny goes to the largest remainder.`");
    if (!sentence.not_met)
        return refuse(Code::excess_without_home,
                      fmt::format("it is not said what becomes of a `{}` that is not met", name),
                      "add `; what is not met lapses`, or `is carried forward as \"Y\"`");
    const ExprId owed = draft.add(model::Round{flow.term(claim), coins_of_payments(draft)}, Kind::money(), use.span);
    const ExprId used = flow.named(fmt::format("{} applied to {}", there.whose, name),
                                   flow.lesser(there.left, flow.not_below_nothing(flow.total_of(role, owed))));
    model::PartySelector payee;
    payee.each_of = role;
    const ExprId each = flow.among(role, used, owed);
    flow.pay_out(there.pool, payee, each, {});
    if (!leave_unmet(flow, *sentence.not_met,
                     {role, name, flow.less(flow.total_of(role, owed), used), flow.less(owed, each)}))
        return std::nullopt;
    return used;
}

std::optional<ExprId> pay_owed(const Flow& flow, PoolAccount& account, const ThereToPay& there) {
    Draft& draft = flow.draft;
    if (account.paid_from.is_set()) {
        flow.refuse(Code::pool_use_unclear, flow.span,
                    fmt::format("two clauses pay `{}`, and it is not said which of them pays which of the claims",
                                account.name),
                    "let one clause pay what was carried forward");
        return std::nullopt;
    }
    account.paid_from = flow.named(fmt::format("{} left to pay {}", there.whose, account.name), there.left);
    model::Repaid repaid{account.owed_to, flow.term(account.owed), account.paid_from, draft.pools->unit,
                         false,           account.one_rank};
    const ExprId each = draft.add(repaid, Kind::money(), flow.span);
    repaid.all = true;
    model::PartySelector payee;
    payee.each_of = account.owed_to;
    payee.also_left = true;
    flow.pay_out(there.pool, payee, each,
                 fmt::format("{} of earlier {}s", account.name, calendar::unit_name(draft.pools->unit)));
    return flow.named(fmt::format("{} applied to {}", there.whose, account.name),
                      draft.add(repaid, Kind::money(), flow.span));
}

/// What the last period would pay of the earlier ones if there were enough, less what it pays, and its own.
void pay_owed_at_end(const Flow& flow, const PoolAccount& account, model::PartyId payer) {
    if (!account.paid_from.is_set()) return;  // told elsewhere: no clause ever meets it
    Draft& draft = flow.draft;
    model::Repaid repaid{account.owed_to, flow.term(account.owed), account.paid_from, draft.pools->unit,
                         false,           account.one_rank};
    const ExprId paid = draft.add(repaid, Kind::money(), flow.span);
    repaid.from = flow.plus(account.paid_from, flow.in_last_period(flow.term(account.balance)));
    const ExprId all = draft.add(repaid, Kind::money(), flow.span);
    const auto& memberships = draft.contract.role(account.owed_to).memberships;
    if (std::none_of(memberships.begin(), memberships.end(), [](const auto& one) { return one.until.has_value(); }))
        return flow.pay_each(payer, account.owed_to, flow.plus(flow.less(all, paid), flow.term(account.owed)),
                             account.name);
    // One who has left makes no claim in the last period, and is paid what it is still owed of earlier ones.
    const std::string unit(calendar::unit_name(draft.pools->unit));
    flow.pay_each(payer, account.owed_to, flow.less(all, paid), fmt::format("{} of earlier {}s", account.name, unit));
    draft.contract.payments.back().payee.also_left = true;
    flow.pay_each(payer, account.owed_to, flow.term(account.owed), account.name);
}

}  // namespace concordat::check
