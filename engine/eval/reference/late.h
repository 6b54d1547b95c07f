// engine/eval/reference/late.h · room: eval
// What:  figures and records that were reported after the last day on which they count: which they are, and which rows
//        of several reports stand where there is such a day.
// Source: findings N6 (a late figure is listed and moves nothing), N21 (a later decision is only listed).
#pragma once

#include <optional>
#include <vector>

#include "eval/reference/workings.h"

namespace concordat::eval::reference {

/// Known only after the last day that counts for its own period.
[[nodiscard]] bool is_too_late(const model::Contract& contract, const model::FactSource& source,
                               const data::Fact& fact);

/// A row as it was reported, and its report.
struct PlacedRow {
    const data::RecordRow* row;
    const data::Report* report;
};
/// The records of this kind may come too late: what stands is then found row by row.
[[nodiscard]] bool may_come_too_late(const Workings& workings, model::RecordId record);
/// A row of any known report, and the last day on which it counts.
struct DatedRow {
    PlacedRow placed;
    std::optional<calendar::Period> own;
    std::optional<calendar::Date> last;
    [[nodiscard]] bool is_late() const {
        return last && placed.report->known_from && *placed.report->known_from > *last;
    }
};
/// The rows of all known reports, the oldest report first.
[[nodiscard]] std::vector<DatedRow> rows_of_every_report(Workings& workings, model::RecordId record);

/// What came too late, and became known after that day (unset: ever) up to the day of the evaluation.
[[nodiscard]] std::vector<Evaluator::CameLate> came_too_late(Workings& workings,
                                                             const std::optional<calendar::Date>& after);

}  // namespace concordat::eval::reference
