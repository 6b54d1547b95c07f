// engine/check/dates.cpp · room: check
// What:  days, nights, months and ages in amounts.
// Source: finding N13 (stretches say their ends; months keep the day number).

#include <fmt/format.h>

#include "check/day_sets.h"

namespace concordat::check {

namespace {

MaybeLowered lower_date(Draft& draft, const syntax::Amount& amount, const Scope& scope, std::string_view what) {
    const auto date = lower_amount(draft, amount, scope);
    if (!date || !demand(draft, date->kind, Kind::date(), amount.span, what)) return std::nullopt;
    return date;
}

MaybeLowered lower_between(Draft& draft, const syntax::DaysBetween& days, Span span, const Scope& scope) {
    using Count = syntax::DaysBetween::Count;
    if (days.count == Count::unstated) {
        draft
            .error(Code::ends_of_stretch_unstated, span,
                   "this stretch of days does not say whether its ends count: 3 to 5 May is 2 nights, 3 days both "
                   "included, or 2 days after 3 May")
            .with_help(
                "write `the nights from A to B`, `the days from A to B, both included`, or `the days after A up to and "
                "including B`");
        return std::nullopt;
    }
    if (days.in_unit) return lower_days_in_period(draft, days, span, scope);
    const auto from = lower_date(draft, *days.from, scope, "the start of a stretch of days");
    const auto to = lower_date(draft, *days.to, scope, "the end of a stretch of days");
    if (!from || !to) return std::nullopt;
    const auto count = days.count == Count::nights          ? model::DayCount::nights
                       : days.count == Count::both_included ? model::DayCount::both_included
                       : days.count == Count::after_up_to   ? model::DayCount::after_up_to
                                                            : model::DayCount::days_after;
    return made(draft, model::DaysBetween{count, from->id, to->id}, Kind::days(), span);
}

std::optional<model::Span> shift_unit(std::string_view word) {
    if (word.starts_with("working")) return model::Span::working_days;
    if (word.starts_with("day")) return model::Span::days;
    if (word.starts_with("week")) return model::Span::weeks;
    if (word.starts_with("month")) return model::Span::months;
    if (word.starts_with("year")) return model::Span::years;
    return std::nullopt;
}

/// What a term counts in: a length of time, days, or weeks, months and years that stand behind a figure.
std::optional<model::Span> unit_of_length(const Kind& kind) {
    if (kind.base == model::KindBase::length || kind.is_days()) return model::Span::days;
    if (kind.base != model::KindBase::amount || !kind.is_pure()) return std::nullopt;
    return shift_unit(kind.unit.counted);
}

MaybeLowered lower_shift(Draft& draft, const syntax::DateShift& shift, Span span, const Scope& scope) {
    const auto date = lower_date(draft, *shift.date, scope, "what this counts from");
    if (!date) return std::nullopt;
    auto unit = shift_unit(shift.unit);
    ExprId by;
    if (shift.by != nullptr) {
        const auto length = lower_amount(draft, *shift.by, scope);
        if (!length) return std::nullopt;
        by = length->id;
        unit = unit_of_length(length->kind);
        if (!unit) {
            draft
                .error(
                    Code::not_a_length_of_time, shift.by->span,
                    fmt::format("{} is no length of time, so nothing lies so long after a day", describe(length->kind)))
                .with_help("write the length with its unit, for example `28 days`, `6 weeks` or `6 months`");
            return std::nullopt;
        }
    } else {
        by = draft.add(model::Constant{shift.before ? -shift.length.number : shift.length.number}, Kind::number());
    }
    if (!unit) {
        draft.error(Code::not_a_length_of_time, span,
                    fmt::format("`{}` is no length of time; days, weeks, months and years are", shift.unit));
        return std::nullopt;
    }
    const bool back = shift.by != nullptr && shift.before;
    return made(draft, model::DateShift{date->id, by, *unit, back}, Kind::date(), span);
}

MaybeLowered lower_edge(Draft& draft, const syntax::PeriodEdge& edge, Span span, const Scope& scope) {
    const auto unit = find_unit(draft, edge.unit.text);
    if (!unit) {
        report_unknown(draft, edge.unit, "a period");
        return std::nullopt;
    }
    if (scope.units_used != nullptr) scope.units_used->insert(*unit);
    return made(draft, model::PeriodEdge{*unit, edge.last, {}}, Kind::date(), span);
}

}  // namespace

MaybeLowered lower_days(Draft& draft, const syntax::Amount& amount, const Scope& scope) {
    const Span span = amount.span;
    if (const auto* days = std::get_if<syntax::DaysBetween>(&amount.node))
        return lower_between(draft, *days, span, scope);
    if (const auto* shift = std::get_if<syntax::DateShift>(&amount.node))
        return lower_shift(draft, *shift, span, scope);
    if (const auto* of_record = std::get_if<syntax::DaysOfRecord>(&amount.node))
        return lower_days_of_record(draft, *of_record, span, scope);
    if (const auto* edge = std::get_if<syntax::PeriodEdge>(&amount.node)) return lower_edge(draft, *edge, span, scope);
    if (const auto* years = std::get_if<syntax::WholeYears>(&amount.node)) {
        const auto from = lower_date(draft, *years->from, scope, "the day that years are counted from");
        const auto to = lower_date(draft, *years->to, scope, "the day that years are counted to");
        if (!from || !to) return std::nullopt;
        return made(draft, model::WholeYears{from->id, to->id}, Kind::count(), span);
    }
    if (const auto* whole = std::get_if<syntax::WholeUnits>(&amount.node)) {
        const auto of = lower_amount(draft, *whole->of, scope);
        if (!of) return std::nullopt;
        return made(draft, model::WholePart{of->id}, of->kind, span);
    }
    if (const auto* reported = std::get_if<syntax::ReportedOn>(&amount.node))
        return lower_reported_on(draft, *reported, span);
    if (const auto* period = std::get_if<syntax::PeriodOf>(&amount.node)) {
        const auto unit = find_unit(draft, period->unit.text);
        const auto date = lower_date(draft, *period->date, scope, "the day whose period is meant");
        if (!unit) report_unknown(draft, period->unit, "a period");
        if (!unit || !date) return std::nullopt;
        return made(draft, model::PeriodEdge{*unit, false, date->id}, Kind::date(), span);
    }
    return std::nullopt;
}

}  // namespace concordat::check
