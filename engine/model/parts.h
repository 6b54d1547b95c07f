// engine/model/parts.h · room: model
// What:  see parts.cpp.
#pragma once

#include <vector>

#include "model/expression.h"

namespace concordat::model {

/// Gathers expressions, those that are not set left out.
struct Parts {
    std::vector<ExprId> ids;

    void add(ExprId id) {
        if (id.is_set()) ids.push_back(id);
    }
    void add_all(const std::vector<ExprId>& more) {
        for (const ExprId id : more) add(id);
    }
};

/// The expressions directly inside a node, in reading order.
[[nodiscard]] std::vector<ExprId> parts_of(const ExprNode& node);

}  // namespace concordat::model
