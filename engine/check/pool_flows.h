// engine/check/pool_flows.h · room: check
// What:  see pool_flows.cpp.
#pragma once

#include "check/pool_ends.h"

namespace concordat::check {

/// What one sentence puts into balances or takes out of them, and what is paid for it. Sentences come in clause order.
void lower_flow(Draft& draft, const StandingSentence& standing);

/// What is left of an amount when the claims of all ranks are paid; nothing after an error (pool_ranks.cpp).
[[nodiscard]] std::optional<ExprId> pay_ranks(const Flow& flow, const syntax::AppliedSentence& sentence,
                                              std::size_t pool, ExprId left);

}  // namespace concordat::check
