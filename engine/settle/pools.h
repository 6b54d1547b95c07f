// engine/settle/pools.h · room: settle
// What:  see pools.cpp.
#pragma once

#include <vector>

#include "settle/settlement.h"
#include "settle/settling.h"

namespace concordat::settle {

/// Every account of every pool in the period that ends with this settlement: opening + in - out = closing. An account of
/// which something is missing has no line; what it waits for is listed with what waits. Below nothing: a problem, unless
/// the contract says that it may be.
[[nodiscard]] std::vector<PoolLine> pool_lines(const Settling& settling, source::Diagnostics& problems);

}  // namespace concordat::settle
