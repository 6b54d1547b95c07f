// engine/settle/kept_back.cpp · room: settle
// What:  what is kept back of payments until something is reported: a claim of the payee, shown for as long as it
// waits. Source: finding N41.
#include "settle/kept_back.h"

#include <fmt/format.h>

#include "exact/rounding.h"
#include "settle/entitlement.h"
#include "settle/periods.h"

namespace concordat::settle {

using calendar::Period;
using model::Payment;

namespace {

exact::Money in_coins(const Settling& settling, const Payment& payment, const exact::Ratio& amount) {
    const auto money =
        exact::Money::from_major(exact::round_to(amount, payment.rounding), settling.contract.currency.minor_digits);
    return money.value_or(exact::Money());
}

/// What is kept of one payment for one period; nothing where it was reported, or where nothing is due.
exact::Money kept_of(const Settling& settling, const Payment& payment, model::PartyId payer, model::PartyId payee,
                     const Period& period) {
    const auto scope = scope_of(payment, payer, payee, period);
    const model::Value missing = settling.evaluator.value(payment.kept_back->not_reported, scope);
    const bool* not_reported = std::get_if<bool>(&missing);
    const model::Value whole = settling.evaluator.value(payment.kept_back->whole, scope);
    const auto* amount = std::get_if<exact::Ratio>(&whole);
    if (not_reported == nullptr || !*not_reported || amount == nullptr) return {};
    const exact::Ratio paid = *amount * (exact::Ratio(1) - payment.kept_back->share);
    return in_coins(settling, payment, *amount) - in_coins(settling, payment, paid);
}

}  // namespace

std::vector<NoticeLine> kept_back_notices(const Settling& settling) {
    const model::Contract& contract = settling.contract;
    std::vector<NoticeLine> lines;
    for (const Payment& payment : contract.payments) {
        if (!payment.kept_back) continue;
        const calendar::Days so_far{contract.in_force.first, settling.period.last()};
        for (const Period& period : periods_ending_in(contract, payment.unit, so_far)) {
            if (payment.from && period.last() < *payment.from) continue;
            if (payment.until && *payment.until <= period.last()) continue;
            for (const model::PartyId payer : parties_of(contract, payment.payer)) {
                for (const model::PartyId payee : parties_of(contract, payment.payee)) {
                    const exact::Money kept = kept_of(settling, payment, payer, payee, period);
                    if (kept.sign() == 0) continue;
                    lines.push_back({.clause = payment.kept_back->clause,
                                     .period = period,
                                     .words = fmt::format(
                                         "{} keeps back {} of the payment for {}, until {} is reported; it "
                                         "is owed to {}",
                                         contract.party(payer).name, exact::write_for_people(kept, contract.currency),
                                         period.label_for_people(contract.year_start), payment.kept_back->fact,
                                         contract.party(payee).name)});
                }
            }
        }
    }
    return lines;
}

}  // namespace concordat::settle
