// engine/settle/promises.h · room: settle
// What:  checks what the contract promises (must total, must not exceed, must equal) in each settlement period.
// Source: language.md A1.
#pragma once

#include <string>

#include "settle/settling.h"
#include "settle/waiting.h"
#include "source/diagnostic.h"

namespace concordat::settle {

/// The figures by which a condition holds or fails, in words: "X is £5 against £4".
[[nodiscard]] std::string figures_of(const Settling& settling, model::ExprId condition,
                                     const eval::reference::Scope& scope);

/// A promise that does not hold is a problem with its figures; one that cannot be judged yet waits.
void check_promises(const Settling& settling, WaitingList& waiting, source::Diagnostics& problems);

}  // namespace concordat::settle
