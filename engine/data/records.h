// engine/data/records.h · room: data
// What:  the rows of one file of records, as the report or reports that they are.
// Source: language.md F5; drafting findings N6 (successive reports), N16 (missing, field by field).
#pragma once

#include <optional>
#include <vector>

#include "calendar/period.h"
#include "data/columns.h"
#include "data/dataset.h"
#include "data/problems.h"
#include "model/contract.h"

namespace concordat::data {

/// Reads a file of records. One report, known from the end of `period` (from the start when there is none); with a
/// `Reported On` column one report for each of its days. A file without rows is a report with no records.
[[nodiscard]] std::vector<Report> read_reports(const model::Contract& contract, model::RecordId record, TakenFile& file,
                                               std::optional<calendar::Period> period, Problems& problems);

}  // namespace concordat::data
