// engine/syntax/expression.h · room: syntax
// What:  amounts and conditions as they are written: names unresolved, kinds unknown, every part with its place.
// Never: what a name means (check does that); numbers of a settlement.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/date.h"
#include "exact/ratio.h"
#include "exact/rounding.h"
#include "source/span.h"

namespace concordat::syntax {

using source::Span;

/// A name as written, spaces folded ("Gain Pool"). A capital begins every word but small joining words.
struct Name {
    std::string text;
    Span span;
};

struct Amount;
struct Condition;
struct TailedAmount;
/// Trees are values that share their branches; nothing is changed once built.
using AmountPtr = std::shared_ptr<const Amount>;
using ConditionPtr = std::shared_ptr<const Condition>;

/// A figure, date, code or answer in the text.
struct Literal {
    enum class Type {
        number,   // 12, 1,000.5
        money,    // £1,500,000 · £1.5m: number in major units, `symbol` as written
        percent,  // 5% is 1/20
        date,     // 1 April 2026
        text,     // "EL": a code
        period,   // 2026/27, 2026/27 Q1, April 2026: in `text` as written
        yes_no
    } type = Type::number;
    exact::Ratio number;
    std::string symbol;
    calendar::Date date;
    std::string text;
    bool yes = false;
    std::string unit;  // "days", "points", "Units" behind a number, as written; or empty
    std::string per;   // "Bed Day", "day", "point" behind `per`; or empty
};

/// Which period is meant behind an amount.
struct PeriodPhrase {
    enum class Type {
        named_unit,    // for the Month, for the Financial Year          (unit)
        unit_to_date,  // for the Financial Year to date                 (unit)
        to_date,       // to date
        literal,       // for 2026/27, for April 2026                    (text)
        months,        // from May to August, for April to September    (first_month, last_month)
        before         // of the Financial Year before, of the Month before (unit)
    } type = Type::named_unit;
    Name unit;
    std::string text;
    int first_month = 0, last_month = 0;
    Span span;
};

/// Who or what a name is `of`: "of City Acute Trust", "of its Provider", "of the Spell", "of that Cohort", "of all
/// Partners".
struct Possessor {
    enum class Article { none, its, that, the, each, all } article = Article::none;
    Name name;
};

/// A name used: "Gain Pool", "its Baseline", "the Agreed Share of Vale MH Trust", "the Started of its Person".
struct Reference {
    Name name;
    bool its = false;
    std::vector<Possessor> of;  // nearest first
    std::optional<PeriodPhrase> period;
};

/// "all Partners", "its Spells where C", "all Measures that count", "the other Partners".
struct SetPhrase {
    enum class Quantifier { all, its, each, other } quantifier = Quantifier::all;
    Name noun;
    Span span;
    ConditionPtr where;
    std::optional<PeriodPhrase> period;  // "over all Spells for the Financial Year"
    std::string mark;                    // "scored", "takes part", "counts": only those in play
    std::optional<Name> of_member;       // of the Experience Domain
    std::optional<Name> of_group;
    std::optional<Name> of_that;  // "the Persons of that Cohort"
};

// ---- amounts ------------------------------------------------------------------------------------------------
struct LiteralAmount {
    Literal literal;
};
struct ReferenceAmount {
    Reference reference;
};
/// times covers `P% of X`; `of` tells which words stood there.
enum class Operator { plus, less, times, divided_by };
struct Binary {
    Operator op;
    AmountPtr left, right;
    bool of = false;
    Span op_span;
    AmountPtr if_zero, if_both_zero;  // (or V if B is 0, or W if both are 0)
};
struct Minus {
    AmountPtr of;
};
/// `plus 5% of X if C`: 0 of its kind where C fails (N15).
struct OnlyIf {
    AmountPtr of;
    ConditionPtr condition;
};
struct Extreme {
    bool greatest;
    std::vector<AmountPtr> items;
};  // the greater/lesser of, the earlier/later of
struct AmountBy {
    AmountPtr of, than;
};  // the amount by which A exceeds B (is less than: swapped)
struct ClauseAmount {
    std::string clause;
    Span clause_span;
};  // the amount under clause 3.2
/// clauses 5.1 to 5.6 (two numbers), clauses 5.1, 5.3 and 5.6
struct ClauseList {
    std::vector<Name> numbers;
    bool range = false;
    Span span;
};
struct ClauseAmounts {
    ClauseList clauses;
};  // the total of the amounts under clauses 5.1 to 5.6
/// the difference between A and B, whichever way round
struct Difference {
    AmountPtr one, other;
};
/// the Fee in the Parties table: as signed
struct AsSigned {
    Reference reference;
    Name table;
};
/// X from the first pound once it reaches A: all of X, or nothing.
struct FromTheFirst {
    AmountPtr of, reaches;
    Name coin;  // pound, penny, or the unit that X counts
};
/// X as it stood for the Month of E: as it was settled then.
struct AsItStood {
    Reference reference;
    AmountPtr period;
};
struct ChangeBy {
    AmountPtr of, by;
    bool up;
    bool points = false;
    bool of_itself = false;
};  // reduced by 3%
struct AsPercentage {
    AmountPtr of, whole, if_zero, if_both_zero;
};
struct WholeUnits {
    Name unit;
    AmountPtr of;
};  // the whole hours in X
enum class AggregateOp { total, number, average, greatest, least, number_different };
struct Aggregate {
    AggregateOp op;
    AmountPtr of;                 // empty for number
    std::vector<SetPhrase> over;  // empty: "the total of X for the Financial Year", over periods alone
    std::optional<PeriodPhrase> period;
    std::optional<Name> weighted_by;
    bool rescaled = false;
    AmountPtr if_none;  // (or £0 if there are none)
    /// the number of Visits where C out of the number of Visits where D
    std::shared_ptr<const Aggregate> out_of;
};
struct DaysBetween {
    enum class Count { nights, both_included, after_up_to, days_after, unstated } count = Count::nights;
    AmountPtr from, to;
    std::optional<Name> in_unit = {};  // that begin in the Month, that lie in the Month
};
/// the nights of the Placement that begin in the Month
struct DaysOfRecord {
    Name record;
    bool nights = false;
    Name unit;
};
struct WholeYears {
    AmountPtr from, to;
};
struct DateShift {
    AmountPtr date, by;
    Literal length;
    std::string unit;
    bool before = false;
};  // 6 months after D; by: a length from a term
/// Month End, Quarter End, Year End, the start of the Month.
struct PeriodEdge {
    Name unit;
    bool last = true;
};
/// the amount by which X grows in the Month
struct GrowsIn {
    Reference of;
    Name unit;
};
/// the last earlier Stay of the same Person with any Provider, by Ended not after its Started and then by Number
struct EarlierRecord {
    Name record, same;
    std::optional<Name> with;  // with any Provider, or with the same
    bool with_same = false;
    Name by;
    std::optional<Name> not_after;
    std::vector<Name> then_by;
    bool that_counts = false;
};
/// the dearest Care Line by Primary Rate at its Primary Rate, each other at its Additional Rate
struct Dearest {
    Name record;
    std::optional<Name> by;
    std::vector<Name> then_by;
    AmountPtr at, others_at, if_none;
};
/// the Month of D
/// The day on which a figure that is reported once was reported.
struct ReportedOn {
    Reference what;
};
struct PeriodOf {
    Name unit;
    AmountPtr date;
};
/// Of the days of the period, the part on which the record is in force.
struct DaysInForce {};
/// its part · its part of Result · its part of a gain: what a division without a name of its own gives each.
struct PartAmount {
    enum class Side { whole, gain, loss } side = Side::whole;
    std::optional<Name> of;
};
/// (A, rounded to the nearest point, but not less than 0): tails inside brackets.
struct WithTails {
    std::shared_ptr<const TailedAmount> amount;
};

struct Amount {
    std::variant<LiteralAmount, ReferenceAmount, Binary, Minus, OnlyIf, Extreme, AmountBy, ClauseAmount, ClauseAmounts,
                 AsItStood, ChangeBy, AsPercentage, WholeUnits, Aggregate, DaysBetween, WholeYears, DateShift,
                 PeriodEdge, ReportedOn, PeriodOf, DaysOfRecord, EarlierRecord, Dearest, GrowsIn, WithTails,
                 DaysInForce, PartAmount, FromTheFirst, Difference, AsSigned>
        node;
    Span span;
};

// ---- conditions ---------------------------------------------------------------------------------------------
enum class Comparator {
    is,
    is_not,
    at_least,
    more_than,
    at_most,
    less_than
};  // for dates: on or after, after, on or before, before
struct Comparison {
    AmountPtr left, right;
    Comparator op;
    Span op_span;
};
struct OneOf {
    AmountPtr left;
    std::vector<AmountPtr> values;
    bool negated = false;
};
struct CodeRange {
    AmountPtr left;
    std::string from, to;
};
struct BeginsWith {
    AmountPtr left;
    std::vector<std::string> starts;
};
struct InSchedule {
    AmountPtr left;
    std::string file, title;
    bool negated = false;
};
struct Within {
    AmountPtr left, after;
    Literal length;
    std::string unit;
};  // is within 10 days after D
struct IsMissing {
    AmountPtr of;
    bool negated = false;
};  // is missing, is blank, is reported
struct ThereIs {
    Reference what;
    bool negated = false;
};  // there is a Night Price, there is no X
/// Handover has happened (by the end of the period), has happened by the end of this agreement.
struct Happened {
    Name event;
    bool negated = false;
    bool by_end_of_agreement = false;
    bool reported = false;  // the day on which it is reported, whatever it says
};
/// In every July and August: the months by their numbers.
struct InMonths {
    std::vector<int> months;
};
/// is at the Benchmark or better, is better than T: at_least, more_than (and at_most, less_than for worse), turned
/// with the way that is better.
struct Better {
    AmountPtr left, right;
    Comparator op;
};
/// M counts, Outcomes that count (no member: the one in play); `whom`: for that Person.
struct CountsFor {
    std::optional<Name> member, whom;
};
/// M counts for at least 15% of the Persons of that Cohort to date; a share, or a number.
struct CountsForShare {
    Name member;
    Comparator op;
    AmountPtr share;
    SetPhrase among;
};
/// at least 70% of the Measures that count have a Score above 0%; a share, or a number.
struct ManyHave {
    Comparator op;
    AmountPtr share;
    SetPhrase among;
    bool all_said = false;  // of all Measures
    Reference has;
    Comparator test;
    AmountPtr than;
};
struct ClauseMet {
    Name clause;
};  // clause 3.3 is met
struct IsThatOf {
    AmountPtr left;
    Name record;
    bool counted = false, negated = false;
};  // is (not) that of a counted Person
/// `in the Admitted Setting`: where Setting is "Admitted". The words, as no sentence knows the fields yet.
struct FieldIs {
    Name words;
};
struct Junction {
    enum class Type { all, any, at_least } type;
    AmountPtr k;
    std::size_t count = 0;
    std::vector<ConditionPtr> items;
};
struct Negation {
    ConditionPtr of;
};

struct Condition {
    std::variant<Comparison, OneOf, CodeRange, BeginsWith, InSchedule, Within, IsMissing, ThereIs, FieldIs, CountsFor,
                 CountsForShare, ManyHave, ClauseMet, IsThatOf, Better, Happened, InMonths, Junction, Negation>
        node;
    Span span;
};

// ---- behind an amount ---------------------------------------------------------------------------------------
/// "the nearest penny, half up", "2 decimal places, down".
struct RoundingPhrase {
    enum class To {
        penny,
        pound,
        decimal_places,
        step,
        unit
    } to = To::penny;       // penny, cent ...: the coin word in `word`
    std::string word;       // penny, pound, cent, dollar, point, day ... as written
    exact::Ratio step = 1;  // for step: 0.1% is 1/1000, £10 is 10; for decimal_places: the number of places
    std::optional<exact::RoundingMode> mode;  // not said: the checker asks
    Span span;
};
struct Tail {
    std::variant<std::monostate, RoundingPhrase> round;
    AmountPtr limit;  // set for "but not less than A" / "but not more than A"
    bool upper = false;
    Span span;
};
/// An amount with its tails in the order written.
struct TailedAmount {
    AmountPtr amount;
    std::vector<Tail> tails;
    bool may_be_negative = false;  // "it may be less than £0"
    bool all_to_date = false;      // ", all to date"
};

}  // namespace concordat::syntax
