// engine/data/records.cpp · room: data
// What:  finds the columns of a record's fields, reads row by row, and sees to it that an identifier stands once.
// Start: read_reports(), last in the file; the functions above it are its steps, in order.
#include "data/records.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include <fmt/format.h>

#include "data/cells.h"
#include "data/value_key.h"

namespace concordat::data {
namespace {

using model::Value;
using source::Code;

using FieldReaders = std::vector<std::optional<ColumnReader>>;  // by column of the record

ColumnSpec field_spec(const model::Record& record, const model::Field& field, const CellForm& of_heading) {
    const CellForm of_contract{.share_of_one = field.share_of_one,
                               .in_hundredths = field.in_hundredths,
                               .one_or_zero = field.one_or_zero,
                               .slash_dates = field.slash_dates};
    const bool needs_cell = field.unique && !field.may_be_blank;
    return {.name = field.name,
            .kind = field.kind,
            .form = joined_forms(of_heading, of_contract),
            .owed_by = record.reported_by,
            .blank = needs_cell ? ColumnSpec::Blank::refused : ColumnSpec::Blank::missing};
}

FieldReaders find_fields(const model::Contract& contract, const model::Record& record, TakenFile& file,
                         Problems& problems) {
    FieldReaders readers;
    readers.reserve(record.fields.size());
    for (const model::Field& field : record.fields) {
        const std::optional<std::size_t> column = take_column(file, field.name);
        readers.emplace_back();
        if (!column) continue;
        readers.back().emplace(contract, file.csv, *column, field_spec(record, field, file.headings[*column].form),
                               problems);
    }
    for (std::size_t index = 0; index < readers.size(); ++index) {
        if (readers[index]) continue;
        const std::string& name = record.fields[index].name;
        report_missing_column(file, name,
                              fmt::format("the file has no column `{}`; each {} has that field", name, record.name),
                              problems);
    }
    return readers;
}

/// Rows by the day they were reported, those without a day first.
using RowsByDay = std::map<std::optional<calendar::Date>, std::vector<std::size_t>>;

RowsByDay rows_by_day(const model::Contract& contract, TakenFile& file, std::optional<calendar::Date> otherwise,
                      Problems& problems) {
    RowsByDay rows;
    const std::optional<std::size_t> column = take_reported_on(file);
    if (!column) {
        std::vector<std::size_t>& all = rows[otherwise];
        for (std::size_t row = 0; row < file.csv.row_count(); ++row) all.push_back(row);
        return rows;
    }
    ColumnReader days(contract, file.csv, *column, date_column_spec(file.headings[*column]), problems);
    for (std::size_t row = 0; row < file.csv.row_count(); ++row) {
        const std::optional<Value> value = days.read(row);
        const auto* day = value ? std::get_if<calendar::Date>(&*value) : nullptr;
        rows[day != nullptr ? std::optional(*day) : otherwise].push_back(row);
    }
    if (rows.empty()) rows[otherwise];
    return rows;
}

RecordRow read_record(const model::Record& record, const TakenFile& file, FieldReaders& readers, std::size_t row) {
    RecordRow found;
    found.origin = {std::string(file_part(file.csv.name)), file.csv.line_of_row(row)};
    found.fields.reserve(readers.size());
    for (std::size_t index = 0; index < readers.size(); ++index) {
        std::optional<Value> value = readers[index] ? readers[index]->read(row) : std::nullopt;
        if (!value) {
            value = model::Missing{record.fields[index].name, record.reported_by,
                                   fmt::format("cannot be read in {} line {}", found.origin.file, found.origin.line)};
        }
        found.fields.push_back(std::move(*value));
    }
    return found;
}

/// An identifier stands once in a report: twice is a mistake, not a sum.
class UniqueFields {
public:
    UniqueFields(const model::Record& record, const TakenFile& file, Problems& problems)
        : record_(record), file_(file), problems_(problems), seen_(record.fields.size()) {}

