// engine/syntax/groups.h · room: syntax
// What:  sentences about records that belong together, which of them count beside each other, and weights that stay in
//        their group. Source: findings N38, N49; language.md row D5.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "syntax/expression.h"

namespace concordat::syntax {

/// "Attendance" means all Entries with the same Person, Provider and Entry Date.
struct GroupSentence {
    Name name;
    std::optional<Name> plural;
    Name records;
    std::vector<Name> same;
};
struct CountRuleSentence {
    enum class What {
        each_once,      // In an Attendance each Entry Type counts once.
        loses,          // In an Attendance with both "K1" and "K2", "K2" does not count.
        replaced,       // ..., the two are replaced by one "K3".
        after_earlier,  // An Entry does not count if it is not later than 90 days after the last earlier Entry ...
        once_in         // "K4" counts once for each Person in each Financial Year | during this agreement.
    } what = What::each_once;
    std::optional<Name> group;  // In an Attendance
    std::optional<Name> field;  // each Entry Type; the field in which the codes stand, when said
    std::vector<Name> codes;    // K1, K2, then the one that loses or the one that stands for both
    std::optional<Name> record, record_again;
    exact::Ratio length;
    std::string unit;
    std::vector<Name> same;
    bool that_counted = false;
    std::optional<Name> for_each, within;  // within unset: during this agreement
    Span span;
};
/// Clauses 2.4 to 2.7 are applied in that order, taking the Entries in the order of Entry Date and then of Number.
struct CountOrderSentence {
    ClauseList clauses;
    Name records;
    std::vector<Name> by;
    Span span;
};
/// If a Measure does not count, its Weight is shared among the other Measures of its Theme in proportion to Weight; if
/// none of a Theme counts, among all others.
struct WeightsInGroupSentence {
    Name set, weight, others, group, in_proportion_to;
    std::optional<Name> none_of;
    Span span;
};

}  // namespace concordat::syntax
