// engine/syntax/cut.h · room: syntax
// What:  where the money goes that a limit cuts off; limits on a total.
// Source: findings N26, N29.
#pragma once

#include <optional>
#include <vector>

#include "syntax/expression.h"

namespace concordat::syntax {

/// what is cut lapses · falls on P · is carried forward to the next Month; at the end of this agreement it lapses
struct CutGoes {
    enum class Type { unsaid, lapses, falls_on, carried } type = Type::unsaid;
    std::optional<Name> on;
    std::optional<Name> next;                                          // the period it is carried to, when named
    enum class End { unsaid, lapses, falls_on } at_end = End::unsaid;  // of the agreement
    std::optional<Name> end_on;
    Span span;
};
/// The total of X over the Visits of a Person in each Financial Year shall not exceed L, taking the Visits in the order
/// of F and then of G; what is cut lapses.
struct UsedByRecordsSentence {
    Reference term;
    Name records, of_each, within;
    AmountPtr at;
    std::optional<Name> taking;
    std::vector<Name> order;
    CutGoes cut;
    Span span;
};
/// The total of X over all Providers shall not exceed L: how it is cut is not said.
struct TotalLimitSentence {
    Reference term;
    SetPhrase over;
    AmountPtr at;
    Span span;
};

}  // namespace concordat::syntax
