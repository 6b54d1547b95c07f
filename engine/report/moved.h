// engine/report/moved.h · room: report
// What:  what moved between two runs: for each party what it nets in the run before, what each change since then makes
//        of it, and what it nets now. A table for each party that something moved for, with a picture beside it.
// Never: a cause that no run was made with: every line is the difference of two settlements.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "report/document.h"
#include "settle/settlement.h"

namespace concordat::report {

/// The settlement after one more change. The first has no cause: it is the run before.
struct RunAfter {
    std::string cause;  // "year-end.csv: corrected", "the contract"
    std::map<model::PartyId, exact::Money> net;
};
/// What each party receives less what it pays, in the periods that are shown.
[[nodiscard]] std::map<model::PartyId, exact::Money> nets_of(const settle::Settlement& settlement,
                                                             const std::optional<calendar::Period>& only);
/// `runs`: the one before, one after each change, in order; the last is this run.
[[nodiscard]] Section moved_section(const model::Contract& contract, const std::vector<RunAfter>& runs);

}  // namespace concordat::report
