// engine/check/slips.cpp · room: check
// What:  slips of drafting that read well and mean something else than was meant: an exception that catches everyone,
// a payer among the payees, a limit that another makes idle, a rounded share of a total.
// Source: drafting findings, section 6; the row on carried losses of section 3.

#include <algorithm>

#include <fmt/format.h>

#include "check/draft.h"
#include "exact/decimal_text.h"

namespace concordat::check {

namespace {

// ---- carried whole, and shared by another clause -----------------------------------------------------------------

/// The clause that shares the amount: by bands, or among parties.
const StandingSentence* sharing_of(const Draft& draft, const std::string& name) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto& form = standing.sentence->form;
        const auto* shared = std::get_if<syntax::SharedSentence>(&form);
        if (shared != nullptr && shared->amount.name.text == name) return &standing;
        const auto* definition = std::get_if<syntax::DefinitionSentence>(&form);
        const auto* banded = definition == nullptr ? nullptr : std::get_if<syntax::Banded>(&definition->body);
        const auto* of = banded == nullptr ? nullptr : std::get_if<syntax::ReferenceAmount>(&banded->of->node);
        if (of != nullptr && of->reference.name.text == name) return &standing;
    }
    return nullptr;
}

void warn_of_whole_carried(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* carried = std::get_if<syntax::CarriedSentence>(&standing.sentence->form);
        const StandingSentence* sharing = carried == nullptr ? nullptr : sharing_of(draft, carried->name.text);
        if (sharing == nullptr) continue;
        const InClause here(draft, standing.number);
        draft
            .error(Code::whole_of_shared_carried, carried->name.span,
                   fmt::format("what is carried is the whole of `{}`, also the part that clause {} shares",
                               carried->name.text, sharing->number))
            .with_help("to carry a part only, give that part a name and write it here");
    }
}

// ---- exceptions that catch everyone ------------------------------------------------------------------------------

/// `in which it Starts after 1 October`: whether the day is one of those.
bool is_such_a_day(const syntax::NotApplySentence::InYear& in_year, calendar::Date day, const calendar::Days& year) {
    if (!in_year.op) return true;
    const auto same_year = calendar::Date::from(year.first.year(), in_year.month, in_year.day);
    if (!same_year) return false;
    const calendar::Date edge = *same_year < year.first ? same_year->plus_months(12) : *same_year;
    switch (*in_year.op) {
        case syntax::Comparator::more_than: return day > edge;
        case syntax::Comparator::at_least: return day >= edge;
        case syntax::Comparator::less_than: return day < edge;
        case syntax::Comparator::at_most: return day <= edge;
        case syntax::Comparator::is: return day == edge;
        case syntax::Comparator::is_not: return day != edge;
    }
    return false;
}

/// The parties of whom the column says a day, where the exception catches all of them in the first period.
void warn_where_all_are_caught(Draft& draft, const syntax::NotApplySentence& rule, const StandingSentence& standing) {
    const auto unit = find_unit(draft, rule.in_year->unit.text);
    const Entity* entity = draft.find(rule.in_year->date.text);
    if (!unit || entity == nullptr || entity->what != Entity::What::term) return;
    const auto* column = std::get_if<model::AttributeSource>(&draft.term(entity->term).source);
    if (column == nullptr) return;
    const auto first = calendar::Period::containing(*unit, draft.contract.in_force.first, draft.contract.year_start);
    std::vector<std::string> caught;
    for (std::size_t party = 0; party < column->by_party.size(); ++party) {
        const auto& cell = column->by_party[party];
        const auto* day = cell ? std::get_if<calendar::Date>(&*cell) : nullptr;
        if (day == nullptr) continue;
        if (!first.days().contains(*day) || !is_such_a_day(*rule.in_year, *day, first.days())) return;
        caught.push_back(draft.contract.parties[party].name);
    }
    if (caught.empty()) return;
    const InClause here(draft, standing.number);
    draft
        .error(Code::exception_catches_all, rule.in_year->date.span,
               fmt::format("in {} this catches everyone whose `{}` is said: {}",
                           first.label_for_people(draft.contract.year_start), rule.in_year->date.text,
                           fmt::join(caught, ", ")))
        .with_help(fmt::format("if only those who join later are meant, write `in a {} in which it {} after` and a day",
                               rule.in_year->unit.text, rule.in_year->date.text));
}

