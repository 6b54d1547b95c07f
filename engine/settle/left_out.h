// engine/settle/left_out.h · room: settle
// What:  who takes no part and what does not count in a settlement, with the reason (N10).
#pragma once

#include <vector>

#include "settle/settling.h"

namespace concordat::settle {

/// A party that takes no part stands among what is held, with the reason and who can answer; an entry of a list that
/// does not count is a notice.
void list_left_out(const Settling& settling, PeriodSettlement& settled);
/// Whether a party of this scope takes no part in it: nothing of its own is waited for.
[[nodiscard]] bool has_no_part(const Settling& settling, const eval::reference::Scope& scope);

}  // namespace concordat::settle
