// engine/syntax/schedule.h · room: syntax
// What:  a file or a heading of the text that a sentence names: [Schedule A](prices.csv), Schedule A.
#pragma once

#include <string>

#include "syntax/expression.h"

namespace concordat::syntax {

/// [Schedule A](prices.csv), or the bare words Schedule A (file empty).
struct ScheduleRef {
    std::string title, file;
    Span span;
};

}  // namespace concordat::syntax
