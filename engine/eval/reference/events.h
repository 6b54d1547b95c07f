// engine/eval/reference/events.h · room: eval
// What:  see events.cpp.
#pragma once

#include <optional>

#include "eval/reference/frame.h"
#include "eval/reference/workings.h"

namespace concordat::eval::reference {

/// Whether the day of an event lies in the scope's period or before it. Not reported is: has not happened.
[[nodiscard]] bool has_happened(Workings& workings, model::TermId event, const Frame& frame);

}  // namespace concordat::eval::reference
