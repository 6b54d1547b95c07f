// engine/settle/deductions.h · room: settle
// What:  amounts that are deducted from other payments instead of being paid: what is due, what was deducted, what is
// left. Source: finding N20.
#pragma once

#include <cstddef>
#include <vector>

#include "settle/ledger.h"
#include "settle/settlement.h"
#include "settle/settling.h"

namespace concordat::settle {

/// A line with what it is sorted by beside what it shows.
struct MadeLine {
    std::size_t payment;
    bool is_correction;
    PaymentLine line;
};

/// Takes the lines of payments that are made by deduction out of `lines`, and puts in what is deducted from the other
/// payments of the period (never more than they are), what is paid after all, and what is repaid. What is left is
/// remembered in the ledger for the payments to come.
[[nodiscard]] std::vector<DeductionLine> take_deductions(const Settling& settling, Ledger& ledger,
                                                         std::vector<MadeLine>& lines);

}  // namespace concordat::settle
