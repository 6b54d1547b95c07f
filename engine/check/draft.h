// engine/check/draft.h · room: check
// What:  the contract while it is being checked: what is declared so far, what is still to be worked out, what is
//        wrong. Shared by the passes of this room; nobody else sees it.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "check/check.h"
#include "check/unit_equations.h"
#include "model/contract.h"
#include "parse/parse.h"
#include "source/diagnostic.h"
#include "syntax/document.h"

namespace concordat::check {

using model::Axis;
using model::ExprId;
using model::Kind;
using source::Code;
using source::Span;

/// A sentence as it stands for a stretch of dates: the original until a variation replaces it, then the replacement.
struct StandingSentence {
    const syntax::Sentence* sentence = nullptr;
    model::ClauseId clause;  // the clause whose place it has
    std::string number;      // of that clause
    std::optional<calendar::Date> from, until;
    std::string words = {};  // when a variation changed some of them; else the sentence's own
    /// What the variations that begin and end it say of a period that they cut.
    std::optional<syntax::ChangeSpan> from_span = {}, until_span = {};
};

/// What a declared name stands for.
struct Entity {
    enum class What { term, party, role, set, member, record, unit, day } what = What::term;
    model::TermId term;
    model::PartyId party;
    model::RoleId role;
    model::SetId set;
    std::size_t row = 0;  // member
    model::RecordId record;
    calendar::PeriodUnit unit = calendar::PeriodUnit::month;
    model::DaySetId days;
    Span declared;
    std::string clause;  // where: "3.1" or empty
};

/// A term and the sentences that make it, until they are lowered.
struct TermDraft {
    enum class State { waiting, working, done, broken } state = State::waiting;
    std::vector<StandingSentence> definitions;  // versions by date
    std::vector<StandingSentence> adjustments;  // in clause order
    Span declared;
    std::string clause;
    bool used = false;
};

/// An amount or condition that could be lowered.
struct Lowered {
    ExprId id;
    Kind kind;
};
using MaybeLowered = std::optional<Lowered>;

/// What a clause may use plainly: the elements of its `For each`, and the record whose fields are plain.
struct Scope {
    std::vector<Axis> axes;  // party, member and record axes
    std::optional<model::RecordId> record;
    std::optional<calendar::PeriodUnit> unit;  // said by `for each Month`; `For each Night`: day
    std::optional<model::DaySetId> day;        // said by `For each Night`
    std::optional<model::TermId> adjusting;    // the term whose stage this is: its own name is the amount before
    std::size_t stages_before = 0;
    bool* runs_on = nullptr;  // set where a running value of the scope's record is used: it is one for each period
    std::set<calendar::PeriodUnit>* units_used = nullptr;  // period units of what the scope's period must supply
    /// A definition without `For each` may go on with these axes of the one before; tells when it does.
    const std::vector<Axis>* implied = nullptr;
    bool* implied_used = nullptr;
    std::vector<Axis>* may_add = nullptr;  // axes that may still be added (a term without `For each`)
    /// What holds where the period before lies before the agreement: must be said, is nothing, or is said elsewhere.
    enum class Earlier { free, demanded, nothing, said } earlier = Earlier::free;
    /// A term whose own value may be used, for months before this one (findings N47).
    std::optional<model::TermId> own_earlier;
    int own_from_month = 0;
    bool own_months = false;              // inside a total over such months
    std::optional<model::PartyId> payee;  // whom a payment by name goes to: `its part of Surplus`
};

struct YearRules;
struct PoolRules;

class Draft {
public:
    Draft(const source::SourceText& read, const syntax::Document& written, const LinkedFiles& linked)
        : text(read), document(written), files(linked) {}

    source::SourceText text;  // its own: clauses with changed words are taken in
    const syntax::Document& document;
    const LinkedFiles& files;
    model::Contract contract;
    source::Diagnostics problems;
    UnitEquations units;

