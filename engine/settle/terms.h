// engine/settle/terms.h · room: settle
// What:  the values of the contract's terms in one settlement period, for statements and results.
#pragma once

#include <vector>

#include "settle/settlement.h"
#include "settle/settling.h"
#include "settle/waiting.h"

namespace concordat::settle {

/// Every term that clauses work out, and every fact that a clause uses, without those of single records: by party and
/// member, for each of its periods that end in the settlement period. Contract order, then table order. What is left
/// out or missing has no line; what a worked-out term misses is added to `waiting`.
[[nodiscard]] std::vector<TermLine> term_lines(const Settling& settling, WaitingList& waiting);

}  // namespace concordat::settle
