// engine/syntax/days.h · room: syntax
// What:  sentences about the days of records, as written: which days, what an open end means, who has a day that
//        several cover, what takes days away. Findings N33, N45, N18.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "syntax/expression.h"

namespace concordat::syntax {

/// For each Stay[ in the A F | with F "a"], its "Nights" are the nights from Started to Ended.
struct DaysOfSentence {
    Name record;
    ConditionPtr where;
    Name days;
    bool declares = false;  // quoted
    DaysBetween stretch;
    Span span;
};
/// A Stay with no Ended goes on to the last day of the Month.
struct GoesOnSentence {
    Name record;
    Name end;
    std::optional<Name> days;
    Name unit;
};
/// On any day, with all Providers together, a Person has at most one Stay: the one ..., then the one ....
struct AtMostOneSentence {
    struct Order {
        enum class How { first, last, higher, lower, in } how = How::last;
        Name field;  // for `in`: the words `Admitted Setting`
    };
    Name subject;
    Name what;  // the record, or its day
    std::optional<Name> all_together, with_the_same;
    std::vector<Order> order;
    Span span;
};
/// A night on which the Person has a Leave, from Left to the day before Returned, does not count.
struct AbsenceSentence {
    Name subject;
    Name absence;
    Reference from, until;
    bool until_included = true;
    std::optional<Name> record;
    ConditionPtr where;
    enum class Then { not_said, nobody, next } then = Then::not_said;
    Span span;
};
/// A Night falls in the Month in which it lies.
struct DayFallsSentence {
    Name day;
    Name unit;
};
/// The Financial Year to date begins on D for the year 2023/24.
struct YearToDateSentence {
    Name unit;
    calendar::Date on;
    std::optional<Name> year;
    Span span;
};
/// £40 in the Month of its Started, counted once for each Person in a Financial Year, to the Provider whose Stay
/// Started first.
struct InPeriodOf {
    AmountPtr amount;
    Name unit;
    Reference date;
    struct Once {
        Name each;
        std::optional<Name> unit;
        Name to, record, by;
    };
    std::optional<Once> once;
    Span span;
};

}  // namespace concordat::syntax
