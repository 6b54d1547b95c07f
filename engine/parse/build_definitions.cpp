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

syntax::Cases back_cases_of(const Node& node, Building& at) {
    syntax::Cases cases;
    for (const Node* one : node.all(Rule::back_case)) {
        syntax::TailedAmount amount;
        amount.amount = amount_of(one->get(Rule::product), at);
        read_tails(*one, amount.tails, at);
        cases.cases.push_back({condition_of(one->get(Rule::condition), at), std::move(amount), one->span});
    }
    const Node& otherwise = node.get(Rule::tailed_amount);
    cases.cases.push_back({nullptr, tailed_of(otherwise, at), otherwise.span});
    return cases;
}

/// The first total inside an amount, for `that total` behind it.
syntax::AmountPtr total_in(const syntax::AmountPtr& amount) {
    if (amount == nullptr) return nullptr;
    if (const auto* aggregate = std::get_if<syntax::Aggregate>(&amount->node))
        return aggregate->op == syntax::AggregateOp::total ? amount : nullptr;
    if (const auto* binary = std::get_if<syntax::Binary>(&amount->node)) {
        if (auto left = total_in(binary->left)) return left;
        return total_in(binary->right);
    }
    return nullptr;
}

/// `; if C, X is A` behind the definition of X: A where C holds, otherwise what stands before.
void add_late_case(const Node& node, Forms& forms, Building& at) {
    auto* definition = forms.empty() ? nullptr : std::get_if<syntax::DefinitionSentence>(&forms.back().form);
    auto* amount = definition == nullptr ? nullptr : std::get_if<syntax::TailedAmount>(&definition->body);
    auto* cases = definition == nullptr ? nullptr : std::get_if<syntax::Cases>(&definition->body);
    const syntax::Reference what = reference_of(node.get(Rule::reference), at);
    const bool earlier_late = cases != nullptr && cases->in_turn && cases->cases.size() > 1;
    if ((amount == nullptr && !earlier_late) || what.name.text != definition->name.text || !what.of.empty()) {
        at.report(Code::word_out_of_place, what.name.span,
                  "a case behind a definition says what the term just defined is where the condition holds")
            .with_help(definition == nullptr ? "begin a clause of its own"
                                             : "write `if C, " + definition->name.text +
                                                   " is ...`, or give the other term a clause of its own");
        at.broken = true;
        return;
    }
    at.total_before = amount != nullptr ? total_in(amount->amount) : total_in(cases->cases.back().amount.amount);
    syntax::CasePhrase late{condition_of(node.get(Rule::condition), at), tailed_of(node.get(Rule::tailed_amount), at),
                            node.span};
    at.total_before = nullptr;
    forms.back().span = source::joined(forms.back().span, node.span);
    if (earlier_late) {
        cases->cases.insert(cases->cases.end() - 1, std::move(late));
        return;
    }
    const Span before = amount->amount->span;
    syntax::Cases made_cases;
    made_cases.in_turn = true;
    made_cases.cases.push_back(std::move(late));
    made_cases.cases.push_back({nullptr, std::move(*amount), before});
    definition->body = std::move(made_cases);
}

}  // namespace

void check_letters(const std::vector<const Node*>& parts, Building& at) {
    char wanted = 'a';
    for (const Node* part : parts) {
        const Word* word = part->word_of(WordKind::lettered);
        if (word == nullptr || word->text.size() != 3) continue;
        const char letter = word->text[1];
        if (letter != wanted) {
            at.report(Code::letters_out_of_order, word->span,
                      fmt::format("this is lettered ({}), where ({}) comes next", letter, wanted))
                .with_help(fmt::format("write `({})`, and let the letters behind it run on", wanted));
            return;
        }
        ++wanted;
    }
}

