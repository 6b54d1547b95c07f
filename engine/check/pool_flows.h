// engine/check/pool_flows.h · room: check
// What:  see pool_flows.cpp.
#pragma once

#include "check/pools.h"

namespace concordat::check {

/// What one sentence puts into balances or takes out of them, and what is paid for it. Sentences come in clause order.
void lower_flow(Draft& draft, const StandingSentence& standing);

}  // namespace concordat::check
