// engine/settle/kept.h · room: settle
// What:  what a party keeps of the money that went through it in one settlement period.
#pragma once

#include <vector>

#include "settle/ledger.h"
#include "settle/payments.h"
#include "settle/settlement.h"
#include "settle/settling.h"

namespace concordat::settle {

/// Received less paid on, under all clauses. Below nothing where the clause forbids it: a problem, or a notice while a
/// payment to that party waits.
[[nodiscard]] std::vector<KeptLine> kept_lines(const Settling& settling, const Ledger& ledger, PaymentsMade& made);

}  // namespace concordat::settle
