// engine/settle/instalments.cpp · room: settle
// What:  counts instalments off the calendar and cuts an amount into them.
#include "settle/instalments.h"

#include "exact/rounding.h"

namespace concordat::settle {

using calendar::Days;
using calendar::Period;
using exact::Integer;

namespace {

/// The days that the count of instalments begins with: those named, or the contract's year.
Days run_of(const model::Contract& contract, const model::Instalments& instalments, const Period& own) {
    if (instalments.within) return *instalments.within;
    return own.belongs_to(calendar::PeriodUnit::year, contract.year_start).days();
}

Integer one_of(const Integer& total_minor, const model::Instalments& instalments) {
    const auto mode = instalments.round_nearest ? exact::RoundingMode::half_up : exact::RoundingMode::down;
    const exact::Ratio part = exact::Ratio(total_minor) / exact::Ratio(instalments.count);
    return exact::round_to(part, {.step = 1, .mode = mode}).numerator();
}

}  // namespace

std::optional<std::size_t> instalment_number(const model::Contract& contract, const model::Instalments& instalments,
                                             const Period& own) {
    const Days run = run_of(contract, instalments, own);
    if (own.first() < run.first || run.last < own.first()) return std::nullopt;
    const auto count = static_cast<std::size_t>(instalments.count);
    Period period = Period::containing(instalments.each, run.first, contract.year_start);
    for (std::size_t number = 1; number <= count; ++number) {
        if (period == own) return number;
        period = period.next(contract.year_start);
    }
    return std::nullopt;
}

Integer sum_of_instalments(const Integer& total_minor, const model::Instalments& instalments,
                           const std::vector<std::size_t>& numbers) {
    const Integer one = one_of(total_minor, instalments);
    const auto count = static_cast<std::size_t>(instalments.count);
    Integer sum = 0;
    for (const std::size_t number : numbers) {
        sum += number == count ? Integer(total_minor - one * Integer(instalments.count - 1)) : one;
    }
    return sum;
}

}  // namespace concordat::settle
