// engine/settle/payments.h · room: settle
// What:  the payments made in one settlement period: what is owed so far less what was posted, by clause and party.
// Source: share-algebra K9; findings N4, N5, N6, N19.
#pragma once

#include <vector>

#include "model/contract.h"
#include "settle/ledger.h"
#include "settle/settlement.h"
#include "settle/settling.h"
#include "settle/waiting.h"

namespace concordat::settle {

/// A payment that is not made while something is missing. Of one payee, or of all among whom an amount is divided.
struct PaymentWaits {
    model::ClauseId clause;
    model::PartyId payer;
    std::vector<model::PartyId> payees;
    Wait wait;
};
struct PaymentsMade {
    std::vector<PaymentLine> lines;  // clause order, then payer, payee in the order of the Parties table
    std::vector<NoticeLine> notices;
    std::vector<PaymentWaits> waits;
    std::vector<TaxLine> taxes = {};
    std::vector<DeductionLine> deductions = {};
    source::Diagnostics problems;
    std::vector<PaymentLine> nothing_due = {};  // that come to nothing, for a workbook that goes on working
};

/// Works out every payment of the period, posts it, and says what waits. Spans that were over before are worked out
/// again as well: what late or corrected data change is posted now.
[[nodiscard]] PaymentsMade make_payments(const Settling& settling, Ledger& ledger);

/// Payments as indices, so that one that passes on what was received under a clause comes after that clause; otherwise
/// in clause order.
[[nodiscard]] std::vector<std::size_t> order_of_payments(const model::Contract& contract);

}  // namespace concordat::settle
