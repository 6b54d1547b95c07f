// engine/model/expression.h · room: model
// What:  amounts and conditions, typed and resolved. Nodes are values in Contract::expressions, referred to by ExprId.
// Knows: nothing of source text. How each node is worked out stands beside it; eval/reference does exactly that.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/period.h"
#include "exact/ratio.h"
#include "exact/rounding.h"
#include "model/kind.h"
#include "model/value.h"

namespace concordat::model {

/// One thing a value may depend on. A term's index is a list of axes; a scope supplies an element for each.
struct Axis {
    enum class Type { party, member, record, period } type = Type::period;
    RoleId role;                                              // party
    SetId set;                                                // member
    RecordId record;                                          // record
    calendar::PeriodUnit unit = calendar::PeriodUnit::month;  // period
    friend bool operator==(const Axis&, const Axis&) = default;
};

struct Constant {
    Value value;
};

/// Supplies one axis of a term by other means than the scope.
struct Bind {
    Axis axis;
    /// An element-valued expression (a party, a member, a record, a period); for a period axis a whole number of
    /// periods back is given by `periods_back` instead ("the Financial Year before").
    ExprId element;
    int periods_back = 0;
};
/// The value of a term; axes not bound here come from the scope. A scope period of a finer unit supplies the coarser
/// period that contains it. `stage`: the amount as one clause leaves it ("the amount under clause 3.2"), counted from
/// 0; without it the amount after all stages.
struct TermRef {
    TermId term;
    std::vector<Bind> binds;
    std::optional<std::size_t> stage;
};
/// Inside a stage: the amount as the clause before left it.
struct Previous {};
/// The element of the scope itself: this Provider, this Measure, this Month.
struct ScopeElement {
    Axis axis;
};

enum class ArithmeticOp { add, subtract, multiply, divide };
/// Division by a known zero gives `if_zero` (or `if_both_zero` when the left side is a known zero too); without them it
/// is a settlement error E7xx that names the clause. For multiply, a known zero times missing is missing.
struct Arithmetic {
    ArithmeticOp op;
    ExprId left, right;
    ExprId if_zero, if_both_zero;
};
struct Negate {
    ExprId of;
};
/// The greatest or least of at least two amounts, or the later/earlier of dates.
struct Extreme {
    bool greatest;
    std::vector<ExprId> items;
};
/// A less B, or a known 0 where that is not above 0 (N1).
struct Excess {
    ExprId of, above;
};
/// First raised to `at_least`, then lowered to `at_most`, when set (in the order written: `limits` keeps it).
struct Limit {
    struct Bound {
        bool upper;
        ExprId at;
    };
    ExprId of;
    std::vector<Bound> bounds;
};
struct Round {
    ExprId of;
    exact::Rounding rounding;
};
/// The whole units in X ("the whole hours in X"): towards zero.
struct WholePart {
    ExprId of;
};

/// Cases. Exclusive: exactly one may hold (the checker has shown it, or evaluation reports a conflict with both
/// clauses); in turn: the first that holds. A missing condition: the case that surely holds decides, else the result is
/// missing (N8).
struct Choose {
    struct Case {
        ExprId condition, result;
    };
    std::vector<Case> cases;
    ExprId otherwise;  // unset: no case holding is a settlement error
    bool in_turn = false;
};

/// Bands (K2). Rows in rising order; an unset `from`/`to` is unbounded. `from_included`: the row owns its lower edge.
struct BandRow {
    ExprId from, to;
    bool from_included = true;
    bool to_included = false;
    ExprId rate;
};
enum class BandMode {
    slices,        // each rate on its own slice: sum of rate x (part of |x| in the row)
    whole_amount,  // the rate of the row that x lies in, times x
    steps          // the value of the row that x lies in
};
/// `mirrored`: the table is for the size of x, and the sign is put back.
struct Band {
    BandMode mode;
    ExprId of;
    std::vector<BandRow> rows;
    bool mirrored = false;
};

/// Straight lines between points in rising (or falling) order of x. Beyond the ends: the end value, or the line goes
/// on.
struct Line {
    struct Point {
        ExprId x, y;
    };
    ExprId of;
    std::vector<Point> points;
    bool continuing = false;
};

/// Date arithmetic (N13).
enum class DayCount { nights, both_included, after_up_to, days_after };
/// nights: A to B, 0 nights when equal; both_included: nights + 1; after_up_to: the days after A up to and including B;
/// days_after: "the days by which A is after B", 0 if it is not. A stretch that ends before it starts is a settlement
/// error except for days_after (records are then held when the contract says so).
struct DaysBetween {
    DayCount count;
    ExprId from, to;
};
struct WholeYears {
    ExprId from, to;
};
enum class Span { days, weeks, months, years, working_days };
/// `by` is a number of units, or a length of time, which has units of its own.
struct DateShift {
    ExprId date;
    ExprId by;
    Span unit;
    bool back = false;  // before the date
};
/// First or last day of the scope's period of this unit, or of the period that `of` (a date) lies in.
struct PeriodEdge {
    calendar::PeriodUnit unit;
    bool last;
    ExprId of;
};

/// The scope's record is in force on so many of the days of the scope's period: that part of them (N44).
struct DaysInForce {
    RecordId record;
};
/// Whether an event has happened: by the end of the scope's period, or inside it. Not reported is: has not (N7).
struct EventReached {
    TermId event;
    bool inside = false;
    bool by_report = false;  // the day on which it was first reported decides, not what it says
};

/// The day on which a figure that is reported once was first reported. Not yet: not applicable.
struct ReportedOn {
    TermId fact;
};

enum class AggregateOp { total, number, average, greatest, least, number_different, only_value };
/// Which periods an aggregate runs over.
struct PeriodRange {
    enum class Kind {
        scope,              // the scope's own period (or records that fall in it)
        unit_of_scope,      // the whole `unit` that contains it ("for the Financial Year")
        unit_to_date,       // from the start of that unit (or the Effective date) to the end of the scope's period
        to_date,            // from the start that the contract's "to date" has to the end of the scope's period
        agreement_to_date,  // from the Effective date, whatever "to date" means ("in all")
        named               // months of the year `first_month`..`last_month` ("from May to August")
    } kind = Kind::scope;
    calendar::PeriodUnit unit = calendar::PeriodUnit::year;
    int first_month = 0, last_month = 0;
};
/// Over all elements of an axis for which `where` is yes. Records are those whose link fields equal the scope's
/// elements
/// (`its Spells`: field == scope's party) and that fall in the range. Held records and elements that are not applicable
/// are in none. `weight` for a weighted average; when not all weights count, `rescaled` divides by those that do;
/// otherwise by all. Over a period axis: the periods of `axis.unit` in the range. Nothing to average or choose:
/// `if_none`, else a settlement error. total and number of nothing are 0. A missing element makes the result missing
/// (naming the first in order); missing `where` too.
/// `at_scope_period`: the amount of each record is that for the scope's period (a record's running total), not that
/// for the period which the record falls in.
struct Aggregate {
    struct Link {
        TermId field;
        Axis axis;
    };
    AggregateOp op;
    std::vector<Axis> over;  // one or more axes; a period axis means sub-periods
    std::vector<Link> links;
    PeriodRange range;
    ExprId where, of, weight, if_none;
    bool rescaled = false;
    bool at_scope_period = false;
    /// Of the elements the one with the greatest `by` (then the least `then_by`) is taken at `at`, the others at `of`.
    /// Two that are level may not differ in what they would be taken at.
    struct Dearest {
        ExprId by, at;
        std::vector<ExprId> then_by;
    };
    std::optional<Dearest> dearest;
    /// The group of an element: the weight of one that is not applicable is shared among the others of its group, or
    /// among all others where none of its group is applicable (N38).
    ExprId weight_group;
};

/// The part of one party of an amount divided in whole pennies (K7, N11). Evaluated in a scope that holds `role`'s
/// party.
enum class OddPenny { largest_remainder, to_party };
struct Division {
    RoleId role;
    ExprId amount;
    ExprId where;
    ExprId weight;
    ExprId weight_if_negative;  // two keys: this one when the amount is below 0
    OddPenny odd_penny = OddPenny::largest_remainder;
    PartyId odd_penny_party;
    PartyId kept_by;  // nobody left or all weights 0
    /// No part goes above `limit`, by size. What is cut falls on a party, or is shared among the others by weight:
    /// once, or again until nobody is above; what nobody can bear then falls on the party.
    enum class Excess { falls, shared_once, shared_again } excess = Excess::falls;
    ExprId limit;
    PartyId falls_on;
    /// Borne step by step before the rest (N25): those for whom `where` is yes bear by `weight` until each has borne
    /// `limit`; what is left goes to the next step. With steps `where` and `weight` of the division are the last step,
    /// and `limit`, when set, holds for all steps together.
    struct Step {
        ExprId where, weight, limit;
    };
    std::vector<Step> steps;
    bool rest = false;         // not a part, but what falls on `falls_on`, by size; no party in scope
    exact::Rounding rounding;  // the amount is rounded first
};

/// A look-up in a table by keys and, for dated tables, on a day. No row gives Missing (reason "no row ..."), `-` gives
/// None.
struct LookUp {
    /// As column: yes where there is such a row, else no.
    static constexpr std::size_t whether_there = static_cast<std::size_t>(-1);
    TableId table;
    std::size_t column = 0;
    std::vector<ExprId> keys;
    ExprId on;
    bool any_row = false;  // whether there is a row at all: several do no harm
};
/// As LookUp, where the row is found by `x` lying in it and the value is on a straight line inside the row.
struct LineInRow {
    TableId table;
    ExprId x;
    std::size_t x_from, x_to, y_from, y_to;
    std::vector<ExprId> keys;
    ExprId on;
};

/// The days of the scope's record (contract.h, DaySet) that lie in the range and in the term of the contract: their
/// number, or the total of `of` over them, each worked out on its own day. A day on which `of` is none adds nothing.
struct DaysOf {
    DaySetId days;
    PeriodRange range;
    ExprId of;
    ExprId where;
};
/// Whether the scope's record is the first by `by` of the records of its kind that count, for which `where` is yes and
/// `same` are what they are here; of those that are equal in `by`, the first in the fixed order of records.
struct IsFirst {
    RecordId record;
    ExprId where;
    std::vector<ExprId> same;
    ExprId by;
};

/// The total of an amount for each day after `from` up to and including `to`; each is worked out on its own day.
struct DaysTotal {
    ExprId from, to, of;
};

/// A field of the scope's record, or of the record that `record` gives.
struct FieldOf {
    std::size_t column;
    RecordId record;
};

/// The group (Record::Group) that the scope's record belongs to.
struct GroupOf {
    RecordId group;
};

/// What was settled for a period, unmoved by what became known later: the value for `period` (or the scope's own), as
/// known on its last day (N30).
struct AsSettled {
    ExprId of;
    ExprId period;
};
/// Of the records of the scope's kind with the same fields the last, in the order of `by`, whose first such field (a
/// date) is not after `not_after` of the scope's record; with `in_order` the last that stands before it in that order.
/// Its row, or none. All data are looked at, records that do not count too unless `that_counts`.
struct EarlierRecord {
    RecordId record;
    std::vector<std::size_t> same;
    std::vector<std::size_t> by;
    std::size_t not_after = 0;
    bool that_counts = false;
    bool in_order = false;
};

/// The total of an amount over the records that stand before the scope's record in that order and fall in the same
/// period of `within` (N26).
struct EarlierTotal {
    EarlierRecord before;
    ExprId of;
    calendar::PeriodUnit within = calendar::PeriodUnit::year;
};

// ---- conditions (kind yes_no) --------------------------------------------------------------------------------
enum class CompareOp { equal, not_equal, at_least, more_than, at_most, less_than };
/// Numbers, dates, and equality of codes, parties, members, yes/no. Missing on either side gives missing.
struct Compare {
    CompareOp op;
    ExprId left, right;
};
enum class Junction { all_of, any_of, at_least_k };
/// Known failures decide `all of`, known successes decide `any of`, whatever else is missing.
struct Combine {
    Junction junction;
    std::size_t k = 0;
    std::vector<ExprId> items;
};
struct Not {
    ExprId of;
};
enum class TextTest { begins_with, one_of, from_to };
struct CodeTest {
    TextTest test;
    ExprId of;
    std::vector<std::string> codes;
};
/// Whether the condition has held in this period or in an earlier one, since the agreement began or since the `within`
/// began (N30). Missing: not met in that period. `earlier_only`: this period does not count. `as_settled`: as at the
/// period being settled, for what waits for the condition and is then paid for earlier periods.
struct Once {
    ExprId condition;
    calendar::PeriodUnit unit = calendar::PeriodUnit::month;
    std::optional<calendar::PeriodUnit> within;
    bool earlier_only = false;
    bool as_settled = false;
};
/// Whether there is a record of this kind whose unique field is `key`; `counted`: one that counts.
struct RowCounts {
    RecordId record;
    ExprId key;
    bool counted = false;
};
/// `is missing` / `is blank`: never missing itself.  `there is a X`: false for None.
enum class Presence { missing, none };
struct IsAbsent {
    Presence presence;
    ExprId of;
};

/// A condition decided with what was known on this day of the scope's year, and not again (N47). Before that day: with
/// what is known now.
struct AsKnownOn {
    ExprId of;
    int month = 1, day = 1;
};
/// Whether no report of these records has come for the scope's period: neither one that is named after it nor a record
/// that falls in it. `party`: reports of this one, by the column that says whose each record is (N16).
struct NoReport {
    RecordId record;
    ExprId party;
    std::size_t column = 0;
};
/// What is carried for some periods after its own and set against another amount, the oldest first (N27). `lot` is what
/// a period leaves, `against` what a period can use; both are worked out for each period from the first to the scope's.
struct SetOff {
    enum class Gives { used, closing } gives = Gives::used;
    ExprId lot, against;
    calendar::PeriodUnit unit = calendar::PeriodUnit::year;
    int for_periods = 0;      // after its own; 0: for ever
    exact::Ratio growth = 0;  // each time it is carried
    ExprId opening;           // brought forward in the first period; unset: nothing
};

/// What parties paid in earlier periods is repaid out of `from`, the oldest period first, those of one period in
/// proportion to what is still owed to each, in whole pennies (N28). In a scope with the role's party: what it is
/// repaid in the scope's period; `all`: what all of them are.
struct Repaid {
    RoleId role;
    ExprId lot, from;
    calendar::PeriodUnit unit = calendar::PeriodUnit::year;
    bool all = false;
    bool one_rank = false;  // not the oldest first: what is owed to each of each period, in proportion
};

/// What is left of an amount of the scope's period where the total over the periods of the `within` up to the one that
/// is being settled is above `limit`: each of them is reduced in the same proportion, in whole pennies (N26).
struct CutInProportion {
    ExprId of, limit;
    calendar::PeriodUnit unit = calendar::PeriodUnit::month;
    calendar::PeriodUnit within = calendar::PeriodUnit::year;
    exact::Rounding rounding;  // to coins
};

using ExprNode =
    std::variant<Constant, TermRef, Previous, ScopeElement, Arithmetic, Negate, Extreme, Excess, Limit, Round,
                 WholePart, Choose, Band, Line, DaysBetween, DaysTotal, WholeYears, DateShift, PeriodEdge, DaysInForce,
                 EventReached, ReportedOn, Aggregate, Division, LookUp, LineInRow, DaysOf, IsFirst, FieldOf,
                 EarlierRecord, EarlierTotal, GroupOf, Compare, Combine, Not, CodeTest, IsAbsent, AsSettled, Once,
                 RowCounts, AsKnownOn, SetOff, Repaid, NoReport, CutInProportion>;

struct Expression {
    ExprNode node;
    Kind kind;
    /// The words of the contract that this was made from, for explanations.
    std::string words;
};

}  // namespace concordat::model
