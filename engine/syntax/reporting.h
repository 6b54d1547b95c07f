// engine/syntax/reporting.h · room: syntax
// What:  sentences about which reports a payment rests on, and what becomes of those that come later. Findings N6, N7,
//        N36 (what never happens, parties that join and leave, an agreement that ends early).
#pragma once

#include <optional>
#include <vector>

#include "syntax/expression.h"

namespace concordat::syntax {

/// Payment for a Month uses what was reported by the 15th day of the following Month.
struct CutOffSentence {
    Name paid, following;  // the periods named: Month, Month
    int day = 0;           // 0: the last
    Span day_span;
};
/// A figure reported later counts, for its own Month, at the next payment[, until 30 June after Year End].
/// A figure reported later is not counted.
struct LateFiguresSentence {
    bool counts = true;
    std::optional<Name> own;  // its own Month
    struct LastDay {
        int month = 6, day = 30;
        Name after;  // Year End
    };
    std::optional<LastDay> until;
    Span span;
};

/// If Handover has not happened by the end of this agreement, nothing is payable under clause n | X stays as it is.
struct NeverHappenedSentence {
    Name event;
    std::vector<Name> clauses;
    std::optional<Name> stays;
};
/// P becomes a Provider on D. P ceases to be a Provider after D.
struct MembershipSentence {
    Name party, role;
    bool joins = true;
    calendar::Date day;
};
/// This agreement ends on D.
struct EndsOnSentence {
    calendar::Date day;
    Span span;
};
/// If this agreement ends before D, X is in proportion to the days in force | whole | nothing.
struct EndsEarlySentence {
    calendar::Date before;
    std::vector<Reference> amounts;
    enum class How { in_proportion, whole, nothing } how = How::in_proportion;
};

}  // namespace concordat::syntax
