// engine/eval/reference/facts.h · room: eval
// What:  reported and agreed figures: the newest that is known, or what the contract says where there is none.
// Source: share-algebra K1; findings N5, N6, N16.
#pragma once

#include <string>

#include "eval/reference/workings.h"
#include "model/contract.h"

namespace concordat::eval::reference {

struct FactFound {
    model::Value value;
    const data::Fact* fact = nullptr;  // where it stood; nothing for a constant or a policy's value
    std::string words;                 // how a policy came to it: "it is missing, so the last reported value stands"
};
/// Precondition: the term's source is a fact and the frame's scope holds the elements of the term's index.
[[nodiscard]] FactFound find_fact(Workings& workings, model::TermId term, const Frame& frame);
/// What the contract says where the figure is not reported, whatever the data files hold. Same precondition.
[[nodiscard]] model::Value value_unreported(Workings& workings, model::TermId term, const Frame& frame);

}  // namespace concordat::eval::reference
