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

namespace {

calendar::Period year_of(const model::Contract& contract, const calendar::Period& period) {
    return period.belongs_to(calendar::PeriodUnit::year, contract.year_start);
}

void add(const settle::PaymentLine& payment, bool pays, bool is_now, YearSums& sums) {
    PartyTotals& totals = is_now ? sums.now : sums.before;
    (pays ? totals.pays : totals.receives) += payment.amount;
    if (payment.on_account) (pays ? sums.on_account.pays : sums.on_account.receives) += payment.amount;
}

}  // namespace

YearSums year_sums(const model::Contract& contract, const settle::Settlement& settlement,
                   const settle::PeriodSettlement& until, model::PartyId party) {
    YearSums sums;
    for (const settle::PeriodSettlement& settled : settlement.periods) {
        if (settled.period.first() > until.period.first()) break;
        if (year_of(contract, settled.period) != year_of(contract, until.period)) continue;
        for (const settle::PaymentLine& payment : listed_payments(settled)) {
            if (payment.payer != party && payment.payee != party) continue;
            add(payment, payment.payer == party, settled.period == until.period, sums);
        }
    }
    return sums;
}

std::vector<std::map<model::PartyId, YearSums>> sums_by_statement(const model::Contract& contract,
                                                                  const settle::Settlement& settlement) {
    std::vector<std::map<model::PartyId, YearSums>> statements;
    std::map<model::PartyId, YearSums> sums;
    std::optional<calendar::Period> year;
    const auto take = [&](const settle::PeriodSettlement& settled) {
        const calendar::Period its_year = year_of(contract, settled.period);
        if (year != its_year) sums.clear();
        year = its_year;
        for (auto& [party, amounts] : sums) {
            amounts.before.receives += std::exchange(amounts.now.receives, {});
            amounts.before.pays += std::exchange(amounts.now.pays, {});
        }
        for (const settle::PaymentLine& payment : listed_payments(settled)) {
            add(payment, true, true, sums[payment.payer]);
            add(payment, false, true, sums[payment.payee]);
        }
    };
    for (const settle::PeriodSettlement& settled : settlement.earlier) take(settled);
    for (const settle::PeriodSettlement& settled : settlement.periods) {
        take(settled);
        statements.push_back(sums);
    }
    return statements;
}

exact::Money to_date_with(const settle::PaymentLine& payment) {
    return payment.paid_before + (payment.repayment ? -payment.amount : payment.amount);
}

}  // namespace concordat::report
