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

/// By TermId: the terms whose clauses name it.
[[nodiscard]] std::vector<std::vector<model::TermId>> users_of_terms(const model::Contract& contract);
/// A term that cannot be worked out here, and every term that uses it is known all the same: a clause says what then
/// holds, and nothing is waited for.
[[nodiscard]] bool can_do_without(const Settling& settling, const model::Term& term,
                                  const std::vector<model::TermId>& users, const eval::reference::Scope& scope);

}  // namespace concordat::settle
