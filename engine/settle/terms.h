// engine/settle/terms.h · room: settle
// What:  the values of the contract's terms in one settlement period, for statements and results.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "settle/settlement.h"
#include "settle/settling.h"
#include "settle/waiting.h"

namespace concordat::settle {

/// Every term that clauses work out, and every fact that a clause uses, without those of single records: by party and
/// member, for each of its periods that end in the settlement period. Contract order, then table order. What is left
/// out or missing has no line; what a worked-out term misses is added to `waiting`.
[[nodiscard]] std::vector<TermLine> term_lines(const Settling& settling, WaitingList& waiting);

/// The same for each record that falls in the period: what clauses and schedules give it, without its own fields.
[[nodiscard]] std::vector<TermLine> record_term_lines(const Settling& settling);

/// The values last listed, by term, elements and period.
using LinesListed = std::map<std::string, model::Value>;
/// The lines of these periods that differ, as things are known now, from what was last listed; `listed` follows.
[[nodiscard]] std::vector<TermLine> lines_put_right(const Settling& settling,
                                                    const std::vector<calendar::Period>& periods, LinesListed& listed);

}  // namespace concordat::settle
