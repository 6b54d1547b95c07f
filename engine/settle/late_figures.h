// engine/settle/late_figures.h · room: settle
// What:  see late_figures.cpp.
#pragma once

#include <vector>

#include "settle/settlement.h"
#include "settle/settling.h"

namespace concordat::settle {

/// What became known since the settlement before (none: ever), and came too late to count: listed once, moves nothing.
[[nodiscard]] std::vector<NoticeLine> late_figure_notices(const Settling& settling,
                                                          const std::optional<calendar::Period>& before);

}  // namespace concordat::settle
