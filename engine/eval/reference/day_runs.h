// engine/eval/reference/day_runs.h · room: eval
// What:  which days each record has: painted over all records of a person at once, kept as stretches of days.
// Source: findings N33, N45. Work grows with the number of records times its logarithm, never with its square.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "calendar/period.h"
#include "model/contract.h"

namespace concordat::eval::reference {

struct Workings;

struct DayRuns {
    struct OfRow {
        std::vector<calendar::Days> runs;     // in order, apart from each other, cut to the term of the contract
        bool open = false;                    // without an end yet
        std::optional<model::Value> instead;  // what is missing, so that its days are not known
        std::string clash;                    // another record has an equal claim to a day
        model::ClauseId clash_clause;
    };
    std::vector<OfRow> rows;
};

/// Worked out once for each kind of record.
[[nodiscard]] const DayRuns& day_runs_of(Workings& workings, model::DaySetId days);

/// The day on which a record with days of its own starts, counted or held; nothing where that is not known.
[[nodiscard]] std::optional<calendar::Date> first_day_of_record(Workings& workings, model::RecordId record,
                                                                std::size_t row);

}  // namespace concordat::eval::reference
