// engine/eval/reference/rows.h · room: eval
// What:  the records that are known and stand: which rows, in what order, when each happened, whether each counts.
// Source: findings N6 (later reports), N10 (counts), N16 (missing sets).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "eval/reference/workings.h"

namespace concordat::eval::reference {

[[nodiscard]] RecordShelf& shelf_of(Workings& workings, model::RecordId record);
/// When the row happened. Its rule is worked out once.
[[nodiscard]] const Dating& dating_of(Workings& workings, model::RecordId record, std::size_t row);
/// Whether the row counts, is held or is left out, and why.
[[nodiscard]] RowStanding standing_of(Workings& workings, model::RecordId record, std::size_t row);
/// The row whose unique field has this value.
[[nodiscard]] std::optional<std::size_t> row_with(Workings& workings, model::RecordId record,
                                                  const model::Value& unique);
/// A field as the clauses see it: what stands in the file, or what is said for a blank.
[[nodiscard]] model::Value field_of(Workings& workings, model::RecordId record, std::size_t row, std::size_t column,
                                    const Frame& frame);
/// The period a record's amounts are for: the one it falls in, else the one asked about.
[[nodiscard]] calendar::Period period_of_record(Workings& workings, model::RecordId record, std::size_t row,
                                                const calendar::Period& asked);
/// The day whose text applies to a record: its own, else the first of the period asked about.
[[nodiscard]] calendar::Date text_day_of_record(Workings& workings, model::RecordId record, std::size_t row,
                                                const calendar::Period& period);
/// The day whose text applies to a period: its first, or the first of the agreement where that is later.
[[nodiscard]] calendar::Date text_day_of(const model::Contract& contract, const calendar::Period& period);

}  // namespace concordat::eval::reference