    void check(const RecordRow& found, const FieldReaders& readers, std::size_t row) {
        for (std::size_t index = 0; index < record_.fields.size(); ++index) {
            const bool is_checked =
                record_.fields[index].unique && readers[index] && model::is_known(found.fields[index]);
            if (!is_checked) continue;
            const auto [first, is_new] = seen_[index].emplace(value_key(found.fields[index]), row);
            if (!is_new) report(*readers[index], first->second, row);
        }
    }

private:
    void report(const ColumnReader& reader, std::size_t first, std::size_t row) {
        problems_
            .add(Code::record_twice, "", file_.csv.place(reader.cell(row)),
                 fmt::format("the {} {} stands twice in one report; it is unique", reader.spec().name,
                             in_ticks(reader.cell(row).text)))
            .label(file_.csv.place(reader.cell(first)), "first here")
            .with_help("take out the row that does not count; a later report goes into a file of its own");
    }

    const model::Record& record_;
    const TakenFile& file_;
    Problems& problems_;
    std::vector<std::unordered_map<std::string, std::size_t>> seen_;  // by field: value to row
};

/// Which line of the whole file a line of the shorter one is.
class LinesOfFile {
public:
    explicit LinesOfFile(const SetAsideRows& rows) {
        for (std::size_t line = 1; line <= rows.head_lines; ++line) lines_.push_back(line);
        for (std::size_t index = 0; index < rows.rows.size(); ++index) {
            const auto inner = static_cast<std::size_t>(std::ranges::count(rows.rows[index], '\n'));
            for (std::size_t line = 0; line <= inner; ++line) lines_.push_back(rows.lines[index] + line);
        }
    }
    [[nodiscard]] std::size_t of(std::size_t line) const {
        return line >= 1 && line <= lines_.size() ? lines_[line - 1] : line;
    }

private:
    std::vector<std::size_t> lines_;
};

}  // namespace

std::optional<std::vector<RecordRow>> read_set_aside(const model::Contract& contract, model::RecordId id,
                                                     const std::string& file_name, const SetAsideRows& rows,
                                                     Problems& problems) {
    std::string bytes = rows.head;
    for (const std::string& row : rows.rows) bytes += row + '\n';
    const LinesOfFile lines(rows);
    CsvFile csv = read_csv(file_name, bytes);
    if (!csv.problems.empty()) return std::nullopt;
    for (CsvCell& cell : csv.cells) cell.line = static_cast<std::uint32_t>(lines.of(cell.line));
    for (CsvFile::RowStart& start : csv.row_starts) start.line = static_cast<std::uint32_t>(lines.of(start.line));
    TakenFile file = taken_file(std::move(csv));
    const model::Record& record = contract.record(id);
    FieldReaders readers = find_fields(contract, record, file, problems);
    UniqueFields unique(record, file, problems);
    std::vector<RecordRow> found;
    for (std::size_t row = 0; row < file.csv.row_count(); ++row) {
        found.push_back(read_record(record, file, readers, row));
        unique.check(found.back(), readers, row);
    }
    return found;
}

std::vector<Report> read_reports(const model::Contract& contract, model::RecordId id, TakenFile& file,
                                 std::optional<calendar::Period> period, Problems& problems) {
    const model::Record& record = contract.record(id);
    FieldReaders readers = find_fields(contract, record, file, problems);
    const std::optional<calendar::Date> end = period ? std::optional(period->last()) : std::nullopt;
    std::vector<Report> reports;
    for (const auto& [day, rows] : rows_by_day(contract, file, end, problems)) {
        Report report{.file = std::string(file_part(file.csv.name)), .period = period, .known_from = day, .rows = {}};
        UniqueFields unique(record, file, problems);
        report.rows.reserve(rows.size());
        for (const std::size_t row : rows) {
            report.rows.push_back(read_record(record, file, readers, row));
            unique.check(report.rows.back(), readers, row);
        }
        reports.push_back(std::move(report));
    }
    return reports;
}

}  // namespace concordat::data
