// engine/eval/reference/stand_in.h · room: eval
// What:  see stand_in.cpp.
#pragma once

#include "eval/reference/workings.h"

namespace concordat::eval::reference {

/// Adds the records that stand for those which have not come, behind those that have. Called once for a shelf.
void add_stand_ins(Workings& workings, model::RecordId record);

}  // namespace concordat::eval::reference
