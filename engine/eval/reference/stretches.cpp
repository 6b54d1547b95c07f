// engine/eval/reference/stretches.cpp · room: eval
// What:  see stretches.h.
#include "eval/reference/stretches.h"

#include <algorithm>

namespace concordat::eval::reference {

namespace {

using calendar::Days;
using calendar::Period;
using calendar::PeriodUnit;
using model::Contract;
using model::PeriodRange;

/// The period of this unit that the scope's period belongs to; the period itself where it is coarser.
Period whole(const Contract& contract, const Period& period, PeriodUnit unit) {
    return unit > period.unit() ? period.belongs_to(unit, contract.year_start) : period;
}

bool is_named(const PeriodRange& range, int month) {
    if (range.first_month <= range.last_month) return range.first_month <= month && month <= range.last_month;
    return month >= range.first_month || month <= range.last_month;
}

std::vector<Days> named_months(const Contract& contract, const PeriodRange& range, const Period& period) {
    std::vector<Days> stretches;
    const Period year = whole(contract, period, PeriodUnit::year);
    for (const Period& month : year.parts(PeriodUnit::month, contract.year_start)) {
        if (!is_named(range, month.first().month())) continue;
        const bool joins = !stretches.empty() && stretches.back().last.plus_days(1) == month.first();
        if (joins) stretches.back().last = month.last();
        else stretches.push_back(month.days());
    }
    return stretches;
}

Days to_date_from(const Contract& contract, calendar::Date start, const Period& period) {
    return {std::max(start, contract.in_force.first), period.last()};
}

}  // namespace

std::vector<Days> stretches_of(const Contract& contract, const PeriodRange& range, const Period& period) {
    switch (range.kind) {
        case PeriodRange::Kind::scope: return {period.days()};
        case PeriodRange::Kind::unit_of_scope: return {whole(contract, period, range.unit).days()};
        case PeriodRange::Kind::unit_to_date:
            return {to_date_from(contract, whole(contract, period, range.unit).first(), period)};
        case PeriodRange::Kind::to_date: {
            const calendar::Date year = whole(contract, period, PeriodUnit::year).first();
            return {to_date_from(contract, contract.to_date_from_start ? contract.in_force.first : year, period)};
        }
        case PeriodRange::Kind::agreement_to_date: return {to_date_from(contract, contract.in_force.first, period)};
        case PeriodRange::Kind::named: return named_months(contract, range, period);
    }
    return {};
}

std::vector<Period> periods_in(const Contract& contract, const std::vector<Days>& stretches, PeriodUnit unit) {
    std::vector<Period> periods;
    for (const Days& stretch : stretches) {
        if (stretch.count() == 0) continue;
        Period period = Period::containing(unit, stretch.first, contract.year_start);
        for (; period.first() <= stretch.last; period = period.next(contract.year_start)) {
            // A week that lies across two months is taken once, where its middle is.
            const calendar::Date middle = period.first().plus_days(period.days().count() / 2);
            const bool begins_early = period.first() < contract.in_force.first;
            if (!stretch.contains(middle) && !(begins_early && stretch.contains(period.last()))) continue;
            if (calendar::overlap(period.days(), contract.in_force)) periods.push_back(period);
        }
        if (periods.empty()) {  // the unit is coarser than the stretch
            const Period around = Period::containing(unit, stretch.first, contract.year_start);
            if (calendar::overlap(around.days(), contract.in_force)) periods.push_back(around);
        }
    }
    return periods;
}

calendar::Date settled_by(const model::Contract& contract, calendar::Date known_on) {
    if (!contract.cut_off) return known_on;
    Period settled = Period::containing(contract.settles, known_on, contract.year_start);
    while (settled.first() > contract.in_force.first && model::last_report_day(contract, settled) > known_on)
        settled = settled.before(contract.year_start);
    return settled.last();
}

}  // namespace concordat::eval::reference
