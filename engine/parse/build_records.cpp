// engine/parse/build_records.cpp · room: parse
// What:  rules about records: the period each falls in, which are held, which belong to another, what a later report
//        does to earlier ones.
#include <utility>

#include "base/check.h"
#include "parse/build.h"

namespace concordat::parse {

using source::Code;

namespace {

std::vector<syntax::Name> names_of_words(const Node& node) {
    std::vector<syntax::Name> names;
    for (const Word* word : node.words_of(WordKind::name)) names.push_back(name_of(*word));
    return names;
}

syntax::ConditionPtr absence_of(const syntax::Name& name, bool or_missing) {
    syntax::Reference reference;
    reference.name = name;
    const auto condition = [&](auto node) {
        return std::make_shared<const syntax::Condition>(syntax::Condition{std::move(node), name.span});
    };
    auto none = condition(syntax::ThereIs{reference, true});
    if (!or_missing) return none;
    auto missing = condition(syntax::IsMissing{made(syntax::ReferenceAmount{reference}, name.span), false});
    return condition(syntax::Junction{syntax::Junction::Type::any, {}, 0, {none, missing}});
}

syntax::FallsInSentence falls_in_of(const Node& form, Building& at) {
    const auto names = names_of_words(form);
    const auto units = form.words_of(WordKind::period_unit);
    syntax::FallsInSentence falls{names[0], name_of(*units[0]), reference_of(form.get(Rule::reference), at), {}, {}};
    if (names.size() < 3) return falls;
    falls.not_yet_record = names[1];
    falls.not_yet_without = names[2];
    return falls;
}

syntax::RecordRuleSentence record_rule_of(const Node& form, Building& at) {
    syntax::RecordRuleSentence rule;
    const auto names = names_of_words(form);
    rule.record = names[0];
    rule.only_if = form.has("only");
    rule.held = form.has("held");
    rule.payable = form.has("payable");
    const Node* when = form.find(Rule::condition);
    rule.when = when != nullptr ? condition_of(*when, at) : absence_of(names[1], false);
    return rule;
}

/// `a Spell whose C is not held, and its X is A`: a rule that lifts others, and an exception to what X is.
void build_not_held(const Node& form, Forms& forms, Building& at) {
    const auto names = names_of_words(form);
    syntax::RecordRuleSentence rule;
    rule.record = names[0];
    rule.when = condition_of(form.get(Rule::condition), at);
    rule.despite = clause_numbers_of(form.get(Rule::clause_numbers));
    if (const Node* amount = form.find(Rule::tailed_amount)) {
        syntax::ExceptSentence except;
        except.condition = rule.when;
        except.term.name = names[1];
        except.amount = tailed_of(*amount, at);
        except.of_record = rule.record;
        forms.push_back({std::move(except), form.span});
    }
    forms.push_back({std::move(rule), form.span});
}

syntax::ReportRuleSentence report_rule_of(const Node& form, Building& at) {
    const auto names = names_of_words(form);
    syntax::ReportRuleSentence rule;
    rule.records = names.back();
    if (!form.has("holds")) {
        rule.replaces = form.has("replaces");
        rule.for_same_period = form.has("same");
        return rule;
    }
    const Word& date = *form.word_of(WordKind::date);
    rule.holds = date_in(date, at);
    rule.holds_span = date.span;
    return rule;
}

syntax::CountedOnceSentence counted_once_of(const Node& form, Building& at) {
    const auto names = names_of_words(form);
    syntax::CountedOnceSentence once;
    once.record = names[0];
    once.for_each = names[1];
    once.length = number_in(*form.word_of(WordKind::number), at);
    once.unit = name_of(form.get(Rule::unit_word)).text;
    once.by = names[2];
    once.then_by.assign(names.begin() + 3, names.end());
    once.span = form.span;
    return once;
}

syntax::InForceSentence in_force_of(const Node& form) {
    const auto names = names_of_words(form);
    syntax::InForceSentence in_force{names[0], names[1], names[2], {}};
    if (names.size() > 3) in_force.blank = names[3];
    return in_force;
}

syntax::BelongsSentence belongs_of(const Node& form) {
    const auto names = names_of_words(form);
    syntax::BelongsSentence belongs;
    belongs.record = names[0];
    belongs.owner = names[1];
    (form.has("same") ? belongs.same : belongs.named_in) = names[2];
    belongs.said_again.assign(names.begin() + 3, names.end());
    if (form.has("that")) belongs.held = form.has("held");
    belongs.span = form.span;
    return belongs;
}

}  // namespace

void build_still_without(const Node& node, const syntax::Name& term, Forms& forms) {
    const auto names = names_of_words(node);
    syntax::RecordRuleSentence rule;
    rule.record = names[0];
    rule.when = absence_of(names.size() > 1 ? names[1] : term, true);
    rule.without = node.span;
    forms.push_back({std::move(rule), node.span});
}

void build_records(const Node& form, Forms& forms, Building& at) {
    const auto add = [&](auto sentence) { forms.push_back({std::move(sentence), form.span}); };
    switch (form.rule) {
        case Rule::falls_in: return add(falls_in_of(form, at));
        case Rule::record_rule: return add(record_rule_of(form, at));
        case Rule::report_rule: return add(report_rule_of(form, at));
        case Rule::in_force: return add(in_force_of(form));
        case Rule::belongs: return add(belongs_of(form));
        case Rule::not_held: return build_not_held(form, forms, at);
        case Rule::counted_once: return add(counted_once_of(form, at));
        case Rule::blank_is_no_yes: return add(syntax::BlankIsNoYesSentence{form.span});
        default: break;
    }
    ENGINE_CHECK(false && "a sentence about records");
}

}  // namespace concordat::parse
