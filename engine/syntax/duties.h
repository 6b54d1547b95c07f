// engine/syntax/duties.h · room: syntax
// What:  who pays and by when; and what hangs on payments: notices, deduction from another payment, tax, interest, what
//        is kept back, an amount shared by a table. Findings N20, N35, N41, N42, N52; rows P1, P5.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "syntax/expression.h"
#include "syntax/schedule.h"
#include "syntax/table.h"

namespace concordat::syntax {

struct ForEach;
using ForEachPtr = std::shared_ptr<const ForEach>;

/// "Riverside ICB", "each Partner", "the Lead Provider", "all Partners that take part"; of a notice also "its Lead".
struct PartyPhrase {
    enum class Article { none, the, each, that, all, its } article = Article::none;
    Name name;
    std::optional<Name> other_than;
    Span span;
    std::string mark;  // that take part
};
struct DeadlinePhrase {
    int count = 0;
    std::string unit;
    bool working = false;
    Name period_end;
    AmountPtr date;
    std::string words;
    Span span;
};
struct OddPennyPhrase {
    bool largest_remainder = true;
    std::optional<Name> to;
    Span span;
};

/// by deduction from the next payment due to Q under clause n; any balance is deducted from later payments
struct DeductionPhrase {
    enum class Balance { not_said, deducted_later, paid } balance = Balance::not_said;
    PartyPhrase due_to;
    std::optional<Name> under;
    std::optional<DeadlinePhrase> paid_within;
    /// What is left of a balance at the end of the agreement; paid: within `end_within`.
    enum class AtEnd { not_said, lapses, paid } at_end = AtEnd::not_said;
    std::optional<DeadlinePhrase> end_within;
    Span span;
};

/// If C, P shall notify Q within 5 working days after Quarter End. If C, the parties shall agree a new X by variation;
/// until then clause n applies.
struct NoticeSentence {
    ForEachPtr for_each;
    std::optional<Name> at_end_of;  // if at the end of Quarter 3
    int ordinal = 0;
    Span at_span;
    ConditionPtr condition;
    PartyPhrase by;
    std::vector<PartyPhrase> to;
    std::optional<DeadlinePhrase> deadline;
    std::optional<Name> agree, until_then;
};
/// VAT at 20% is due on X; P cannot recover it, and it is its "Tax Cost".
struct TaxSentence {
    Name tax;
    exact::Ratio rate;
    Reference on;
    std::optional<PartyPhrase> lost_by;
    std::optional<Name> cost;
};
/// A late payment [under clause n] bears interest at 6% a year, ..., on a year of 365 days.
struct InterestSentence {
    exact::Ratio a_year;
    std::optional<Name> under;
    std::optional<ScheduleRef> above;  // the rate in [Schedule](file.csv)
    int days = 365;
    Span span;
};
/// Until P reports X, Q may keep back 10% of the payment [under clause n] for that Month ...
struct KeepBackSentence {
    PartyPhrase reporter, keeper;
    Name fact, unit;
    exact::Ratio share;
    std::optional<Name> under;
    Span share_span;
};
/// P may keep back of the payment under clause m the same part as is kept back from it under clause n.
struct PassDownSentence {
    PartyPhrase keeper;
    Name of, as_under;
    Span span;
};
/// X is shared[, in the same way above and below £0][, any odd penny going to P]: + table of bands by parties
struct SharedSentence {
    Reference amount;
    bool mirrored = false;
    std::optional<OddPennyPhrase> odd_penny;
    Table table;
};

}  // namespace concordat::syntax
