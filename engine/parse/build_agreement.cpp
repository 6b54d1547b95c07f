// engine/parse/build_agreement.cpp · room: parse
// What:  sentences about the agreement itself and its parties; and worked examples.
#include <utility>

#include "base/check.h"
#include "calendar/date.h"
#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {

using source::Code;

namespace {}  // namespace

/// `1 September`: a day that some year has.
syntax::DayOfYear day_in(const Word& word, Building& at) {
    const std::string text = folded(word.text);
    const std::size_t blank = text.find(' ');
    const int day = std::stoi(text.substr(0, blank));
    const int month = calendar::month_number(text.substr(blank + 1)).value_or(1);
    if (!calendar::Date::from(2024, month, day))
        at.report(Code::date_unknown, word.span, "`" + text + "` is no day of the calendar");
    return {month, day};
}

namespace {

syntax::SettledSentence settled_of(const Node& form, Building& at) {
    syntax::SettledSentence settled;
    settled.unit = name_of(*form.word_of(WordKind::period_unit));
    settled.on_its_own = form.has("own");
    if (const Node* span = form.find(Rule::year_span)) {
        const auto days = span->words_of(WordKind::day_month);
        settled.runs_from = day_in(*days[0], at);
        settled.runs_to = day_in(*days[1], at);
    }
    return settled;
}

syntax::YearRunsSentence year_runs_of(const Node& form, Building& at) {
    const auto days = form.get(Rule::year_span).words_of(WordKind::day_month);
    return {name_of(*form.word_of(WordKind::period_unit)), day_in(*days[0], at), day_in(*days[1], at)};
}

syntax::PartyIsSentence party_is_of(const Node& form) {
    syntax::PartyIsSentence sentence;
    for (const Node* one : form.all(Rule::party_is_one)) {
        const auto names = one->words_of(WordKind::name);
        sentence.each.push_back({name_of(*names[0]), name_of(*names[1])});
    }
    return sentence;
}

syntax::ToDateSentence to_date_of(const Node& form) {
    const auto units = form.words_of(WordKind::period_unit);
    return {units.size() == 1, name_of(*units.back())};
}

syntax::EndsEarlySentence ends_early_of(const Node& form, Building& at) {
    syntax::EndsEarlySentence ends{date_in(*form.word_of(WordKind::date), at), {}, {}};
    for (const Node* joined : form.all(Rule::joined)) {
        syntax::Reference reference;
        reference.name = name_of(*joined->word_of(WordKind::name));
        ends.amounts.push_back(std::move(reference));
    }
    using How = syntax::EndsEarlySentence::How;
    ends.how = form.has("whole") ? How::whole : form.has("nothing") ? How::nothing : How::in_proportion;
    return ends;
}

/// `the 15th day`: 0 for the last.
syntax::CutOffSentence cut_off_of(const Node& form, Building& at) {
    const auto units = form.words_of(WordKind::period_unit);
    syntax::CutOffSentence cut_off{name_of(*units[0]), name_of(*units[1]), 0, form.span};
    const Word* ordinal = form.word_of(WordKind::code_word);
    if (const Word* plain = form.word_of(WordKind::number)) ordinal = plain;
    if (ordinal == nullptr) return cut_off;
    cut_off.day_span = ordinal->span;
    std::size_t digits = 0;
    while (digits < ordinal->text.size() && ordinal->text[digits] >= '0' && ordinal->text[digits] <= '9') ++digits;
    const int day = digits < 3 ? std::stoi(ordinal->text.substr(0, digits)) : 0;
    const std::string ending = ordinal->text.substr(digits);
    const bool is_ordinal = ending == "st" || ending == "nd" || ending == "rd" || ending == "th";
    if (day < 1 || day > 31 || !is_ordinal)
        at.report(Code::day_of_month_unknown, ordinal->span,
                  "`" + ordinal->text + "` is not how a day of the month is written, from 1st to 31st")
            .with_help("write for example `by the 15th day of the following Month`, or `by the last day`");
    cut_off.day = day;
    return cut_off;
}

syntax::LateFiguresSentence late_figures_of(const Node& form, Building& at) {
    syntax::LateFiguresSentence late;
    late.counts = form.has("counts");
    late.span = form.span;
    if (const Word* own = form.word_of(WordKind::period_unit)) late.own = name_of(*own);
    if (const Word* last = form.word_of(WordKind::day_month)) {
        const syntax::DayOfYear day = day_in(*last, at);
        late.until = {day.month, day.day, name_of(*form.word_of(WordKind::period_end))};
    }
    return late;
}

syntax::IncorporateSentence incorporate_of(const Node& form, Building& at) {
    syntax::IncorporateSentence sentence;
    const Word& link = *form.word_of(WordKind::link);
    const std::size_t middle = link.text.find("](");
    sentence.document = {folded(link.text.substr(1, middle - 1)),
                         folded(link.text.substr(middle + 2, link.text.size() - middle - 3)), link.span};
    for (const Node* one : form.all(Rule::stands_for))
        sentence.meanings.push_back({name_of(*one->word_of(WordKind::name)), amount_of(one->get(Rule::amount), at)});
    return sentence;
}

syntax::ExampleGiven example_given_of(const Node& node, Building& at) {
    return {reference_of(node.get(Rule::reference), at), literal_amount_of(node.get(Rule::signed_literal), at)};
}

}  // namespace

