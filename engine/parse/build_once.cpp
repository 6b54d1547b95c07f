// engine/parse/build_once.cpp · room: parse
// What:  what counts once, what stays met, what is found once, limits used up in order, small amounts, who bears an
//        amount.
#include <utility>

#include "base/check.h"
#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {

namespace {

syntax::LatchSentence latch_of(const Node& node, Building& at) {
    syntax::LatchSentence latch;
    const auto names = node.words_of(WordKind::name);
    latch.what = name_of(*names[0]);
    if (names.size() > 2) {
        latch.records = name_of(*names[1]);
        latch.group = name_of(*names[2]);
    }
    latch.once = condition_of(node.get(Rule::condition), at);
    for (const Node* tail : node.all(Rule::latch_tail)) latch.from_then_on |= tail->has("then");
    return latch;
}

syntax::FoundOnceSentence found_once_of(const Node& node, Building& at) {
    syntax::FoundOnceSentence found;
    found.term = reference_of(node.get(Rule::reference), at);
    if (const Word* name = node.word_of(WordKind::name)) {
        found.named = name_of(*name);
        found.period_span = name->span;
        return found;
    }
    const Word* period = node.word_of(WordKind::period);
    if (period == nullptr) period = node.word_of(WordKind::month_year);
    found.period = folded(period->text);
    found.period_span = period->span;
    return found;
}

syntax::WithoutSentence without_of(const Node& node, Building& at) {
    const auto names = node.words_of(WordKind::name);
    return {name_of(*names.front()), number_in(*node.word_of(WordKind::number), at), name_of(node.get(Rule::unit_name)),
            name_of(*names.back())};
}

syntax::FirstInSentence first_in_of(const Node& node, Building& at) {
    syntax::FirstInSentence first;
    const auto units = node.words_of(WordKind::period_unit);
    first.unit = name_of(*units[0]);
    first.within = name_of(*units[1]);
    first.every_other = name_of(*units[2]);
    first.when = condition_of(node.get(Rule::condition), at);
    const auto references = node.all(Rule::reference);
    if (const Node* quoted = node.find(Rule::new_name)) {
        first.term = declared_name(*quoted->words_of(WordKind::quoted).front(), at);
    } else {
        first.defines = false;
        first.term = reference_of(*references.front(), at).name;
    }
    first.other_term = reference_of(*references.back(), at);
    const auto amounts = node.all(Rule::tailed_amount);
    first.first = tailed_of(*amounts[0], at);
    first.other = tailed_of(*amounts[1], at);
    return first;
}

syntax::UsedInOrderSentence used_in_order_of(const Node& node, Building& at) {
    syntax::UsedInOrderSentence used;
    const auto units = node.words_of(WordKind::period_unit);
    used.term = reference_of(node.get(Rule::reference), at);
    used.unit = name_of(*units[0]);
    used.within = name_of(*units[1]);
    if (units.size() > 2) used.taken = name_of(*units[2]);
    if (const Word* part = node.word_of(WordKind::name)) used.each_part = name_of(*part);
    used.upper = node.has("exceed");
    if (used.upper && used.taken.text.empty() && !used.each_part)
        at.report(Code::order_unsaid, node.span,
                  "it is not said which of the " + used.unit.text + " uses up the limit first")
            .with_help("add `, taking the " + used.unit.text + " in order`, or `; each part of " + used.term.name.text +
                       " is reduced in the same proportion`");
    used.at = amount_of(node.get(Rule::amount), at);
    if (const Node* goes = node.find(Rule::cut_goes)) used.cut = cut_goes_of(*goes);
    return used;
}

syntax::SmallAmountsSentence small_amounts_of(const Node& node, Building& at) {
    syntax::SmallAmountsSentence small;
    small.clauses = clause_list_of(node.get(Rule::clause_list));
    small.less_than = amount_of(node.get(Rule::amount), at);
    small.value = literal_amount_of(node.get(Rule::literal), at);
    if (const Word* unit = node.word_of(WordKind::period_unit)) small.unit = name_of(*unit);
    return small;
}

syntax::BorneSentence borne_of(const Node& node, Building& at) {
    syntax::BorneSentence borne;
    borne.amount = reference_of(node.get(Rule::reference), at);
    for (const Node* part : node.all(Rule::borne_part)) {
        syntax::BorneSentence::Part made{{}, name_of(*part->word_of(WordKind::name)), part->span};
        if (const Word* share = part->word_of(WordKind::percent)) made.share = percent_in(*share, at);
        borne.parts.push_back(std::move(made));
    }
    if (const Word* odd = node.word_of(WordKind::name)) borne.odd_penny_on = name_of(*odd);
    for (const Node* limit : node.all(Rule::borne_limit)) {
        const auto names = limit->words_of(WordKind::name);
        syntax::BorneSentence::Limit made{
            name_of(*names.front()), amount_of(limit->get(Rule::amount), at), {}, name_of(*names.back()), limit->span};
        if (const Word* unit = limit->word_of(WordKind::period_unit)) made.in_each = name_of(*unit);
        borne.limits.push_back(std::move(made));
    }
    return borne;
}

syntax::ConditionPtr made_condition(decltype(syntax::Condition::node) node, Span span) {
    return std::make_shared<const syntax::Condition>(syntax::Condition{std::move(node), span});
}

}  // namespace

