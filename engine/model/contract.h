// engine/model/contract.h · room: model
// What:  a whole contract, checked: what the money side sees. Immutable once the checker hands it over; no source text.
// Start: struct Contract, last in the file.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "calendar/period.h"
#include "exact/money.h"
#include "model/expression.h"
#include "model/kind.h"
#include "source/diagnostic.h"

namespace concordat::model {

struct Clause {
    std::string number;   // "3.2"
    std::string text;     // the clause as written, one line, spaces folded
    std::string section;  // heading it stands under: "3 Gain share"
    source::Place place;
};

struct Party {
    std::string name;
    std::vector<RoleId> roles;
    source::Place place;
    PartyId held_by = {};  // set: it is a pool, and who holds it
};
/// A party that has a role for a part of the agreement only (N36): from a day, and up to one, both in.
struct Membership {
    PartyId party;
    std::optional<calendar::Date> from, until;
};
struct Role {
    std::string name;              // Partner
    std::string plural;            // Partners
    std::vector<PartyId> parties;  // in the order of the Parties table
    std::string file;              // parties listed in a data file: filled when data is taken in; else empty
    std::vector<Membership> memberships = {};  // of those that join or leave; the others have it throughout
};
/// A closed list (Measure is one of: ...). Columns beyond the first are terms with source MemberColumn.
struct Set {
    std::string name, plural;
    std::vector<std::string> members;
    std::string file;  // members listed in a file beside the contract (read when the contract is checked)
    ClauseId clause;
};

enum class MissingPolicy {
    waits,        // settlement waits (the default when nothing is said: check lists those inputs)
    value,        // it is V
    last_value,   // the last reported value stands for up to n periods
    left_out,     // not applicable
    hold_record,  // the record is held as a query
    no_part,      // the party takes no part (the checker makes a TakingPart of it)
    score_value   // the Measure scores V: applied to the term computed directly from it (a stage there)
};
struct IfMissing {
    MissingPolicy policy = MissingPolicy::waits;
    bool stated = false;            // the contract said so; otherwise `check` lists the input
    ExprId value;                   // value
    int up_to_periods = 0;          // last_value
    bool only_this_period = false;  // "settlement waits for that Month"
};

struct Field {
    std::string name;
    Kind kind;
    TermId term;  // the term by which clauses name it
    bool unique = false;
    RecordId names_record;  // code of a Person: the record whose unique field it repeats
    bool may_be_blank = false;
    bool share_of_one = false;   // percentage, as a share of 1
    bool in_hundredths = false;  // percentage, as 71.5 without its sign
    bool one_or_zero = false;    // yes or no, as 1 or 0
    std::optional<calendar::SlashOrder> slash_dates;
    IfMissing if_missing;
};
struct Record {
    std::string name, plural;  // Spell, Spells
    std::vector<Field> fields;
    calendar::PeriodUnit unit = calendar::PeriodUnit::month;  // reported for each ...
    std::string reported_by;                                  // words, for messages: "each Provider"
    bool agreed = false;                                      // agreed in a schedule, part of the contract
    std::string file;                                         // linked file, when the contract names one
    /// In force on every day from one date field to another, both included; a blank end is open.
    struct InForce {
        std::size_t from = 0, to = 0;  // columns
        bool blank_stays = false;
        ClauseId clause;
    };
    std::optional<InForce> in_force;
    ExprId falls_in;                      // a date or a period, in the record's scope; unset: the period of its report
    std::vector<ExprId> left_out_unless;  // counts only if
    struct Hold {
        ExprId when;
        std::string reason;
        ClauseId clause;
    };
    std::vector<Hold> held_when;  // ... is held as a query
    /// Which of the records count beside the others, in the order of the clauses; each rule sees what the earlier ones
    /// left. Only records that nothing else holds or leaves out are seen (N49).
    struct CountRule {
        enum class What { each_once, loses, replaced, after_earlier, once_in } what = What::each_once;
        ClauseId clause;
        std::vector<std::size_t> same;  // columns: of one group, of one person
        std::size_t field = 0;          // column: what counts once; where the codes stand
        Value one, other, made;         // both; the one that does not count, or that stands for the two
        std::size_t date = 0;           // column: of after_earlier
        std::int64_t length = 0;
        Span unit = Span::days;
        bool that_counted = false;
        std::optional<calendar::PeriodUnit> within;  // once_in; unset: the whole agreement
    };
    std::vector<CountRule> count_rules;
    std::vector<std::size_t> count_order;  // columns; empty: the unique field
    /// Not reported: all records of another kind that have the same in these columns. Its fields are these, in this
    /// order, and one more that tells it from the others.
    struct Group {
        RecordId of;
        std::vector<std::size_t> same;
    };
    std::optional<Group> group;
    /// Where one of these parties has reported none for a period, the last reported one of each value of `same` stands
    /// for that period, with its fields as they are, for up to so many periods after its own (N16).
    struct StandIn {
        ClauseId clause;
        std::vector<PartyId> parties;     // empty: the record does not say whose it is
        std::size_t whose = 0, same = 0;  // columns
        int up_to = 0;
        bool waits_before_first = false;  // else there are none before the first
    };
    std::optional<StandIn> stand_in;
    bool later_reports_replace = true;  // N6; else they add
    bool replace_same_period = false;   // a later report replaces those for the same period only
    bool report_rule_said = false;      // the contract says what a later report does
    /// The record that one of these belongs to, and the field of this record that names it.
    RecordId owner;
    std::size_t owner_field = 0;
    ClauseId clause;
};

/// The days of each record of a kind, painted one by one (N33, N45). A record has a day where one of the stretches
/// whose `where` holds covers it, unless another record of the same person goes before it on that day, or an absence
/// takes it away. Held records and those that are left out cover no day; nor does one that ends before it starts.
struct DaySet {
    std::string name, plural;  // Night, Nights
    RecordId record;
    TermId number;  // of the days in a period: has axes record and period
    struct Stretch {
        ClauseId clause;
        ExprId where;     // of the record; unset: every record
        ExprId from, to;  // dates of the record
        bool nights = false, after_first = false;
    };
    std::vector<Stretch> stretches;  // the first that holds
    bool goes_on = false;            // without an end: to the last day of the period asked about
    struct Order {
        ExprId by;  // a value of the record; yes goes before no
        bool greatest_first = true;
    };
    struct AtMostOne {
        ClauseId clause;
        std::vector<std::size_t> same;  // columns of the record: Person, perhaps Provider
        std::vector<Order> order;
    };
    std::optional<AtMostOne> at_most_one;
    struct Absence {
        ClauseId clause;
        RecordId record;
        std::size_t own_column = 0, its_column = 0;  // the same person
        ExprId from, until;                          // dates of the absence
        bool until_included = true;
        ExprId where;               // of the record that loses the day; unset: every one
        bool next_has_day = false;  // the record that comes next on that day has it; else nobody
    };
    std::vector<Absence> absences;
};

struct FactSource {
    bool agreed = false;  // agreed in a schedule, else reported
    /// Month and day after Year End: later answers are listed only, or count when they have come.
    std::optional<std::pair<int, int>> decided_by;
    bool later_decision_counts = false;
    std::string reported_by;                     // words: "Riverside ICB", "each Provider"
    PartyId owner;                               // when it is one party
    RoleId owner_role;                           // when each of a role reports its own
    std::optional<calendar::PeriodUnit> period;  // for each ...; none: once
    bool every_year = false;                     // a schedule of named months that serves every year
    std::string file;                            // [Schedule A](file.csv)
    std::string heading;  // Schedule A: an unlinked schedule, found by its heading in the text or a data file
    IfMissing if_missing;
    bool share_of_one = false, in_hundredths = false, one_or_zero = false;
    // reported "from n out of d": data may hold the two counts instead of the percentage
    TermId counted, out_of;
    ExprId fewest;
    std::string fewest_policy_words;
    IfMissing if_too_few;           // "if fewer than 25 ..., it is left out"
    std::optional<Value> constant;  // an inline schedule's single value
    TermId at_event;                // reported at an event: not due before that has happened
    std::string of_event_fact;      // the name without the event: Snags, for Snags at Handover
};
/// Column of the Parties table; versions are dated cell changes (N9), in order of date.
struct AttributeSource {
    struct Change {
        calendar::Date from;
        PartyId party;
        ExprId value;
        ClauseId clause;
    };
    std::vector<std::optional<Value>> by_party;  // by PartyId; nothing for a blank cell
    std::vector<Change> changes;
};
struct MemberColumnSource {
    SetId set;
    std::vector<std::optional<Value>> by_member;
    std::vector<ExprId> expr_by_member;
};
struct FieldSource {
    RecordId record;
    std::size_t column;
};
/// Worked out by its stages alone.
struct DefinedSource {};
/// What a party keeps, or receives under a clause: known only while settling. eval asks settle for it.
struct ReceivedSource {
    ClauseId clause;
};

/// One clause's effect on a term. `value` may hold Previous. In force for dates from `from` to before `until`.
struct Stage {
    enum class Effect {
        defines,
        caps,
        floors,
        rounds,
        gates,
        excepts,
        increases,
        sets,
        other
    } effect = Effect::defines;
    ClauseId clause;
    ExprId value;
    std::optional<calendar::Date> from, until;
    /// The sentence as it stands from `from` on; a variation's words, not those it replaced.
    std::string words = {};
    /// An exception for one member or party: for that one only.
    std::optional<Value> only_for = {};
    /// Said to hold `for the whole Financial Year`: from that day on, once the settlement has reached `from` (`until`).
    std::optional<calendar::Date> from_back = {}, until_back = {};
};
/// "worked out separately before and after that day" (N9): where `day` lies inside what the term is worked out over,
/// each side by itself, with the text that holds in it, and the two added.
struct Separately {
    calendar::Date day;
    enum class Over { own_period, year_to_date, agreement_to_date } over = Over::own_period;
    bool begins_again = false;  // of a period, what a total to date has grown by: it counts from `day` on
    ClauseId clause;            // whose text changes
    /// The party or the entry of a list that alone has another value; empty: all.
    std::vector<Value> only_for = {};
};

struct Term {
    std::string name, plural;
    Kind kind;
    std::vector<Axis> index;
    std::variant<DefinedSource, FactSource, AttributeSource, MemberColumnSource, FieldSource, ReceivedSource> source;
    std::vector<Stage> stages;  // in clause order
    ClauseId clause;            // where it is declared; unset for the Parties table
    bool may_be_negative = false;
    bool to_date = false;  // its value is a running total already
    /// Not applicable where one of these terms (each the term of a TakingPart) is no.
    std::vector<ExprId> only_where;
    ExprId only_in;                      // "in its Review Quarter": it has a value for that period only
    std::vector<Separately> separately;  // in order of the days
    /// Not period-indexed but with dated stages: worked out at the first day of the scope's period.
};

/// Keys, dates and values of a look-up.
struct Table {
    std::string title;  // "Schedule A" or the clause number
    std::string file;   // empty: inline
    struct Key {
        std::string heading;
        Kind kind;
        bool is_range = false;
        std::string heading_to;
    };
    std::vector<Key> keys;
    bool dated = false;  // From / Until columns select by a day, both included
    struct Column {
        std::string heading;
        Kind kind;
        TermId term;
    };
    std::vector<Column> columns;
    struct Row {
        std::vector<Value> keys;
        std::vector<Value> keys_to;
        std::optional<calendar::Date> from, until;
        std::vector<Value> cells;
        std::vector<ExprId> exprs;
        source::Place place;
    };
    std::vector<Row> rows;  // inline rows, or filled from the file when data is taken in
    bool share_of_one = false;
    ClauseId clause;
};

// ---- payments -------------------------------------------------------------------------------------------------
/// One party, or each party of a role.
struct PartySelector {
    PartyId party;
    RoleId each_of;
    PartyId other_than;
    ExprId where;
    bool also_left = false;  // what was owed before: it is paid to those too who have left the role since
};
struct Deadline {
    int count = 0;
    Span unit = Span::days;
    enum class After { period_end, year_end, date_term, unknown_event } after = After::period_end;
    calendar::PeriodUnit period = calendar::PeriodUnit::month;
    ExprId date;
    std::string words;  // the plain words of an event whose date is not known
};
/// Deducted from payments to the payer by the payee, under that clause or any; what is left is deducted from later
/// ones, is paid, or is dealt with outside this agreement.
struct Deduction {
    std::optional<ClauseId> under;
    enum class Balance { deducted_later, paid, elsewhere } balance = Balance::deducted_later;
    std::optional<Deadline> paid_within;
    /// What is still left when the last period is settled.
    enum class AtEnd { not_said, lapses, paid } at_end = AtEnd::not_said;
    std::optional<Deadline> end_within;
};
/// A part of a payment that waits for a report. `whole` is the amount of which it is kept.
struct KeptBack {
    ClauseId clause;
    ExprId not_reported, whole;
    exact::Ratio share;
    std::string fact;  // for words: "Return"
};
/// Tax on a payment: it goes to nobody in the agreement.
struct Tax {
    std::string name;   // VAT
    bool lost = false;  // the payer cannot recover it
};
struct Instalments {
    int count = 12;
    calendar::PeriodUnit each = calendar::PeriodUnit::month;
    std::optional<calendar::Days> within;  // for the Months May 2026 to April 2027; else in each year
    bool round_nearest = false;            // else each down, the last takes the odd pennies
    bool at_start = false;
};
struct Payment {
    ClauseId clause;
    std::optional<Member> member = {};  // one of a list that it is about: For each Service Line
    std::optional<calendar::Date> from, until;
    PartySelector payer, payee;
    ExprId amount;  // in the scope of payer and payee when they are `each`, and of the period
    calendar::PeriodUnit unit = calendar::PeriodUnit::month;  // for each ...
    std::string part;                                         // "first 60%", "balance", or empty
    std::optional<Instalments> instalments;
    struct Divide {
        ExprId weight;
        bool weights_are_shares = false;
        OddPenny odd_penny = OddPenny::largest_remainder;
        PartyId odd_penny_party;
    };
    std::optional<Divide> divide;  // one amount among the payees
    bool on_account = false;
    bool on_its_own = false;  // each period settles itself; else to date within the span
    bool once = false;        // after an event: its span is the whole agreement
    bool balance = false;     // the amount is a running total: due = it less all paid of it
    std::vector<ClauseId> less_paid_under;
    enum class IfNegative { not_said, repays, carried } if_negative = IfNegative::not_said;
    exact::Rounding rounding;
    std::optional<Deadline> deadline;
    std::optional<ClauseId> received_under;  // the amount was received by the payer under that clause
    bool payer_keeps_rest = false;
    std::optional<Deduction> deduction;
    std::optional<KeptBack> kept_back;
    std::optional<Tax> tax;  // not a payment between the two, but the tax on one
};
/// A duty that moves no money: asked at the end of each period of `unit` (only the `ordinal`th of its year, when set),
/// for each element of `over`.
struct Notice {
    ClauseId clause;
    std::optional<calendar::Date> from, until;
    std::vector<Axis> over;
    calendar::PeriodUnit unit = calendar::PeriodUnit::month;
    int ordinal = 0;
    ExprId condition;
    ExprId by;                          // a party; unset: the parties
    std::vector<PartySelector> notify;  // whom
    std::string what;                   // instead of `notify`: "agree a new Baseline by variation"
    std::optional<Deadline> deadline;
};
/// "The Lead Provider keeps what remains": shown, and checked against `must_not_be_negative`.
struct Keeps {
    ClauseId clause;
    PartySelector party;
    bool must_not_be_negative = false;
};

/// A fund that a party holds (N28): it is paid and pays as a party does. Its accounts are its parts, or the pool itself
/// where it has none. Each clause that puts in or takes out is a stage of the account's balance.
struct Pool {
    PartyId party;
    ClauseId clause;
    struct Account {
        TermId balance;       // as the clauses of the period leave it
        TermId opening;       // what was there at the start of the period
        ExprId out;           // what then leaves it: not used in time, or at the end of the agreement
        RoleId of_each = {};  // set: no money that is there, but what each of these still owes to the pool
    };
    std::vector<Account> accounts;
};

/// Who takes part, what counts: a term with the answer for each element (N10).
struct TakingPart {
    TermId term;
    Axis what;         // the party or member that is in play or not
    std::string mark;  // "takes part", "scored", "counts"
    /// Why one is out: the first that holds is told.
    struct Reason {
        ExprId out;
        std::string words;
        TermId missing;  // the fact that is missing, when that is the reason
        ClauseId clause;
    };
    std::vector<Reason> reasons;
};

struct Promise {
    ClauseId clause;
    ExprId holds;  // a condition; scope: each of `over`
    std::vector<Axis> over;
    std::string words;
};

// ---- worked examples ------------------------------------------------------------------------------------------
struct ExampleColumn {
    enum class Use {
        input_term,
        input_field,
        input_list,
        period,
        gives_term,
        gives_party,
        gives_paid,
        gives_field_term
    } use = Use::input_term;
    TermId term;
    std::vector<Bind> binds;
    std::optional<std::size_t> stage;
    PartyId party;
    std::string heading;
};
struct Example {
    ClauseId clause;
    std::string title;
    RecordId record;             // set: each row is one record
    RecordId group;              // set: each row is one group of such records; a cell may hold one code for each
    bool record_unseen = false;  // its fields are not shown: only its amounts are given
    std::optional<calendar::Period> period;
    std::vector<ExampleColumn> columns;
    struct Cell {
        std::string text;
        std::optional<Value> value;
        bool held = false;
        std::vector<std::size_t> members = {};  // input_list: those that stand in the cell
        std::vector<Value> several = {};        // of a group: one for each of its records
        source::Place place;
    };
    struct Row {
        std::string name;
        std::vector<Cell> cells;
        source::Place place;
    };
    std::vector<Row> rows;
    struct Given {
        TermId term;
        std::vector<Bind> binds;
        Value value;
    };
    std::vector<Given> given;  // inputs for all cases
    std::vector<std::pair<TermId, Value>> fields_not_shown;
};

/// Up to which day reports are used (N6): that day of the period of `unit` that follows the one settled.
struct CutOff {
    ClauseId clause;
    calendar::PeriodUnit unit = calendar::PeriodUnit::month;
    int day = 0;  // 0: its last day
};
/// What becomes of figures that come later.
struct LateFigures {
    ClauseId clause;
    bool counts = true;
    /// Until this month and day after the end of the `after` that the figure's own period lies in.
    struct Until {
        int month, day;
        calendar::PeriodUnit after;
    };
    std::optional<Until> until;
};

struct Contract {
    std::string title;
    std::string file;
    calendar::Days in_force;
    exact::Currency currency;
    calendar::PeriodUnit settles = calendar::PeriodUnit::year;
    std::string period_name;  // "Financial Year", "Programme Year"
    calendar::YearStart year_start;
    bool each_period_on_its_own = false;
    std::optional<CutOff> cut_off;
    std::optional<LateFigures> late_figures;
    bool to_date_from_start = false;  // "to date" runs from the start of the agreement, else of the year
    std::optional<exact::Rounding> payment_rounding;  // R1 once for the agreement
    std::string holidays_file;                        // Working Day; empty: weekends only

