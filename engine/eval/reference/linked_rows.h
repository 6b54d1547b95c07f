// engine/eval/reference/linked_rows.h · room: eval
// What:  the records that an aggregate runs over: linked to the scope's elements and falling in its stretches of days.
#pragma once

#include <optional>
#include <vector>

#include "eval/reference/workings.h"
#include "model/contract.h"

namespace concordat::eval::reference {

/// Rows in the fixed order: those whose link fields equal the scope's elements, or may (a blank), and that fall in the
/// stretches cut to the term of the contract, or may. Of the records that belong to one record all are meant, where no
/// stretch of time is said (`whole_period_unsaid`). Nothing when the scope lacks an element that links.
[[nodiscard]] std::optional<std::vector<std::size_t>> linked_rows(Workings& workings, model::RecordId record,
                                                                  const std::vector<model::Aggregate::Link>& links,
                                                                  const std::vector<calendar::Days>& stretches,
                                                                  bool whole_period_unsaid, const Frame& frame);

/// What the links are asked for in this scope, in their order. Nothing when the scope lacks one.
[[nodiscard]] std::optional<std::vector<model::Value>> linked_elements(Workings& workings,
                                                                       const std::vector<model::Aggregate::Link>& links,
                                                                       const Frame& frame);

/// A link field that is missing: whose record it is cannot be said.
[[nodiscard]] std::optional<model::Value> blank_link(Workings& workings, model::RecordId record, std::size_t row,
                                                     const std::vector<model::Aggregate::Link>& links);

/// The set is missing while the report for a period that has begun has not come (finding N16).
[[nodiscard]] std::optional<model::Missing> missing_report(Workings& workings, model::RecordId record,
                                                           const std::vector<calendar::Days>& stretches,
                                                           const calendar::Period& asked);

}  // namespace concordat::eval::reference