syntax::ClauseList clause_list_of(const Node& node) {
    syntax::ClauseList list;
    list.span = node.span;
    if (const Node* numbers = node.find(Rule::clause_numbers)) {
        list.numbers = clause_numbers_of(*numbers);
        return list;
    }
    list.range = true;
    for (const Word* number : node.words_of(WordKind::number)) list.numbers.push_back(name_of(*number));
    return list;
}

syntax::ConditionPtr counting_condition_of(const Node& node, Building& at) {
    if (node.rule == Rule::clause_met) {
        auto met = made_condition(syntax::ClauseMet{name_of(*node.word_of(WordKind::number))}, node.span);
        return node.has("not") ? made_condition(syntax::Negation{std::move(met)}, node.span) : met;
    }
    const auto names = node.words_of(WordKind::name);
    const Node* comparator = node.find(Rule::comparator);
    if (comparator == nullptr)
        return made_condition(syntax::CountsFor{name_of(*names.front()), std::nullopt}, node.span);
    syntax::CountsForShare share;
    share.member = name_of(*names[0]);
    share.op = comparator_of(*comparator);
    syntax::Literal literal;
    const Word* figure = node.word_of(WordKind::percent);
    literal.type = figure != nullptr ? syntax::Literal::Type::percent : syntax::Literal::Type::number;
    literal.number = figure != nullptr ? percent_in(*figure, at) : number_in(*node.word_of(WordKind::number), at);
    if (figure == nullptr) figure = node.word_of(WordKind::number);
    share.share = made(syntax::LiteralAmount{std::move(literal)}, figure->span);
    share.among.noun = name_of(*names[1]);
    share.among.span = names[1]->span;
    if (names.size() > 2) share.among.of_that = name_of(*names[2]);
    return made_condition(std::move(share), node.span);
}

syntax::ConditionPtr that_counts_of(const Node& node) {
    syntax::CountsFor counts;
    if (const Word* whom = node.word_of(WordKind::name)) counts.whom = name_of(*whom);
    return made_condition(std::move(counts), node.span);
}

syntax::ConditionPtr that_of(const Node& node, syntax::AmountPtr left, Span span) {
    return made_condition(
        syntax::IsThatOf{std::move(left), name_of(*node.word_of(WordKind::name)), node.has("counted"), node.has("not")},
        span);
}

syntax::AmountPtr where_part_of(const Node& node, Building& at) {
    const Node& named = node.get(Rule::reference);
    const syntax::Reference reference = reference_of(named, at);
    auto condition = condition_of(node.get(Rule::tight_condition), at);
    const auto* counts = std::get_if<syntax::CountsFor>(&condition->node);
    if (counts != nullptr && !reference.of.empty()) {  // the Rate of A where B counts as well: both count
        syntax::Junction both{syntax::Junction::Type::all, {}, 0, {}};
        both.items.push_back(
            made_condition(syntax::CountsFor{reference.of.front().name, std::nullopt}, condition->span));
        both.items.push_back(condition);
        condition = made_condition(std::move(both), condition->span);
    }
    auto of = made(syntax::ReferenceAmount{reference}, named.span);
    return made(syntax::OnlyIf{std::move(of), std::move(condition)}, node.span);
}

void build_once(const Node& form, Forms& forms, Building& at) {
    const auto add = [&](auto sentence) { forms.push_back({std::move(sentence), form.span}); };
    switch (form.rule) {
        case Rule::months_rule: return add(syntax::MonthsRuleSentence{form.span});
        case Rule::once_for_each: {
            const auto names = form.words_of(WordKind::name);
            return add(syntax::OnceForEachSentence{name_of(*names[0]), name_of(*names[1])});
        }
        case Rule::latch: return add(latch_of(form, at));
        case Rule::found_once: return add(found_once_of(form, at));
        case Rule::without: return add(without_of(form, at));
        case Rule::first_in: return add(first_in_of(form, at));
        case Rule::used_in_order: return add(used_in_order_of(form, at));
        case Rule::used_by_records:
            if (const Node* total = form.find(Rule::total_limit)) return add(total_limit_of(*total, at));
            return add(used_by_records_of(form, at));
        case Rule::together: {
            const auto references = form.all(Rule::reference);
            return add(syntax::TogetherSentence{reference_of(*references[0], at), reference_of(*references[1], at),
                                                amount_of(form.get(Rule::amount), at),
                                                name_of(*form.word_of(WordKind::name))});
        }
        case Rule::small_amounts: return add(small_amounts_of(form, at));
        case Rule::borne: return add(borne_of(form, at));
        default: break;
    }
    ENGINE_CHECK(false && "a sentence about what counts once or who bears it");
}

}  // namespace concordat::parse