    std::vector<parse::Parsed> changed_clauses;        // kept alive for their sentences
    std::vector<StandingSentence> sentences;           // all of them, in clause order
    std::map<std::string, Entity, std::less<>> names;  // by name and by plural
    std::vector<TermDraft> drafts;                     // by TermId
    std::set<std::string, std::less<>> silent_names;   // declared by sentences that could not be read
    std::set<std::string, std::less<>> half_read;      // columns of which a cell or a row could not be read
    std::optional<syntax::OddPenniesSentence> odd_pennies;
    std::vector<std::string> not_zero;  // divisors that an earlier case has ruled out to be 0, as printed amounts
    /// A list given by ranges of a field: Cohort of a Person by Started. `term` gives the entry of a record.
    struct Grouping {
        model::SetId set;
        model::RecordId record;
        model::TermId term;
    };
    std::vector<Grouping> groupings;
    /// Each Site belongs to the Provider named in its Run By: the column of the list that names the owner.
    struct Belonging {
        model::SetId set;
        model::TermId column;
        Axis owner;
    };
    std::vector<Belonging> belongings;
    /// If a Measure does not count, its Weight is shared among the other Measures of its Theme.
    struct SharedWeight {
        model::TermId weight, group;  // columns of the list
    };
    std::vector<SharedWeight> shared_weights;
    /// Each Outcome counts once only for each Person: `term` is yes where one of the `claims` is allowed for it.
    struct Counting {
        model::SetId set;
        model::RecordId whom, claims;
        model::TermId term;
    };
    std::vector<Counting> countings;
    std::map<std::string, model::TermId, std::less<>> latches;  // by clause: what `clause n is met` asks
    /// Where a term is used: by which term (unset: a payment, a promise), and whether for a record, which has a day.
    struct Use {
        model::TermId term, by;
        bool of_record = false;
        bool earlier = false;  // its value of an earlier period
    };
    std::vector<Use> uses;
    model::TermId lowering_now;
    /// A term that changes on a day: asked about once all uses are known (changes.cpp).
    struct ChangeOnDay {
        model::TermId term;
        calendar::Date day;
        Span span;
        std::string clause;
        bool ends = false;  // a clause ends on that day, and nothing is said to begin
        std::optional<syntax::ChangeSpan> said = {};
        std::vector<model::Value> only_for = {};  // the party or the entry of a list whose cell it is
        bool increase = false;                    // `increased by 3% on D`: what is said of a cut stands behind the day
    };
    std::vector<ChangeOnDay> changes;
    struct Borne {
        model::TermId amount;
        model::PartyId by;
        model::TermId term;
    };
    std::vector<Borne> borne;
    std::deque<std::vector<syntax::Sentence>> rows_changed;  // sentences with another row in their table
    /// What a limit cuts off X and falls on a party, who pays it as X is paid.
    struct Falls {
        model::TermId from, what;
        model::PartyId on;
        bool at_end = false;  // of the agreement, once
        StandingSentence standing;
        Span span;
    };
    std::vector<Falls> falls;
    std::deque<syntax::Sentence> supplied;                          // definitions made of `with Baseline meaning A`
    std::map<std::string, std::string, std::less<>> example_names;  // of incorporated documents, with their titles
    std::vector<Borne> shared;                                      // X is shared: the part of each
    /// A Claim is payable only if C: totals of money over Claims count only those.
    std::map<std::size_t, syntax::ConditionPtr> payable;  // by RecordId
    std::set<std::string, std::less<>> never_said;        // events of which it is said what holds if they never happen
    std::map<std::string, std::vector<std::string>, std::less<>> yields_to;  // by clause: those it is subject to
    std::string clause_now;  // number of the clause being checked, for diagnostics
    std::map<std::string, model::ClauseId, std::less<>> clause_ids;
    std::shared_ptr<YearRules> years;  // years.h
    std::shared_ptr<PoolRules> pools;  // pools.h