    std::vector<Clause> clauses;
    std::vector<Party> parties;
    std::vector<Role> roles;
    std::vector<Set> sets;
    std::vector<Record> records;
    std::vector<Term> terms;
    std::vector<DaySet> day_sets;
    std::vector<Table> tables;
    std::vector<Expression> expressions;
    std::vector<Payment> payments;
    std::vector<Keeps> keeps;
    std::vector<Pool> pools;
    std::vector<Notice> notices;
    std::vector<TakingPart> taking_part;
    std::vector<Promise> promises;
    std::vector<Example> examples;

    [[nodiscard]] const Clause& clause(ClauseId id) const { return clauses[id.index()]; }
    [[nodiscard]] const Party& party(PartyId id) const { return parties[id.index()]; }
    [[nodiscard]] const Role& role(RoleId id) const { return roles[id.index()]; }
    [[nodiscard]] const Set& set(SetId id) const { return sets[id.index()]; }
    [[nodiscard]] const Record& record(RecordId id) const { return records[id.index()]; }
    [[nodiscard]] const Term& term(TermId id) const { return terms[id.index()]; }
    [[nodiscard]] const DaySet& day_set(DaySetId id) const { return day_sets[id.index()]; }
    [[nodiscard]] const Table& table(TableId id) const { return tables[id.index()]; }
    [[nodiscard]] const Expression& expression(ExprId id) const { return expressions[id.index()]; }
};

/// Whether the party has the role on one of these days.
[[nodiscard]] bool has_role(const Role& role, PartyId party, const calendar::Days& days);
/// The day up to which reports are used where this period is settled: its last, or the cut-off.
[[nodiscard]] calendar::Date last_report_day(const Contract& contract, const calendar::Period& settled);
/// The same for the settlement period in which this one ends.
[[nodiscard]] calendar::Date settled_as_known_on(const Contract& contract, const calendar::Period& period);
/// The last day on which a figure for this period still counts; nothing where there is none.
[[nodiscard]] std::optional<calendar::Date> last_day_for(const Contract& contract, const calendar::Period& own);

/// Names found by canonical form (case as written, spaces folded).
[[nodiscard]] std::optional<PartyId> find_party(const Contract& contract, std::string_view name);
[[nodiscard]] std::optional<TermId> find_term(const Contract& contract, std::string_view name);
[[nodiscard]] std::optional<RecordId> find_record(const Contract& contract, std::string_view name);

/// A value as people read it in this contract: "£1,234.50", "12.5%", "3 days", "1 April 2026", "City Acute Trust".
[[nodiscard]] std::string write_for_people(const Contract& contract, const Value& value, const Kind& kind);
/// A value as JSON and CSV carry it: exact decimals or "n/d", ISO dates, names.
[[nodiscard]] std::string write_plain(const Contract& contract, const Value& value, const Kind& kind);

}  // namespace concordat::model
