// engine/check/agreement.cpp · room: check
// What:  what holds for the whole agreement: its dates, currency, settlement period, years, roundings said once.
// Source: language.md rows F1, T3, R1; findings N2, N3, N4, N5, N18.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "check/reporting.h"

namespace concordat::check {

namespace {

using calendar::PeriodUnit;

template <typename Form>
std::vector<std::pair<const Form*, const StandingSentence*>> all_of(const Draft& draft) {
    std::vector<std::pair<const Form*, const StandingSentence*>> found;
    for (const StandingSentence& standing : draft.sentences) {
        if (const auto* form = std::get_if<Form>(&standing.sentence->form)) found.emplace_back(form, &standing);
    }
    return found;
}

/// The only sentence of its form; a second one is reported.
template <typename Form>
const Form* only(Draft& draft, std::string_view what) {
    const auto found = all_of<Form>(draft);
    if (found.empty()) return nullptr;
    for (std::size_t i = 1; i < found.size(); ++i) {
        const InClause here(draft, found[i].second->number);
        draft
            .error(Code::said_twice, found[i].second->sentence->span,
                   fmt::format("{} is said twice; it can be said once", what))
            .label(draft.text.place(found[0].second->sentence->span), "first said here")
            .with_help("take one of the two away");
    }
    return found[0].first;
}

Span start_of_text(const Draft& draft) { return draft.text.line_span(1); }

/// A sentence above the first clause could not be read: what seems to be missing may stand in it.
bool preamble_broken(const Draft& draft) { return is_broken(draft, ""); }

void read_dates(Draft& draft) {
    const auto* effective = only<syntax::EffectiveSentence>(draft, "the term of the agreement");
    if (effective == nullptr) {
        draft.contract.in_force = {calendar::Date::from_days(0), calendar::Date::from_days(1'000'000)};
        if (preamble_broken(draft)) return;
        draft
            .error(Code::no_effective_dates, start_of_text(draft),
                   "the agreement does not say from when until when it runs")
            .with_help("add a sentence such as `Effective 1 April 2026 until 31 March 2029.` below the title");
        return;
    }
    draft.contract.in_force = {effective->from, effective->until};
    if (const auto* ends = only<syntax::EndsOnSentence>(draft, "the early end")) {
        if (draft.contract.in_force.contains(ends->day)) {
            draft.contract.in_force.last = ends->day;
        } else {
            const InClause here(draft, all_of<syntax::EndsOnSentence>(draft)[0].second->number);
            draft
                .error(Code::ends_on_outside, ends->span,
                       fmt::format("{} is no day of this agreement, which runs from {} to {}",
                                   calendar::write_long(ends->day), calendar::write_long(effective->from),
                                   calendar::write_long(effective->until)))
                .with_help("an agreement that goes on for longer says so in `Effective ... until ...`");
        }
    }
    if (effective->until < effective->from) {
        const auto span = all_of<syntax::EffectiveSentence>(draft)[0].second->sentence->span;
        draft
            .error(Code::ends_before_start, span,
                   fmt::format("the agreement ends on {}, before it begins on {}",
                               calendar::write_long(effective->until), calendar::write_long(effective->from)))
            .with_help("correct one of the two dates; the first day stands first");
    }
}

void read_currency(Draft& draft) {
    const auto* sentence = only<syntax::CurrencySentence>(draft, "the currency");
    if (sentence == nullptr && preamble_broken(draft)) {
        draft.contract.currency = *exact::find_currency("GBP");
        return;
    }
    if (sentence == nullptr) {
        draft.error(Code::no_currency, start_of_text(draft), "the agreement does not say what its money is in")
            .with_help("add `Money is in GBP.` below the title");
        draft.contract.currency = *exact::find_currency("GBP");
        return;
    }
    const auto currency = exact::find_currency(sentence->code.text);
    if (!currency) {
        draft
            .error(Code::unknown_currency, sentence->code.span,
                   fmt::format("`{}` is not a currency code that is known here", sentence->code.text))
            .with_help("write a three-letter code such as GBP, USD, EUR, NZD or JPY");
    }
    draft.contract.currency = currency.value_or(*exact::find_currency("GBP"));
}

void declare_unit(Draft& draft, const std::string& name, PeriodUnit unit, Span span = {}) {
    Entity entity;
    entity.what = Entity::What::unit;
    entity.unit = unit;
    entity.declared = span;
    draft.names.emplace(name, entity);
    draft.names.emplace(regular_plural(name), entity);
}

/// A year that runs from `from` to `to`: exactly twelve months.
void read_year(Draft& draft, const syntax::Name& name, syntax::DayOfYear from, syntax::DayOfYear to) {
    const auto first = calendar::Date::from(2001, from.month, from.day);
    const auto last = calendar::Date::from(from.month == 1 && from.day == 1 ? 2001 : 2002, to.month, to.day);
    if (!first || !last || first->plus_months(12).plus_days(-1) != *last) {
        draft
            .error(Code::not_a_year, name.span,
                   fmt::format("`{}` does not run for twelve whole months; a year ends the day before it begins",
                               name.text))
            .with_help("write for example `which runs from 1 October to 30 September`");
        draft.silent_names.insert(name.text);
        return;
    }
    draft.contract.year_start = {from.month, from.day};
    declare_unit(draft, name.text, PeriodUnit::year, name.span);
}

void read_period(Draft& draft) {
    declare_unit(draft, "Month", PeriodUnit::month);
    declare_unit(draft, "Quarter", PeriodUnit::quarter);
    declare_unit(draft, "Financial Year", PeriodUnit::year);
    declare_unit(draft, "Week", PeriodUnit::week);
    for (const auto& [runs, standing] : all_of<syntax::YearRunsSentence>(draft)) {
        const InClause here(draft, standing->number);
        read_year(draft, runs->name, runs->from, runs->to);
    }
    const auto* settled = only<syntax::SettledSentence>(draft, "the settlement period");
    if (settled == nullptr && preamble_broken(draft)) return;
    if (settled == nullptr) {
        draft
            .error(Code::no_settlement_period, start_of_text(draft),
                   "the agreement does not say for which periods it is settled")
            .with_help("add `Settled for each Month.` (or Quarter, or Financial Year) below the title");
        return;
    }
    if (settled->runs_from && settled->runs_to) read_year(draft, settled->unit, *settled->runs_from, *settled->runs_to);
    const auto unit = find_unit(draft, settled->unit.text);
    if (!unit) {
        report_unknown(draft, settled->unit, "a period (Month, Quarter, Financial Year, or a year of your own)");
        return;
    }
    draft.contract.settles = *unit;
    draft.contract.period_name = settled->unit.text;
    draft.contract.each_period_on_its_own =
        settled->on_its_own ||
        only<syntax::OnItsOwnSentence>(draft, "that each period is settled on its own") != nullptr;
    if (*unit == PeriodUnit::year && settled->unit.text != "Financial Year" && draft.contract.period_name.empty())
        return;
}

/// The Financial Year to date begins on D for the year 2023/24: what holds anyway, so the date must be that.
void check_year_to_date(Draft& draft) {
    for (const auto& [begins, standing] : all_of<syntax::YearToDateSentence>(draft)) {
        const InClause here(draft, standing->number);
        const auto unit = find_unit(draft, begins->unit.text);
        if (!unit) {
            report_unknown(draft, begins->unit, "a period");
            continue;
        }
        const auto around = calendar::Period::containing(*unit, begins->on, draft.contract.year_start);
        const auto said = begins->year ? calendar::read_period(begins->year->text, draft.contract.year_start) : around;
        if (!said) {
            draft
                .error(Code::not_a_period, begins->year->span,
                       fmt::format("`{}` is no period of this agreement's years", begins->year->text))
                .with_help("a Financial Year is written 2023/24");
            continue;
        }
        const calendar::Date first = std::max(said->first(), draft.contract.in_force.first);
        if (first == begins->on && said->days().contains(first)) continue;
        draft
            .error(
                Code::year_to_date_differs, begins->span,
                fmt::format("the {} to date begins on {}: a year to date begins on its first day, and never before the "
                            "agreement does",
                            begins->unit.text, calendar::write_long(first)))
            .with_help("correct the date, or take the sentence away: it adds nothing to that rule");
    }
}

void read_roundings(Draft& draft) {
    const auto found = all_of<syntax::PaymentRoundingSentence>(draft);
    if (const auto* sentence = only<syntax::PaymentRoundingSentence>(draft, "the rounding of payments")) {
        const InClause here(draft, found[0].second->number);
        draft.contract.payment_rounding = read_rounding(draft, sentence->rounding, Kind::money());
    }
    if (const auto* sentence = only<syntax::OddPenniesSentence>(draft, "the rule for odd pennies"))
        draft.odd_pennies = *sentence;
    const auto* to_date = only<syntax::ToDateSentence>(draft, "what \"to date\" means");
    draft.contract.to_date_from_start = to_date != nullptr && to_date->from_start_of_agreement;
    if (const auto* working = only<syntax::WorkingDaySentence>(draft, "what a Working Day is"))
        draft.contract.holidays_file = working->holidays.file;
}

}  // namespace

void read_agreement(Draft& draft) {
    draft.contract.title = draft.document.title;
    draft.contract.file = draft.text.name();
    read_dates(draft);
    read_currency(draft);
    read_period(draft);
    read_roundings(draft);
    check_year_to_date(draft);
    read_cut_off(draft);
}

}  // namespace concordat::check
