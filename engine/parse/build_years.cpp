// engine/parse/build_years.cpp · room: parse
// What:  cases that set several terms, what is carried from one period to the next, clauses read otherwise or left out
// of use,
//        and years that a party joins or leaves in.
#include <utility>

#include "base/check.h"
#include "calendar/date.h"
#include "parse/build.h"
#include "parse/markdown.h"

namespace concordat::parse {

using source::Code;

namespace {

syntax::ForEachPtr for_each_ptr(const Node* node, Building& at) {
    if (node == nullptr) return nullptr;
    return std::make_shared<const syntax::ForEach>(for_each_of(*node, at));
}

struct MonthDay {
    int month = 1, day = 1;
};
MonthDay month_day_in(const Word& word, Building& at) {
    const std::string text = folded(word.text);
    const std::size_t blank = text.find(' ');
    const int day = std::stoi(text.substr(0, blank));
    const int month = calendar::month_number(text.substr(blank + 1)).value_or(1);
    if (!calendar::Date::from(2024, month, day))
        at.report(Code::date_unknown, word.span, "`" + text + "` is no day of the calendar");
    return {month, day};
}

syntax::Name name_or_quoted(const Node& node, Building& at) {
    if (const Node* quoted = node.find(Rule::new_name))
        return declared_name(*quoted->words_of(WordKind::quoted).front(), at);
    if (const Word* quoted = node.word_of(WordKind::quoted)) return declared_name(*quoted, at);
    return name_of(*node.word_of(WordKind::name));
}

syntax::Setting setting_of(const Node& node, Building& at) {
    using What = syntax::Setting::What;
    syntax::Setting setting;
    setting.span = node.span;
    setting.declares = node.find(Rule::new_name) != nullptr || node.word_of(WordKind::quoted) != nullptr;
    if (node.has("lost")) {
        setting.what = What::above_is_lost;
    } else if (node.has("forward")) {
        setting.what = What::nothing_carried;
    } else if (node.has("there")) {
        setting.what = What::none;
        setting.name = name_or_quoted(node, at);
    } else {
        setting.name = name_or_quoted(node, at);
        setting.amount = tailed_of(node.get(Rule::tailed_amount), at);
        if (const Node* parts = node.find(Rule::equal_parts)) setting.parts = equal_parts_of(*parts, at);
        if (const Node* carried = node.find(Rule::carried_on)) {
            setting.carried = true;
            if (const Word* unit = carried->word_of(WordKind::period_unit)) setting.carried_to = name_of(*unit);
        }
    }
    return setting;
}

syntax::SettingsSentence settings_of(const Node& form, const Node* for_each, Building& at) {
    syntax::SettingsSentence sentence;
    sentence.for_each = for_each_ptr(for_each, at);
    check_letters(form.all(Rule::setting_case), at);
    for (const Node* one : form.all(Rule::setting_case)) {
        syntax::SettingCase made;
        made.span = one->span;
        if (const Node* condition = one->find(Rule::condition)) made.condition = condition_of(*condition, at);
        for (const Node* setting : one->all(Rule::setting)) made.settings.push_back(setting_of(*setting, at));
        sentence.cases.push_back(std::move(made));
    }
    return sentence;
}

syntax::BroughtForwardSentence brought_forward_of(const Node& form, const Node* for_each, Building& at) {
    syntax::BroughtForwardSentence sentence;
    sentence.for_each = for_each_ptr(for_each, at);
    for (const Word* name : form.get(Rule::fact_names).words_of(WordKind::quoted))
        sentence.names.push_back(declared_name(*name, at));
    for (const Word* name : form.words_of(WordKind::name)) sentence.from.push_back(name_of(*name));
    sentence.unit = name_of(*form.word_of(WordKind::period_unit));
    if (const Node* first = form.find(Rule::first_period)) sentence.first = first_period_of(*first, at);
    return sentence;
}

syntax::UsedOnceSentence used_once_of(const Node& form) {
    syntax::UsedOnceSentence sentence;
    auto names = form.words_of(WordKind::name);
    sentence.in = name_of(*names.back());
    names.pop_back();
    for (const Word* name : names) sentence.names.push_back(name_of(*name));
    sentence.unit = name_of(*form.word_of(WordKind::period_unit));
    return sentence;
}

/// `"Price" in 2026/27 is V; in each later Financial Year it is A`: a definition with a first value.
void build_later_periods(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    syntax::DefinitionSentence definition;
    definition.for_each = each_of(for_each, at);
    definition.name = declared_name(*form.get(Rule::new_name).words_of(WordKind::quoted).front(), at);
    const Word& period = *form.word_of(WordKind::period);
    definition.first =
        syntax::FirstPeriod{folded(period.text), period.span, tailed_of(form.get(Rule::tailed_amount), at)};
    definition.period.emplace();
    definition.period->unit = name_of(*form.word_of(WordKind::period_unit));
    definition.period->span = definition.period->unit.span;
    syntax::TailedAmount later;
    later.amount = amount_of(form.get(Rule::amount), at);
    for (const Node& part : form.parts) {
        if (part.rule == Rule::tail) later.tails.push_back(tail_of(part, at));
        if (part.rule != Rule::operand) continue;
        syntax::ChangeBy change{later.amount, amount_of(part, at), form.has("increased")};
        later.amount = made(std::move(change), source::joined(later.amount->span, part.span));
    }
    definition.body = std::move(later);
    forms.push_back({std::move(definition), form.span});
    if (const Node* round = form.find(Rule::round))
        forms.push_back({syntax::RoundSentence{reference_of(round->get(Rule::reference), at),
                                               rounding_of(round->get(Rule::rounding), at)},
                         round->span});
}

syntax::NamedDaySentence named_day_of(const Node& form, Building& at) {
    syntax::NamedDaySentence sentence;
    sentence.as_known = form.has("known");
    const Word& day = *form.word_of(WordKind::day_month);
    const MonthDay when = month_day_in(day, at);
    sentence.month = when.month;
    sentence.day = when.day;
    sentence.day_span = day.span;
    sentence.condition = condition_of(form.get(Rule::condition), at);
    const Node& months = form.get(Rule::months_named);
    const auto named = months.words_of(WordKind::month_name);
    sentence.first_month = calendar::month_number(named.front()->text).value_or(1);
    sentence.last_month = calendar::month_number(named.back()->text).value_or(12);
    sentence.months_span = months.span;
    sentence.term.name = name_of(*form.word_of(WordKind::name));
    sentence.amount = tailed_of(form.get(Rule::tailed_amount), at);
    if (const Node* parts = form.find(Rule::equal_parts)) sentence.parts = equal_parts_of(*parts, at);
    if (const Word* clause = form.word_of(WordKind::number)) sentence.otherwise_clause = name_of(*clause);
    return sentence;
}

void add_times(const Node& node, syntax::NotApplySentence& sentence) {
    bool up_to = false;
    std::string year;
    if (const Word* last = node.word_of(WordKind::month_year))
        year = folded(last->text).substr(folded(last->text).find(' '));
    for (const Node& part : node.parts) {
        if (part.rule != Rule::word) continue;
        const Word& word = *part.word;
        if (word.kind == WordKind::keyword) up_to = word.text == "to";
        const bool bare = word.kind == WordKind::month_name;  // February and March 2027
        if (!bare && word.kind != WordKind::month_year && word.kind != WordKind::period) continue;
        const std::string text = folded(word.text) + (bare ? year : std::string());
        if (up_to && !sentence.times.empty()) sentence.times.back().last = text;
        else sentence.times.push_back({text, text, word.span});
        up_to = false;
    }
}

syntax::ConditionPtr every_month_of(const Node& node) {
    syntax::InMonths months;
    for (const Word* month : node.words_of(WordKind::month_name))
        months.months.push_back(calendar::month_number(month->text).value_or(1));
    return std::make_shared<const syntax::Condition>(syntax::Condition{std::move(months), node.span});
}

/// In every July and August one amount, in every other Month another; or an exception for those Months.
void build_in_every_month(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    const syntax::ConditionPtr when = every_month_of(form.get(Rule::every_month));
    const auto amounts = form.all(Rule::tailed_amount);
    const Node* name = form.find(Rule::new_name);
    const Node& reference = form.get(Rule::reference);
    if (name == nullptr) {
        syntax::ExceptSentence except;
        except.for_each = each_of(for_each, at);
        if (const Node* clauses = form.find(Rule::clause_numbers)) except.despite = clause_numbers_of(*clauses);
        except.condition = when;
        except.term = reference_of(reference, at);
        except.amount = tailed_of(*amounts[0], at);
        forms.push_back({std::move(except), form.span});
        return;
    }
    syntax::DefinitionSentence definition;
    definition.for_each = each_of(for_each, at);
    definition.name = declared_name(*name->word_of(WordKind::quoted), at);
    if (reference_of(reference, at).name.text != definition.name.text)
        at.report(Code::word_out_of_place, reference.span,
                  "the second half is about `" + at.written(reference.span) + "`, the first about `" +
                      definition.name.text + "`")
            .with_help("name the same term in both halves");
    syntax::Cases cases;
    cases.cases.push_back({when, tailed_of(*amounts[0], at), amounts[0]->span});
    cases.cases.push_back({nullptr, tailed_of(*amounts[1], at), amounts[1]->span});
    definition.body = std::move(cases);
    forms.push_back({std::move(definition), form.span});
}

syntax::NotApplySentence not_apply_of(const Node& form, Building& at) {
    using syntax::Comparator;
    syntax::NotApplySentence sentence;
    sentence.span = form.span;
    if (const Node* condition = form.find(Rule::condition)) sentence.condition = condition_of(*condition, at);
    sentence.clauses = clause_numbers_of(form.get(Rule::clause_numbers));
    sentence.not_counted = form.has("counted");
    for (const Node* to : form.all(Rule::not_apply_to)) {
        if (const Node* every = to->find(Rule::every_month)) {
            sentence.every = every_month_of(*every);
        } else if (to->has("which")) {
            syntax::NotApplySentence::InYear year;
            year.unit = name_of(*to->word_of(WordKind::period_unit));
            year.date = name_of(*to->word_of(WordKind::name));
            if (const Word* day = to->word_of(WordKind::day_month)) {
                const MonthDay when = month_day_in(*day, at);
                year.month = when.month;
                year.day = when.day;
                const bool with = to->has("on");
                year.op = to->has("after") ? (with ? Comparator::at_least : Comparator::more_than)
                                           : (with ? Comparator::at_most : Comparator::less_than);
            }
            sentence.in_year = year;
        } else if (const Word* name = to->word_of(WordKind::name)) {
            sentence.to = name_of(*name);
        } else {
            add_times(*to, sentence);  // `for that Month` is every period in which the condition holds
        }
    }
    return sentence;
}

std::string words_in_place(const Node& literal) {
    const Node* node = &literal;
    while (node->rule != Rule::word && node->parts.size() == 1) node = &node->parts.front();
    return node->rule == Rule::word && node->word->kind == WordKind::quoted ? node->word->text : std::string();
}

syntax::ReadWithSentence read_with_of(const Node& form, Building& at) {
    syntax::ReadWithSentence sentence;
    sentence.condition = condition_of(form.get(Rule::condition), at);
    sentence.clauses = clause_numbers_of(form.get(Rule::clause_numbers));
    const auto figures = form.all(Rule::signed_literal);
    sentence.new_words = words_in_place(*figures[0]);
    if (sentence.new_words.empty()) sentence.new_words = at.written(figures[0]->span);
    sentence.old_words = words_in_place(*figures[1]);
    if (sentence.old_words.empty()) sentence.old_words = at.written(figures[1]->span);
    sentence.old_span = figures[1]->span;
    return sentence;
}

syntax::JoiningSentence joining_of(const Node& form, Building& at) {
    syntax::JoiningSentence sentence;
    sentence.unit = name_of(*form.word_of(WordKind::period_unit));
    const auto names = form.words_of(WordKind::name);
    if (names.size() > 1) sentence.role = name_of(*names[0]);
    sentence.date = name_of(*names.back());
    for (const Node* one : form.all(Rule::joined)) {
        syntax::Reference amount;
        amount.name = name_of(*one->word_of(WordKind::name));
        sentence.amounts.push_back(std::move(amount));
    }
    const auto ends = form.all(Rule::tight_operand);
    if (ends.size() == 2) {
        sentence.from = amount_of(*ends[0], at);
        sentence.to = amount_of(*ends[1], at);
    }
    sentence.whole = form.has("whole");
    sentence.nothing = form.has("nothing");
    return sentence;
}

/// An index that a clause uses is a number agreed for each period of the schedule.
void mention_index(const syntax::Name& index, const syntax::ScheduleRef& schedule, const std::string& unit,
                   Forms& forms) {
    syntax::FactSentence fact;
    fact.agreed = true;
    fact.by_mention = true;
    fact.schedule = schedule;
    fact.for_each_in = {{unit, index.span}};
    syntax::KindPhrase number;
    number.span = index.span;
    fact.facts.push_back({index, number});
    forms.push_back({std::move(fact), index.span});
}

syntax::CarriedSentence carried_of(const Node& form, Building& at) {
    syntax::CarriedSentence sentence;
    const auto names = form.words_of(WordKind::name);
    const auto periods = form.words_of(WordKind::period_unit);
    sentence.name = name_of(*names[0]);
    sentence.against = name_of(*names[1]);
    sentence.shared = name_of(*names[2]);
    sentence.unit = name_of(*periods[0]);
    sentence.for_span = periods[0]->span;
    if (const Word* count = form.word_of(WordKind::number)) {
        sentence.for_periods = count_in(*count, at);
        sentence.for_span = source::joined(count->span, periods[0]->span);
        sentence.after_its_own = form.has("own");
    }
    if (const Word* percent = form.word_of(WordKind::percent)) sentence.increased_by = percent_in(*percent, at);
    sentence.before = form.has("before");
    const Word& opening = *form.word_of(WordKind::period);
    sentence.opening_period = folded(opening.text);
    sentence.opening_span = opening.span;
    if (const Node* amount = form.find(Rule::amount)) sentence.opening = amount_of(*amount, at);
    return sentence;
}

/// `it lapses`, or a payment of what is left.
void build_carried(const Node& form, Forms& forms, Building& at) {
    syntax::CarriedSentence carried = carried_of(form, at);
    const auto parties = form.all(Rule::party);
    std::optional<syntax::PaymentSentence> payment;
    if (parties.size() == 2) {
        payment.emplace();
        payment->payer = party_of(*parties[0]);
        payment->payee = party_of(*parties[1]);
        payment->at_end_of_agreement = true;
        syntax::Reference left;
        left.name = {carried.name.text + " Carried Forward", carried.name.span};
        payment->amount = made(syntax::ReferenceAmount{std::move(left)}, form.span);
    }
    forms.push_back({std::move(carried), form.span});
    if (payment) forms.push_back({*std::move(payment), form.span});
}

syntax::AverageInForceSentence average_in_force_of(const Node& form) {
    return {name_of(*form.word_of(WordKind::name)), name_of(*form.word_of(WordKind::period_unit))};
}

syntax::NoReportSentence no_report_of(const Node& form, Building& at) {
    syntax::NoReportSentence sentence;
    sentence.party = party_of(form.get(Rule::party)).name;
    sentence.records = name_of(*form.word_of(WordKind::name));
    sentence.unit = name_of(*form.word_of(WordKind::period_unit));
    sentence.term = reference_of(form.get(Rule::reference), at);
    sentence.amount = tailed_of(form.get(Rule::tailed_amount), at);
    sentence.condition_span = source::joined(form.get(Rule::party).span, sentence.unit.span);
    return sentence;
}

}  // namespace

void build_index(const Node& rise, syntax::DefinitionSentence& definition, Forms& forms, Building& at) {
    const syntax::Name index = name_of(*rise.word_of(WordKind::name));
    const syntax::ScheduleRef schedule = schedule_of(rise.get(Rule::schedule));
    if (rise.has("indexed")) {
        const Word* month = rise.word_of(WordKind::month_year);
        const Word& base = month != nullptr ? *month : *rise.word_of(WordKind::period);
        definition.indexed = syntax::IndexFrom{index, schedule, folded(base.text), rise.span};
        const bool quarter = base.text.find('Q') != std::string::npos;
        const bool by_month = month != nullptr || (!quarter && base.text.find('-') != std::string::npos);
        return mention_index(index, schedule, by_month ? "Month" : quarter ? "Quarter" : "Financial Year", forms);
    }
    syntax::IndexRise made_of;
    const MonthDay day = month_day_in(*rise.word_of(WordKind::day_month), at);
    made_of.month = day.month;
    made_of.day = day.day;
    made_of.index = index;
    made_of.schedule = schedule;
    const auto months = rise.words_of(WordKind::month_name);
    made_of.index_month = calendar::month_number(months.front()->text).value_or(1);
    if (calendar::month_number(months.back()->text) != made_of.index_month)
        at.report(Code::months_do_not_fit, months.back()->span,
                  "the change of an index runs from a month to the same month of the next year")
            .with_help("name the same month twice: `from the January of the year before to the last January`");
    for (const Node* tail : rise.all(Rule::tail)) made_of.limits.push_back(tail_of(*tail, at));
    made_of.may_fall = rise.find(Rule::may_be_negative) != nullptr;
    const Node* on = rise.find(Rule::each_on);
    made_of.on_first = on != nullptr && on->has("first");
    made_of.span = rise.span;
    definition.rise = std::move(made_of);
    mention_index(index, schedule, "Month", forms);
}

syntax::EqualParts equal_parts_of(const Node& node, Building& at) {
    syntax::EqualParts parts;
    parts.span = node.span;
    parts.nearest = node.find(Rule::rounding) != nullptr;
    if (const Node* rounding = node.find(Rule::rounding)) (void)rounding_of(*rounding, at);
    if (const Node* count = node.find(Rule::cardinal)) {
        parts.count = cardinal_of(*count, at);
        return parts;
    }
    parts.unit = name_of(*node.word_of(WordKind::period_unit));
    if (const Node* of = node.find(Rule::parts_of)) {
        parts.of_period = name_of(*of->word_of(WordKind::period_unit));
        parts.in_force = of->has("force");
    }
    return parts;
}

syntax::StandInSentence stand_in_of(const Node& form, Building& at) {
    using Before = syntax::StandInSentence::Before;
    syntax::StandInSentence sentence;
    sentence.party = party_of(form.get(Rule::party)).name;
    const auto names = form.words_of(WordKind::name);
    const auto units = form.words_of(WordKind::period_unit);
    const Word& count = *form.word_of(WordKind::number);
    sentence.records = name_of(*names[0]);
    sentence.last = name_of(*names[1]);
    sentence.same = name_of(*names[2]);
    sentence.unit = name_of(*units[0]);
    sentence.up_to = count_in(count, at);
    sentence.up_to_unit = name_of(*units[1]);
    sentence.up_to_span = source::joined(count.span, units[1]->span);
    sentence.before = form.has("none") ? Before::none : form.has("waits") ? Before::waits : Before::unsaid;
    sentence.span = form.span;
    return sentence;
}

syntax::FirstPeriod first_period_of(const Node& node, Building& at) {
    syntax::FirstPeriod first;
    const Word* month = node.word_of(WordKind::month_year);
    const Word& period = month != nullptr ? *month : *node.word_of(WordKind::period);
    first.period = folded(period.text);
    first.period_span = period.span;
    if (const Node* value = node.find(Rule::tailed_amount)) first.value = tailed_of(*value, at);
    return first;
}

void build_years(const Node& form, const Node* for_each, Forms& forms, Building& at) {
    const auto add = [&](auto sentence) { forms.push_back({std::move(sentence), form.span}); };
    switch (form.rule) {
        case Rule::settings: return add(settings_of(form, for_each, at));
        case Rule::brought_forward: return add(brought_forward_of(form, for_each, at));
        case Rule::later_periods: return build_later_periods(form, for_each, forms, at);
        case Rule::used_once: return add(used_once_of(form));
        case Rule::named_day: return add(named_day_of(form, at));
        case Rule::in_every_month: return build_in_every_month(form, for_each, forms, at);
        case Rule::not_apply: return add(not_apply_of(form, at));
        case Rule::read_with: return add(read_with_of(form, at));
        case Rule::joining: return add(joining_of(form, at));
        case Rule::carried: return build_carried(form, forms, at);
        case Rule::average_in_force: return add(average_in_force_of(form));
        case Rule::no_report: return add(no_report_of(form, at));
        case Rule::stand_in: return add(stand_in_of(form, at));
        default: break;
    }
    ENGINE_CHECK(false && "a sentence about years");
}

}  // namespace concordat::parse
