// engine/check/reporting.cpp · room: check
// What:  the day up to which reports are used, what becomes of figures that come later, for whom and for when
//        settlement waits, and parties that take no part for want of a figure.
// Source: findings N5, N6, N10, N16; section 6 (a cut-off after the payment day).

#include "check/reporting.h"

#include <algorithm>

#include <fmt/format.h>

namespace concordat::check {

namespace {

using calendar::Date;
using calendar::Period;

/// The only sentence of its form, with where it stands; a second one is reported.
template <typename Form>
std::pair<const Form*, const StandingSentence*> only_one(Draft& draft, std::string_view what) {
    std::pair<const Form*, const StandingSentence*> found{nullptr, nullptr};
    for (const StandingSentence& standing : draft.sentences) {
        const auto* form = std::get_if<Form>(&standing.sentence->form);
        if (form == nullptr) continue;
        if (found.first == nullptr) {
            found = {form, &standing};
            continue;
        }
        const InClause here(draft, standing.number);
        draft
            .error(Code::said_twice, standing.sentence->span,
                   fmt::format("{} is said twice; it can be said once", what))
            .label(draft.text.place(found.second->sentence->span), "first said here")
            .with_help("take one of the two away");
    }
    return found;
}

/// The unit that a name of a period stands for; one that is not the settlement period is reported.
bool is_settled(Draft& draft, const syntax::Name& name, std::string_view what) {
    const auto unit = find_unit(draft, name.text);
    if (!unit) {
        report_unknown(draft, name, "a period");
        return false;
    }
    if (*unit == draft.contract.settles || draft.contract.period_name.empty()) return true;
    const std::string settled = draft.contract.period_name;
    draft
        .error(
            Code::cut_off_period_unfit, name.span,
            fmt::format("{} is said for each {}, and this agreement is settled for each {}", what, name.text, settled))
        .with_help(fmt::format("write `{}` here; a payment for a longer period is made with the {} in which that ends",
                               settled, settled));
    return false;
}

void read_day(Draft& draft, const syntax::CutOffSentence& cut_off, const StandingSentence& standing) {
    const InClause here(draft, standing.number);
    if (!is_settled(draft, cut_off.paid, "the cut-off")) return;
    const auto following = find_unit(draft, cut_off.following.text);
    if (!following) return report_unknown(draft, cut_off.following, "a period");
    draft.contract.cut_off = model::CutOff{standing.clause, *following, cut_off.day};
}

void read_late(Draft& draft, const syntax::LateFiguresSentence& late, const StandingSentence& standing, bool has_day) {
    const InClause here(draft, standing.number);
    if (!has_day) {
        draft
            .error(Code::late_without_cut_off, late.span,
                   "later than what? No sentence says up to which day reports are used")
            .with_help(
                fmt::format("add `Payment for a {} uses what was reported by the 15th day of the following Month.`",
                            draft.contract.period_name));
        return;
    }
    if (late.own && !find_unit(draft, late.own->text)) return report_unknown(draft, *late.own, "a period");
    model::LateFigures rule{standing.clause, late.counts, std::nullopt};
    if (late.until) {
        const std::string& end = late.until->after.text;  // Year End
        const auto unit = end == "Month End"     ? calendar::PeriodUnit::month
                          : end == "Quarter End" ? calendar::PeriodUnit::quarter
                                                 : calendar::PeriodUnit::year;
        rule.until = {late.until->month, late.until->day, unit};
        if (!Date::from(2027, late.until->month, late.until->day)) {
            draft.error(Code::date_unknown, late.until->after.span, "not every year has that day")
                .with_help("name a day that every year has, for example 28 February");
            return;
        }
    }
    draft.contract.late_figures = rule;
}

bool is_index_of(const Draft& draft, const std::vector<Axis>& index, const syntax::Name& name) {
    const Entity* entity = draft.find(name.text);
    return entity != nullptr && std::any_of(index.begin(), index.end(), [&](const Axis& axis) {
               switch (entity->what) {
                   case Entity::What::unit: return axis.type == Axis::Type::period && axis.unit == entity->unit;
                   case Entity::What::role: return axis.type == Axis::Type::party && axis.role == entity->role;
                   case Entity::What::set: return axis.type == Axis::Type::member && axis.set == entity->set;
                   default: return false;
               }
           });
}

std::string index_in_words(const Draft& draft, const std::vector<Axis>& index) {
    std::vector<std::string> words;
    for (const Axis& axis : index) words.push_back("each " + describe(draft, axis));
    return words.empty() ? "once for the agreement" : fmt::format("for {}", fmt::join(words, " and "));
}

}  // namespace

void read_cut_off(Draft& draft) {
    const auto [cut_off, of_day] = only_one<syntax::CutOffSentence>(draft, "the day up to which reports are used");
    const auto [late, of_late] = only_one<syntax::LateFiguresSentence>(draft, "what becomes of later figures");
    if (cut_off != nullptr) read_day(draft, *cut_off, *of_day);
    if (late != nullptr) read_late(draft, *late, *of_late, cut_off != nullptr);
}

void inherit_report_rules(Draft& draft) {
    auto& records = draft.contract.records;
    for (std::size_t pass = 0; pass < records.size(); ++pass) {  // what belongs to what belongs to another
        for (model::Record& record : records) {
            if (!record.owner.is_set() || record.report_rule_said) continue;
            const model::Record& owner = records[record.owner.index()];
            if (!owner.report_rule_said) continue;
            record.later_reports_replace = owner.later_reports_replace;
            record.replace_same_period = owner.replace_same_period;
            record.report_rule_said = true;
        }
    }
}

void check_waits_for(Draft& draft, const syntax::MissingPhrase& phrase, const std::vector<Axis>& index,
                     std::string_view fact) {
    for (const auto& name : {phrase.for_that, phrase.also_for_that}) {
        if (!name || is_index_of(draft, index, *name)) continue;
        if (draft.find(name->text) == nullptr) {
            report_unknown(draft, *name, "a role, a list or a period");
            continue;
        }
        draft
            .error(Code::waits_for_other, name->span,
                   fmt::format("`{}` is reported {}; settlement cannot wait for one {} by itself", fact,
                               index_in_words(draft, index), name->text))
            .with_help("name what the figure is for, or write `settlement waits` alone");
    }
}

std::optional<syntax::TakingPartSentence> no_part_without_figure(const syntax::Sentence& sentence) {
    std::vector<const syntax::FactSentence*> facts;
    if (const auto* fact = std::get_if<syntax::FactSentence>(&sentence.form)) facts.push_back(fact);
    if (const auto* table = std::get_if<syntax::FactsTableSentence>(&sentence.form))
        for (const syntax::FactSentence& row : table->facts) facts.push_back(&row);
    syntax::TakingPartSentence taking;
    taking.mark = "takes part";
    for (const syntax::FactSentence* fact : facts) {
        for (const syntax::MissingPhrase& said : fact->if_missing) {
            if (said.type != syntax::MissingPhrase::Type::no_part || !said.subject) continue;
            if (taking.out.empty()) taking.what = *said.subject;
            if (said.subject->text != taking.what.text) continue;
            for (const syntax::DeclaredFact& declared : fact->facts) {
                if (said.of && said.of->text != declared.name.text) continue;
                syntax::Reference reference;
                reference.name = declared.name;
                const auto amount = std::make_shared<const syntax::Amount>(
                    syntax::Amount{syntax::ReferenceAmount{std::move(reference)}, declared.name.span});
                taking.out.push_back(std::make_shared<const syntax::Condition>(
                    syntax::Condition{syntax::IsMissing{amount, false}, said.span}));
                taking.reasons.push_back(declared.name.text + " missing");
            }
        }
    }
    return taking.out.empty() ? std::nullopt : std::optional(std::move(taking));
}

void check_no_part(Draft& draft, const syntax::MissingPhrase& phrase, const std::vector<Axis>& index,
                   std::string_view fact) {
    if (phrase.type != syntax::MissingPhrase::Type::no_part || !phrase.subject) return;
    const Entity* entity = draft.find(phrase.subject->text);
    if (entity == nullptr) return report_unknown(draft, *phrase.subject, "a role of this agreement");
    if (entity->what == Entity::What::role && is_index_of(draft, index, *phrase.subject)) return;
    draft
        .error(Code::policy_needs_party, phrase.subject->span,
               fmt::format("`{}` is reported {}; for want of it no single {} can take no part", fact,
                           index_in_words(draft, index), phrase.subject->text))
        .with_help(
            fmt::format("let the figure be of each one: `For each {}, \"{}\" is ...`, or say what holds instead, "
                        "for example `it is left out`",
                        phrase.subject->text, fact));
}

namespace {

/// The day by which a payment for this period is due, where the calendar alone says it.
std::optional<Date> due_day(const model::Payment& payment, const Period& period) {
    const auto& deadline = payment.deadline;
    const bool after_period = deadline && (deadline->after == model::Deadline::After::period_end);
    if (!after_period || deadline->date.is_set()) return std::nullopt;
    switch (deadline->unit) {
        case model::Span::days: return period.last().plus_days(deadline->count);
        case model::Span::weeks: return period.last().plus_days(7 * deadline->count);
        case model::Span::months: return period.last().plus_months(deadline->count);
        case model::Span::working_days: return calendar::working_days_after(period.last(), deadline->count, {});
        case model::Span::years: return period.last().plus_months(12 * deadline->count);
    }
    return std::nullopt;
}

}  // namespace

void warn_of_cut_off(Draft& draft) {
    const model::Contract& contract = draft.contract;
    if (!contract.cut_off) return;
    for (const model::Payment& payment : contract.payments) {
        if (payment.unit != contract.settles || payment.instalments || payment.once) continue;
        Period period = Period::containing(contract.settles, contract.in_force.first, contract.year_start);
        for (; period.first() <= contract.in_force.last; period = period.next(contract.year_start)) {
            const auto due = due_day(payment, period);
            const Date last = model::last_report_day(contract, period);
            if (!due || last <= *due) continue;
            const InClause here(draft, contract.clause(payment.clause).number);
            draft
                .error_at(Code::cut_off_after_payment, contract.clause(payment.clause).place,
                          fmt::format("for {} this is due by {}, and what is reported up to {} still counts",
                                      period.label_for_people(contract.year_start), calendar::write_long(*due),
                                      calendar::write_long(last)))
                .with_help("let the payment be due after that day, or let reports be used up to an earlier one");
            break;
        }
    }
}

}  // namespace concordat::check
