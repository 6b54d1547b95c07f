// engine/report/payments.cpp · room: report
// What:  payments as listed, and the two sums that must be one: all that is paid and all that is
//        received.
#include "report/payments.h"

#include <utility>

#include "base/check.h"

namespace concordat::report {

std::optional<settle::PaymentLine> as_listed(settle::PaymentLine line) {
    if (line.amount.sign() == 0) return std::nullopt;
    if (line.amount.sign() < 0) {
        std::swap(line.payer, line.payee);
        line.amount = -line.amount;
        line.repayment = true;
    }
    return line;
}

std::vector<settle::PaymentLine> listed_payments(const settle::PeriodSettlement& period) {
    std::vector<settle::PaymentLine> listed;
    for (const settle::PaymentLine& line : period.payments) {
        if (auto shown = as_listed(line)) listed.push_back(std::move(*shown));
    }
    return listed;
}

std::map<model::PartyId, PartyTotals> totals_by_party(const std::vector<settle::PaymentLine>& payments) {
    std::map<model::PartyId, PartyTotals> totals;
    for (const settle::PaymentLine& line : payments) {
        totals[line.payer].pays += line.amount;
        totals[line.payee].receives += line.amount;
    }
    exact::Money left_over;
    for (const auto& [party, amounts] : totals) left_over += amounts.net();
    ENGINE_CHECK(left_over.sign() == 0);
    return totals;
}

}  // namespace concordat::report
