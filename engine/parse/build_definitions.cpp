// engine/parse/build_definitions.cpp · room: parse
// What:  what a term means: amounts, cases, bands, lines, steps.
#include <utility>

#include <fmt/format.h>

#include "base/check.h"
#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {

using source::Code;
using syntax::Body;

namespace {

void read_tails(const Node& node, std::vector<syntax::Tail>& tails, Building& at) {
    for (const Node* tail : node.all(Rule::tail)) tails.push_back(tail_of(*tail, at, tails));
}

syntax::Cases if_cases_of(const Node& node, Building& at) {
    syntax::Cases cases;
    for (const Node* one : node.all(Rule::if_case))
        cases.cases.push_back(
            {condition_of(one->get(Rule::condition), at), tailed_of(one->get(Rule::tailed_amount), at), one->span});
    const Node& otherwise = node.get(Rule::tailed_amount);
    cases.cases.push_back({nullptr, tailed_of(otherwise, at), otherwise.span});
    return cases;
}

syntax::Cases lettered_cases_of(const Node& node, Building& at) {
    syntax::Cases cases;
    cases.in_turn = node.has("turn");
    for (const Node* one : node.all(Rule::lettered_case)) {
        const Node* condition = one->find(Rule::condition);
        cases.cases.push_back({condition == nullptr ? nullptr : condition_of(*condition, at),
                               tailed_of(one->get(Rule::tailed_amount), at), one->span});
    }
    return cases;
}

/// `its A; if there is none, B`: A where there is one, otherwise B.
syntax::Cases or_else_of(const Node& what, const Node& node, Building& at) {
    syntax::Cases cases;
    syntax::TailedAmount amount;
    amount.amount = amount_of(what, at);
    const Node& otherwise = node.get(Rule::tailed_amount);
    const auto* reference = std::get_if<syntax::ReferenceAmount>(&amount.amount->node);
    if (reference == nullptr) {
        at.report(Code::word_out_of_place, what.span,
                  "only a name can be there or not: `if there is none` does not go with a sum")
            .with_help("write `if there is an X, ...; otherwise ...`");
    } else {
        auto there_is = std::make_shared<const syntax::Condition>(
            syntax::Condition{syntax::ThereIs{reference->reference, false}, what.span});
        cases.cases.push_back({std::move(there_is), std::move(amount), what.span});
    }
    cases.cases.push_back({nullptr, tailed_of(otherwise, at), otherwise.span});
    return cases;
}

syntax::Banded banded_of(const Node& node, syntax::AmountPtr of, Building& at) {
    syntax::Banded banded;
    banded.of = std::move(of);
    banded.mirrored = node.has("same");
    if (const Node* kind = node.find(Rule::band_kind)) {
        banded.slices = kind->has("slice");
    } else {
        at.report(Code::bands_unstated, node.span,
                  "`banded` does not say whether each rate is for its own slice or for the whole amount")
            .with_help(
                "write `banded slice by slice:` where each rate is for the part inside its own row, `banded as a "
                "whole:` where the rate reached is for all of it");
    }
    return banded;
}

syntax::InLine in_line_of(const Node& node, syntax::AmountPtr of, Building& at) {
    syntax::InLine line;
    line.of = std::move(of);
    for (const Node* point : node.all(Rule::line_point)) {
        const auto ends = point->all(Rule::signed_operand);
        line.points.push_back({amount_of(*ends[0], at), amount_of(*ends[1], at)});
    }
    const Node* ends = node.find(Rule::line_ends);
    line.ends_said = ends != nullptr;
    line.continuing = ends != nullptr && ends->has("continuing");
    return line;
}

/// The amount of `meaning` with `, as a percentage of B` and the tails behind it, in the order written.
syntax::TailedAmount amount_body(const Node& meaning, Building& at) {
    syntax::TailedAmount body;
    body.amount = amount_of(meaning.get(Rule::amount), at);
    for (const Node* tail : meaning.all(Rule::body_tail)) {
        const Node& inner = tail->only();
        if (inner.rule == Rule::tail) {
            body.tails.push_back(tail_of(inner, at, body.tails));
            continue;
        }
        if (!body.tails.empty())
            at.report(Code::word_out_of_place, inner.span, "`as a percentage of` stands behind a limit or a rounding")
                .with_help("put it directly behind the amount");
        const Node* guard = inner.find(Rule::zero_guard);
        syntax::AsPercentage percentage{body.amount, amount_of(inner.get(Rule::plain_operand), at), {}, {}};
        if (guard != nullptr) {
            const auto values = guard->all(Rule::amount);
            percentage.if_zero = amount_of(*values.front(), at);
            if (values.size() > 1) percentage.if_both_zero = amount_of(*values[1], at);
        }
        body.amount = made(std::move(percentage), source::joined(body.amount->span, inner.span));
    }
    body.may_be_negative = meaning.find(Rule::may_be_negative) != nullptr;
    return body;
}

void read_behind(const Node& meaning, syntax::DefinitionSentence& definition, Building& at) {
    if (const Node* increase = meaning.find(Rule::yearly_increase)) {
        definition.increased = true;
        definition.increase = percent_in(*increase->word_of(WordKind::percent), at);
        if (increase->has("reduced")) definition.increase = -*definition.increase;
        definition.increase_on = date_in(*increase->word_of(WordKind::date), at);
    }
    if (const Node* none = meaning.find(Rule::with_no)) {
        const auto names = none->words_of(WordKind::name);
        definition.none_without = name_of(*names[0]);
        definition.then_none = name_of(*names[1]);
    }
    if (const Node* period = meaning.find(Rule::for_each_period)) {
        definition.period.emplace();
        definition.period->unit = name_of(*period->word_of(WordKind::period_unit));
        definition.period->span = period->span;
    }
}

Body body_of(const Node& meaning, const Node& form, syntax::DefinitionSentence& definition, Building& at) {
    if (const Node* cases = meaning.find(Rule::if_cases)) return if_cases_of(*cases, at);
    if (const Node* cases = meaning.find(Rule::lettered_cases)) return lettered_cases_of(*cases, at);
    if (const Node* other = meaning.find(Rule::or_else)) return or_else_of(meaning.get(Rule::amount), *other, at);
    if (const Node* bands = meaning.find(Rule::banded)) {
        syntax::Banded banded = banded_of(*bands, amount_of(meaning.get(Rule::amount), at), at);
        read_tails(meaning, definition.tails, at);
        if (auto table = table_of(form, TableReading::amounts, at)) banded.table = *std::move(table);
        return banded;
    }
    if (const Node* straight = meaning.find(Rule::straight_line)) {
        syntax::InLine line = in_line_of(*straight, amount_of(meaning.get(Rule::amount), at), at);
        read_tails(meaning, definition.tails, at);
        if (line.points.empty()) line.table = table_of(form, TableReading::amounts, at);
        return line;
    }
    read_behind(meaning, definition, at);
    return amount_body(meaning, at);
}

/// Whether a definition is followed by its table.
bool takes_table(const Node& definition) {
    const Node& meaning = definition.get(Rule::meaning);
    if (meaning.find(Rule::banded) != nullptr) return true;
    const Node* line = meaning.find(Rule::straight_line);
    return line != nullptr && line->has("between");
}

void read_new_name(const Node& node, syntax::DefinitionSentence& definition, Building& at) {
    const auto quoted = node.words_of(WordKind::quoted);
    definition.name = declared_name(*quoted[0], at);
    if (quoted.size() > 1) definition.plural = declared_name(*quoted[1], at);
}

/// The sentence has a table and nothing that takes it, or the reverse; both are one mistake.
void check_table(const Node& form, Building& at) {
    const Node* wants = nullptr;
    for (const Node* definition : form.all(Rule::definition))
        if (takes_table(*definition)) wants = definition;
    const Word* table = form.word_of(WordKind::table);
    if (wants != nullptr && table == nullptr) {
        at.report(Code::table_missing, wants->span, "this sentence needs a table under it")
            .with_help("end it with `:` and put the table under it");
        at.broken = true;
    } else if (wants == nullptr && table != nullptr) {
        at.report(Code::table_homeless, table->span, "nothing in this sentence takes a table")
            .with_help("say what the table is for: `banded slice by slice:`, `is decided by:`, `is given by ... :`");
        at.broken = true;
    } else if (wants != nullptr && wants != form.all(Rule::definition).back()) {
        at.report(Code::table_missing, wants->span,
                  "the definition that takes the table must be the last of its sentence")
            .with_help("end this definition with its table and begin a new clause behind it");
        at.broken = true;
    }
}

void build_stepped(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    syntax::DefinitionSentence definition;
    if (for_each != nullptr) definition.for_each = for_each_of(*for_each, at);
    read_new_name(form.get(Rule::new_name), definition, at);
    auto keys = keys_of(form.get(Rule::keys), at);
    const auto steps = form.all(Rule::inline_step);
    if (steps.empty()) {
        syntax::Stepped stepped{std::move(keys), {}};
        if (auto table = table_of(form, TableReading::amounts, at)) stepped.table = *std::move(table);
        definition.body = std::move(stepped);
        forms.push_back({std::move(definition), form.span});
        return;
    }
    if (keys.size() > 1)
        at.report(Code::word_out_of_place, form.get(Rule::keys).span,
                  "a list inside the sentence goes by one term only")
            .with_help("put a table under the sentence");
    syntax::SteppedInline list;
    list.by = keys.front();
    for (const Node* step : steps) {
        syntax::SteppedInline::One one{amount_of(step->get(Rule::signed_operand), at), {}, {}, step->span};
        if (const Node* tests = step->find(Rule::step_tests)) one.test = tests_of(*tests, list.by, at);
        for (const Node* code : step->all(Rule::code)) one.codes.push_back(name_of(*code).text);
        list.each.push_back(std::move(one));
    }
    definition.body = std::move(list);
    forms.push_back({std::move(definition), form.span});
}

}  // namespace

void build_definitions(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    if (form.rule == Rule::stepped) return build_stepped(form, for_each, forms, at);
    check_table(form, at);
    if (at.broken) return;
    for (const Node& part : form.parts) {
        if (part.rule == Rule::round) {
            forms.push_back({syntax::RoundSentence{reference_of(part.get(Rule::reference), at),
                                                   rounding_of(part.get(Rule::rounding), at)},
                             part.span});
        } else if (part.rule == Rule::definition) {
            syntax::DefinitionSentence definition;
            if (for_each != nullptr) definition.for_each = for_each_of(*for_each, at);
            read_new_name(part.get(Rule::new_name), definition, at);
            definition.body = body_of(part.get(Rule::meaning), form, definition, at);
            forms.push_back({std::move(definition), part.span});
        }
    }
}

}  // namespace concordat::parse
