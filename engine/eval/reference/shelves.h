// engine/eval/reference/shelves.h · room: eval
// What:  the data of one evaluation, arranged once so that finding in it does not mean searching all of it.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "data/dataset.h"
#include "eval/reference/evaluator.h"
#include "model/contract.h"

namespace concordat::eval::reference {

/// The known reports of one fact: by element, then by the first day of the period; the newest of each.
struct FactShelf {
    using ByPeriod = std::map<std::int32_t, const data::Fact*>;
    std::unordered_map<std::string, ByPeriod> by_elements;
};
/// Stands for "once for all periods" in FactShelf::ByPeriod: before every day.
inline constexpr std::int32_t once_for_all = INT32_MIN;

/// When a record happened, as far as settling is concerned.
struct Dating {
    enum class State {
        dated,
        in_no_period,  // not yet: its date is blank and may be
        undated,       // its kind has no dates: it belongs to every period
        not_known      // its date is missing, and what counts it waits
    } state = State::undated;
    calendar::Date text_day;                  // its own day: whose text of the contract applies
    calendar::Date placed;                    // a day that lies in every period it falls in
    std::optional<calendar::Period> settles;  // the period of the settlement unit
    model::Value why;                         // what is missing
};

/// Whether a record counts. `waits` holds what is missing when that cannot be said yet.
struct RowStanding {
    Evaluator::Standing standing;
    std::optional<model::Missing> waits;
};

/// Rows that have the same values in the columns that link: by day, and those that belong to every period or to one
/// that is not known yet.
struct RowBucket {
    std::vector<std::pair<std::int32_t, std::size_t>> by_day;
    std::vector<std::size_t> any_time;
};
struct LinkedRows {
    std::unordered_map<std::string, RowBucket> by_values;
    RowBucket blank;  // a column that links is missing
};

struct RecordShelf {
    std::deque<data::RecordRow> made;   // rows that no file has: of groups, and those that stand for two
    std::vector<std::size_t> group_of;  // of a group: by row of its records, the row of the group
    bool rules_applied = false;         // which records count beside each other is known, or being found
    std::vector<std::optional<Evaluator::Standing>> not_counted;  // by row: beside which others it does not count
    bool reported = false;                                        // some report is known, if only an empty one
    std::vector<const data::RecordRow*> rows;                     // in the fixed order
    std::vector<const data::Report*> report_of;                   // of each row
    // Rows behind those that have come stand for others (stand_in.cpp): for which period each of them does, and what
    // is missing of a period for which nothing stands, by its first day.
    bool stand_ins_added = false;
    std::size_t reported_rows = 0;
    std::vector<calendar::Period> stands_for;
    std::map<calendar::Date, model::Missing> waits_for_report;
    std::vector<const data::Report*> reports;   // known, the oldest first
    std::vector<const data::Report*> standing;  // those of them whose records are not replaced by a later one's
    std::vector<std::optional<Dating>> datings;
    std::vector<std::optional<RowStanding>> standings;
    std::map<std::vector<std::size_t>, LinkedRows> by_links;  // by the columns that link
    std::optional<std::unordered_map<std::string, std::size_t>> by_unique;
    /// By columns, then by what stands in them: for the record before.
    std::map<std::vector<std::size_t>, std::unordered_map<std::string, std::vector<std::size_t>>> by_columns;
};

/// Rows of a look-up table by those keys that must be equal.
struct TableShelf {
    std::unordered_map<std::string, std::vector<std::size_t>> by_keys;
};

}  // namespace concordat::eval::reference
