// engine/check/pool_flows.cpp · room: check
// What:  what each sentence on a pool puts in and takes out: a loss met from it, what is applied in an order, payments,
//        how long it is kept.
// Source: findings N28; share-algebra K6 (pay = the lesser of claim and what is there; nothing is created or lost).
// How:   every step is a term with a name, so that the statement shows where the whole amount went.

#include "check/pool_flows.h"

#include <algorithm>

#include <fmt/format.h>

#include "check/pool_claims.h"
#include "check/pool_ends.h"

namespace concordat::check {

using model::Arithmetic;
using model::ArithmeticOp;
using syntax::Destination;

// ---- steps shared with pool_ends.cpp --------------------------------------------------------------------------------

ExprId Flow::term(model::TermId id, std::optional<std::size_t> stage) const {
    return draft.add(model::TermRef{id, {}, stage}, Kind::money(), span);
}

ExprId Flow::before(const PoolAccount& account) const {
    return term(account.balance, draft.term(account.balance).stages.size() - 1);
}

ExprId Flow::less(ExprId of, ExprId what) const {
    return draft.add(Arithmetic{ArithmeticOp::subtract, of, what, {}, {}}, Kind::money(), span);
}

ExprId Flow::plus(ExprId of, ExprId what) const {
    return draft.add(Arithmetic{ArithmeticOp::add, of, what, {}, {}}, Kind::money(), span);
}

ExprId Flow::not_below_nothing(ExprId of) const {
    const ExprId nothing = draft.add(model::Constant{exact::Ratio(0)}, Kind::money());
    return draft.add(model::Limit{of, {{false, nothing}}}, Kind::money(), span);
}

ExprId Flow::lesser(ExprId of, ExprId what) const {
    return draft.add(model::Limit{of, {{true, what}}}, Kind::money(), span);
}

ExprId Flow::named(const std::string& name, ExprId value) const {
    const model::TermId id = pool_term(draft, name, span);
    model::Stage stage{model::Stage::Effect::defines, standing.clause, value, standing.from, standing.until};
    stage.words = words();
    draft.term(id).stages.push_back(std::move(stage));
    return term(id);
}

std::string Flow::words() const {
    return standing.words.empty() ? folded_words(draft.text.slice(standing.sentence->span)) : standing.words;
}

void Flow::change(PoolAccount& account, ExprId amount, bool in, std::optional<std::size_t> place) const {
    const ExprId previous = draft.add(model::Previous{}, Kind::money());
    model::Stage stage{model::Stage::Effect::other, standing.clause,
                       in ? plus(previous, amount) : less(previous, amount), standing.from, standing.until};
    stage.words = words();
    auto& stages = draft.term(account.balance).stages;
    if (place) stages.insert(stages.begin() + static_cast<std::ptrdiff_t>(*place), std::move(stage));
    else stages.push_back(std::move(stage));
}

bool Flow::refuse(Code code, Span where, std::string message, std::string help) const {
    draft.error(code, where, std::move(message)).with_help(std::move(help));
    return false;
}

std::optional<std::size_t> Flow::pool_of(const std::vector<const PoolAccount*>& touched) const {
    for (const PoolAccount* account : touched)
        if (account != nullptr && account->pool) return account->pool;
    if (draft.contract.pools.size() == 1) return 0;
    refuse(Code::not_a_pool, span,
           draft.contract.pools.empty() ? "there is no pool that this could come from"
                                        : "there are several pools, and it is not said which one is meant",
           "declare the pool: `\"Winter Fund\" is a pool held by P.`, and name it or a part of it here");
    return std::nullopt;
}

void Flow::pay_out(std::size_t pool, const model::PartySelector& payee, ExprId amount, std::string part) const {
    model::Payment payment;
    payment.clause = standing.clause;
    payment.from = standing.from;
    payment.until = standing.until;
    payment.payer.party = draft.contract.pools[pool].party;
    payment.payee = payee;
    payment.amount = amount;
    payment.unit = draft.pools->unit;
    payment.part = std::move(part);
    payment.on_its_own = draft.contract.each_period_on_its_own;
    payment.rounding = coins_of_payments(draft);
    if (only_at_end) {
        const auto last =
            calendar::Period::containing(draft.pools->unit, draft.contract.in_force.last, draft.contract.year_start);
        if (!payment.from || *payment.from < last.first())
            payment.from = std::max(last.first(), draft.contract.in_force.first);
    }
    draft.contract.payments.push_back(std::move(payment));
}

void Flow::pay_in(std::size_t pool, model::PartyId payer, ExprId amount) const {
    pay_out(pool, {}, amount, {});
    model::Payment& payment = draft.contract.payments.back();
    payment.payee.party = payment.payer.party;
    payment.payer = {};
    payment.payer.party = payer;
}

void Flow::pay_each(model::PartyId payer, model::RoleId payees, ExprId amount, std::string part) const {
    pay_in(0, payer, amount);
    model::Payment& payment = draft.contract.payments.back();
    payment.payee = {};
    payment.payee.each_of = payees;
    payment.part = std::move(part);
}

bool Flow::give(std::size_t pool, ExprId amount, const Destination& goes, const std::string& part) const {
    const Entity* entity = draft.find(goes.to->text);
    if (entity == nullptr) {
        report_unknown(draft, *goes.to, "a party or role of this agreement");
        return false;
    }
    model::PartySelector payee;
    const bool several = entity->what == Entity::What::role && draft.contract.role(entity->role).parties.size() != 1;
    if (!several) {
        const auto party = one_party(draft, *goes.to);
        if (!party) return false;
        payee.party = *party;
        pay_out(pool, payee, amount, part);
        return true;
    }
    if (goes.in_proportion_to == nullptr)
        return refuse(Code::rank_unsaid, goes.to->span,
                      fmt::format("`{}` are several, and it is not said how it is divided among them", goes.to->text),
                      "add `in proportion to` and an amount, a number or a percentage of each");
    if (!draft.odd_pennies)
        return refuse(Code::odd_penny_unsaid, goes.to->span, "the division does not say where an odd penny goes",
                      "add a clause `Wherever an amount is divided, any odd penny goes to the largest remainder and, "
                      "where remainders are equal, to the larger share and then to the party listed first.`");
    payee.each_of = entity->role;
    Scope inner;
    inner.axes = {{Axis::Type::party, entity->role, {}, {}, {}}};
    const auto weight = lower_amount(draft, *goes.in_proportion_to, inner);
    if (!weight) return false;
    if (weight->kind.base != model::KindBase::amount)
        return refuse(Code::wrong_kind, goes.in_proportion_to->span,
                      fmt::format("an amount is divided in proportion to a number; this is {}", describe(weight->kind)),
                      "name an amount, a number or a percentage of each");
    const ExprId each = among(entity->role, amount, weight->id);
    if (!goes.part) {
        pay_out(pool, payee, each, part);
        return true;
    }
    Entity* declared = &draft.names[goes.part->text];
    model::Term& term_of_part = draft.term(declared->term);
    term_of_part.kind = Kind::money();
    term_of_part.index = {inner.axes.front(), {Axis::Type::period, {}, {}, {}, draft.pools->unit}};
    model::Stage stage{model::Stage::Effect::defines, standing.clause, each, standing.from, standing.until};
    stage.words = words();
    term_of_part.stages.push_back(std::move(stage));
    draft.draft(declared->term).state = TermDraft::State::done;
    draft.draft(declared->term).used = true;
    pay_out(pool, payee, term(declared->term), part);
    return true;
}

ExprId Flow::among(model::RoleId role, ExprId amount, ExprId weight, ExprId where) const {
    model::Division division;
    division.role = role;
    division.amount = amount;
    division.where = where;
    division.weight = weight;
    division.rounding = coins_of_payments(draft);
    return draft.add(std::move(division), Kind::money(), span);
}

ExprId Flow::total_of(model::RoleId role, ExprId of) const {
    model::Aggregate all;
    all.op = model::AggregateOp::total;
    all.over = {{Axis::Type::party, role, {}, {}, {}}};
    all.of = of;
    return draft.add(std::move(all), Kind::money(), span);
}

std::optional<ExprId> Flow::whole(const syntax::Reference& reference) const {
    Scope scope;
    std::set<calendar::PeriodUnit> units;
    scope.units_used = &units;
    const auto amount = lower_reference(draft, reference, reference.name.span, scope, nullptr);
    if (!amount || !demand(draft, amount->kind, Kind::money(), reference.name.span, "what goes into or out of a pool"))
        return std::nullopt;
    if (!units.empty() && *units.begin() != draft.pools->unit) {
        refuse(Code::pool_use_unclear, reference.name.span,
               fmt::format("`{}` is worked out for each {}, and the pool stands for each {}", reference.name.text,
                           calendar::unit_name(*units.begin()), calendar::unit_name(draft.pools->unit)),
               fmt::format("define a term for the {}, as `the total of {} for the {}`",
                           calendar::unit_name(draft.pools->unit), reference.name.text,
                           calendar::unit_name(draft.pools->unit)));
        return std::nullopt;
    }
    return draft.add(model::Round{amount->id, coins_of_payments(draft)}, Kind::money(), reference.name.span);
}

namespace {

PoolAccount* account_of(const Flow& flow, const syntax::Name& name, bool in_pool) {
    PoolAccount* account = account_named(flow.draft, name.text);
    if (account != nullptr && account->owing.is_set()) {
        flow.refuse(Code::pool_use_unclear, name.span,
                    fmt::format("`{}` is what is still owed to a pool; it is no money that could be used", name.text),
                    "name the pool: what is received of it goes in there by itself");
        return nullptr;
    }
    if (account != nullptr && (account->pool.has_value() == in_pool)) return account;
    if (flow.draft.find(name.text) == nullptr) {
        report_unknown(flow.draft, name, in_pool ? "a pool or a part of one" : "what a clause carries forward");
        return nullptr;
    }
    flow.refuse(
        in_pool ? Code::not_a_pool : Code::pool_use_unclear, name.span,
        in_pool ? fmt::format("`{}` is no pool, and no part of one", name.text)
                : fmt::format("no clause carries `{}` forward", name.text),
        in_pool ? "name a pool, or one of the parts that it holds"
                : fmt::format("write in the clause on the loss `any balance is carried forward as \"{}\"`", name.text));
    return nullptr;
}

// ---- a loss met from what is there
// ------------------------------------------------------------------------------------

bool carry(const Flow& flow, const Destination& goes, ExprId left) {
    if (!goes.carried_as)
        return flow.refuse(Code::pool_use_unclear, goes.span,
                           "what is carried forward has no name, so that no clause can use it",
                           "write `is carried forward as \"Unmet Loss\"`, and name it in the clause that uses it");
    PoolAccount* account = account_named(flow.draft, goes.carried_as->text);
    if (account != nullptr) flow.change(*account, left, true);
    return account != nullptr;
}

/// Those who meet a part under another clause: what reaches them, and what they meet of it.
std::optional<ExprId> met_by_parties(const Flow& flow, const syntax::MetFromSentence::Source& source,
                                     const std::string& whose, ExprId left) {
    Draft& draft = flow.draft;
    const auto* loss = loss_steps_of(draft, source.clause->text);
    const Entity* part = loss != nullptr && loss->part ? draft.find(loss->part->text) : nullptr;
    if (part == nullptr || part->what != Entity::What::term || !loss->part_met_by ||
        loss->part_met_by->text != source.name.text) {
        flow.refuse(
            Code::loss_step_unclear, source.clause->span,
            fmt::format("clause {} does not say what each of the {} meets", source.clause->text, source.name.text),
            fmt::format("write there `The part met by the {} is met by all {} in proportion to W; what each "
                        "of them meets is its \"Y\".`",
                        source.name.text, source.name.text));
        return std::nullopt;
    }
    const model::TermId reaches =
        pool_term(draft, fmt::format("{} left for the {}", whose, source.name.text), flow.span);
    draft.term(reaches).stages.push_back({model::Stage::Effect::defines, flow.standing.clause, left, flow.standing.from,
                                          flow.standing.until, flow.words()});
    draft.pools->left_for[source.clause->text] = reaches;
    if (!ensure_lowered(draft, part->term, source.clause->span)) return std::nullopt;
    const auto& index = draft.term(part->term).index;
    const auto axis =
        std::find_if(index.begin(), index.end(), [](const Axis& one) { return one.type == Axis::Type::party; });
    if (axis == index.end()) return std::nullopt;
    return flow.named(fmt::format("{} met by the {}", whose, source.name.text),
                      flow.total_of(axis->role, flow.term(part->term)));
}

bool meet(const Flow& flow, const syntax::MetFromSentence& met) {
    const auto amount = flow.whole(met.amount);
    if (!amount) return false;
    const std::string& whose = met.amount.name.text;
    ExprId left = flow.not_below_nothing(*amount);
    std::vector<const PoolAccount*> touched;
    for (const auto& source : met.from) {
        if (source.clause) {
            const auto parties = met_by_parties(flow, source, whose, left);
            if (!parties) return false;
            left = flow.less(left, *parties);
            continue;
        }
        PoolAccount* account = account_of(flow, source.name, true);
        if (account == nullptr) return false;
        const ExprId there = flow.not_below_nothing(flow.before(*account));
        const ExprId taken =
            flow.named(fmt::format("{} met from {}", whose, source.name.text), flow.lesser(left, there));
        flow.change(*account, taken, false);
        touched.push_back(account);
        left = flow.less(left, taken);
    }
    const ExprId unmet = flow.named(fmt::format("{} not met", whose), left);
    if (met.balance.type == Destination::Type::carried) return carry(flow, met.balance, unmet);
    if (met.balance.type != Destination::Type::falls_on) return true;
    const auto pool = flow.pool_of(touched);
    const auto party = one_party(flow.draft, *met.balance.to);
    if (pool && party) flow.pay_in(*pool, *party, unmet);
    return pool && party;
}

// ---- what is applied in an order ----------------------------------------------------------------------------------

struct Applying {
    const Flow& flow;
    const syntax::AppliedSentence& sentence;
    std::string whose;
    ExprId left;
    std::size_t pool = 0;
};

void take(Applying& applying, ExprId used) { applying.left = applying.flow.less(applying.left, used); }

/// Claims of several years, owed to several: by age, or all of one rank. Where nobody in particular is owed, or only
/// one party is, the money moves alike.
bool says_which_year_first(const Flow& flow, const PoolAccount& account, const syntax::AppliedSentence::Use& use) {
    const std::string unit(calendar::unit_name(flow.draft.pools->unit));
    if (!account.owed.is_set() && use.by_what_is_owed)
        return flow.refuse(
            Code::pool_use_unclear, use.span,
            fmt::format("`{}` is owed to nobody in particular, so nothing is shared in proportion", account.name),
            fmt::format("write `to {} of earlier {}s`", account.name, unit));
    if (!account.owed.is_set() || use.by_what_is_owed || use.oldest_first) return true;
    if (flow.draft.contract.role(account.owed_to).parties.size() < 2) return true;
    return flow.refuse(
        Code::rank_unsaid, use.span,
        fmt::format("`{}` may hold claims of several {}s: the oldest can be paid first, or all of them can share in "
                    "proportion",
                    account.name, unit),
        fmt::format("write `to {0} of earlier {1}s, the oldest first` (in one {1} in proportion), or `to {0} of "
                    "earlier {1}s, in proportion to what is owed`",
                    account.name, unit));
}

/// A claim of earlier periods: only what was brought forward, not what this period adds.
bool use_carried(Applying& applying, const syntax::AppliedSentence::Use& use, bool first) {
    const Flow& flow = applying.flow;
    PoolAccount* account = account_of(flow, use.to.name, false);
    if (account == nullptr) return false;
    account->is_used = true;
    if (account->first_in_line && !first)
        return flow.refuse(Code::first_in_line_is_not, use.span,
                           fmt::format("`{}` is first in line, and another use stands before it", account->name),
                           fmt::format("write `is applied first to {} of earlier {}s`", account->name,
                                       calendar::unit_name(flow.draft.pools->unit)));
    if (!says_which_year_first(flow, *account, use)) return false;
    account->one_rank = use.by_what_is_owed && !use.oldest_first;
    ExprId used;
    if (account->owed.is_set()) {
        const auto paid = pay_owed(flow, *account, {applying.pool, applying.whose, applying.left});
        if (!paid) return false;
        used = *paid;
    } else {
        const ExprId owed = flow.term(account->balance, account->met_stages);
        used = flow.named(fmt::format("{} applied to {}", applying.whose, account->name),
                          flow.lesser(applying.left, owed));
    }
    flow.change(*account, used, false, account->met_stages + 1);
    ++account->met_stages;
    take(applying, used);
    return true;
}

bool use_to_restore(Applying& applying, const syntax::AppliedSentence::Use& use) {
    const Flow& flow = applying.flow;
    PoolAccount* account = account_of(flow, use.to.name, true);
    const Kind money = Kind::money();
    const auto level = lower_amount(flow.draft, *use.level, Scope{}, &money);
    if (account == nullptr || !level ||
        !demand(flow.draft, level->kind, money, use.level->span, "the level that is restored"))
        return false;
    const ExprId wanted = flow.draft.add(model::Excess{level->id, flow.before(*account)}, money, use.level->span);
    const ExprId used =
        flow.named(fmt::format("{} added to {}", applying.whose, account->name), flow.lesser(applying.left, wanted));
    flow.change(*account, used, true);
    if (const auto* reference = std::get_if<model::TermRef>(&flow.draft.expression(used).node))
        account->added.push_back(reference->term);
    take(applying, used);
    return true;
}

bool use_to_repay(Applying& applying, const syntax::AppliedSentence::Use& use) {
    const Flow& flow = applying.flow;
    Draft& draft = flow.draft;
    const Entity* entity = amount_of_each(flow, use.to.name);
    if (entity == nullptr) return false;
    const model::TermId paid = entity->term;
    const std::string name = draft.term(paid).name;
    const model::RoleId role = party_axis(draft, paid)->role;
    const ExprId from = flow.named(fmt::format("{} left to repay {}", applying.whose, name), applying.left);
    model::Repaid repaid{role, flow.term(paid), from, draft.pools->unit, false};
    const ExprId each = draft.add(repaid, Kind::money(), use.span);
    repaid.all = true;
    const ExprId all =
        flow.named(fmt::format("{} applied to {}", applying.whose, name), draft.add(repaid, Kind::money(), use.span));
    model::PartySelector payee;
    payee.each_of = role;
    payee.also_left = true;
    flow.pay_out(applying.pool, payee, each, fmt::format("repayment of {}", name));
    draft.pools->repaid.emplace(name, false);
    draft.pools->repaid_at.emplace(name, use.span);
    take(applying, all);
    return true;
}

/// Claims of one rank: each is paid in the proportion in which it is owed.
bool use_for_claims(Applying& applying, const syntax::AppliedSentence::Use& use) {
    const auto used = pay_claims(applying.flow, applying.sentence, use, {applying.pool, applying.whose, applying.left});
    if (used) take(applying, *used);
    return used.has_value();
}

bool apply_balance(Applying& applying, PoolAccount* whole) {
    const Flow& flow = applying.flow;
    const Destination& goes = applying.sentence.balance;
    if (goes.type == Destination::Type::carried && whole != nullptr) return true;  // it stays where it is
    if (goes.type == Destination::Type::carried)
        return flow.refuse(
            Code::pool_use_unclear, goes.span,
            fmt::format("`{}` is no pool, so that it is not said in what the balance is carried", applying.whose),
            "write `any balance is added to` and a part of the pool");
    if (goes.type == Destination::Type::lapses && whole != nullptr)
        return flow.refuse(Code::pool_use_unclear, goes.span,
                           fmt::format("`{}` is money that is there; somebody has what is left of it", applying.whose),
                           "write `any balance is carried forward`, or `is returned to` and a party");
    const ExprId left = flow.named(fmt::format("{} left over", applying.whose), applying.left);
    if (goes.type == Destination::Type::lapses) return true;
    take(applying, left);
    if (goes.type == Destination::Type::added) {
        PoolAccount* account = account_of(flow, *goes.to, true);
        if (account == nullptr) return false;
        flow.change(*account, left, true);
        if (const auto* reference = std::get_if<model::TermRef>(&flow.draft.expression(left).node))
            account->added.push_back(reference->term);
        return true;
    }
    return flow.give(applying.pool, left, goes, "return");
}

bool apply(const Flow& flow, const syntax::AppliedSentence& sentence) {
    using Type = syntax::AppliedSentence::Use::Type;
    PoolAccount* whole = account_named(flow.draft, sentence.amount.name.text);
    std::optional<ExprId> start;
    if (whole != nullptr && whole->arrears && !whole->received)
        return flow.refuse(Code::received_unclear, flow.span,
                           fmt::format("`{}` pays out only what is received, and what is received goes in by a clause "
                                       "behind this one",
                                       whole->name),
                           "put `Only what is received is paid out; ...` before the clauses that pay out");
    if (whole != nullptr && whole->pool) start = flow.not_below_nothing(flow.before(*whole));
    else start = flow.whole(sentence.amount), whole = nullptr;
    if (!start) return false;
    std::vector<const PoolAccount*> touched = {whole};
    for (const auto& use : sentence.uses) touched.push_back(account_named(flow.draft, use.to.name.text));
    const auto pool = flow.pool_of(touched);
    if (!pool) return false;
    if (whole == nullptr && note_into_parts(flow, *pool, *start, sentence.amount.name.span) &&
        sentence.balance.type == Destination::Type::lapses)
        return flow.refuse(Code::received_unclear, sentence.balance.span,
                           "what is received is money that is there; somebody has what is left of it",
                           "write `any balance is added to` and a part of the pool, or `is returned to` and a party");
    Applying applying{flow, sentence, sentence.amount.name.text, flow.not_below_nothing(*start), *pool};
    const ExprId all = applying.left;
    for (std::size_t index = 0; index < sentence.uses.size(); ++index) {
        const auto& use = sentence.uses[index];
        const bool fine = use.type == Type::carried   ? use_carried(applying, use, index == 0)
                          : use.type == Type::restore ? use_to_restore(applying, use)
                          : use.type == Type::repay   ? use_to_repay(applying, use)
                                                      : use_for_claims(applying, use);
        if (!fine) return false;
    }
    if (sentence.ranks) {
        const auto left = pay_ranks(flow, sentence, *pool, applying.left);
        if (!left) return false;
        applying.left = *left;
    }
    if (!apply_balance(applying, whole)) return false;
    if (whole != nullptr) flow.change(*whole, flow.less(all, applying.left), false);
    return true;
}

}  // namespace

void lower_flow(Draft& draft, const StandingSentence& standing) {
    const Flow flow{draft, standing, standing.sentence->span};
    const auto& form = standing.sentence->form;
    if (const auto* met = std::get_if<syntax::MetFromSentence>(&form)) (void)meet(flow, *met);
    if (const auto* received = std::get_if<syntax::ReceivedOnlySentence>(&form)) take_in_received(flow, *received);
    if (const auto* applied = std::get_if<syntax::AppliedSentence>(&form)) (void)apply(flow, *applied);
    if (const auto* payment = std::get_if<syntax::PaymentSentence>(&form)) wait_for_payment(flow, *payment);
    if (const auto* kept = std::get_if<syntax::KeptForSentence>(&form)) (void)keep_for(flow, *kept);
    if (const auto* end = std::get_if<syntax::EndRuleSentence>(&form)) (void)end_pools(flow, *end);
    if (const auto* into = std::get_if<syntax::GoesIntoSentence>(&form)) {
        PoolAccount* account = account_of(flow, into->pool, true);
        const auto amount = account == nullptr ? std::nullopt : flow.whole(into->amount);
        if (!amount) return;
        if (account->pool) (void)note_into_parts(flow, *account->pool, *amount, into->amount.name.span);
        if (!account->kept_for_some) return flow.change(*account, *amount, true);
        const ExprId added =
            flow.named(fmt::format("{} that goes into {}", into->amount.name.text, account->name), *amount);
        account->added.push_back(std::get<model::TermRef>(draft.expression(added).node).term);
        flow.change(*account, added, true);
    }
    if (const auto* loss = std::get_if<syntax::LossStepsSentence>(&form)) {
        if (!loss->not_met || loss->not_met->type != Destination::Type::carried || !loss->amount) return;
        Scope scope;
        const auto rest = lower_loss_steps(draft, *loss, true, standing, scope);
        if (rest) (void)carry(flow, *loss->not_met, flow.named(name_of_not_met(*loss), rest->id));
    }
}

}  // namespace concordat::check
