// engine/syntax/once.h · room: syntax
// What:  sentences about what counts once, what stays met, what is found once, limits used up in order, and who bears
//        an amount (findings N24, N26, N30, N40).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "syntax/cut.h"
#include "syntax/expression.h"

namespace concordat::syntax {

/// A number of months after a date ends on the same day of the later month or, ... (N13 in full; the only rule there
/// is)
struct MonthsRuleSentence {
    Span span;
};
/// Each Outcome counts once only for each Person.
struct OnceForEachSentence {
    Name what, whom;
};
/// M counts [for the Persons of a Cohort] only once C.
struct LatchSentence {
    Name what;
    std::optional<Name> records, group;
    ConditionPtr once;
    bool from_then_on = false;
};
/// X is found once, for the Review Quarter, and is not reopened. Either a name that gives the period, or the period.
struct FoundOnceSentence {
    Reference term;
    std::optional<Name> named;
    std::string period;
    Span period_span;
};
/// A Cohort with fewer than 20 Persons has no X.
struct WithoutSentence {
    Name each;
    exact::Ratio fewer_than;
    Name counted, term;
};
/// For the first Quarter of each Financial Year in which C, X means A; for every other Quarter X is B.
struct FirstInSentence {
    Name unit, within, every_other;
    ConditionPtr when;
    Name term;
    bool defines = true;
    TailedAmount first;
    Reference other_term;
    TailedAmount other;
};
/// The total of X over the Months of each Financial Year shall not exceed L, taking the Months in order; ...
struct UsedInOrderSentence {
    Reference term;
    Name unit, within;
    Name taken;                     // again, in `taking the Months in order`, `is paid for the last Month`
    std::optional<Name> each_part;  // instead: each part of X is reduced in the same proportion
    bool upper = true;
    AmountPtr at;
    CutGoes cut;
};
/// X and Y together shall not exceed L, Y being cut first.
struct TogetherSentence {
    Reference one, other;
    AmountPtr at;
    Name cut_first;
};
/// Each amount under clauses 5.1 to 5.6 that is less than £875 for a Month is £0.
struct SmallAmountsSentence {
    ClauseList clauses;
    AmountPtr less_than, value;
    std::optional<Name> unit;
};
/// X is borne 80% by P and the remainder by Q; P shall not bear more than L in all, any excess falling on Q.
struct BorneSentence {
    struct Part {
        std::optional<exact::Ratio> share;  // unset: the remainder
        Name by;
        Span span;
    };
    struct Limit {
        Name by;
        AmountPtr at;
        std::optional<Name> in_each;  // unset: in all
        Name excess_on;
        Span span;
    };
    Reference amount;
    std::vector<Part> parts;
    std::optional<Name> odd_penny_on;
    std::vector<Limit> limits;
};

}  // namespace concordat::syntax
