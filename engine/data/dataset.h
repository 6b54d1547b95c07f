// engine/data/dataset.h · room: data
// What:  activity and facts as taken in: typed by the contract, each value with the place it came from and the day from
//        which it was known. What eval reads; what intake.h fills.
// Never: amounts, clauses.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calendar/period.h"
#include "model/contract.h"

namespace concordat::data {

/// Where a figure stood: for "why" and for disputes.
struct Origin {
    std::string file;
    std::size_t line = 0;  // from 1, the header is line 1
};

/// One report of one fact. The key has one element per non-period axis of the term, in the order of its index.
struct Fact {
    std::vector<model::Value> elements;  // PartyId or Member
    std::optional<calendar::Period> period;
    model::Value value;                        // known, or None for "-", or Missing for a blank cell
    std::optional<calendar::Date> known_from;  // unset: from the start
    Origin origin;
};

struct RecordRow {
    std::vector<model::Value> fields;  // by column of the record; Missing for a blank cell
    Origin origin;
};
/// One file of records as it was reported. Successive reports are ordered by `known_from`, files without one first.
struct Report {
    std::string file;
    std::optional<calendar::Period> period;  // the suffix that names the report
    std::optional<calendar::Date>
        known_from;  // end of that period, or a Reported On column (then per row: split reports)
    std::vector<RecordRow> rows;
    /// Records that were added up as they were read and are not in `rows`: how many, and the months that they fall in.
    std::uint64_t added_up = 0;
    std::vector<calendar::Period> months_added_up = {};
    std::size_t first_line_added_up = 0, last_line_added_up = 0;  // the lines of the file that hold them
};

struct DataSet {
    std::map<model::TermId, std::vector<Fact>> facts;
    std::vector<std::vector<Report>> reports;  // by RecordId; empty: nothing has come (missing, not an empty set)
    /// Look-up tables with rows filled from their files, by TableId (inline tables are copied as they are).
    std::vector<model::Table> tables;
    /// Periods (of the contract's settlement unit) that some figure or record belongs to, in order.
    std::vector<calendar::Period> periods_with_data;
    std::vector<calendar::Date> holidays;  // sorted
};

}  // namespace concordat::data