namespace {

syntax::Cases lettered_cases_of(const Node& node, Building& at) {
    syntax::Cases cases;
    cases.in_turn = node.has("turn");
    check_letters(node.all(Rule::lettered_case), at);
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

/// `A, but only if C; otherwise B`: the threshold that opens the amount.
syntax::Cases opened_of(const Node& what, const Node& node, const syntax::DefinitionSentence& definition,
                        Building& at) {
    syntax::Cases cases;
    cases.opens = true;
    syntax::TailedAmount amount;
    amount.amount = amount_of(what, at);
    cases.cases.push_back({condition_of(node.get(Rule::condition), at), std::move(amount), node.span});
    const Node& otherwise = node.get(Rule::tailed_amount);
    cases.cases.push_back({nullptr, tailed_of(otherwise, at), otherwise.span});
    const Node* named = node.find(Rule::reference);
    if (named != nullptr && reference_of(*named, at).name.text != definition.name.text)
        at.report(Code::word_out_of_place, named->span, "what follows `otherwise` is about another term")
            .with_help("write `otherwise it is ...`");
    return cases;
}

syntax::Banded banded_of(const Node& node, syntax::AmountPtr of, Building& at) {
    syntax::Banded banded;
    banded.of = std::move(of);
    banded.mirrored = node.find(Rule::literal) != nullptr;
    if (const Word* clause = node.word_of(WordKind::number)) banded.as_under = name_of(*clause);
    if (const Node* target = node.find(Rule::tight_operand)) {
        banded.outwards_from = amount_of(*target, at);
        if (!node.has("saving"))
            at.report(
                  Code::outwards_sign_unsaid, node.span,
                  "the bands go outwards from a target, and it is not said on which side the result is a plus amount")
                .with_help(
                    "write `, a saving being a plus amount`: then it is above £0 where the figure is below the "
                    "target, and below £0 where it is above");
    }
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

/// `£1,200,000 times a share, which is Reduction in a straight line from 0% at 0% to 100% at 3.5%`: the same line, each
/// of its points times the amount.
syntax::InLine share_in_line_of(const Node& meaning, const Node& straight, Building& at) {
    const auto amounts = meaning.all(Rule::amount);
    syntax::InLine line = in_line_of(straight, amount_of(*amounts.back(), at), at);
    if (amounts.size() < 2) return line;
    const syntax::AmountPtr whole = amount_of(*amounts.front(), at);
    for (syntax::LinePoint& point : line.points) {
        const source::Span span = point.y->span;
        point.y = made(syntax::Binary{syntax::Operator::times, whole, point.y, false, span, {}, {}}, span);
    }
    if (line.points.empty()) {
        at.report(Code::word_out_of_place, straight.span, "a share of an amount has no table of points")
            .with_help("give the line a name of its own, and multiply by that name");
        at.broken = true;
    }
    return line;
}

/// The amount of `meaning` with `, as a percentage of B` and the tails behind it, in the order written.
syntax::TailedAmount amount_body(const Node& meaning, Building& at) {
    syntax::TailedAmount body;
    body.amount = amount_of(meaning.get(Rule::amount), at);
    for (const Node* tail : meaning.all(Rule::body_tail)) {
        const Node& inner = tail->only();
        if (inner.rule == Rule::all_to_date) {
            body.all_to_date = true;
            continue;
        }
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

bool follows_index(const Node& increase) { return increase.find(Rule::schedule) != nullptr; }

void read_behind(const Node& meaning, syntax::DefinitionSentence& definition, Building& at) {
    if (const Node* increase = meaning.find(Rule::yearly_increase); increase != nullptr && !follows_index(*increase)) {
        definition.increases = day_changes_of(*increase, at);
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
    if (const Node* parts = meaning.find(Rule::equal_parts)) definition.parts = equal_parts_of(*parts, at);
    if (const Node* first = meaning.find(Rule::first_period)) definition.first = first_period_of(*first, at);
}

/// `A; with no Trim Point it is 0 days`: the case without it first, then A with its tails.
syntax::Cases with_none_of(const Node& meaning, const Node& node, Building& at) {
    syntax::Cases cases;
    const Node& what = node.get(Rule::reference);
    auto none = std::make_shared<const syntax::Condition>(syntax::Condition{
        syntax::ThereIs{reference_of(what, at), true}, source::joined(node.parts[1].span, what.span)});
    cases.cases.push_back({std::move(none), tailed_of(node.get(Rule::tailed_amount), at), node.span});
    cases.cases.push_back({nullptr, amount_body(meaning, at), meaning.span});
    return cases;
}

/// `is £1,335 if C; otherwise £0`.
syntax::Cases is_if_of(const Node& node, Building& at) {
    syntax::Cases cases;
    const auto amounts = node.all(Rule::tailed_amount);
    const Node& when = node.get(Rule::condition);
    cases.cases.push_back({condition_of(when, at), tailed_of(*amounts[0], at), node.span});
    cases.cases.push_back({nullptr, tailed_of(*amounts[1], at), amounts[1]->span});
    return cases;
}

/// Words that only repeat a rule must say it as it is.
void check_remark(const Node& remark, const syntax::DefinitionSentence& definition, Building& at) {
    const auto* amount = std::get_if<syntax::TailedAmount>(&definition.body);
    const auto refuse = [&](const char* message, const char* help) {
        at.report(Code::restated_otherwise, remark.span, message).with_help(help);
    };
    if (remark.has("added")) {
        const auto* extreme = amount == nullptr ? nullptr : std::get_if<syntax::Extreme>(&amount->amount->node);
        if (extreme == nullptr)
            refuse("`they are not added` says nothing here: the sentence takes no greater or lesser of several amounts",
                   "take these words away");
        return;
    }
    const auto days = remark.words_of(WordKind::day_month);
    const auto is_day = [&](std::size_t index, std::string_view text) { return folded(days[index]->text) == text; };
    const auto* years = amount == nullptr ? nullptr : std::get_if<syntax::WholeYears>(&amount->amount->node);
    if (years == nullptr)
        refuse("a birthday matters only to the whole years between two dates, and the sentence counts none",
               "put these words behind `the whole years from A to B`");
    else if (!is_day(0, "29 February") || !is_day(1, "1 March") || !is_day(2, "29 February"))
        refuse("whole years are full on 1 March for one who was born on 29 February",
               "take these words away; another day is written with cases");
}

Body body_of(const Node& meaning, const Node& form, syntax::DefinitionSentence& definition, Building& at) {
    if (const Node* cases = meaning.find(Rule::if_cases)) return if_cases_of(*cases, at);
    if (const Node* cases = meaning.find(Rule::back_cases)) return back_cases_of(*cases, at);
    if (const Node* opening = meaning.find(Rule::opening_if)) {
        refuse_opening_if(*opening, at);
        return syntax::TailedAmount{amount_of(opening->get(Rule::product), at), {}, false, false};
    }
    if (const Node* cases = meaning.find(Rule::lettered_cases)) return lettered_cases_of(*cases, at);
    if (const Node* other = meaning.find(Rule::or_else)) return or_else_of(meaning.get(Rule::amount), *other, at);
    if (const Node* opening = meaning.find(Rule::opening))
        return opened_of(meaning.get(Rule::amount), *opening, definition, at);
    if (const Node* bands = meaning.find(Rule::banded)) {
        syntax::Banded banded = banded_of(*bands, amount_of(meaning.get(Rule::amount), at), at);
        read_tails(meaning, definition.tails, at);
        if (auto table = table_of(form, TableReading::amounts, at)) banded.table = *std::move(table);
        return banded;
    }
    if (const Node* none = meaning.find(Rule::with_none)) return with_none_of(meaning, *none, at);
    if (const Node* straight = meaning.find(Rule::straight_line)) {
        syntax::InLine line = share_in_line_of(meaning, *straight, at);
        read_tails(meaning, definition.tails, at);
        if (line.points.empty()) line.table = table_of(form, TableReading::amounts, at);
        return line;
    }
    read_behind(meaning, definition, at);
    return amount_body(meaning, at);
}

/// Whether a definition is followed by its table.
bool takes_table(const Node& definition) {
    const Node* meaning = definition.find(Rule::meaning);
    if (meaning == nullptr) return false;
    if (const Node* bands = meaning->find(Rule::banded)) return bands->word_of(WordKind::number) == nullptr;
    const Node* line = meaning->find(Rule::straight_line);
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

/// A table behind the full stop gives the terms that its headings name, by its first column.
std::optional<syntax::GivenSentence> prices_under(const Node& form, Building& at) {
    const Word* table = form.word_of(WordKind::table);
    if (table == nullptr || form.has(":")) return std::nullopt;
    syntax::GivenSentence given;
    given.table = table_of(form, TableReading::amounts, at);
    if (!given.table || given.table->headings.size() < 2) return std::nullopt;
    const auto& headings = given.table->headings;
    syntax::Reference key;
    key.name = {headings[0].text, headings[0].span};
    given.by.push_back(made(syntax::ReferenceAmount{std::move(key)}, headings[0].span));
    for (std::size_t column = 1; column < headings.size(); ++column)
        given.names.push_back({headings[column].text, headings[column].span});
    return given;
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

/// The half of such a sentence that stands behind `Before` or `from`.
struct EventHalf {
    const Node& day;
    const Word& unit;
    [[nodiscard]] bool by_report() const { return day.has("reported"); }
    [[nodiscard]] const Word& event() const { return *day.word_of(WordKind::name); }
    [[nodiscard]] syntax::ConditionPtr condition(bool before, Span span) const {
        return std::make_shared<const syntax::Condition>(
            syntax::Condition{syntax::Happened{name_of(event()), before, false, by_report()}, span});
    }
};

/// From the Month of E, X is A: an exception; for a name that is declared here, nothing holds before.
void build_from_event(const Node& form, const EventHalf& half, Forms& forms, Building& at) {
    const Node& amount = form.get(Rule::tailed_amount);
    if (const Node* name = form.find(Rule::new_name)) {
        const std::string term = declared_name(*name->word_of(WordKind::quoted), at).text;
        const std::string day = at.written(source::joined(half.unit.span, half.day.span));
        at.report(Code::before_event_unsaid, name->span,
                  fmt::format("`{}` is said from the {} on; before it, it is not said whether it is nothing or "
                              "something else",
                              term, day))
            .with_help(fmt::format("write `Before the {0}, \"{1}\" is £0; from the {0}, {1} is ...`, or define `{1}` "
                                   "before and let this sentence name it without quotation marks",
                                   day, term));
        at.broken = true;
        return;
    }
    syntax::ExceptSentence except;
    except.condition = half.condition(false, form.span);
    except.term = reference_of(form.get(Rule::reference), at);
    except.amount = tailed_of(amount, at);
    except.from_event = true;
    forms.push_back({std::move(except), form.span});
}

/// Before the Month of E one amount, from it on another.
void build_event_cases(const Node& form, Forms& forms, Building& at) {
    const auto days = form.all(Rule::event_day);
    const auto units = form.words_of(WordKind::period_unit);
    const EventHalf first{*days[0], *units[0]};
    if (days.size() == 1) return build_from_event(form, first, forms, at);
    const EventHalf second{*days[1], *units[1]};
    syntax::DefinitionSentence definition;
    read_new_name(form.get(Rule::new_name), definition, at);
    const auto amounts = form.all(Rule::tailed_amount);
    const Node& again = form.get(Rule::reference);
    const auto differs = [&](const Word& word, const Word& other) { return folded(word.text) != folded(other.text); };
    if (differs(first.event(), second.event()) || differs(first.unit, second.unit) ||
        first.by_report() != second.by_report()) {
        at.report(Code::word_out_of_place, second.event().span, "the two halves of this sentence name different days")
            .with_help("name the same event, and the same period, behind `Before` and behind `from`");
    } else if (reference_of(again, at).name.text != definition.name.text) {
        at.report(Code::word_out_of_place, again.span,
                  fmt::format("the second half is about `{}`, the first about `{}`", at.written(again.span),
                              definition.name.text))
            .with_help("name the same term in both halves");
    }
    syntax::Cases cases;
    cases.cases.push_back({first.condition(true, form.span), tailed_of(*amounts[0], at), amounts[0]->span});
    cases.cases.push_back({nullptr, tailed_of(*amounts[1], at), amounts[1]->span});
    definition.body = std::move(cases);
    forms.push_back({std::move(definition), form.span});
}

/// If E has not happened by the end of this agreement, ...
void build_never_happened(const Node& form, Forms& forms, Building& at) {
    const auto names = form.words_of(WordKind::name);
    const syntax::Name event = name_of(*names[0]);
    if (const Node* payment = form.find(Rule::payment)) {
        const std::size_t before = forms.size();
        build_money(*payment, nullptr, forms, at);
        for (std::size_t i = before; i < forms.size(); ++i) {
            auto* made = std::get_if<syntax::PaymentSentence>(&forms[i].form);
            if (made == nullptr) continue;
            made->never = event;
            made->at_end_of_agreement = true;
        }
        return;
    }
    syntax::NeverHappenedSentence never{event, {}, {}};
    if (const Node* clauses = form.find(Rule::clause_numbers)) never.clauses = clause_numbers_of(*clauses);
    else never.stays = name_of(*names[1]);
    forms.push_back({std::move(never), form.span});
}

}  // namespace

void build_definitions(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    if (form.rule == Rule::stepped) return build_stepped(form, for_each, forms, at);
    if (form.rule == Rule::event_cases) return build_event_cases(form, forms, at);
    if (form.rule == Rule::never_happened) return build_never_happened(form, forms, at);
    const auto prices = prices_under(form, at);
    if (!prices) check_table(form, at);
    if (at.broken) return;
    if (prices) forms.push_back({*prices, form.span});
    for (const Node& part : form.parts) {
        if (part.rule == Rule::round) {
            forms.push_back({syntax::RoundSentence{reference_of(part.get(Rule::reference), at),
                                                   rounding_of(part.get(Rule::rounding), at)},
                             part.span});
        } else if (part.rule == Rule::late_case) {
            add_late_case(part, forms, at);
        } else if (part.rule == Rule::taking_part) {
            forms.push_back({taking_part_of(part, at), part.span});
        } else if (part.rule == Rule::definition) {
            syntax::DefinitionSentence definition;
            if (for_each != nullptr) definition.for_each = for_each_of(*for_each, at);
            read_new_name(part.get(Rule::new_name), definition, at);
            if (const Node* if_node = part.find(Rule::is_if)) definition.body = is_if_of(*if_node, at);
            else definition.body = body_of(part.get(Rule::meaning), form, definition, at);
            if (const Node* others = part.find(Rule::other_ones))
                definition.others = {name_of(*others->word_of(WordKind::name)),
                                     reference_of(others->get(Rule::reference), at),
                                     tailed_of(others->get(Rule::tailed_amount), at)};
            if (const Node* remark = part.find(Rule::remark)) check_remark(*remark, definition, at);
            const Node* meaning = part.find(Rule::meaning);
            const Node* rise = meaning != nullptr ? meaning->find(Rule::yearly_increase) : nullptr;
            if (rise != nullptr && follows_index(*rise)) build_index(*rise, definition, forms, at);
            forms.push_back({std::move(definition), part.span});
            if (rise != nullptr) forms.back().change_span = change_span_of(*rise, at);
        }
    }
}

}  // namespace concordat::parse
