// engine/check/reached.h · room: check
// What:  everything that an amount rests on, through terms too, for questions about the whole of it.
#pragma once

#include <functional>

#include "check/draft.h"

namespace concordat::check {

/// Shows each expression that the amount rests on, and each term, once.
struct Reached {
    std::function<void(const model::ExprNode&)> node = [](const model::ExprNode&) {};
    std::function<void(model::TermId)> term = [](model::TermId) {};
};
void walk_reached(const Draft& draft, ExprId amount, const Reached& reached);
/// Whether the amount hangs on this event.
[[nodiscard]] bool hangs_on(const Draft& draft, ExprId amount, model::TermId event);

}  // namespace concordat::check
