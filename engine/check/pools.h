// engine/check/pools.h · room: check
// What:  pools and what is carried in them while the contract is checked; losses met in steps.
// Source: findings N25, N28; share-algebra K6.
#pragma once

#include "check/draft.h"

namespace concordat::check {

struct Making;

/// What a pool holds, or a claim that is carried until it is met: opening + in - out = closing, for each period.
struct PoolAccount {
    std::string name;
    model::TermId balance, opening, unused;
    std::optional<std::size_t> pool;  // unset: a claim that is carried
    ExprId opens_with;                // an amount; unset: nothing
    Span declared;
    std::string clause;
    bool first_in_line = false;
    std::size_t met_stages = 0;        // of a claim: what met it stands before what is new
    std::vector<model::TermId> added;  // what clauses put in
    bool kept_for_some = false;        // a clause says how long it is kept: what goes in has names then
    bool is_used = false, has_end = false;
    ExprId out;  // what leaves it behind the period's clauses
    // Of a pool of which only what is received is paid out: the account of what is owed to it, and whether the clause
    // that puts in what was received has come. Of that account: those who owe it.
    std::optional<std::size_t> arrears;
    bool received = false;
    model::RoleId owing;
    // Of claims that are carried: to whom, what each period adds for each of them, and from what they are paid.
    model::RoleId owed_to;
    model::TermId owed;
    ExprId paid_from;
    bool one_rank = false;  // all periods together, in proportion to what is owed
};
/// What each of those who share a pool at its end has paid into it.
struct PaidIn {
    std::size_t pool = 0;
    Span said;
    std::string clause;
    model::RoleId sharers;  // made for it: nobody leaves it
    model::TermId in_period, in_all;
    model::PartyId kept_by = {};  // where none has paid
    bool others_pay = false;
};
struct PoolRules {
    calendar::PeriodUnit unit = calendar::PeriodUnit::year;
    std::vector<PoolAccount> accounts;
    /// What is left of a loss for the parties that meet it under a clause, by the number of that clause.
    std::map<std::string, model::TermId, std::less<>> left_for;
    /// What is paid back to those who met a loss: by the name of what each met. False until an end is said.
    std::map<std::string, bool, std::less<>> repaid;
    std::map<std::string, Span, std::less<>> repaid_at;
    /// A payment into or out of a pool whose stage waits until the payment is worked out.
    struct Waiting {
        model::ClauseId clause;
        std::size_t account = 0, stage = 0;
        bool into = false;
        model::TermId added = {};  // what it puts in, where that has a name
    };
    std::vector<Waiting> waiting;
    /// Pools with parts that pay out only what is received: the account of what is owed, by the number of the pool.
    std::map<std::size_t, std::size_t> arrears_of_parts;
    /// What clauses put into the parts of such a pool.
    struct IntoParts {
        std::size_t pool = 0;
        ExprId amount;
        Span span;
        std::string clause;
        bool is_all_received = false;
    };
    std::vector<IntoParts> into_parts;
    std::vector<PaidIn> paid_in;
};

/// A further word in the name of what pools declare: parties for pools, terms for what they hold.
void declare_pools(Draft& draft);
/// What goes in and out by which clause, in the order of the clauses.
void lower_pools(Draft& draft);
/// Every pool has an end, and what is carried is used.
void check_pools(Draft& draft);
/// A payment into or out of a pool is a stage of what it holds.
void add_payment_to_pool(Draft& draft, const model::Payment& payment, const std::optional<Axis>& each, Span span);
/// An amount of money for each period of the pools, done.
[[nodiscard]] model::TermId pool_term(Draft& draft, const std::string& name, Span declared);
[[nodiscard]] PoolAccount* account_named(Draft& draft, std::string_view name);
/// The input of a worked example for a balance is what the period opens with.
[[nodiscard]] model::TermId opening_or_itself(const Draft& draft, model::TermId term);

/// A party, or the only one of a role.
[[nodiscard]] std::optional<model::PartyId> one_party(Draft& draft, const syntax::Name& name);
[[nodiscard]] exact::Rounding coins_of_payments(const Draft& draft);

// ---- loss_steps.cpp -------------------------------------------------------------------------------------------------
[[nodiscard]] const syntax::LossStepsSentence* loss_steps_of(const Draft& draft, std::string_view clause);
/// The part of each, or what no party can meet (`rest`).
[[nodiscard]] MaybeLowered lower_loss_steps(Draft& draft, const syntax::LossStepsSentence& loss, bool rest,
                                            const StandingSentence& standing, Scope& scope);
/// The name of what no party can meet.
[[nodiscard]] std::string name_of_not_met(const syntax::LossStepsSentence& loss);

}  // namespace concordat::check