void warn_of_exceptions(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* rule = std::get_if<syntax::NotApplySentence>(&standing.sentence->form);
        if (rule != nullptr && rule->in_year) warn_where_all_are_caught(draft, *rule, standing);
    }
}

// ---- a payer among the payees ------------------------------------------------------------------------------------

bool is_one_of(const Draft& draft, model::PartyId party, const model::PartySelector& payees) {
    if (payees.party == party) return true;
    if (!payees.each_of.is_set() || payees.other_than == party) return false;
    const auto& parties = draft.contract.role(payees.each_of).parties;
    return std::find(parties.begin(), parties.end(), party) != parties.end();
}

void warn_of_own_payees(Draft& draft) {
    for (const model::Payment& payment : draft.contract.payments) {
        const model::PartyId payer = payment.payer.party;
        if (!payer.is_set() || payment.tax || !is_one_of(draft, payer, payment.payee)) continue;
        const std::string& name = draft.contract.party(payer).name;
        const bool several = payment.payee.each_of.is_set();
        const InClause here(draft, draft.contract.clause(payment.clause).number);
        draft
            .error_at(Code::payer_is_payee, draft.contract.clause(payment.clause).place,
                      fmt::format("{} pays itself here: that is shown and moves no money", name))
            .with_help(several ? fmt::format("leave it so, or write `to each {} other than {}`",
                                             draft.contract.role(payment.payee.each_of).name, name)
                               : std::string("name another payee"));
    }
}

// ---- a limit that another makes idle -----------------------------------------------------------------------------

const exact::Ratio* upper_figure(const Draft& draft, const model::Stage& stage) {
    const auto* limit = std::get_if<model::Limit>(&draft.expression(stage.value).node);
    if (limit == nullptr || limit->bounds.size() != 1 || !limit->bounds[0].upper || stage.from || stage.until)
        return nullptr;
    const auto* constant = std::get_if<model::Constant>(&draft.expression(limit->bounds[0].at).node);
    return constant == nullptr ? nullptr : std::get_if<exact::Ratio>(&constant->value);
}

/// How many of the shorter periods a longer one has.
int periods_in(calendar::PeriodUnit unit, calendar::PeriodUnit within) {
    if (unit == calendar::PeriodUnit::month && within == calendar::PeriodUnit::quarter) return 3;
    if (unit == calendar::PeriodUnit::month && within == calendar::PeriodUnit::year) return 12;
    if (unit == calendar::PeriodUnit::quarter && within == calendar::PeriodUnit::year) return 4;
    return 0;
}

/// Twelve monthly limits that together do not reach the yearly one.
void warn_of_idle_total(Draft& draft, const syntax::UsedInOrderSentence& used, const StandingSentence& standing) {
    const auto* literal = std::get_if<syntax::LiteralAmount>(&used.at->node);
    const Entity* entity = draft.find(used.term.name.text);
    const auto unit = find_unit(draft, used.unit.text);
    const auto within = find_unit(draft, used.within.text);
    const int count = unit && within ? periods_in(*unit, *within) : 0;
    if (literal == nullptr || entity == nullptr || entity->what != Entity::What::term || count == 0) return;
    const model::Term& term = draft.term(entity->term);
    for (const model::Stage& stage : term.stages) {
        const exact::Ratio* each = upper_figure(draft, stage);
        if (each == nullptr || *each * exact::Ratio(count) > literal->literal.number) continue;
        const auto words = [&](const exact::Ratio& figure) {
            return model::write_for_people(draft.contract, figure, term.kind);
        };
        const InClause here(draft, standing.number);
        draft
            .error(Code::limit_never_binds, used.at->span,
                   fmt::format("this limit never binds: {} {}s of at most {} (clause {}) come to {}", count,
                               calendar::unit_name(*unit), words(*each), draft.contract.clause(stage.clause).number,
                               words(*each * exact::Ratio(count))))
            .with_help("take one of the two limits out, or correct it");
        return;
    }
}

