// engine/parse/build_groups.cpp · room: parse
// What:  records that belong together, which of them count beside each other, the dearest of several, and weights that
//        stay in their group.
#include <utility>

#include "base/check.h"
#include "parse/build.h"

namespace concordat::parse {

namespace {

std::vector<syntax::Name> names_in(const Node& node) {
    std::vector<syntax::Name> names;
    for (const Word* word : node.words_of(WordKind::name)) names.push_back(name_of(*word));
    return names;
}

syntax::Name code_in(const Word& quoted) { return {std::string(quoted.text), quoted.span}; }

syntax::GroupSentence group_of(const Node& form, Building& at) {
    syntax::GroupSentence group;
    const Node& declared = form.get(Rule::new_name);
    const auto quoted = declared.words_of(WordKind::quoted);
    group.name = declared_name(*quoted.front(), at);
    if (quoted.size() > 1) group.plural = declared_name(*quoted.back(), at);
    group.records = name_of(*form.word_of(WordKind::name));
    group.same = names_in(form.get(Rule::same_fields));
    return group;
}

syntax::CountRuleSentence count_rule_of(const Node& form, Building& at) {
    using What = syntax::CountRuleSentence::What;
    syntax::CountRuleSentence rule;
    rule.span = form.span;
    const auto names = names_in(form);
    for (const Word* word : form.words_of(WordKind::quoted)) rule.codes.push_back(code_in(*word));
    if (const Node* same = form.find(Rule::same_fields)) {
        rule.what = What::after_earlier;
        rule.record = names[0];
        rule.record_again = names[1];
        rule.length = number_in(*form.word_of(WordKind::number), at);
        rule.unit = name_of(form.get(Rule::unit_word)).text;
        rule.same = names_in(*same);
        rule.that_counted = form.has("counted");
    } else if (form.has("both")) {
        rule.what = form.has("replaced") ? What::replaced : What::loses;
        rule.group = names[0];
        if (names.size() > 1) rule.field = names[1];
    } else if (rule.codes.empty()) {
        rule.group = names[0];
        rule.field = names[1];
    } else {
        rule.what = What::once_in;
        const bool for_each = form.has("for");
        if (for_each) rule.for_each = names.back();
        if (names.size() > (for_each ? 1U : 0U)) rule.field = names.front();
        if (const Word* unit = form.word_of(WordKind::period_unit)) rule.within = name_of(*unit);
    }
    return rule;
}

syntax::CountOrderSentence count_order_of(const Node& form) {
    const auto names = names_in(form);
    syntax::CountOrderSentence order;
    order.clauses = clause_list_of(form.get(Rule::clause_list));
    order.records = names.front();
    order.by.assign(names.begin() + 1, names.end());
    order.span = form.span;
    return order;
}

syntax::WeightsInGroupSentence weights_of(const Node& form) {
    const auto names = names_in(form);
    syntax::WeightsInGroupSentence weights{names[0], names[1], names[2], names[3], names[4], {}, form.span};
    if (names.size() > 5) weights.none_of = names[5];
    return weights;
}

}  // namespace

syntax::AmountPtr dearest_of(const Node& node, Building& at) {
    syntax::Dearest dearest;
    const auto names = names_in(node);
    dearest.record = names[0];
    if (names.size() > 1) dearest.by = names[1];
    if (names.size() > 2) dearest.then_by.assign(names.begin() + 2, names.end());
    const auto rates = node.all(Rule::tight_operand);
    dearest.at = amount_of(*rates[0], at);
    dearest.others_at = amount_of(*rates[1], at);
    if (const Node* none = node.find(Rule::none_guard)) {
        if (const Node* amount = none->find(Rule::amount)) dearest.if_none = amount_of(*amount, at);
    }
    return made(std::move(dearest), node.span);
}

syntax::ConditionPtr many_have_of(const Node& node, Building& at) {
    syntax::ManyHave many;
    const auto comparators = node.all(Rule::comparator);
    many.op = comparator_of(*comparators.front());
    syntax::Literal literal;
    const Word* figure = node.word_of(WordKind::percent);
    literal.type = figure != nullptr ? syntax::Literal::Type::percent : syntax::Literal::Type::number;
    if (figure != nullptr) {
        literal.number = percent_in(*figure, at);
    } else {
        figure = node.word_of(WordKind::number);
        literal.number = number_in(*figure, at);
    }
    many.share = made(syntax::LiteralAmount{std::move(literal)}, figure->span);
    const Node& noun = node.get(Rule::in_play_of);
    many.among.quantifier =
        node.has("its") ? syntax::SetPhrase::Quantifier::its : syntax::SetPhrase::Quantifier::all;
    many.all_said = node.has("all");
    many.among.noun = name_of(noun.get(Rule::unit_name));
    many.among.mark = mark_of(noun);
    read_group(noun, many.among);
    many.among.span = noun.span;
    many.has.name = name_of(*node.word_of(WordKind::name));
    many.test = node.has("above")           ? syntax::Comparator::more_than
                : node.has("below")         ? syntax::Comparator::less_than
                : comparators.size() > 1 ? comparator_of(*comparators.back())
                                            : syntax::Comparator::is;
    many.than = amount_of(node.get(Rule::tight_operand), at);
    return std::make_shared<const syntax::Condition>(syntax::Condition{std::move(many), node.span});
}

void build_groups(const Node& form, Forms& forms, Building& at) {
    const auto add = [&](auto sentence) { forms.push_back({std::move(sentence), form.span}); };
    switch (form.rule) {
        case Rule::group: return add(group_of(form, at));
        case Rule::count_rule: return add(count_rule_of(form, at));
        case Rule::count_order: return add(count_order_of(form));
        case Rule::weights_in_group: return add(weights_of(form));
        default: break;
    }
    ENGINE_CHECK(false && "a sentence about groups");
}

}  // namespace concordat::parse
