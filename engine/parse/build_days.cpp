// engine/parse/build_days.cpp · room: parse
// What:  sentences about the days of records: which days, open ends, who has a day, what takes it away.
// Source: findings N33, N45, N13, N18.
#include <utility>

#include "base/check.h"
#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {

using source::Code;

namespace {

std::vector<syntax::Name> plain_names(const Node& node) {
    std::vector<syntax::Name> names;
    for (const Word* word : node.words_of(WordKind::name)) names.push_back(name_of(*word));
    return names;
}

syntax::DaysBetween stretch_of(const Node& node, Building& at) {
    using Count = syntax::DaysBetween::Count;
    const auto ends = node.all(Rule::tight_operand);
    syntax::DaysBetween days{Count::unstated, amount_of(*ends[0], at), amount_of(*ends[1], at)};
    if (node.has("nights")) days.count = Count::nights;
    else if (node.has("both")) days.count = Count::both_included;
    else if (node.has("up")) days.count = Count::after_up_to;
    return days;
}

void build_days_of(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    syntax::DaysOfSentence days;
    days.span = form.span;
    if (for_each == nullptr) {
        at.report(Code::word_out_of_place, form.span, "`its`: whose? The sentence does not say which records are meant")
            .with_help("begin it with `For each` and the name of the record");
        at.broken = true;
        return;
    }
    syntax::ForEach each = for_each_of(*for_each, at);
    if (each.names.size() != 1) {
        at.report(Code::word_out_of_place, each.span, "days belong to one kind of record")
            .with_help("begin with `For each` and the name of the record alone");
        at.broken = true;
        return;
    }
    days.record = each.names.front();
    days.where = each.where;
    const Word* quoted = form.word_of(WordKind::quoted);
    days.declares = quoted != nullptr;
    days.days = quoted != nullptr ? declared_name(*quoted, at) : name_of(*form.word_of(WordKind::name));
    days.stretch = stretch_of(form.get(Rule::stretch_of_days), at);
    forms.push_back({std::move(days), form.span});
}

void build_goes_on(const Node& form, Forms& forms) {
    syntax::GoesOnSentence goes_on;
    const auto names = plain_names(form);
    goes_on.record = names[0];
    goes_on.end = names[1];
    if (names.size() > 2) goes_on.days = names[2];
    goes_on.unit = name_of(*form.word_of(WordKind::period_unit));
    forms.push_back({std::move(goes_on), form.span});
}

syntax::AtMostOneSentence::Order order_of(const Node& node) {
    using How = syntax::AtMostOneSentence::Order::How;
    syntax::AtMostOneSentence::Order order;
    order.field = name_of(*node.word_of(WordKind::name));
    order.how = node.has("first")                         ? How::first
                : node.has("last")                        ? How::last
                : node.has("higher") || node.has("later") ? How::higher
                : node.has("with")                        ? How::lower
                                                          : How::in;
    return order;
}

void build_at_most_one(const Node& form, Forms& forms) {
    syntax::AtMostOneSentence rule;
    rule.span = form.span;
    const auto names = plain_names(form);
    rule.subject = names[0];
    rule.what = names[1];
    for (const Node* among : form.all(Rule::among_whom)) {
        const syntax::Name whom = plain_names(*among).front();
        (among->has("together") ? rule.all_together : rule.with_the_same) = whom;
    }
    for (const Node* order : form.all(Rule::day_order)) rule.order.push_back(order_of(*order));
    forms.push_back({std::move(rule), form.span});
}

void build_absence(const Node& form, Forms& forms, Building& at) {
    using Then = syntax::AbsenceSentence::Then;
    syntax::AbsenceSentence rule;
    rule.span = form.span;
    const auto names = plain_names(form);
    rule.subject = names[0];
    rule.absence = names[1];
    if (names.size() > 2) rule.record = names[2];
    const auto ends = form.all(Rule::reference);
    rule.from = reference_of(*ends[0], at);
    rule.until = reference_of(*ends[1], at);
    rule.until_included = form.has("until");
    if (const Node* test = form.find(Rule::field_test)) rule.where = field_test_of(*test);
    if (const Node* lost = form.find(Rule::day_lost)) rule.then = lost->has("next") ? Then::next : Then::nobody;
    forms.push_back({std::move(rule), form.span});
}

void build_year_to_date(const Node& form, Forms& forms, Building& at) {
    syntax::YearToDateSentence begins;
    begins.span = form.span;
    begins.unit = name_of(*form.word_of(WordKind::period_unit));
    begins.on = date_in(*form.word_of(WordKind::date), at);
    if (const Word* year = form.word_of(WordKind::period)) begins.year = name_of(*year);
    forms.push_back({std::move(begins), form.span});
}

void build_once_each(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    syntax::DefinitionSentence definition;
    definition.for_each = each_of(for_each, at);
    const auto quoted = form.get(Rule::new_name).words_of(WordKind::quoted);
    definition.name = declared_name(*quoted[0], at);
    if (quoted.size() > 1) definition.plural = declared_name(*quoted[1], at);
    syntax::InPeriodOf body;
    body.span = form.span;
    body.amount = amount_of(form.get(Rule::amount), at);
    body.date = reference_of(form.get(Rule::reference), at);
    const auto units = form.words_of(WordKind::period_unit);
    body.unit = name_of(*units[0]);
    const auto names = plain_names(form);
    if (names.size() == 4) {
        syntax::InPeriodOf::Once once{names[0], {}, names[1], names[2], names[3]};
        if (units.size() > 1) once.unit = name_of(*units[1]);
        body.once = std::move(once);
    }
    definition.body = std::move(body);
    forms.push_back({std::move(definition), form.span});
}

}  // namespace

syntax::ConditionPtr field_test_of(const Node& node) {
    const auto make = [&](decltype(syntax::Condition::node) made_node) {
        return std::make_shared<const syntax::Condition>(syntax::Condition{std::move(made_node), node.span});
    };
    const Word& name = *node.word_of(WordKind::name);
    const auto codes = node.words_of(WordKind::quoted);
    if (codes.empty()) return make(syntax::FieldIs{name_of(name)});
    syntax::Reference field;
    field.name = name_of(name);
    syntax::OneOf list{made(syntax::ReferenceAmount{std::move(field)}, name.span), {}, false};
    for (const Word* code : codes) {
        syntax::Literal literal;
        literal.type = syntax::Literal::Type::text;
        literal.text = code->text;
        list.values.push_back(made(syntax::LiteralAmount{std::move(literal)}, code->span));
    }
    return make(std::move(list));
}

void build_days(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    switch (form.rule) {
        case Rule::days_of: return build_days_of(form, for_each, forms, at);
        case Rule::once_each: return build_once_each(form, for_each, forms, at);
        case Rule::goes_on: return build_goes_on(form, forms);
        case Rule::at_most_one: return build_at_most_one(form, forms);
        case Rule::absence: return build_absence(form, forms, at);
        case Rule::day_falls:
            forms.push_back(
                {syntax::DayFallsSentence{plain_names(form).front(), name_of(*form.word_of(WordKind::period_unit))},
                 form.span});
            return;
        case Rule::year_to_date_begins: return build_year_to_date(form, forms, at);
        default: break;
    }
    ENGINE_CHECK(false && "a sentence about days");
}

}  // namespace concordat::parse
