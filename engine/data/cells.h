// engine/data/cells.h · room: data
// What:  the cells of one column, typed by what the contract says of it. A blank is missing, `-` is none, 0 is nothing.
// Source: language.md section 10 "Data files"; drafting findings section 4, N16, N39.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "data/amounts.h"
#include "data/csv.h"
#include "data/headings.h"
#include "data/problems.h"
#include "model/contract.h"

namespace concordat::data {

/// What a column holds.
struct ColumnSpec {
    std::string name;  // the field, term or key, for messages
    model::Kind kind;
    CellForm form = {};
    std::string owed_by = {};                                      // who reports it, for what is missing
    std::optional<calendar::PeriodUnit> unit = std::nullopt;       // a period column: the only unit that fits
    std::optional<std::vector<std::size_t>> rows = std::nullopt;   // the rows that hold it; all when not said
    enum class Blank { missing, refused } blank = Blank::missing;  // refused: the row is nothing without it
};

/// A column of dates.
[[nodiscard]] ColumnSpec date_column_spec(const Heading& heading);

/// Reads one column of one file. What is wrong goes into `problems`: each bad cell once, and once for the whole column
/// where its form is what is wrong.
class ColumnReader {
public:
    ColumnReader(const model::Contract& contract, const CsvFile& file, std::size_t column, ColumnSpec spec,
                 Problems& problems);

    /// The value of the cell in this row; nothing where it cannot be read, which is then reported.
    [[nodiscard]] std::optional<model::Value> read(std::size_t row);
    [[nodiscard]] const ColumnSpec& spec() const { return spec_; }
    [[nodiscard]] const CsvCell& cell(std::size_t row) const { return file_->row(row)[column_]; }
    [[nodiscard]] std::string_view heading() const { return file_->header[column_].text; }

private:
    void survey();
    void survey_percentages(const std::vector<std::size_t>& rows);
    void survey_dates(const std::vector<std::size_t>& rows);
    void list_names();
    std::optional<model::Value> read_known(const CsvCell& cell, std::string_view text);
    std::optional<model::Value> read_amount_cell(const CsvCell& cell, std::string_view text);
    std::optional<model::Value> read_date_cell(const CsvCell& cell, std::string_view text);
    std::optional<model::Value> read_yes_no_cell(const CsvCell& cell, std::string_view text);
    std::optional<model::Value> read_name_cell(const CsvCell& cell, std::string_view text);
    std::optional<model::Value> read_period_cell(const CsvCell& cell, std::string_view text);
    std::nullopt_t refuse(const CsvCell& cell, CellFault fault);
    CellFault unknown_name(std::string_view text);

    const model::Contract* contract_;  // pointers, so that a reader can be moved into another's place
    const CsvFile* file_;
    std::size_t column_;
    ColumnSpec spec_;
    Problems* problems_;
    PercentageStyle percentages_ = PercentageStyle::signed_cells;
    bool form_is_refused_ = false;    // said once already: its cells are passed over
    std::vector<std::string> names_;  // of a closed list, a role or a set, in order
    std::unordered_map<std::string, model::Value> by_name_;
    std::map<std::string, std::optional<std::string>, std::less<>> nearest_;  // found so far
};

/// Whether the cell says that there is no such thing.
[[nodiscard]] bool is_none_mark(std::string_view text);
/// A cell's text as a message quotes it: on one line, safe to print, not too long.
[[nodiscard]] std::string in_ticks(std::string_view text);
/// "an Adjustment Event"
[[nodiscard]] std::string with_article(std::string_view name);
/// "spells.csv" of "data/spells.csv".
[[nodiscard]] std::string_view file_part(std::string_view path);
/// How a cell of this kind is typed: "money, as 1234.50", "one of: A, B". What templates tell and messages say.
[[nodiscard]] std::string how_written(const model::Contract& contract, const ColumnSpec& spec);
/// Reads the label of a period of any unit: also a day (2026-08-31) and a week (2026-W05).
[[nodiscard]] std::optional<calendar::Period> read_any_period(std::string_view text, calendar::YearStart year_start);
/// The name that this contract gives to periods of a unit: "Programme Year", "Month".
[[nodiscard]] std::string unit_words(const model::Contract& contract, calendar::PeriodUnit unit);

}  // namespace concordat::data
