// engine/check/index.cpp · room: check
// What:  amounts that follow an index: raised on a day of each year by the change in it, or in proportion to it since a
// base. Source: language.md row T1; finding N53.

#include <algorithm>

#include <fmt/format.h>

#include "check/adjustments.h"
#include "check/years.h"

namespace concordat::check {

namespace {

using calendar::Date;
using calendar::Period;
using calendar::PeriodUnit;
using model::ArithmeticOp;

/// The index for one period, as the text would name it.
MaybeLowered index_for(Draft& draft, const syntax::Name& index, const std::string& period, const Scope& scope) {
    syntax::Reference reference;
    reference.name = index;
    reference.period.emplace();
    reference.period->type = syntax::PeriodPhrase::Type::literal;
    reference.period->text = period;
    reference.period->span = index.span;
    return lower_reference(draft, reference, index.span, scope, nullptr);
}

ExprId calculate(Draft& draft, ArithmeticOp op, ExprId left, ExprId right, const Kind& kind, Span span = {}) {
    return draft.add(model::Arithmetic{op, left, right, {}, {}}, kind, span);
}

/// The last such month that has ended before the day.
Period last_month_before(Date day, int month, calendar::YearStart start) {
    const int year = month < day.month() ? day.year() : day.year() - 1;
    return Period::containing(PeriodUnit::month, *Date::from(year, month, 1), start);
}

/// CPI of this January by CPI of the January before it, less 1, within the limits that are said.
MaybeLowered change_at(Draft& draft, const syntax::IndexRise& rise, Date day, const Scope& scope) {
    const calendar::YearStart start = draft.contract.year_start;
    const Period now = last_month_before(day, rise.index_month, start);
    const Period before = Period::containing(PeriodUnit::month, now.first().plus_months(-12), start);
    const auto to = index_for(draft, rise.index, now.label(start), scope);
    const auto from = index_for(draft, rise.index, before.label(start), scope);
    if (!to || !from) return std::nullopt;
    const Kind kind = Kind::percentage();
    const ExprId one = draft.add(model::Constant{exact::Ratio(1)}, kind);
    const ExprId ratio = calculate(draft, ArithmeticOp::divide, to->id, from->id, kind);
    const ExprId change = calculate(draft, ArithmeticOp::subtract, ratio, one, kind, rise.span);
    return lower_tails(draft, Lowered{change, kind}, rise.limits, scope);
}

bool has_lower_limit(const syntax::IndexRise& rise) {
    return std::any_of(rise.limits.begin(), rise.limits.end(),
                       [](const syntax::Tail& tail) { return tail.limit != nullptr && !tail.upper; });
}

}  // namespace

bool add_index_rises(Draft& draft, const syntax::IndexRise& rise, const Lowered& first, Making& making,
                     const StandingSentence& standing) {
    if (!rise.may_fall && !has_lower_limit(rise)) {
        draft
            .error(Code::index_may_fall, rise.span,
                   fmt::format("`{}` may fall, and it is not said whether the amount then falls too", rise.index.text))
            .with_help("add `, but not less than 0%`, or `; it may be less than 0%`");
        return false;
    }
    const calendar::Days term = draft.contract.in_force;
    for (int year = term.first.year(); year <= term.last.year(); ++year) {
        const auto day = Date::from(year, rise.month, rise.day);
        if (!day || *day <= term.first || *day > term.last) continue;
        const auto change = change_at(draft, rise, *day, making.scope);
        if (!change) return false;
        const ExprId previous = draft.add(model::Previous{}, first.kind);
        const ExprId of = rise.on_first ? first.id : previous;
        const ExprId more = calculate(draft, ArithmeticOp::multiply, change->id, of, first.kind);
        const ExprId raised = calculate(draft, ArithmeticOp::add, previous, more, first.kind, rise.span);
        add_stage(draft, making.id, model::Stage::Effect::increases, standing, raised, day);
        check_variation_date(draft, making.id, standing, day, rise.span);
    }
    return true;
}

MaybeLowered follow_index(Draft& draft, const syntax::IndexFrom& from, const Lowered& amount, Scope& scope) {
    syntax::Reference reference;
    reference.name = from.index;
    const auto now = lower_reference(draft, reference, from.index.span, scope, nullptr);
    const auto base = index_for(draft, from.index, from.base, scope);
    if (!now || !base) return std::nullopt;
    const ExprId factor = calculate(draft, ArithmeticOp::divide, now->id, base->id, Kind::number());
    return Lowered{calculate(draft, ArithmeticOp::multiply, amount.id, factor, amount.kind, from.span), amount.kind};
}

}  // namespace concordat::check
