// engine/syntax/years.h · room: syntax
// What:  sentences about what passes from one period to the next, what holds in some periods only, and clauses that are
//        read otherwise or left out of use. Findings N8, N9, N12, N17, N23, N27, N36, N47.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "syntax/expression.h"
#include "syntax/schedule.h"

namespace concordat::syntax {

struct ForEach;
using ForEachPtr = std::shared_ptr<const ForEach>;

/// in equal parts, one for each Month of the Financial Year in which the Provider is in force · in six equal parts
struct EqualParts {
    int count = 0;                  // 0: one for each `unit` of `of_period`
    std::optional<Name> unit;       // Month
    std::optional<Name> of_period;  // Financial Year
    bool in_force = false;          // only those in which the party is in force
    bool nearest = false;           // each rounded to the nearest penny; else down
    Span span;
};
/// ; there is none in 2026/27 · ; in 2026/27 it is £40
struct FirstPeriod {
    std::string period;
    Span period_span;
    std::optional<TailedAmount> value;  // nothing: there is none
};

/// What one case says of one term.
struct Setting {
    enum class What { means, none, nothing_carried, above_is_lost } what = What::means;
    Name name;
    bool declares = false;  // in quotation marks
    TailedAmount amount;
    std::optional<EqualParts> parts;
    bool carried = false;  // and is carried forward
    std::optional<Name> carried_to;
    Span span;
};
struct SettingCase {
    ConditionPtr condition;  // nothing: otherwise
    std::vector<Setting> settings;
    Span span;
};
/// If C, then "X" means A, and "Y" means B and is carried forward to the next Financial Year; there is no "Z".
struct SettingsSentence {
    ForEachPtr for_each;
    std::vector<SettingCase> cases;
};
/// "X" and "Y" mean the A and the B carried forward from the Financial Year before; there is none in 2026/27.
struct BroughtForwardSentence {
    ForEachPtr for_each;
    std::vector<Name> names, from;
    Name unit;
    std::optional<FirstPeriod> first;
};
/// They are used in X, and do not pass to a second Financial Year.
struct UsedOnceSentence {
    std::vector<Name> names;  // none: they, of the sentence before
    Name in, unit;
};
/// If, at 30 September, C, then for October to March X means A; otherwise clause n applies.
struct NamedDaySentence {
    bool as_known = false;
    int month = 1, day = 1;
    Span day_span;
    ConditionPtr condition;
    int first_month = 1, last_month = 12;
    Span months_span;
    Reference term;
    TailedAmount amount;
    std::optional<EqualParts> parts;
    std::optional<Name> otherwise_clause;
};
/// Clause n does not apply to P / to a Provider in a year in which it Starts after 1 May / for July 2026.
struct NotApplySentence {
    ConditionPtr condition;
    std::vector<Name> clauses;
    std::optional<Name> to;  // a party, or a role for each of which it is asked
    struct InYear {
        Name unit, date;  // a Financial Year in which it Starts
        std::optional<Comparator> op;
        int month = 1, day = 1;
    };
    std::optional<InYear> in_year;
    struct Time {
        std::string first, last;  // periods as written; the same for one
        Span span;
    };
    std::vector<Time> times;
    ConditionPtr every;        // in every July and August
    bool not_counted = false;  // and are not counted: in no running count either
    Span span;
};
/// Where C, clauses n and m are read with A in place of B.
struct ReadWithSentence {
    ConditionPtr condition;
    std::vector<Name> clauses;
    std::string old_words, new_words;
    Span old_span;
};
/// , increased on 1 April of each year by the change in CPI in S from the January of the year before to the last
/// January, but not less than 0%; each on the first amount
struct IndexRise {
    int month = 4, day = 1;
    Name index;
    ScheduleRef schedule;
    int index_month = 1;
    std::vector<Tail> limits;
    bool may_fall = false;  // it may be less than 0%
    bool on_first = false;  // each on the first amount; else on the amount before it
    Span span;
};
/// , indexed by CPI in S from January 2026
struct IndexFrom {
    Name index;
    ScheduleRef schedule;
    std::string base;
    Span span;
};
/// X is carried forward for up to 3 Financial Years after its own, the oldest first, and is set against Y before Y is
/// shared; at the end of this agreement it lapses; there is none brought forward in 2026/27.
struct CarriedSentence {
    Name name, unit, against, shared;
    int for_periods = 0;  // 0: from each to the next, for ever
    bool after_its_own = true;
    Span for_span;
    exact::Ratio increased_by = 0;  // each time
    bool before = true;             // before it is shared; else after
    std::string opening_period;
    Span opening_span;
    AmountPtr opening;  // nothing: there is none
};
/// If P reports no Returns for a Month, X is A.
struct NoReportSentence {
    Name party, records, unit;
    Reference term;
    TailedAmount amount;
    Span condition_span;
};
/// If P reports no Returns for a Month, the last reported Return of the same Site stands for up to 2 Months, and before
/// the first there is none.
struct StandInSentence {
    Name party, records, unit;
    Name last, same;  // the last reported Return of the same Site
    int up_to = 0;
    Name up_to_unit;
    Span up_to_span;
    enum class Before { unsaid, none, waits } before = Before::unsaid;  // before the first
    Span span;
};
/// X for a Financial Year is the average of its values in proportion to the days in force.
struct AverageInForceSentence {
    Name term, unit;
};
/// For a Financial Year in which a Provider Starts, its Fee is in proportion to the days in force [from A to B].
struct JoiningSentence {
    Name unit, role, date;
    std::vector<Reference> amounts;
    AmountPtr from, to;
    bool whole = false, nothing = false;
};

}  // namespace concordat::syntax
