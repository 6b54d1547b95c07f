// engine/syntax/document.h · room: syntax
// What:  a contract as written: sections, numbered clauses, sentences of known forms, tables. A sentence is one of the
//        structs below; each is one row of the phrasebook. Names are unresolved, clause numbers unchecked.
// Start: struct Document, last in the file.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "syntax/changes.h"
#include "syntax/days.h"
#include "syntax/duties.h"
#include "syntax/expression.h"
#include "syntax/groups.h"
#include "syntax/once.h"
#include "syntax/pools.h"
#include "syntax/reporting.h"
#include "syntax/schedule.h"
#include "syntax/table.h"
#include "syntax/taking_part.h"
#include "syntax/years.h"

namespace concordat::syntax {

struct DayOfYear {
    int month = 4, day = 1;
};

// ---- what the agreement is (F1, N2, N3, N4, N5, N18) ---------------------------------------------------------
struct EffectiveSentence {
    calendar::Date from, until;
};
struct CurrencySentence {
    Name code;
};
struct SettledSentence {
    Name unit;
    std::optional<DayOfYear> runs_from, runs_to;
    bool on_its_own = false;
};
struct YearRunsSentence {
    Name name;
    DayOfYear from, to;
};
struct OnItsOwnSentence {
    Name unit;
};
struct PaymentRoundingSentence {
    RoundingPhrase rounding;
};
struct OddPenniesSentence {
    Span span;
};  // the rule of N3 in full; the only one there is
struct ToDateSentence {
    bool from_start_of_agreement = true;
    Name unit;
};
struct WorkingDaySentence {
    ScheduleRef holidays;
};

// ---- incorporation (V2) --------------------------------------------------------------------------------------
/// This agreement incorporates [Marginal Rate 2014](file), with Provider meaning Trust and Baseline meaning A.
struct IncorporateSentence {
    ScheduleRef document;
    struct Meaning {
        Name name;
        AmountPtr meaning;
    };
    std::vector<Meaning> meanings;
};

// ---- parties (F2, N19, N37) ----------------------------------------------------------------------------------
struct PartiesSentence {
    Table table;
};  // a table whose first heading is Party
struct PartyIsSentence {
    struct One {
        Name party;
        Name role;
    };
    std::vector<One> each;
};
struct PartiesListedSentence {
    Name role;
    ScheduleRef schedule;
};

// ---- facts and records (F3, F4, F5, N16, N34) ----------------------------------------------------------------
/// What is said where a figure is missing.
struct MissingPhrase {
    enum class Type { waits, value, last_value, left_out, held, scores, no_part, none_said } type = Type::none_said;
    std::optional<Name> of;  // "if Units is missing, it is 0"
    AmountPtr value;         // it is V; the Measure scores V
    int up_to = 0;
    Name up_to_unit;                              // the last reported value stands for up to 2 Months
    std::optional<Name> for_that, also_for_that;  // settlement waits for that Provider for that Month
    std::optional<Name> rescaled;                 // it is left out and the other Weights are rescaled: Weights
    std::optional<Name> subject;                  // "the Measure scores", "the Visit is held": Measure, Visit
    Span span;
};
/// money · a percentage · a count · a count of Spells · a number · a date · days · points · yes or no · "a" or "b" ·
/// Provider · money per Bed Day · a Person; with `as a share of 1`, `as 1 or 0`, `may be blank`, `unique`.
struct KindPhrase {
    enum class Type {
        money,
        percentage,
        count,
        number,
        date,
        days,
        points,
        yes_no,
        code,
        codes,
        name,
        unit_of,
        unsaid  // a field that says no kind: that of the field it has in common with the record it belongs to
    } type = Type::number;
    std::vector<std::string> codes;
    Name name;  // name: a role, set, record or period unit; count of name
    std::string per;
    bool share_of_one = false, one_or_zero = false, may_be_blank = false, unique = false, in_hundredths = false;
    std::optional<MissingPhrase> if_missing;  // said inside a field table's cell
    Span span;
};
/// "each Provider", "Riverside ICB", "that Partner", "the Lead Provider", "Harbourside ICB and all Partners".
struct OwnerPhrase {
    enum class Article { none, each, that, the, all, its } article = Article::none;
    Name name;
    std::vector<Name> and_others;
};
/// "For each Provider and each Month," "For each Hospital and Measure,"
struct ForEach {
    std::vector<Name> names;
    std::vector<Span> spans;
    ConditionPtr where;
    std::optional<Name> of;      // For each Spell of a Provider whose C: whose field `where` is about
    std::optional<Name> in_its;  // "For each Cohort, in its Review Quarter,"
    Span span;
    std::vector<std::string> marks = {};  // one for each name: only those in play; empty for all
};

struct DeclaredFact {
    Name name;
    KindPhrase kind;
};
struct FactSentence {
    std::optional<ForEach> for_each;
    std::vector<DeclaredFact> facts;  // several at once share what follows
    bool agreed = false;
    bool by_mention = false;  // an index in a schedule, declared where a clause first uses it
    std::optional<OwnerPhrase> owner;
    std::vector<Name> for_each_in;        // reported ... for each Provider / for each Quarter (any order)
    bool every_year = false;              // for each Month of every Financial Year
    bool once = false;                    // reported once by P
    std::vector<Name> at_events;          // reported by P at Handover and again at Final Handover
    bool decided = false;                 // decided by P: a fallback is demanded
    std::optional<DayOfYear> decided_by;  // by 30 June after Year End
    bool later_decision_counts = false;   // a later decision counts at the next payment
    std::optional<ScheduleRef> schedule;
    std::optional<Name> from_count, out_of_count;  // from People Counted out of People Eligible
    std::optional<exact::Ratio> fewer_than;
    std::optional<Name> fewer_of;
    std::optional<MissingPhrase> if_fewer;
    std::vector<MissingPhrase> if_missing;
};
/// `facts`: what each row stands for, in order; what could not be read in a row is unset there.
struct FactsTableSentence {
    bool agreed = false;
    Table table;
    std::vector<FactSentence> facts;
};
struct DeclaredField {
    Name name;
    KindPhrase kind;
};
struct RecordSentence {
    Name name;
    std::optional<Name> plural;
    bool agreed = false;
    std::optional<OwnerPhrase> owner;
    std::optional<Name> for_each;
    std::optional<ScheduleRef> schedule;
    std::vector<DeclaredField> fields;
    std::optional<Table> table;  // the field table as written (fields are read from it)
};
struct FallsInSentence {
    Name record;
    Name unit;
    Reference of;
    std::optional<Name> not_yet_record, not_yet_without;  // a Spell with no Discharged falls in no Month yet
};
/// A Spell whose C is held as a query / is not counted; A Claim counts only if C; otherwise it is left out / held.
struct RecordRuleSentence {
    Name record;
    ConditionPtr when;
    bool only_if = false;
    bool payable = false;  // is payable only if C: counted all the same, but no money of it
    bool held = true;
    std::vector<Name> despite;  // `is not held`: the clauses that do not hold it; empty for every other rule
    Span without = {};          // `a Spell still without a price`: the words of the reason
};
/// A Code Line belongs to the Visit with the same Visit Number; one that belongs to none is left out.
struct BelongsSentence {
    Name record, owner;
    std::optional<Name> same, named_in;
    std::vector<Name> said_again;  // the names behind the semicolon: each is the record or the owner once more
    std::optional<bool> held;      // one that belongs to none: held, else left out
    Span span;
};
/// An Entry is counted once for each Person within 90 days, by Entry Date and then by Number.
struct CountedOnceSentence {
    Name record, for_each;
    exact::Ratio length;
    std::string unit;
    Name by;
    std::vector<Name> then_by;
    Span span;
};
/// A blank is not a yes: the rule of the language, repeated.
struct BlankIsNoYesSentence {
    Span span;
};
struct ReportRuleSentence {
    Name records;
    bool replaces = true;
    bool for_same_period = false;         // only the report for the same Month
    std::optional<calendar::Date> holds;  // holds every Spell from D to the end of that Month
    Span holds_span;
};
/// A Target Change is in force on every day from Starts to Ends, both included; if Ends is blank it stays in force.
struct InForceSentence {
    Name record, from, to;
    std::optional<Name> blank;  // the field that may be blank; then it stays in force
};
struct YearDaysSentence {
    Name unit;
    std::vector<std::string> counts;  // 365, 366
};
struct RoundsAlikeSentence {
    Span span;
};  // rounding goes by size; there is no other
struct SetSentence {
    Name name;
    std::optional<Name> plural;
    std::optional<Table> table;
    std::optional<ScheduleRef> schedule;
    std::vector<Name> gives;  // which gives for each its A, B and C: columns of the file
};

// ---- definitions (D1-D4, B1-B4, F6, F7, N8, N50, N51, T1) ----------------------------------------------------
struct CasePhrase {
    ConditionPtr condition;
    TailedAmount amount;
    Span span;
};  // condition empty: otherwise
struct Cases {
    std::vector<CasePhrase> cases;
    bool in_turn = false;
    bool opens = false;  // ", but only if C; otherwise A": the threshold of N32
};
struct Banded {
    AmountPtr of;
    bool slices = true;
    bool mirrored = false;
    AmountPtr outwards_from;       // a saving being a plus amount
    std::optional<Name> as_under;  // in the same way as under clause n: that table again
    Table table;
};
struct Stepped {
    std::vector<AmountPtr> by;
    Table table;
};  // is, by X: table of values
struct SteppedInline {
    AmountPtr by;
    struct One {
        AmountPtr value;
        ConditionPtr test;
        std::vector<std::string> codes;
        Span span;
    };
    std::vector<One> each;
};
struct LinePoint {
    AmountPtr y, x;
};
struct InLine {
    AmountPtr of;
    std::vector<LinePoint> points;
    bool continuing = false;
    bool ends_said = true;
    std::optional<Table> table;
};
struct InLineInRow {
    AmountPtr of;
    Name y_from, x_from, y_to, x_to;
};  // within each row, from Rate at From to Rate at To
using Body = std::variant<TailedAmount, Cases, Banded, Stepped, SteppedInline, InLine, InPeriodOf>;

/// One per term: `"A" means ..., and "B" means ...` gives two.
struct DefinitionSentence {
    std::optional<ForEach> for_each;
    Name name;
    std::optional<Name> plural;
    Body body;
    std::vector<Tail> tails;             // behind a body other than an amount
    DayChanges increases;                // , increased by 3.9% on D
    std::optional<IndexRise> rise;       // , increased on 1 April of each year by the change in CPI ...
    std::optional<IndexFrom> indexed;    // , indexed by CPI in S from January 2026
    std::optional<PeriodPhrase> period;  // "for each Quarter" behind it
    /// For every other Spell X is A; the record and the term are named once more.
    struct Others {
        Name of;
        Reference term;
        TailedAmount amount;
    };
    std::optional<Others> others;
    std::optional<EqualParts> parts;
    std::optional<FirstPeriod> first;  // what holds in the first period, where an earlier one is named
    std::optional<Name> none_without;  // with no Review Interval there is no Review Due
    std::optional<Name> then_none;
};
struct DecidedSentence {
    std::optional<ForEach> for_each;
    std::vector<Name> names;
    bool in_turn = false;
    Table table;
};
struct GivenSentence {
    std::optional<ForEach> for_each;
    std::vector<Name> names;
    std::vector<AmountPtr> by;
    AmountPtr on;                  // on Discharged
    std::optional<Name> each_day;  // on each Night; `night` or `day`: that of the record
    std::optional<ScheduleRef> schedule;
    std::optional<Table> table;
    bool both_included = false;
    std::optional<InLineInRow> line;                // in a straight line within each row, from ... to ...
    std::optional<Name> held_record, held_without;  // a Spell without a Base Price is held as a query
    std::optional<Name> held_not_in;                // a Spell whose HRG is not in Schedule A is held as a query
    std::string held_schedule;
    Span held_span;
    ConditionPtr held_where;         // a Spell whose C is held as a query
    bool none_pays_nothing = false;  // where there is no price ("-"), nothing is payable
    std::vector<MissingPhrase> if_missing;
    std::vector<KindPhrase> kinds;  // one for all or one each, when said: ", which are money"
};

// ---- clauses that adjust a term (B6, G1, G2, R1) -------------------------------------------------------------
struct LimitSentence {
    std::optional<ForEach> for_each;
    Reference term;
    bool upper = true;
    AmountPtr at;
    std::optional<PeriodPhrase> period;
};
/// Subject to clause n, ...: the sentence that stands behind it in the same clause yields to clause n.
struct SubjectToSentence {
    std::vector<Name> clauses;
};
struct RoundSentence {
    Reference term;
    RoundingPhrase rounding;
};
struct GateSentence {
    std::optional<ForEach> for_each;
    Reference term;
    ConditionPtr only_if;
    std::optional<Reference> otherwise_term;
    std::optional<TailedAmount> otherwise;
    bool once = false, from_then_on = false;  // only once C[, from then on]
};
/// Despite clause n, if C, then X is A. Without `despite`: `If C, X is A`.
struct ExceptSentence {
    std::vector<Name> despite;  // clause numbers, as names with their places
    std::optional<ForEach> for_each;
    ConditionPtr condition;
    Reference term;
    TailedAmount amount;
    std::optional<Name>
        of_record;  // `..., a Spell whose C is not held, and its X is A`: whatever later clauses make of X
    std::optional<Name> for_member, of_group;  // for the Experience Domain: instead of a condition
    bool from_event = false;                   // From the Month of E, X is A: what stood before stands until then
};
struct IncreaseSentence {
    Reference term;
    DayChanges increases;
};

// ---- division, payment, promises (P3, P5, P6, N4, N11, N12, A1) -----------------------------------------------
/// What a part of a division may be at most, and where the excess goes.
struct PartLimit {
    enum class Excess { falls, shared_unsaid, shared_once, shared_again } excess = Excess::falls;
    std::optional<Name> part;    // the Pain Amount of a Partner; nothing for `the part of a Partner`
    Name of;                     // a Partner
    AmountPtr at_most;           // its Pain Cap
    AmountPtr in_proportion_to;  // among the others, when said
    std::optional<Name> reached;
    std::optional<Name> falls_on;
    bool pot = false;  // no P receives more than L, any excess being kept by Q: what is over need not be paid
    Span span;
};
/// `when`: for one sign of the amount. Without a name of its own the part is "part of X".
struct DivisionSentence {
    std::optional<ForEach> for_each;
    ConditionPtr when;
    std::optional<PartLimit> limit;
    Reference amount;
    SetPhrase among;
    AmountPtr in_proportion_to, if_negative;
    Name part;
    std::optional<OddPennyPhrase> odd_penny;
    std::optional<Name> kept_by;
};
struct InstalmentPhrase {
    int count = 12;
    std::optional<Name> in_each;
    std::string from_month, to_month;
    std::optional<Name> at_start_of;
    bool nearest = false;
    Span span;
};
struct PaymentSentence {
    std::optional<ForEach> of_each;  // For each Service Line where C, ...
    PartyPhrase payer, payee;
    bool into = false;              // into a pool
    std::optional<Name> following;  // Following Handover, ...
    std::optional<Name> never;      // If Handover has not happened by the end of this agreement, ...
    std::optional<RoundingPhrase> rounding;
    std::optional<Name> at_period_end;  // At Year End, P shall pay ...
    bool at_end_of_agreement = false;   // At the end of this agreement P shall pay ...
    std::vector<Tail> tails;            // behind the amount
    std::vector<Name> lapses;           // and every X lapses
    bool each_payer_pays_itself = false;
    bool bears = false;  // what it bears[ of X]: the amount is X, or nothing where only one is borne
    bool undisputed = false;
    AmountPtr amount;
    bool balance = false;
    bool what_remains = false;  // what remains of X
    AmountPtr in_proportion_to;
    AmountPtr fraction;  // one twelfth of, 60% of: kept apart for the name of the part
    bool on_account = false;
    bool to_date_less_paid = false;
    bool on_its_own = false;
    std::optional<Name> for_each;  // for each Month
    std::optional<InstalmentPhrase> instalments;
    std::optional<DeadlinePhrase> deadline;
    std::vector<Name> less_paid_under;
    std::optional<PeriodPhrase> less_paid_for;
    std::optional<Name> received_under;  // received under clause 4.2
    enum class IfNegative { not_said, repays, carried } if_negative = IfNegative::not_said;
    std::optional<PartyPhrase> repaid_by;  // who repays it, when named
    std::optional<OddPennyPhrase> odd_penny;
    std::optional<DeductionPhrase> deduction;
    std::vector<PaymentSentence> then;  // "..., and the balance of X within ...": further parts of the same clause
};
struct KeepsSentence {
    PartyPhrase party;
    bool must_not_be_negative = false;
};
struct PromiseSentence {
    Reference what;
    bool total = false;  // must total: over all of a role or set
    std::optional<SetPhrase> over;
    Comparator op = Comparator::is;
    AmountPtr value;
};

// ---- variations (V1, N9) ---------------------------------------------------------------------------------------
struct Sentence;
struct ReplaceSentence {
    calendar::Date from;
    Name clause;
    std::vector<Sentence> by;
};
struct CeaseSentence {
    calendar::Date from;
    std::vector<Name> clauses;
    std::optional<Name> section, section_applies;  // section 4 ceases to have effect and section 5 applies
};
struct AddSentence {
    calendar::Date from;
    Name clause;
    std::vector<Sentence> added;
};
struct CellChangeSentence {
    calendar::Date from;
    Reference cell;
    TailedAmount value;
};  // From D, the A of P is V
struct ColumnChangeSentence {
    calendar::Date from;
    Reference column;
    DayChange change;
    std::optional<Reference> same_as;  // by the same percentage as X
};
/// From D, in clause n, "85%" is replaced by "80%". The words; check asks parse to read the changed clause.
struct WordsChangeSentence {
    calendar::Date from;
    Name clause;
    std::string old_words, new_words;
    Span old_span;
};

// ---- worked examples (E1, N22) ----------------------------------------------------------------------------------
struct ExampleGiven {
    Reference what;
    AmountPtr value;
};
struct ExamplesSentence {
    std::string title;
    std::optional<PeriodPhrase> period;
    std::vector<ExampleGiven> given;
    std::optional<Name> for_one;  // for a Measure with a Threshold of 80
    std::vector<Name> only_ones;  // where A, B and C are the only Hospitals that take part
    std::optional<Name> only_of;
    std::string only_mark;
    bool nothing_brought_forward = false;
    struct FieldDefault {
        Name field;
        AmountPtr value;
        bool blank = false;
    };
    std::vector<AmountPtr> fields_not_shown;
    ConditionPtr where;  // where clause 3.3 is met
    bool fields_not_shown_blank = false;
    Table table;
};

/// One sentence: it ends at its full stop or its table.
struct Sentence {
    std::variant<EffectiveSentence, CurrencySentence, SettledSentence, YearRunsSentence, OnItsOwnSentence,
                 PaymentRoundingSentence, OddPenniesSentence, ToDateSentence, WorkingDaySentence, PartiesSentence,
                 PartyIsSentence, PartiesListedSentence, FactSentence, FactsTableSentence, RecordSentence,
                 FallsInSentence, InForceSentence, YearDaysSentence, RoundsAlikeSentence, RecordRuleSentence,
                 BelongsSentence, BlankIsNoYesSentence, CountedOnceSentence, ReportRuleSentence, SetSentence,
                 DefinitionSentence, DecidedSentence, GivenSentence, LimitSentence, RoundSentence, GateSentence,
                 ExceptSentence, IncreaseSentence, DivisionSentence, PaymentSentence, KeepsSentence, PromiseSentence,
                 ReplaceSentence, CeaseSentence, AddSentence, CellChangeSentence, ColumnChangeSentence,
                 WordsChangeSentence, MonthsRuleSentence, OnceForEachSentence, LatchSentence, FoundOnceSentence,
                 WithoutSentence, FirstInSentence, UsedInOrderSentence, TogetherSentence, SmallAmountsSentence,
                 BorneSentence, ExamplesSentence, DaysOfSentence, GoesOnSentence, AtMostOneSentence, AbsenceSentence,
                 DayFallsSentence, YearToDateSentence, SettingsSentence, BroughtForwardSentence, UsedOnceSentence,
                 NamedDaySentence, NotApplySentence, ReadWithSentence, JoiningSentence, TakingPartSentence,
                 DirectionSentence, CutSentence, IncorporateSentence, CarriedSentence, AverageInForceSentence,
                 NoReportSentence, StandInSentence, ReceivedOnlySentence, LossStepsSentence, MetFromSentence,
                 PoolSentence, PoolPartsSentence, GoesIntoSentence, AppliedSentence, KeptForSentence, EndRuleSentence,
                 GroupSentence, CountRuleSentence, CountOrderSentence, WeightsInGroupSentence, NoticeSentence,
                 TaxSentence, InterestSentence, KeepBackSentence, SharedSentence, SubjectToSentence, RowChangeSentence,
                 UsedByRecordsSentence, TotalLimitSentence, PassDownSentence, CutOffSentence, LateFiguresSentence,
                 NeverHappenedSentence, MembershipSentence, EndsOnSentence, EndsEarlySentence>
        form;
    Span span;
    std::optional<ChangeSpan> change_span = {};  // of a variation
};

struct Clause {
    std::string number;  // "3.2"; empty for sentences outside clauses
    Span number_span;
    std::string section;  // heading above it
    std::vector<Sentence> sentences;
    Span span;            // the whole text of the clause
    bool broken = false;  // a sentence of it could not be read: the checker stays silent about what hangs on it
};
/// "## Schedule A" with a table below it and no clause.
struct ScheduleText {
    std::string title;
    Table table;
    Span span;
};

/// A document brought in: its numbered clauses stand among the agreement's own, and this is what it leaves to it.
struct Incorporated {
    std::string title;
    std::string in_clause;  // the agreement's clause that brings it in
    Span span;              // its link
    std::vector<IncorporateSentence::Meaning> meanings;
    std::vector<Sentence> above_clauses;  // what stands outside its clauses: periods, rounding, example parties
    std::vector<Sentence> supplied;       // those of its section `What the agreement supplies`
};

struct Document {
    std::string title;
    std::vector<Clause> clauses;  // in the order written; the preamble's sentences come first, without number
    std::vector<ScheduleText> schedules;
    /// Names that sentences which could not be read seem to declare: nothing is said about their use.
    std::vector<std::string> names_of_broken_sentences;
    std::vector<Incorporated> incorporated;
};

}  // namespace concordat::syntax
