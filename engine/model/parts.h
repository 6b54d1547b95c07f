// engine/model/parts.h · room: model
// What:  see parts.cpp.
#pragma once

#include <vector>

#include "model/expression.h"

namespace concordat::model {

/// The expressions directly inside a node, in reading order.
[[nodiscard]] std::vector<ExprId> parts_of(const ExprNode& node);

}  // namespace concordat::model
