// engine/settle/periods.cpp · room: settle
// What:  walks the contract's calendar: settlement periods, payment periods, and the stretches that belong together.
// Start: spans_so_far(), last in the file.
#include "settle/periods.h"

#include <algorithm>

#include "settle/instalments.h"

namespace concordat::settle {

using calendar::Date;
using calendar::Days;
using calendar::Period;
using calendar::PeriodUnit;

namespace {

std::vector<Period> periods_up_to(const model::Contract& contract, PeriodUnit unit, Date last) {
    std::vector<Period> found;
    const Date end = std::min(last, contract.in_force.last);
    Period period = first_in_force(contract, unit);
    while (period.first() <= end) {
        found.push_back(period);
        period = period.next(contract.year_start);
    }
    return found;
}

/// The clause is in force on the first day of the period, or on the first day of the agreement inside it.
bool is_active(const model::Contract& contract, const model::Payment& payment, const Period& own) {
    const Date day = std::max(own.first(), contract.in_force.first);
    if (payment.from && day < *payment.from) return false;
    if (payment.until && day >= *payment.until) return false;
    return !payment.instalments || instalment_number(contract, *payment.instalments, own);
}

Days year_of(const model::Contract& contract, const Period& own) {
    return own.belongs_to(PeriodUnit::year, contract.year_start).days();
}

Days stretch_of(const model::Contract& contract, const model::Payment& payment, const Period& own) {
    if (payment.instalments && payment.instalments->within) return *payment.instalments->within;
    if (payment.instalments) return year_of(contract, own);
    if (payment.once) return contract.in_force;
    if (stands_alone(contract, payment)) return own.days();
    if (contract.to_date_from_start) return contract.in_force;
    return year_of(contract, own);
}

/// A year that is over is named as a year; otherwise the last period made says up to where it goes.
std::string label_of(const model::Contract& contract, const PaymentSpan& span, const Days& settled) {
    const Period& last_made = span.periods.back();
    const Period year = last_made.belongs_to(PeriodUnit::year, contract.year_start);
    const bool is_closed_year = span.stretch == year.days() && year.last() < settled.first;
    return (is_closed_year ? year : last_made).label_for_people(contract.year_start);
}

}  // namespace

Period first_in_force(const model::Contract& contract, PeriodUnit unit) {
    return Period::containing(unit, contract.in_force.first, contract.year_start);
}

std::vector<Period> periods_ending_in(const model::Contract& contract, PeriodUnit unit, const Days& days) {
    std::vector<Period> found;
    const Date last = std::min(days.last, contract.in_force.last);
    Period period = Period::containing(unit, std::max(days.first, contract.in_force.first), contract.year_start);
    for (; period.first() <= last; period = period.next(contract.year_start)) {
        if (days.contains(std::min(period.last(), contract.in_force.last))) found.push_back(period);
    }
    return found;
}

std::vector<Period> settlement_periods(const model::Contract& contract, const data::DataSet& data,
                                       const SettleRequest& request) {
    std::optional<Date> last;
    if (!data.periods_with_data.empty()) last = data.periods_with_data.back().first();
    if (request.only) last = request.only->last();
    if (!last) return {};
    return periods_up_to(contract, contract.settles, *last);
}

std::vector<Period> periods_of_first_year(const model::Contract& contract) {
    const Period year = first_in_force(contract, PeriodUnit::year);
    return periods_up_to(contract, contract.settles, year.last());
}

PeriodUnit own_unit(const model::Payment& payment) {
    return payment.instalments ? payment.instalments->each : payment.unit;
}

Date made_on(const model::Contract& contract, const model::Payment& payment, const Period& own) {
    const bool is_in_advance = payment.instalments && payment.instalments->at_start;
    if (is_in_advance) return std::max(own.first(), contract.in_force.first);
    return std::min(own.last(), contract.in_force.last);
}

bool stands_alone(const model::Contract& contract, const model::Payment& payment) {
    if (payment.balance || payment.once) return false;
    return payment.on_its_own || contract.each_period_on_its_own;
}

std::vector<PaymentSpan> spans_so_far(const model::Contract& contract, const model::Payment& payment,
                                      const Days& settled, Reach reach) {
    std::vector<PaymentSpan> spans;
    for (const Period& own : periods_up_to(contract, own_unit(payment), settled.last)) {
        const Date day = made_on(contract, payment, own);
        const bool is_now = settled.contains(day);
        if (day > settled.last || (reach == Reach::now_alone && !is_now)) continue;
        if (!is_active(contract, payment, own)) continue;
        const Days stretch = stretch_of(contract, payment, own);
        const bool goes_on = !spans.empty() && spans.back().stretch == stretch;
        if (!goes_on) spans.push_back({stretch, {}, 0, {}});
        spans.back().periods.push_back(own);
        if (is_now) ++spans.back().made_now;
    }
    for (PaymentSpan& span : spans) span.label = label_of(contract, span, settled);
    return spans;
}

}  // namespace concordat::settle
