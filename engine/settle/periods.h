// engine/settle/periods.h · room: settle
// What:  which periods are settled, in which of them a payment is made, and the stretches over which it is reckoned.
// Source: language.md section 6 and "To date"; findings N4 (span), N5 (on its own), N12 (instalments).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "calendar/period.h"
#include "data/dataset.h"
#include "model/contract.h"
#include "settle/settlement.h"

namespace concordat::settle {

/// From the first period in force to the last that has data, or to the one asked for; none after the agreement.
[[nodiscard]] std::vector<calendar::Period> settlement_periods(const model::Contract& contract,
                                                               const data::DataSet& data, const SettleRequest& request);
/// The settlement periods of the first contract year, as far as the agreement is in force.
[[nodiscard]] std::vector<calendar::Period> periods_of_first_year(const model::Contract& contract);
/// The period of `unit` in which the agreement begins.
[[nodiscard]] calendar::Period first_in_force(const model::Contract& contract, calendar::PeriodUnit unit);
/// Those of `unit`, as far as they are in force, whose last day in force is one of `days`.
[[nodiscard]] std::vector<calendar::Period> periods_ending_in(const model::Contract& contract,
                                                              calendar::PeriodUnit unit, const calendar::Days& days);

/// The unit of the periods that a payment itself has: those of its instalments, else its own.
[[nodiscard]] calendar::PeriodUnit own_unit(const model::Payment& payment);
/// The day that decides in which settlement period a payment for `own` is made: the last of it, or the first for
/// instalments in advance; never outside the agreement.
[[nodiscard]] calendar::Date made_on(const model::Contract& contract, const model::Payment& payment,
                                     const calendar::Period& own);
/// Each payment period stands alone: the payment or the whole contract says so, and it is no running balance.
[[nodiscard]] bool stands_alone(const model::Contract& contract, const model::Payment& payment);

/// A stretch of a payment's periods whose amounts are reckoned together: one year to date, one period on its own,
/// the run of its instalments, or the whole agreement.
struct PaymentSpan {
    calendar::Days stretch;                 // all of it, also what is still to come
    std::vector<calendar::Period> periods;  // the payment's own periods made so far, in order
    std::size_t made_now = 0;               // how many of them, from the back, are made in the period settled
    std::string label;                      // "April 2018", "2018/19": names it in a correction
};
/// The spans of everything made up to the last day of `settled`, in order. A worked example looks at `now_alone`:
/// what is made in `settled` and nothing before it.
enum class Reach { up_to_now, now_alone };
[[nodiscard]] std::vector<PaymentSpan> spans_so_far(const model::Contract& contract, const model::Payment& payment,
                                                    const calendar::Days& settled, Reach reach);

}  // namespace concordat::settle
