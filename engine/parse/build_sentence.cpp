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
        if (part.rule != Rule::word && part.rule != Rule::for_each) return &part;
    return nullptr;
}

bool is_about_pools(Rule rule) {
    switch (rule) {
        case Rule::loss_steps:
        case Rule::met_from:
        case Rule::pool:
        case Rule::pool_parts:
        case Rule::goes_into:
        case Rule::applied:
        case Rule::kept_for:
        case Rule::end_rule: return true;
        default: return false;
    }
}

/// Money, who takes part, what counts once, days, examples.
void build_other(const Node& simple, const Node& written, Forms& forms, Building& at) {
    const Node* form = &written;
    const Node* for_each = simple.find(Rule::for_each);
    switch (form->rule) {
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
        case Rule::together:
        case Rule::small_amounts:
        case Rule::borne: return build_once(*form, forms, at);
        case Rule::joint_payment: return build_money(*form, for_each, forms, at);
        case Rule::days_of:
        case Rule::once_each:
        case Rule::goes_on:
        case Rule::at_most_one:
        case Rule::absence:
        case Rule::day_falls:
        case Rule::year_to_date_begins: return build_days(*form, for_each, forms, at);
        case Rule::examples: return build_examples(simple, forms, at);
        default: break;
    }
    ENGINE_CHECK(false && "a form of sentence");
}

void build_simple(const Node& simple, Forms& forms, Building& at) {
    const Node* form = form_in(simple);
    const Node* for_each = simple.find(Rule::for_each);
    if (is_about_pools(form->rule)) return build_pools(*form, forms, at);
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
        case Rule::fact:
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
        case Rule::facts_table:
        case Rule::decided: return build_facts(simple, for_each, forms, at);
        case Rule::definitions:
        case Rule::event_cases:
        case Rule::stepped: return build_definitions(*form, for_each, forms, at);
        case Rule::limits:
        case Rule::rounds:
        case Rule::gate:
        case Rule::despite:
        case Rule::increase: return build_adjustments(*form, for_each, forms, at);
        case Rule::settings:
        case Rule::brought_forward:
        case Rule::later_periods:
        case Rule::used_once:
        case Rule::named_day:
        case Rule::not_apply:
        case Rule::read_with:
        case Rule::joining: return build_years(*form, for_each, forms, at);
        default: return build_other(simple, *form, forms, at);
    }
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
