// engine/syntax/pools.h · room: syntax
// What:  a loss met step by step, pools with their parts, what is applied in an order, and how a pool ends.
// Source: findings N25 (steps and limits), N28 (pools).
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "calendar/date.h"
#include "syntax/expression.h"
#include "syntax/table.h"

namespace concordat::syntax {

/// Where money ends that nobody has yet.
struct Destination {
    enum class Type { lapses, falls_on, carried, given, added } type = Type::lapses;
    std::optional<Name> to;             // falls_on: a party; given: a party or those of a role; added: a part of a pool
    AmountPtr in_proportion_to;         // given, to several
    std::optional<Name> carried_as;     // is carried forward as "Y"
    std::optional<Name> first_in_line;  // in the next Financial Year
    std::optional<Name> part;           // the part of each is its "Y"
    Span span;
};

/// X is met first by the Partners where C, in proportion to W, until each has met L; then by all Partners in proportion
/// to W; no Partner shall meet more than M, any excess being shared again among the others ...
struct LossStepsSentence {
    struct Step {
        Name among;
        ConditionPtr where;
        AmountPtr in_proportion_to;
        AmountPtr until;  // each has met this much
        Span span;
    };
    struct Most {
        Name of;
        AmountPtr at_most;
        enum class Excess { shared_unsaid, shared_once, shared_again } excess = Excess::shared_unsaid;
        AmountPtr in_proportion_to;
        Span span;
    };
    std::optional<Reference> amount;
    std::optional<Name> part_met_by;  // instead: the part met by the Contributors
    std::vector<Step> steps;
    std::optional<Most> most;
    std::optional<Name> part;  // what each Partner meets is its "Part"
    std::optional<Name> part_of;
    std::optional<Destination> not_met;
    bool odd_penny_said = false;
    Span span;
};
/// Overspend is met first from Reserve, then by the Contributors under clause 5.2, and any balance is carried forward.
struct MetFromSentence {
    struct Source {
        Name name;                   // a part of a pool, a pool; or those of a role
        std::optional<Name> clause;  // by the Contributors under this clause
    };
    Reference amount;
    std::vector<Source> from;
    Destination balance;
};

/// "Winter Fund" is a pool held by P, opening with £250,000.
struct PoolSentence {
    Name name;
    Name held_by;
    AmountPtr opening;
    bool may_be_negative = false;
};
/// It holds "Reserve", which is £500,000 on D, and "Balance", which is £0 on that day.
struct PoolPartsSentence {
    struct Part {
        Name name;
        AmountPtr opening;
        std::optional<calendar::Date> on;  // unset: on that day
        Span on_span;
    };
    std::vector<Part> parts;
};
/// X goes into Winter Fund.
struct GoesIntoSentence {
    Reference amount;
    Name pool;
};
/// Only what is received is paid out; what is not received stays owed by each Funder as "Arrears".
struct ReceivedOnlySentence {
    std::optional<Name> pool;  // into it; unset: the only one
    Name owed_by;              // a party, or a role
    std::optional<Name> named;
};
/// X is applied first to A, then to restore Reserve to L, then to repay B of earlier Financial Years, the oldest first,
/// and any balance is returned to the Contributors in proportion to W; what is not met lapses.
struct AppliedSentence {
    struct Use {
        enum class Type { claim, carried, restore, repay } type = Type::claim;
        Reference to;
        AmountPtr level;           // restore
        std::optional<Name> unit;  // of earlier Financial Years
        bool by_what_is_owed = false;
        bool oldest_first = false;  // carried: by age
        Span span;
    };
    Reference amount;
    std::vector<Use> uses;
    Destination balance;
    std::optional<Destination> not_met;
    std::optional<Table> ranks;  // X is applied by rank: + table Rank | Claim | Payee | Limit
};
/// Balance is carried forward for up to 2 Financial Years after its own, and what is not used by then is returned to
/// ...
struct KeptForSentence {
    Name what;
    int periods = 0;
    Name unit;
    Destination unused;
};
/// It is divided among all Funders, including those that have left, in proportion to all that each has paid into it; if
/// none of them has paid anything into it, it is kept by P.
struct ByPaidIn {
    enum class Left { unsaid, included, left_out } left = Left::unsaid;
    std::optional<Name> into;  // unset: into it
    std::optional<Name> kept_by;
    Span span;
};
/// At the end of this agreement A and B are returned to the Contributors in proportion to W, and C falls on P.
struct EndRuleSentence {
    struct Item {
        std::optional<ByPaidIn> by_paid_in;  // `goes.to` says among whom; `what` is empty where `it` is said
        std::vector<Name> what;
        Destination goes;
        bool not_yet_repaid = false;
    };
    std::vector<Item> items;
};

}  // namespace concordat::syntax
