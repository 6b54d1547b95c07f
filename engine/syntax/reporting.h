// engine/syntax/reporting.h · room: syntax
// What:  sentences about which reports a payment rests on, and what becomes of those that come later. Finding N6.
#pragma once

#include <optional>

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

}  // namespace concordat::syntax
