// engine/parse/build_adjustments.cpp · room: parse
// What:  clauses that adjust a term: limits, rounding, gates, exceptions, increases; and variations.
#include <utility>

#include <fmt/format.h>

#include "base/check.h"
#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {
namespace {

/// The operand that an amount consists of, when it is just one.
const Node* single_operand(const Node& amount) {
    const Node* node = &amount;
    while (node->parts.size() == 1 && node->rule != Rule::plain_operand) node = &node->only();
    return node->rule == Rule::plain_operand ? node : nullptr;
}

/// `shall not exceed £9,000 for the Financial Year`: a period behind a single figure is that of the limit.
void build_limit(const Node& node, const Node* for_each, Forms& forms, Building& at) {
    syntax::LimitSentence limit;
    limit.for_each = each_of(for_each, at);
    limit.term = reference_of(node.get(Rule::reference), at);
    limit.upper = node.has("exceed");
    const Node& amount = node.get(Rule::amount);
    const Node* operand = single_operand(amount);
    const Node* behind = operand == nullptr ? nullptr : operand->find(Rule::period_phrase);
    limit.at = behind == nullptr ? amount_of(amount, at) : amount_of(operand->only(), at);
    if (const Node* said = node.find(Rule::period_phrase)) behind = said;
    if (behind != nullptr) limit.period = period_of(*behind, at);
    if (const Node* each = node.find(Rule::for_each_period)) {
        limit.period.emplace();
        limit.period->unit = name_of(*each->word_of(WordKind::period_unit));
        limit.period->span = each->span;
    }
    forms.push_back({std::move(limit), node.span});
}

void build_gate(const Node& node, const Node* for_each, Forms& forms, Building& at) {
    syntax::GateSentence gate;
    gate.for_each = each_of(for_each, at);
    const auto references = node.all(Rule::reference);
    gate.term = reference_of(*references[0], at);
    gate.only_if = condition_of(node.get(Rule::condition), at);
    gate.once = node.has("once");
    for (const Node* tail : node.all(Rule::latch_tail)) gate.from_then_on |= tail->has("then");
    if (references.size() > 1) gate.otherwise_term = reference_of(*references[1], at);
    if (const Node* otherwise = node.find(Rule::tailed_amount)) gate.otherwise = tailed_of(*otherwise, at);
    forms.push_back({std::move(gate), node.span});
}

syntax::ExceptSentence except_of(const Node& node, Building& at) {
    syntax::ExceptSentence except;
    if (const Node* clauses = node.find(Rule::clause_numbers)) except.despite = clause_numbers_of(*clauses);
    except.for_each = each_of(node.find(Rule::for_each), at);
    except.condition = condition_of(node.get(Rule::condition), at);
    except.term = reference_of(node.get(Rule::reference), at);
    except.amount = tailed_of(node.get(Rule::tailed_amount), at);
    return except;
}

void build_value_change(const Node& node, calendar::Date from, Forms& forms, Building& at) {
    const syntax::Reference what = reference_of(*node.all(Rule::reference).front(), at);
    if (const Node* tailed = node.find(Rule::tailed_amount))
        forms.push_back({syntax::CellChangeSentence{from, what, tailed_of(*tailed, at)}, node.span});
    else forms.push_back({column_change_of(node, from, at), node.span});
}

void build_variation_form(const Node& node, Forms& forms, Building& at) {
    const calendar::Date from = date_in(*node.word_of(WordKind::date), at);
    const auto clause_in = [](const Node& part) { return name_of(*part.word_of(WordKind::number)); };
    if (const Node* replacement = node.find(Rule::replacement)) {
        forms.push_back({syntax::ReplaceSentence{from, clause_in(*replacement),
                                                 sentences_of(replacement->get(Rule::simple_sentence), at)},
                         node.span});
    } else if (const Node* addition = node.find(Rule::addition)) {
        forms.push_back(
            {syntax::AddSentence{from, clause_in(*addition), sentences_of(addition->get(Rule::simple_sentence), at)},
             node.span});
    } else if (const Node* row = node.find(Rule::row_change)) {
        forms.push_back({row_change_of(*row, from, at), node.span});
    } else if (const Node* cease = node.find(Rule::cease)) {
        syntax::CeaseSentence ceasing{from, {}, {}, {}};
        if (const Node* clauses = cease->find(Rule::clause_numbers)) ceasing.clauses = clause_numbers_of(*clauses);
        const auto sections = cease->words_of(WordKind::number);
        if (!sections.empty()) ceasing.section = name_of(*sections[0]);
        if (sections.size() > 1) ceasing.section_applies = name_of(*sections[1]);
        forms.push_back({std::move(ceasing), node.span});
    } else if (const Node* words = node.find(Rule::words_change)) {
        const auto quoted = words->words_of(WordKind::quoted);
        forms.push_back(
            {syntax::WordsChangeSentence{from, clause_in(*words), quoted[0]->text, quoted[1]->text, quoted[0]->span},
             node.span});
    } else {
        build_value_change(node.get(Rule::value_change), from, forms, at);
    }
}

void build_variation(const Node& node, Forms& forms, Building& at) {
    const std::size_t before = forms.size();
    build_variation_form(node, forms, at);
    const auto span = change_span_of(node, at);
    for (std::size_t made = before; made < forms.size(); ++made) forms[made].change_span = span;
}

/// `Gain Pool is reduced by 5%.`: from a day on, or at all times?
void ask_for_day(const Node& node, Building& at) {
    at.report(Code::day_of_change_unsaid, node.span, "nothing says from which day on this holds")
        .with_help(fmt::format("end it with `on D`; what holds at all times stands where the amount is defined: "
                               "`\"X\" means A {} by P%`",
                               node.has("increased") ? "increased" : "reduced"));
}

}  // namespace

void build_adjustments(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    switch (form.rule) {
        case Rule::variation: return build_variation(form, forms, at);
        case Rule::limits:
            for (const Node* limit : form.all(Rule::limit)) build_limit(*limit, for_each, forms, at);
            return;
        case Rule::rounds:
            for (const Node* round : form.all(Rule::round))
                forms.push_back({syntax::RoundSentence{reference_of(round->get(Rule::reference), at),
                                                       rounding_of(round->get(Rule::rounding), at)},
                                 round->span});
            return;
        case Rule::gate: return build_gate(form, for_each, forms, at);
        case Rule::despite: {
            syntax::ExceptSentence except = except_of(form, at);
            const syntax::Name term = except.term.name;
            forms.push_back({std::move(except), form.span});
            if (const Node* still = form.find(Rule::still_without)) build_still_without(*still, term, forms);
            return;
        }
        case Rule::increase:
            if (const Node* undated = form.find(Rule::increase_undated)) return ask_for_day(*undated, at);
            return forms.push_back(
                {syntax::IncreaseSentence{reference_of(form.get(Rule::reference), at), day_changes_of(form, at)},
                 form.span, change_span_of(form, at)});
        default: break;
    }
    ENGINE_CHECK(false && "a sentence that adjusts a term");
}

}  // namespace concordat::parse
