// engine/settle/promises.h · room: settle
// What:  checks what the contract promises (must total, must not exceed, must equal) in each settlement period.
// Source: language.md A1.
#pragma once

#include "settle/settling.h"
#include "settle/waiting.h"
#include "source/diagnostic.h"

namespace concordat::settle {

/// A promise that does not hold is a problem with its figures; one that cannot be judged yet waits.
void check_promises(const Settling& settling, WaitingList& waiting, source::Diagnostics& problems);

}  // namespace concordat::settle
