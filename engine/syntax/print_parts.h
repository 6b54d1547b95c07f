// engine/syntax/print_parts.h · room: syntax
// What:  the three smallest pieces of a printed tree, which both printing files use.
#pragma once

#include <string>

#include "syntax/print.h"

namespace concordat::syntax {

inline std::string name(const Name& one) { return "`" + one.text + "`"; }
inline std::string amount(const AmountPtr& one) { return one == nullptr ? std::string("_") : print(*one); }
inline std::string condition(const ConditionPtr& one) { return one == nullptr ? std::string("_") : print(*one); }

}  // namespace concordat::syntax
