// engine/syntax/print_parts.h · room: syntax
// What:  the smallest pieces of a printed tree, which all printing files use.
#pragma once

#include <optional>
#include <string>

#include "syntax/print.h"

namespace concordat::syntax {

inline std::string name(const Name& one) { return "`" + one.text + "`"; }
inline std::string amount(const AmountPtr& one) { return one == nullptr ? std::string("_") : print(*one); }
inline std::string condition(const ConditionPtr& one) { return one == nullptr ? std::string("_") : print(*one); }
inline std::string labelled(const char* label, const std::optional<Name>& one) {
    return one ? std::string(" ") + label + " " + name(*one) : std::string();
}

}  // namespace concordat::syntax
