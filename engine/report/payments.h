// engine/report/payments.h · room: report
// What:  the payments as they are listed: none of nothing, none below nothing; and what each party
//        has of them.
// Source: language.md section 10 "Results".
#pragma once

#include <map>
#include <optional>
#include <vector>

#include "settle/settlement.h"

namespace concordat::report {

/// One line as it is listed; nothing for a payment of nothing.
[[nodiscard]] std::optional<settle::PaymentLine> as_listed(settle::PaymentLine line);
/// In the order of the settlement. A payment of nothing is not listed; a negative one is, payer and
/// payee exchanged.
[[nodiscard]] std::vector<settle::PaymentLine> listed_payments(const settle::PeriodSettlement& period);

struct PartyTotals {
    exact::Money receives, pays;
    [[nodiscard]] exact::Money net() const { return receives - pays; }
};
/// Every party that pays or receives, in the order of the Parties table.
[[nodiscard]] std::map<model::PartyId, PartyTotals> totals_by_party(const std::vector<settle::PaymentLine>& payments);

/// Over the statements of the year up to this one.
struct YearSums {
    PartyTotals before, now, on_account;
};
[[nodiscard]] YearSums year_sums(const model::Contract& contract, const settle::Settlement& settlement,
                                 const settle::PeriodSettlement& until, model::PartyId party);
/// The same of every party that paid or received in the year, for each of the periods shown.
[[nodiscard]] std::vector<std::map<model::PartyId, YearSums>> sums_by_statement(const model::Contract& contract,
                                                                                const settle::Settlement& settlement);
/// What was due up to now by this clause: what was paid before and what is paid now.
[[nodiscard]] exact::Money to_date_with(const settle::PaymentLine& payment);

}  // namespace concordat::report
