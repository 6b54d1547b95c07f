// engine/eval/plan/planned.h · room: eval
// What:  what a kind of record comes to in a settlement, planned: which columns are read, which steps are run over
// them, what is added up by
//        whom and when. Or why that cannot be done, and each record is worked out by itself.
// Source: architecture.md, decisions 3 to 6.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/chunk_columns.h"
#include "data/dataset.h"
#include "eval/plan/program.h"
#include "model/contract.h"

namespace concordat::eval::plan {

/// A field that the steps need, and how its cells become whole numbers.
struct PlannedField {
    std::size_t column = 0;  // of the record
    data::ChunkColumn cells;
};

/// One aggregate over records: what is added up, for which of them, in which groups.
struct PlannedSum {
    model::ExprId aggregate;
    std::optional<Place> amount;     // what each record adds; none: only their number is asked for
    Number denominator = 1;          // of the amount
    std::uint64_t most = 0;          // by size, what stands in its register
    Place wanted = 0;                // 1 where the record is one of them
    Place group = 0;                 // of its elements and its month
    std::vector<std::size_t> sizes;  // elements that each link may be
};

struct RecordPlan {
    model::RecordId record;
    Program program;
    std::vector<PlannedField> fields;
    std::vector<PlannedSum> sums;
    std::optional<Place> day;    // on which a record falls; none: its report says its period
    Place report_day = 0;        // the column that holds the day of the report, where that decides
    Place month = 0;             // register of the month, counted from the first; -1 outside the agreement
    calendar::Date first_month;  // its first day: group numbers count months from here
    std::size_t months = 0;
    std::vector<std::unique_ptr<data::ShortTexts>> texts;
};

/// A plan, or why there is none. `because` is for people: "`Fee` divides by a figure of each record".
struct Planning {
    std::unique_ptr<RecordPlan> plan;
    std::string because;
};
/// Whether records of this kind can be planned as far as the contract alone tells.
[[nodiscard]] std::optional<std::string> cannot_be_planned(const model::Contract& contract, model::RecordId record);
/// Plans with the tables and figures at hand. `data` holds no records of this kind yet.
[[nodiscard]] Planning plan_record(const model::Contract& contract, const data::DataSet& data, model::RecordId record);

}  // namespace concordat::eval::plan
