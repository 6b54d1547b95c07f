// engine/check/years.h · room: check
// What:  what sentences about years, carried amounts and clauses read otherwise add to the draft; and the parts of
//        clauses.cpp that they share.
// Source: findings N8, N9, N12, N17, N23, N27, N36, N47.
#pragma once

#include <deque>
#include <functional>

#include "check/draft.h"

namespace concordat::check {

/// A clause that is read with other words where a condition holds.
struct Reading {
    const syntax::ReadWithSentence* rule = nullptr;
    std::string number;                            // of the clause that says so
    std::vector<const syntax::Sentence*> instead;  // the sentences of the clause as read then, in their order
};
/// A clause that does not apply in some cases.
struct SwitchedOff {
    const syntax::NotApplySentence* rule = nullptr;
    std::string number;  // of the clause that says so
};
/// Cases that decide the same terms, in one sentence or in several.
struct SettingGroup {
    std::vector<StandingSentence> sentences;
    std::vector<std::string> terms;
    std::set<std::string> carried;
    bool checked = false;
};
struct BroughtForward {
    model::TermId term, from;
    calendar::PeriodUnit unit = calendar::PeriodUnit::year;
    Span span;
    std::string clause;
    bool for_ever = false;
};

struct YearRules {
    std::map<std::string, std::vector<Reading>, std::less<>> readings;  // by the number of the clause read
    std::map<std::string, std::vector<SwitchedOff>, std::less<>> off;   // by the number of the clause left out of use
    std::vector<SettingGroup> groups;
    std::map<std::string, std::size_t, std::less<>> group_of;  // by term
    std::map<std::string, Span, std::less<>> carried;          // terms that are carried forward, and where
    std::vector<BroughtForward> brought;
    std::deque<parse::Parsed> read_clauses;  // kept alive for their sentences
    struct Used {
        model::TermId term;
        Foreseen foreseen;
        Span at;
        std::string clause;
    };
    std::vector<Used> foreseen;
    std::set<model::TermId> being_foreseen;
    /// Clauses that do not apply `and are not counted`: in which periods, and what their amounts are worked out from.
    struct Uncounted {
        const SwitchedOff* off = nullptr;
        ExprId when;
        std::vector<ExprId> from;
    };
    std::vector<Uncounted> uncounted;
    std::set<std::string, std::less<>> applied;  // clauses in which a rule of these found something to work on
    bool reading = false;                        // a clause is just being lowered as it is read otherwise
};

/// A term while its clauses are lowered.
struct Making {
    model::TermId id;
    Scope scope;
    std::set<calendar::PeriodUnit> units;
    bool runs_on = false;  // a record's running value: one for each settlement period
};
void add_stage(Draft& draft, model::TermId id, model::Stage::Effect effect, const StandingSentence& standing,
               ExprId value, std::optional<calendar::Date> from = {});
[[nodiscard]] std::vector<Axis> index_of(const Draft& draft, const Making& making);

// ---- settings.cpp ---------------------------------------------------------------------------------------------
/// All cases that decide a term; false when they could not be lowered.
[[nodiscard]] bool lower_settings(Draft& draft, Making& making);
/// Groups the cases and gives each term its sentences; called while clauses are gathered.
void gather_settings(Draft& draft);

// ---- earlier.cpp ----------------------------------------------------------------------------------------------
[[nodiscard]] MaybeLowered bring_forward(Draft& draft, const syntax::BroughtForwardSentence& brought, Making& making,
                                         const StandingSentence& standing);
/// The value of the first period in place of what would name an earlier one.
[[nodiscard]] MaybeLowered with_first_period(Draft& draft, MaybeLowered value, const syntax::FirstPeriod& first,
                                             Making& making);
/// Puts 0 where there is no earlier period.
[[nodiscard]] Lowered or_nothing(Draft& draft, const Lowered& value, Span span);
[[nodiscard]] MaybeLowered lower_growth(Draft& draft, const syntax::GrowsIn& grows, Span span, const Scope& scope);
/// Each earlier value is of the kind that was foreseen.
void check_foreseen(Draft& draft);

// ---- index.cpp -------------------------------------------------------------------------------------------------
/// A stage for each year that the index raises the amount in.
[[nodiscard]] bool add_index_rises(Draft& draft, const syntax::IndexRise& rise, const Lowered& first, Making& making,
                                   const StandingSentence& standing);
[[nodiscard]] MaybeLowered follow_index(Draft& draft, const syntax::IndexFrom& from, const Lowered& amount,
                                        Scope& scope);

// ---- carried.cpp -----------------------------------------------------------------------------------------------
[[nodiscard]] bool adjust_carried(Draft& draft, const syntax::CarriedSentence& carried, model::TermId id, Scope& scope,
                                  const StandingSentence& standing);
/// What is still carried at the end of a period: "Loss Carried Forward".
[[nodiscard]] std::string name_carried(std::string_view name);
[[nodiscard]] MaybeLowered define_carried(Draft& draft, const syntax::CarriedSentence& carried, Making& making,
                                          const StandingSentence& standing);
[[nodiscard]] bool is_averaged(const Draft& draft, model::TermId id);
[[nodiscard]] bool adjust_average(Draft& draft, const syntax::AverageInForceSentence& average, model::TermId id,
                                  Scope& scope, const StandingSentence& standing);

// ---- no_report.cpp ---------------------------------------------------------------------------------------------
/// Records that stand for those which have not come; called when all else is worked out.
void lower_stand_ins(Draft& draft);
[[nodiscard]] bool adjust_no_report(Draft& draft, const syntax::NoReportSentence& sentence, model::TermId id,
                                    const Scope& scope, const StandingSentence& standing);

// ---- parts.cpp ------------------------------------------------------------------------------------------------
/// Months of a year as the text names them; `first` to `last`.
struct MonthsNamed {
    int first = 1, last = 12;
    Span span;
};
[[nodiscard]] MaybeLowered lower_parts(Draft& draft, MaybeLowered whole, const syntax::EqualParts& parts, Scope& scope,
                                       const std::optional<MonthsNamed>& months);
/// In every July and August.
[[nodiscard]] MaybeLowered lower_in_months(Draft& draft, const syntax::InMonths& months, Span span, const Scope& scope);
[[nodiscard]] bool adjust_named_day(Draft& draft, const syntax::NamedDaySentence& sentence, model::TermId id,
                                    const Scope& scope, const StandingSentence& standing);
[[nodiscard]] bool adjust_joining(Draft& draft, const syntax::JoiningSentence& sentence, model::TermId id,
                                  const Scope& scope, const StandingSentence& standing);

/// What is cut for a part of a year has a value for each year.
void give_years(Draft& draft, const syntax::JoiningSentence& joining);

// ---- years.cpp ------------------------------------------------------------------------------------------------
/// In which cases the clause does not apply: nothing where it always does.
[[nodiscard]] std::optional<ExprId> off_condition(Draft& draft, std::string_view number, const Scope& scope,
                                                  bool& fine);
/// The figures of periods that are not counted are in no running total (not_counted.cpp).
void leave_uncounted(Draft& draft);
/// Puts what other clauses say of this one (it does not apply, it is read otherwise) on the stages behind `before`.
[[nodiscard]] bool apply_year_rules(Draft& draft, model::TermId id, const StandingSentence& standing,
                                    const Scope& scope, std::size_t before,
                                    const std::function<bool(const StandingSentence&)>& lower_again);
/// The same for a payment's amount.
[[nodiscard]] std::optional<ExprId> apply_year_rules_to_payment(
    Draft& draft, ExprId amount, const StandingSentence& standing, const Scope& scope,
    const std::function<MaybeLowered(const syntax::PaymentSentence&)>& lower_again);
/// The sentence in the place of this one in a reading.
[[nodiscard]] const syntax::Sentence* instead_of(const Draft& draft, const StandingSentence& standing,
                                                 const Reading& reading);

}  // namespace concordat::check
