// engine/check/named_periods.h · room: check
// What:  see named_periods.cpp.
#pragma once

#include "check/draft.h"

namespace concordat::check {

/// The periods of the agreement that a key cell names without a year: `April` those of every year; none where it does
/// not.
[[nodiscard]] std::vector<model::Value> periods_named(const Draft& draft, ExprId key, const syntax::Cell& cell);
/// A column of named months has all twelve, once each, for each of what else the rows are found by; and no other.
void check_named_periods(Draft& draft, const syntax::Table& table, ExprId key, std::size_t column,
                         const std::vector<std::size_t>& key_columns);

}  // namespace concordat::check
