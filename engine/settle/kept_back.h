// engine/settle/kept_back.h · room: settle
// What:  see kept_back.cpp.
#pragma once

#include <vector>

#include "settle/settlement.h"
#include "settle/settling.h"

namespace concordat::settle {

/// One line for each period of which a part is still kept back, in this settlement as in each before.
[[nodiscard]] std::vector<NoticeLine> kept_back_notices(const Settling& settling);

}  // namespace concordat::settle