void build_agreement(const Node& form, Forms& forms, Building& at) {
    const auto add = [&](auto sentence) { forms.push_back({std::move(sentence), form.span}); };
    switch (form.rule) {
        case Rule::effective: {
            const auto days = form.words_of(WordKind::date);
            return add(syntax::EffectiveSentence{date_in(*days[0], at), date_in(*days[1], at)});
        }
        case Rule::currency: return add(syntax::CurrencySentence{name_of(form.get(Rule::name))});
        case Rule::settled: return add(settled_of(form, at));
        case Rule::year_runs: return add(year_runs_of(form, at));
        case Rule::on_its_own: return add(syntax::OnItsOwnSentence{name_of(*form.word_of(WordKind::period_unit))});
        case Rule::payment_rounding:
            return add(syntax::PaymentRoundingSentence{rounding_of(form.get(Rule::rounding), at)});
        case Rule::rounds_alike: return add(syntax::RoundsAlikeSentence{form.span});
        case Rule::year_days: {
            syntax::YearDaysSentence days{name_of(*form.word_of(WordKind::period_unit)), {}};
            for (const Word* count : form.words_of(WordKind::number)) days.counts.push_back(count->text);
            return add(std::move(days));
        }
        case Rule::incorporates: return add(incorporate_of(form, at));
        case Rule::odd_pennies: return add(syntax::OddPenniesSentence{form.span});
        case Rule::to_date_meaning: return add(to_date_of(form));
        case Rule::membership: {
            const auto names = form.words_of(WordKind::name);
            return add(syntax::MembershipSentence{name_of(*names[0]), name_of(*names[1]), form.has("becomes"),
                                                  date_in(*form.word_of(WordKind::date), at)});
        }
        case Rule::ends_on: return add(syntax::EndsOnSentence{date_in(*form.word_of(WordKind::date), at), form.span});
        case Rule::ends_early: return add(ends_early_of(form, at));
        case Rule::cut_off: return add(cut_off_of(form, at));
        case Rule::late_figures: return add(late_figures_of(form, at));
        case Rule::working_day: return add(syntax::WorkingDaySentence{schedule_of(form.get(Rule::schedule))});
        case Rule::party_is: return add(party_is_of(form));
        case Rule::parties_listed:
            return add(syntax::PartiesListedSentence{name_of(*form.word_of(WordKind::name)),
                                                     schedule_of(form.get(Rule::schedule))});
        default: break;
    }
    ENGINE_CHECK(false && "a sentence about the agreement");
}

void build_examples(const Node& form, Forms& forms, Building& at) {
    syntax::ExamplesSentence examples;
    const Node& head = form.get(Rule::examples);
    examples.title = folded(head.word_of(WordKind::quoted)->text);
    const Word* period = head.word_of(WordKind::period);
    if (period == nullptr) period = head.word_of(WordKind::month_year);
    if (period != nullptr) {
        examples.period.emplace();
        examples.period->type = syntax::PeriodPhrase::Type::literal;
        examples.period->text = folded(period->text);
        examples.period->span = period->span;
    }
    if (const Word* unit = head.word_of(WordKind::period_unit)) {  // for the first Quarter
        examples.period.emplace();
        examples.period->unit = name_of(*unit);
        examples.period->span = unit->span;
    }
    if (const Node* where = head.find(Rule::condition)) examples.where = condition_of(*where, at);
    for (const Node* given : head.all(Rule::example_given)) {
        if (given->has("nothing")) examples.nothing_brought_forward = true;
        else examples.given.push_back(example_given_of(*given, at));
    }
    for (const Node* shown : head.all(Rule::not_shown)) {
        if (const Node* value = shown->find(Rule::literal))
            examples.fields_not_shown.push_back(literal_amount_of(*value, at));
        else examples.fields_not_shown_blank = true;
    }
    if (const Node* one = head.find(Rule::for_one)) examples.for_one = name_of(*one->word_of(WordKind::name));
    if (const Node* only = head.find(Rule::only_ones)) {
        for (const Word* name : only->words_of(WordKind::name)) examples.only_ones.push_back(name_of(*name));
        examples.only_of = examples.only_ones.back();
        examples.only_ones.pop_back();
        examples.only_mark = mark_of(*only);
    }
    if (auto table = table_of(form, TableReading::amounts, at)) examples.table = *std::move(table);
    forms.push_back({std::move(examples), form.span});
}

}  // namespace concordat::parse
