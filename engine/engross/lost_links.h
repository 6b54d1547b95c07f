// engine/engross/lost_links.h · room: engross
// What:  ways that lead nowhere are taken out of a copy: to a name whose definition is not in force on its day.
#pragma once

#include "report/document.h"

namespace concordat::engross {

/// Their words stay.
void drop_lost_links(report::Document& copy);

}  // namespace concordat::engross