void warn_of_idle_totals(Draft& draft) {
    for (const StandingSentence& standing : draft.sentences) {
        const auto* used = std::get_if<syntax::UsedInOrderSentence>(&standing.sentence->form);
        if (used != nullptr && used->upper) warn_of_idle_total(draft, *used, standing);
    }
}

// ---- a share of a total, rounded ---------------------------------------------------------------------------------

bool is_total(const Draft& draft, ExprId id) {
    const model::ExprNode& node = draft.expression(id).node;
    if (const auto* named = std::get_if<model::TermRef>(&node)) {
        const model::Term& term = draft.contract.term(named->term);
        return !term.stages.empty() &&
               std::holds_alternative<model::Aggregate>(draft.expression(term.stages.front().value).node) &&
               is_total(draft, term.stages.front().value);
    }
    const auto* sum = std::get_if<model::Aggregate>(&node);
    return sum != nullptr && sum->op == model::AggregateOp::total && !sum->over.empty();
}

/// The clause that rounds a share of the whole: the shares then total something else than the whole.
const model::Stage* rounding_of_share(const Draft& draft, const model::Term& term) {
    const bool of_each = std::any_of(term.index.begin(), term.index.end(), [](const Axis& axis) {
        return axis.type == Axis::Type::party || axis.type == Axis::Type::member;
    });
    if (!of_each || term.kind.is_money() || term.stages.empty()) return nullptr;
    const auto* quotient = std::get_if<model::Arithmetic>(&draft.expression(term.stages.front().value).node);
    const bool share =
        quotient != nullptr && quotient->op == model::ArithmeticOp::divide && is_total(draft, quotient->right);
    const auto rounds = std::find_if(term.stages.begin(), term.stages.end(), [](const model::Stage& stage) {
        return stage.effect == model::Stage::Effect::rounds;
    });
    return share && rounds != term.stages.end() ? &*rounds : nullptr;
}

/// How far rounded shares may total from the whole: half a step for each where they are rounded to the nearest, else a
/// whole one.
std::string by_how_much(const Draft& draft, const model::Term& term, const model::Stage& rounds) {
    const auto* rounded = std::get_if<model::Round>(&draft.expression(rounds.value).node);
    std::size_t shares = 1;
    for (const Axis& axis : term.index) {
        if (axis.type == Axis::Type::party) shares *= draft.contract.role(axis.role).parties.size();
        if (axis.type == Axis::Type::member) shares *= draft.contract.set(axis.set).members.size();
    }
    if (rounded == nullptr) return "the shares may miss the whole, and so does what is divided by them";
    const bool to_nearest =
        rounded->rounding.mode != exact::RoundingMode::up && rounded->rounding.mode != exact::RoundingMode::down;
    const exact::Ratio most = rounded->rounding.step * exact::Ratio(shares) / (to_nearest ? 2 : 1);
    return fmt::format("the {} shares may miss the whole, and what is divided by them misses by up to {}% of it",
                       shares, exact::write_exact(most * 100));
}

void warn_of_rounded_shares(Draft& draft) {
    for (const model::Term& term : draft.contract.terms) {
        const model::Stage* rounds = rounding_of_share(draft, term);
        if (rounds == nullptr) continue;
        const InClause here(draft, draft.contract.clause(rounds->clause).number);
        draft
            .error_at(Code::rounded_share, draft.contract.clause(rounds->clause).place,
                      fmt::format("`{}` is a share of a total; once rounded, {}", term.name,
                                  by_how_much(draft, term, *rounds)))
            .with_help(
                "take the rounding out, or divide without a factor: `X is divided among all ... in proportion to W`");
    }
}

}  // namespace

void warn_of_slips(Draft& draft) {
    warn_of_whole_carried(draft);
    warn_of_exceptions(draft);
    warn_of_own_payees(draft);
    warn_of_idle_totals(draft);
    warn_of_rounded_shares(draft);
}

}  // namespace concordat::check
