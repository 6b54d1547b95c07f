// engine/check/belonging.h · room: check
// What:  records that belong to other records (finding N37).
#pragma once

#include "check/draft.h"

namespace concordat::check {

/// Which field of which record names its owner; run when all fields are read.
void read_belonging(Draft& draft);
/// What holds for one that belongs to none, and the period it falls in; run when the rules of records are lowered.
void lower_belonging(Draft& draft);

}  // namespace concordat::check