    source::Diagnostic& error(Code code, Span span, std::string message) {
        return problems.add(code, clause_now, text.place(span), std::move(message));
    }
    source::Diagnostic& error_at(Code code, source::Place place, std::string message) {
        return problems.add(code, clause_now, std::move(place), std::move(message));
    }
    ExprId add(model::ExprNode node, Kind kind, Span span = {});
    [[nodiscard]] const model::Expression& expression(ExprId id) const { return contract.expressions[id.index()]; }
    model::Term& term(model::TermId id) { return contract.terms[id.index()]; }
    TermDraft& draft(model::TermId id) { return drafts[id.index()]; }
    [[nodiscard]] const Entity* find(std::string_view name) const;
    /// Declares a name; a second declaration is an error that shows both places.
    bool declare(const std::string& name, Entity entity);
    model::TermId new_term(const std::string& name, Span declared);
};

/// Sets the clause that diagnostics name, and puts the one before back.
class InClause {
public:
    InClause(Draft& draft, std::string number)
        : draft_(draft), before_(std::exchange(draft.clause_now, std::move(number))) {}
    ~InClause() { draft_.clause_now = std::move(before_); }
    InClause(const InClause&) = delete;
    InClause& operator=(const InClause&) = delete;

private:
    Draft& draft_;
    std::string before_;
};

/// 3.9 comes before 3.10; the clauses of an incorporated document stand behind the clause that incorporates it.
[[nodiscard]] bool comes_before(const Draft& draft, std::string_view clause, std::string_view other);
/// The section of a clause: 4 of 4.1, `4 of Marginal Rate 2014`.
[[nodiscard]] std::string section_of(std::string_view clause);

// ---- the passes, in order (check.cpp calls them) --------------------------------------------------------------
void collect_sentences(Draft& draft);     // variations.cpp: which sentence stands when
void read_agreement(Draft& draft);        // agreement.cpp: dates, currency, period, rounding
void read_parties(Draft& draft);          // parties.cpp
void read_incorporated(Draft& draft);     // incorporated.cpp: what incorporated documents leave to the agreement
void declare_names(Draft& draft);         // declarations.cpp: sets, records, facts, terms
void ask_for_supplied(Draft& draft);      // incorporated.cpp: terms that are left to the agreement and not said
void read_groupings(Draft& draft);        // groupings.cpp: lists given by ranges of a field
void read_groups(Draft& draft);           // groups.cpp: records that belong together
void lower_count_rules(Draft& draft);     // count_rules.cpp: which records count beside each other
void declare_counting(Draft& draft);      // counting.cpp: what counts once for each, and latches
void read_facts(Draft& draft);            // facts.cpp
void read_records(Draft& draft);          // records.cpp: fields
void gather_clauses(Draft& draft);        // clauses.cpp: which sentences make and adjust which term
void gather_years(Draft& draft);          // years.cpp: clauses read otherwise, what is carried, who joins
void lower_terms(Draft& draft);           // clauses.cpp
void check_years(Draft& draft);           // years.cpp: what is carried has an end
void apply_score_policies(Draft& draft);  // facts.cpp: "if it is missing, the Measure scores 0%"
void declare_days(Draft& draft);          // day_sets.cpp: "Nights" of a record
void lower_day_sets(Draft& draft);        // day_sets.cpp: which days, who has them, what takes them away
void lower_record_rules(Draft& draft);    // records.cpp: falls in, held, counts
void lift_holds(Draft& draft);            // records.cpp: `is not held`
void lower_latches(Draft& draft);         // counting.cpp
void lower_borne(Draft& draft);           // borne.cpp
void lower_payments(Draft& draft);        // payments.cpp
void lower_promises(Draft& draft);        // promises.cpp
void check_changes(Draft& draft);         // changes.cpp: what changes inside a period
void check_known_in_time(Draft& draft);   // known_in_time.cpp: advances and limits rest on what is known by then
/// Fixed weights of an average that is not rescaled total 100%; reports the column that does not.
bool weights_total_whole(Draft& draft, model::TermId weights, Span used_at);
void read_examples(Draft& draft);     // examples.cpp
void compare_supplied(Draft& draft);  // incorporated.cpp: what is supplied is what is asked for
void settle_kinds(Draft& draft);      // kinds.cpp: solves what look-up columns are
void warn(Draft& draft);              // warnings.cpp
void warn_of_slips(Draft& draft);     // slips.cpp
void warn_of_unsaid(Draft& draft);    // slips_unsaid.cpp
void warn_of_edges(Draft& draft);     // edges.cpp: thresholds on which no worked example stands

/// Whether a sentence or table of this clause could not be read ("" for what stands above the first clause).
[[nodiscard]] bool is_broken(const Draft& draft, std::string_view clause);
/// Whether the words stand in a clause that could not be read: what they mean is not certain then.
[[nodiscard]] bool stands_in_broken_clause(const Draft& draft, std::string_view words);
/// Text on one line, runs of blanks made one.
[[nodiscard]] std::string folded_words(std::string_view text);

// ---- names (names.cpp) ------------------------------------------------------------------------------------------
/// Reports a name that nothing declares, with the nearest one. Silent where a broken sentence seems to declare it.
void report_unknown(Draft& draft, const syntax::Name& name, std::string_view wanted = "a defined term");
[[nodiscard]] std::optional<calendar::PeriodUnit> find_unit(const Draft& draft, std::string_view name);
[[nodiscard]] const Entity* expect(Draft& draft, const syntax::Name& name, Entity::What what);
[[nodiscard]] std::string describe(Entity::What what);
[[nodiscard]] std::string regular_plural(std::string_view singular);
[[nodiscard]] std::optional<std::size_t> find_field(const Draft& draft, model::RecordId record, std::string_view name);

/// A new node of the given kind.
[[nodiscard]] inline Lowered made(Draft& draft, model::ExprNode node, const Kind& kind, Span span) {
    return {draft.add(std::move(node), kind, span), kind};
}

// ---- amounts, conditions (references.cpp, amounts.cpp, conditions.cpp, aggregates.cpp, dates.cpp) ----------------
[[nodiscard]] MaybeLowered lower_amount(Draft& draft, const syntax::Amount& amount, const Scope& scope,
                                        const Kind* expected = nullptr);
[[nodiscard]] MaybeLowered lower_reference(Draft& draft, const syntax::Reference& reference, Span span,
                                           const Scope& scope, const Kind* expected);
[[nodiscard]] MaybeLowered lower_literal(Draft& draft, const syntax::Literal& literal, Span span, const Kind* expected);
[[nodiscard]] MaybeLowered lower_aggregate(Draft& draft, const syntax::Aggregate& aggregate, Span span,
                                           const Scope& scope);
[[nodiscard]] MaybeLowered lower_days(Draft& draft, const syntax::Amount& amount, const Scope& scope);
[[nodiscard]] MaybeLowered lower_condition(Draft& draft, const syntax::Condition& condition, const Scope& scope);
/// A test without a subject ("at least 9 and less than 16"), on this subject.
[[nodiscard]] MaybeLowered lower_test(Draft& draft, const syntax::Condition& test, Lowered subject, const Scope& scope);
[[nodiscard]] MaybeLowered lower_tailed(Draft& draft, const syntax::TailedAmount& tailed, const Scope& scope,
                                        const Kind* expected = nullptr);
[[nodiscard]] MaybeLowered lower_tails(Draft& draft, MaybeLowered amount, const std::vector<syntax::Tail>& tails,
                                       const Scope& scope);
[[nodiscard]] std::optional<exact::Rounding> read_rounding(Draft& draft, const syntax::RoundingPhrase& phrase,
                                                           const Kind& kind);
/// A cell as a value of this kind (or of the kind that the cell itself shows).
[[nodiscard]] MaybeLowered lower_cell(Draft& draft, const syntax::Cell& cell, const Scope& scope, const Kind* expected);
/// A cell as a fixed value: a figure, a date, a code, a party. Nothing for a blank cell or after an error.
struct FixedValue {
    model::Value value;
    Kind kind;
};
[[nodiscard]] std::optional<FixedValue> read_fixed(Draft& draft, const syntax::Cell& cell, const Kind* expected,
                                                   bool quiet = false);
[[nodiscard]] source::Place place_of(const Draft& draft, const syntax::Cell& cell);
/// `For each Spell with HRG "HE11A", X is A`: for the other Spells there is no X, which is 0 of its kind, or what is
/// said for them.
[[nodiscard]] MaybeLowered only_where(Draft& draft, const std::optional<syntax::ForEach>& for_each,
                                      const syntax::DefinitionSentence* definition, MaybeLowered value,
                                      const Scope& scope);
/// Scope of a sentence that begins with For each.
[[nodiscard]] std::optional<Scope> scope_of(Draft& draft, const std::optional<syntax::ForEach>& for_each);
/// Finds the axis elements of a noun: "all Partners", "its Spells".
[[nodiscard]] std::optional<Axis> axis_of(Draft& draft, const syntax::Name& noun);
[[nodiscard]] std::string describe(const Draft& draft, const Axis& axis);

/// The value of "its Provider", "that Cohort", "the Commissioner": from the scope, the record, or the only party of a
/// role.
[[nodiscard]] MaybeLowered element_of_axis(Draft& draft, const Axis& axis, const Scope& scope);
void ask_which(Draft& draft, std::string_view what, const Axis& axis, Span span);

// ---- bodies (bodies.cpp, bands.cpp, decisions.cpp, lookups.cpp) ---------------------------------------------------
[[nodiscard]] MaybeLowered lower_body(Draft& draft, const syntax::Body& body, const Scope& scope);
[[nodiscard]] MaybeLowered lower_cases(Draft& draft, const syntax::Cases& cases, const Scope& scope);
[[nodiscard]] MaybeLowered lower_banded(Draft& draft, const syntax::Banded& banded, const Scope& scope);
[[nodiscard]] MaybeLowered lower_stepped(Draft& draft, const syntax::Stepped& stepped, const Scope& scope);
[[nodiscard]] MaybeLowered lower_stepped_inline(Draft& draft, const syntax::SteppedInline& stepped, const Scope& scope);
[[nodiscard]] MaybeLowered lower_line(Draft& draft, const syntax::InLine& line, const Scope& scope);
[[nodiscard]] MaybeLowered lower_decided(Draft& draft, const syntax::DecidedSentence& decided, std::size_t column,
                                         const Scope& scope);
void lower_given(Draft& draft, const syntax::GivenSentence& given, const StandingSentence& standing);
/// "a Spell without a Base Price is held as a query"
void hold_without_value(Draft& draft, const syntax::GivenSentence& given, const StandingSentence& standing);
/// Cases that overlap or leave a gap, with a figure where they do. `place` is underlined.
void check_exclusive(Draft& draft, const model::Choose& choose, Span place, const std::vector<Span>& case_spans);

/// The kind that words such as "a percentage, as a share of 1" stand for.
[[nodiscard]] std::optional<Kind> kind_of(Draft& draft, const syntax::KindPhrase& phrase);
/// `as a share of 1`, `in hundredths` and `as 1 or 0` go with a percentage, or with yes or no.
void check_form(Draft& draft, const syntax::KindPhrase& phrase);
/// Reports days on none of which the agreement is in force: `said` is what the text gives.
bool lies_in_agreement(Draft& draft, const calendar::Days& days, std::string_view said, Span span);
/// What is said for a missing figure; amounts are lowered in `scope`.
[[nodiscard]] model::IfMissing read_policy(Draft& draft, const syntax::MissingPhrase& phrase, const Scope& scope,
                                           const Kind& kind);

// ---- kinds (kinds.cpp) --------------------------------------------------------------------------------------------
/// The kind both have, for adding, comparing, choosing; reports and gives nothing when they differ.
[[nodiscard]] std::optional<Kind> same_kind(Draft& draft, const Kind& left, const Kind& right, Span span,
                                            std::string_view doing);
[[nodiscard]] std::optional<Kind> product_kind(Draft& draft, const Kind& left, const Kind& right, Span span);
[[nodiscard]] std::optional<Kind> quotient_kind(Draft& draft, const Kind& left, const Kind& right, Span span);
/// Reports when `kind` is not what is wanted (open kinds become it).
bool demand(Draft& draft, const Kind& kind, const Kind& wanted, Span span, std::string_view what);

// ---- terms (clauses.cpp) ------------------------------------------------------------------------------------------
/// Kind and index of a term whose earlier value is used, found without lowering it (earlier.cpp).
struct Foreseen {
    Kind kind;
    std::vector<Axis> index;
};
[[nodiscard]] std::optional<Foreseen> foresee(Draft& draft, model::TermId term, calendar::PeriodUnit unit,
                                              Span used_at);
/// Pennies can come out where something is multiplied, divided or looked up and nothing rounds it (payments.cpp).
[[nodiscard]] bool can_have_fraction(const Draft& draft, ExprId id, int depth = 0);
/// Lowers the term if it still waits; false when it is broken or stands in a circle (reported once).
bool ensure_lowered(Draft& draft, model::TermId term, Span used_at);
/// The stage of a term that a clause leaves; nothing when that clause does not touch it.
[[nodiscard]] std::optional<std::size_t> stage_of_clause(const Draft& draft, model::TermId term,
                                                         std::string_view clause);

}  // namespace concordat::check
