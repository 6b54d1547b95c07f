// engine/eval/reference/references.h · room: eval
// What:  the value of a term somewhere: its elements supplied, its source, then its stages in order; worked out once.
// Source: language.md sections 5 to 7; findings N9 (text by date), N17 (the period before).
#pragma once

#include <optional>
#include <vector>

#include "eval/reference/workings.h"
#include "model/contract.h"

namespace concordat::eval::reference {

/// The value of a term as named in `frame`: elements from `binds`, else from the frame's scope.
[[nodiscard]] model::Value value_of_reference(Workings& workings, model::TermId term,
                                              const std::vector<model::Bind>& binds, std::optional<std::size_t> stage,
                                              const Frame& frame);

/// The element of an axis that the scope supplies: a party, a member, a record's row as a number, a period.
[[nodiscard]] std::optional<model::Value> element_in_scope(Workings& workings, const model::Axis& axis,
                                                           const Frame& frame);

/// The key with the elements of these axes that are in play; nothing when there are too many to be kept.
[[nodiscard]] std::optional<MemoryKey> with_elements(Workings& workings, const Frame& frame,
                                                     const std::vector<model::Axis>& axes, MemoryKey key);

/// The row of this kind of record that is in play here or around the aggregates that stand here.
[[nodiscard]] std::optional<std::size_t> row_in_play(const Frame& frame, model::RecordId record);

/// The total that an example gives for a whole stretch of time at once; nothing where it gives none.
[[nodiscard]] std::optional<model::Value> total_fixed(Workings& workings, model::TermId id,
                                                      const std::vector<calendar::Days>& stretches);

}  // namespace concordat::eval::reference
