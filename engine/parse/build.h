// engine/parse/build.h · room: parse
// What:  rules found by the grammar to the trees of engine/syntax, one function for each kind of phrase. What the
// grammar lets
//        pass and the language does not (mixed and/or, a 30 February) is said here.
// Start: sentences_of(), last in the file.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parse/cells.h"
#include "parse/words.h"
#include "source/diagnostic.h"
#include "source/source_text.h"
#include "syntax/document.h"

namespace concordat::parse {

/// What every builder may use.
struct Building {
    const source::SourceText* text = nullptr;  // nothing for cells of files
    std::string clause;
    source::Diagnostics* problems = nullptr;           // nothing: what is wrong stays unsaid
    std::vector<syntax::Table>* tables = nullptr;      // those of the contract; a sentence takes its own
    const std::vector<bool>* tables_broken = nullptr;  // rows of them were left out
    CellReader* cells = nullptr;
    bool broken = false;                       // said to be wrong; the sentence must not be used
    syntax::AmountPtr total_before = nullptr;  // what `that total` means in the rest of a definition

    source::Diagnostic& report(source::Code code, Span span, std::string message);
    /// The words of a span, blanks folded.
    [[nodiscard]] std::string written(Span span) const;

    source::Diagnostic unsaid_ = {};  // takes what report() is given when nothing listens
};

// ---- amounts and conditions (build_amount.cpp, build_phrase.cpp, build_condition.cpp) ------------------------------
[[nodiscard]] syntax::AmountPtr amount_of(const Node& node, Building& at);
[[nodiscard]] syntax::AmountPtr made(decltype(syntax::Amount::node) node, Span span);
[[nodiscard]] syntax::AmountPtr phrase_of(const Node& node, Building& at);
[[nodiscard]] syntax::AmountPtr aggregate_of(const Node& node, Building& at);
[[nodiscard]] syntax::AmountPtr number_of(const Node& node, Building& at);
[[nodiscard]] syntax::ConditionPtr condition_of(const Node& node, Building& at);
/// `test` on this subject; the span is that of the whole condition.
[[nodiscard]] syntax::ConditionPtr test_of(const Node& test, const syntax::AmountPtr& left, Span span, Building& at);
/// `with HRG "HE11A"`: where its HRG is that.
[[nodiscard]] syntax::ConditionPtr code_condition_of(const Node& with_code, Building& at);
/// Both must hold; either may be nothing.
[[nodiscard]] syntax::ConditionPtr both_of(syntax::ConditionPtr one, syntax::ConditionPtr other);
/// `at least 9 and less than 16`, `less than 9 or blank`: tests whose subject is `left` (nothing in cells).
[[nodiscard]] syntax::ConditionPtr tests_of(const Node& node, syntax::AmountPtr left, Building& at);

/// (a), (b), (c): each with the next letter, from (a) on; parts without letters are let be.
void check_letters(const std::vector<const Node*>& parts, Building& at);

// ---- what counts, what stays met (build_once.cpp) -------------------------------------------------------------------
[[nodiscard]] syntax::ConditionPtr counting_condition_of(const Node& node, Building& at);
/// `that count`, `that count for that Person`.
[[nodiscard]] syntax::ConditionPtr that_counts_of(const Node& node);
[[nodiscard]] syntax::ConditionPtr that_of(const Node& node, syntax::AmountPtr left, Span span);
/// `the Rate of A where B counts as well`
[[nodiscard]] syntax::AmountPtr where_part_of(const Node& node, Building& at);
[[nodiscard]] syntax::ClauseList clause_list_of(const Node& node);
[[nodiscard]] syntax::Comparator comparator_of(const Node& node);

// ---- words and figures (build_literal.cpp)
// ---------------------------------------------------------------------------
[[nodiscard]] syntax::Name name_of(const Word& word);
/// A quoted name that is being declared; said to be wrong where it is not written as a name.
[[nodiscard]] syntax::Name declared_name(const Word& quoted, Building& at);
/// The one name in it: rules name, unitName, newName, perUnit.
[[nodiscard]] syntax::Name name_of(const Node& node);
[[nodiscard]] syntax::Literal literal_of(const Node& node, Building& at);
[[nodiscard]] syntax::AmountPtr literal_amount_of(const Node& node, Building& at);
[[nodiscard]] exact::Ratio number_in(const Word& word, Building& at);
/// 5% is 1/20.
[[nodiscard]] exact::Ratio percent_in(const Word& word, Building& at);
[[nodiscard]] syntax::DayOfYear day_in(const Word& word, Building& at);
[[nodiscard]] int count_in(const Word& word, Building& at);
[[nodiscard]] calendar::Date date_in(const Word& word, Building& at);
/// `twelve` or 12.
[[nodiscard]] int cardinal_of(const Node& node, Building& at);
/// `one twelfth`, `half`, `5%`: as a literal amount.
[[nodiscard]] syntax::AmountPtr part_of(const Node& node, Building& at);

// ---- phrases
// -----------------------------------------------------------------------------------------------------------
[[nodiscard]] syntax::Reference reference_of(const Node& node, Building& at);
[[nodiscard]] syntax::PeriodPhrase period_of(const Node& node, Building& at);
[[nodiscard]] syntax::SetPhrase members_of(const Node& node, Building& at);
[[nodiscard]] syntax::SetPhrase counted_of(const Node& node, Building& at);
[[nodiscard]] syntax::Comparator comparator_of(const Node& node);
/// "scored", "takes part", "counts" of a noun; or empty.
[[nodiscard]] std::string mark_of(const Node& node);
void read_group(const Node& node, syntax::SetPhrase& set);
[[nodiscard]] syntax::TakingPartSentence taking_part_of(const Node& form, Building& at);
[[nodiscard]] syntax::TailedAmount tailed_of(const Node& node, Building& at);
/// `before`: the tails in front of it, for `105% of it`.
[[nodiscard]] syntax::Tail tail_of(const Node& node, Building& at, const std::vector<syntax::Tail>& before = {});
/// `in the Admitted Setting`, `with Cluster "00"`.
[[nodiscard]] syntax::ConditionPtr field_test_of(const Node& node);
[[nodiscard]] syntax::RoundingPhrase rounding_of(const Node& node, Building& at);
[[nodiscard]] syntax::ForEach for_each_of(const Node& node, Building& at);
/// The same, where the sentence may do without.
[[nodiscard]] std::optional<syntax::ForEach> each_of(const Node* node, Building& at);
[[nodiscard]] syntax::ScheduleRef schedule_of(const Node& node);
[[nodiscard]] syntax::KindPhrase kind_of(const Node& node, Building& at);
[[nodiscard]] syntax::MissingPhrase missing_policy_of(const Node& node, Building& at);
[[nodiscard]] syntax::MissingPhrase missing_outcome_of(const Node& node, Building& at);
[[nodiscard]] syntax::OwnerPhrase owner_of(const Node& node);
// build_changes.cpp
/// `increased by 3% on D and by 4% on E`: rules increase and yearlyIncrease.
[[nodiscard]] syntax::DayChanges day_changes_of(const Node& node, Building& at);
/// `worked out separately before and after that day`, `for the whole Financial Year`; said once, or not at all.
[[nodiscard]] std::optional<syntax::ChangeSpan> change_span_of(const Node& node, Building& at);
[[nodiscard]] syntax::ColumnChangeSentence column_change_of(const Node& node, calendar::Date from, Building& at);
[[nodiscard]] syntax::RowChangeSentence row_change_of(const Node& node, calendar::Date from, Building& at);
[[nodiscard]] syntax::CutGoes cut_goes_of(const Node& node);
[[nodiscard]] syntax::UsedByRecordsSentence used_by_records_of(const Node& node, Building& at);
[[nodiscard]] syntax::TotalLimitSentence total_limit_of(const Node& node, Building& at);
[[nodiscard]] syntax::AmountPtr difference_of(const Node& node, Building& at);
/// `5% of Cost if C, plus Budget`: says why it is refused.
void refuse_opening_if(const Node& node, Building& at);
// build_years.cpp
[[nodiscard]] syntax::EqualParts equal_parts_of(const Node& node, Building& at);
[[nodiscard]] syntax::FirstPeriod first_period_of(const Node& node, Building& at);
[[nodiscard]] std::vector<syntax::Name> clause_numbers_of(const Node& node);
[[nodiscard]] std::vector<syntax::AmountPtr> keys_of(const Node& node, Building& at);

// ---- sentences (build_sentence.cpp and one file for each chapter) ---------------------------------------------------
/// The table of the sentence, taken out of the contract's; its cells are read as `reading` says.
[[nodiscard]] std::optional<syntax::Table> table_of(const Node& node, TableReading reading, Building& at);
using Forms = std::vector<syntax::Sentence>;
void build_agreement(const Node& form, Forms& forms, Building& at);
void build_facts(const Node& form, const Node* for_each, Forms& forms, Building& at);
/// Rules about records (build_records.cpp).
void build_records(const Node& form, Forms& forms, Building& at);
/// `; a Spell still without a price is held as a query`, behind an exception that sets `term`.
void build_still_without(const Node& node, const syntax::Name& term, Forms& forms);
void build_definitions(const Node& form, const Node* for_each, Forms& forms, Building& at);
void build_adjustments(const Node& form, const Node* for_each, Forms& forms, Building& at);
void build_years(const Node& form, const Node* for_each, Forms& forms, Building& at);
/// An amount that follows an index (build_years.cpp); `forms` takes the index as a figure agreed in its schedule.
void build_index(const Node& rise, syntax::DefinitionSentence& definition, Forms& forms, Building& at);
[[nodiscard]] syntax::PartyPhrase party_of(const Node& node);
void build_days(const Node& form, const Node* for_each, Forms& forms, Building& at);
void build_money(const Node& form, const Node* for_each, Forms& forms, Building& at);
void build_once(const Node& form, Forms& forms, Building& at);
void build_pools(const Node& form, Forms& forms, Building& at);
/// `Most It Meets times Contribution`, `2 times its Earned`.
[[nodiscard]] syntax::AmountPtr loss_limit_of(const Node& node, Building& at);
/// What hangs on payments (build_duties.cpp); all of the simple sentence, for its table.
void build_duties(const Node& simple, const Node* for_each, Forms& forms, Building& at);
[[nodiscard]] syntax::DeductionPhrase deduction_of(const Node& node, Building& at);
[[nodiscard]] syntax::PartyPhrase party_of(const Node& node);
[[nodiscard]] syntax::DeadlinePhrase deadline_of(const Node& node, Building& at);
[[nodiscard]] syntax::OddPennyPhrase odd_penny_of(const Node& node);
void build_examples(const Node& form, Forms& forms, Building& at);
/// Records that belong together (build_groups.cpp).
void build_groups(const Node& form, Forms& forms, Building& at);
[[nodiscard]] syntax::AmountPtr dearest_of(const Node& node, Building& at);
[[nodiscard]] syntax::ConditionPtr many_have_of(const Node& node, Building& at);
void build_taking_part(const Node& form, Forms& forms, Building& at);
/// The sentences that one written sentence stands for: `"A" means ..., and "B" means ...` gives two.
[[nodiscard]] Forms sentences_of(const Node& sentence, Building& at);

}  // namespace concordat::parse
