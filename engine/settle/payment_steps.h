// engine/settle/payment_steps.h · room: settle
// What:  why a payment is what it is: its lines in one settlement, each from what is due to date down to the figures in
//        the data, as the working paper has them.
#pragma once

#include <optional>
#include <vector>

#include "settle/working_paper.h"
#include "trace/trace.h"

namespace concordat::settle {

struct PaymentAsked {
    model::ClauseId clause;
    calendar::Period period;              // of the settlement
    std::vector<model::PartyId> between;  // each of them pays or receives it; empty: all lines
};
/// The sum of the lines, each with its steps. Nothing where the settlement has no such line.
[[nodiscard]] std::optional<trace::Step> payment_steps(const model::Contract& contract, const Settlement& settlement,
                                                       const WorkingPaper& paper, const PaymentAsked& asked);

}  // namespace concordat::settle
