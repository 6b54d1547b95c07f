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

/// Rows of a file that were left to the careful reader (record_chunks.h): as they stand, in the order of the file.
struct SetAsideRows {
    std::string head;  // the header line and the notes under it, with their line ends
    std::size_t head_lines = 0;
    std::vector<std::string> rows;   // without line ends at their ends
    std::vector<std::size_t> lines;  // where each begins, from 1
};
/// Reads them as read_reports() would, with the lines that they have in the file. Nothing when they are no rows of
/// cells: then the whole file is for the careful reader.
[[nodiscard]] std::optional<std::vector<RecordRow>> read_set_aside(const model::Contract& contract,
                                                                   model::RecordId record, const std::string& file,
                                                                   const SetAsideRows& rows, Problems& problems);

}  // namespace concordat::data
