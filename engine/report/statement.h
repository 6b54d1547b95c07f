// engine/report/statement.h · room: report
// What:  what finance sends out: who receives and pays what, under which clause and in which words,
//        when, and what waits.
// Never: sums that the settlement does not hold; a figure without its clause.
#pragma once

#include <vector>

#include "report/document.h"
#include "settle/settlement.h"

namespace concordat::report {

/// One document for each settled period, in order; before them, when there are several, one with
/// the sums of all. Each: summary, a block for each party, amounts worked out, what is held and who
/// owes it, notices, amounts kept, reconciliation.
[[nodiscard]] std::vector<Document> statements(const model::Contract& contract, const settle::Settlement& settlement);

}  // namespace concordat::report
