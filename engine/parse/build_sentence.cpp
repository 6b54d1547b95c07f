// engine/parse/build_sentence.cpp · room: parse
// What:  hands each form to its chapter; takes the sentence's table.
// Start: sentences_of(), last in the file.
#include <utility>

#include "base/check.h"
#include "parse/build.h"
#include "parse/markdown.h"
#include "parse/sentence_limits.h"

namespace concordat::parse {

source::Diagnostic& Building::report(source::Code code, Span span, std::string message) {
    if (problems == nullptr) return unsaid_;
    return problems->add(code, clause, text == nullptr ? source::Place{} : text->place(span), std::move(message));
}

std::string Building::written(Span span) const { return text == nullptr ? std::string() : folded(text->slice(span)); }

std::optional<syntax::Table> table_of(const Node& node, TableReading reading, Building& at) {
    const Word* word = node.word_of(WordKind::table);
    if (word == nullptr || at.tables == nullptr) return std::nullopt;
    if ((*at.tables_broken)[word->table]) at.broken = true;  // a row is missing: what it would say is not known
    syntax::Table table = (*at.tables)[word->table];
    at.cells->read_table(table, reading);
    const auto beyond = at.cells->take_beyond_limits();
    if (!beyond.empty() && !within_limits(beyond, at)) at.broken = true;
    return table;
}

namespace {

/// The form inside `simpleSentence`, whichever it is.
const Node* form_in(const Node& simple) {
    for (const Node& part : simple.parts)
        if (part.rule != Rule::word && part.rule != Rule::for_each && part.rule != Rule::subject_to) return &part;
    return nullptr;
}

bool is_about_days(Rule form) {
    return form == Rule::days_of || form == Rule::once_each || form == Rule::goes_on || form == Rule::at_most_one ||
           form == Rule::absence || form == Rule::day_falls || form == Rule::year_to_date_begins;
}

bool hangs_on_payments(Rule form) {
    return form == Rule::notice || form == Rule::tax || form == Rule::interest || form == Rule::keep_back ||
           form == Rule::pass_down || form == Rule::shared;
}

bool is_about_the_time(Rule form) {
    return form == Rule::membership || form == Rule::ends_on || form == Rule::ends_early || form == Rule::cut_off ||
           form == Rule::late_figures;
}

bool is_about_years(Rule form) {
    return form == Rule::settings || form == Rule::brought_forward || form == Rule::later_periods ||
           form == Rule::used_once || form == Rule::named_day || form == Rule::not_apply || form == Rule::read_with ||
           form == Rule::joining || form == Rule::in_every_month || form == Rule::carried ||
           form == Rule::average_in_force || form == Rule::no_report || form == Rule::stand_in;
}

bool is_about_pools(Rule form) {
    return form == Rule::loss_steps || form == Rule::met_from || form == Rule::pool || form == Rule::pool_parts ||
           form == Rule::goes_into || form == Rule::received_only || form == Rule::applied || form == Rule::ranked ||
           form == Rule::kept_for || form == Rule::end_rule;
}

/// `Subject to clause n, ...`, before the sentence that yields.
void add_yielding(const Node& simple, Forms& forms) {
    const Node* yields = simple.find(Rule::subject_to);
    if (yields == nullptr) return;
    forms.push_back({syntax::SubjectToSentence{clause_numbers_of(yields->get(Rule::clause_numbers))}, yields->span});
}

/// `"A" is ..., agreed by P; "B" is ..., reported by Q`: each as a sentence of its own.
void build_joined_facts(const Node& simple, const Node* for_each, Forms& forms, Building& at) {
    for (const Node* fact : simple.all(Rule::fact)) build_facts(*fact, for_each, forms, at);
}

void build_simple(const Node& simple, Forms& forms, Building& at) {
    const Node* form = form_in(simple);
    const Node* for_each = simple.find(Rule::for_each);
    add_yielding(simple, forms);
    if (form->rule == Rule::fact) return build_joined_facts(simple, for_each, forms, at);
    if (is_about_days(form->rule)) return build_days(*form, for_each, forms, at);
    if (is_about_the_time(form->rule)) return build_agreement(*form, forms, at);
    if (is_about_years(form->rule)) return build_years(*form, for_each, forms, at);
    if (is_about_pools(form->rule)) return build_pools(*form, forms, at);
    if (hangs_on_payments(form->rule)) return build_duties(simple, for_each, forms, at);
    switch (form->rule) {
        case Rule::incorporates:
        case Rule::effective:
        case Rule::currency:
        case Rule::settled:
        case Rule::year_runs:
        case Rule::on_its_own:
        case Rule::payment_rounding:
        case Rule::odd_pennies:
        case Rule::to_date_meaning:
        case Rule::working_day:
        case Rule::rounds_alike:
        case Rule::year_days:
        case Rule::party_is:
        case Rule::parties_listed: return build_agreement(*form, forms, at);
        case Rule::record:
        case Rule::set:
        case Rule::given: return build_facts(*form, for_each, forms, at);
        case Rule::falls_in:
        case Rule::in_force:
        case Rule::record_rule:
        case Rule::report_rule:
        case Rule::belongs:
        case Rule::not_held:
        case Rule::counted_once:
        case Rule::blank_is_no_yes: return build_records(*form, forms, at);
        case Rule::group:
        case Rule::count_rule:
        case Rule::count_order:
        case Rule::weights_in_group: return build_groups(*form, forms, at);
        case Rule::facts_table:
        case Rule::decided: return build_facts(simple, for_each, forms, at);
        case Rule::definitions:
        case Rule::event_cases:
        case Rule::never_happened:
        case Rule::stepped: return build_definitions(*form, for_each, forms, at);
        case Rule::limits:
        case Rule::rounds:
        case Rule::gate:
        case Rule::despite:
        case Rule::increase: return build_adjustments(*form, for_each, forms, at);
        case Rule::payment:
        case Rule::division:
        case Rule::signed_division:
        case Rule::keeps:
        case Rule::promises: return build_money(*form, for_each, forms, at);
        case Rule::taking_part:
        case Rule::no_part:
        case Rule::direction:
        case Rule::cut_to_fit:
        case Rule::except_for: return build_taking_part(*form, forms, at);
        case Rule::months_rule:
        case Rule::once_for_each:
        case Rule::latch:
        case Rule::found_once:
        case Rule::without:
        case Rule::first_in:
        case Rule::used_in_order:
        case Rule::used_by_records:
        case Rule::together:
        case Rule::small_amounts:
        case Rule::borne: return build_once(*form, forms, at);
        case Rule::joint_payment: return build_money(*form, for_each, forms, at);
        case Rule::examples: return build_examples(simple, forms, at);
        default: break;
    }
    ENGINE_CHECK(false && "a form of sentence");
}

}  // namespace

Forms sentences_of(const Node& sentence, Building& at) {
    Forms forms;
    if (sentence.rule == Rule::simple_sentence) build_simple(sentence, forms, at);
    else if (const Node* variation = sentence.find(Rule::variation)) build_adjustments(*variation, nullptr, forms, at);
    else build_simple(sentence.get(Rule::simple_sentence), forms, at);
    return forms;
}

}  // namespace concordat::parse
