// engine/data/tables.cpp · room: data
// What:  finds a table's columns, reads its rows, and looks for rows that give one key two values.
// Start: fill_table(), last in the file; the functions above it are its steps, in order.
#include "data/tables.h"

#include <algorithm>
#include <bit>
#include <map>

#include <fmt/format.h>

#include "data/cells.h"
#include "data/value_key.h"

namespace concordat::data {
namespace {

using model::Value;
using source::Code;

struct TableReaders {
    std::vector<ColumnReader> keys;
    std::vector<std::optional<ColumnReader>> keys_to;  // by key; only for ranges
    std::vector<ColumnReader> values;
    std::optional<ColumnReader> from, until;
};

/// Finds the columns of one table. What is missing is reported once all others are known.
struct ColumnSearch {
    const model::Contract& contract;
    TakenFile& file;
    const model::Table& table;
    Problems& problems;
    std::vector<std::string> missing;

    std::optional<ColumnReader> reader(const std::string& heading, const model::Kind& kind, ColumnSpec::Blank blank) {
        const std::optional<std::size_t> column = take_column(file, heading);
        if (!column) {
            missing.push_back(heading);
            return std::nullopt;
        }
        ColumnSpec spec{.name = heading, .kind = kind, .form = file.headings[*column].form, .blank = blank};
        spec.form = joined_forms(spec.form, {.share_of_one = table.share_of_one});
        return ColumnReader(contract, file.csv, *column, std::move(spec), problems);
    }
    std::optional<ColumnReader> date_reader(const std::string& heading) {
        model::Kind date;
        date.base = model::KindBase::date;
        return reader(heading, date, ColumnSpec::Blank::missing);
    }
};

void find_keys(ColumnSearch& search, TableReaders& readers) {
    for (const model::Table::Key& key : search.table.keys) {
        const bool is_range = key.is_range && !key.heading_to.empty();
        const auto blank = is_range ? ColumnSpec::Blank::missing : ColumnSpec::Blank::refused;
        if (std::optional<ColumnReader> found = search.reader(key.heading, key.kind, blank)) {
            readers.keys.push_back(std::move(*found));
        }
        readers.keys_to.push_back(is_range ? search.reader(key.heading_to, key.kind, blank) : std::nullopt);
    }
}

std::optional<TableReaders> find_table_columns(ColumnSearch search) {
    TableReaders readers;
    find_keys(search, readers);
    for (const model::Table::Column& column : search.table.columns) {
        std::optional<ColumnReader> found = search.reader(column.heading, column.kind, ColumnSpec::Blank::missing);
        if (found) readers.values.push_back(std::move(*found));
    }
    if (search.table.dated) {
        readers.from = search.date_reader("From");
        if (find_column(search.file, "Until")) readers.until = search.date_reader("Until");
    }
    for (const std::string& heading : search.missing) {
        report_missing_column(search.file, heading,
                              fmt::format("the file has no column `{}`; {} needs it", heading, search.table.title),
                              search.problems);
    }
    if (!search.missing.empty()) return std::nullopt;
    return readers;
}

/// The day in a cell; an open end for a blank. False when it cannot be read.
bool read_day(std::optional<ColumnReader>& reader, std::size_t row, std::optional<calendar::Date>& day) {
    if (!reader) return true;
    const std::optional<Value> value = reader->read(row);
    if (!value) return false;
    if (const auto* date = std::get_if<calendar::Date>(&*value)) day = *date;
    return true;
}

/// An end of a range: None where it is open.
Value open_or(Value value) { return model::is_known(value) ? std::move(value) : Value(model::None{}); }

bool has_ranges(const model::Table& table) {
    return std::ranges::any_of(table.keys, [](const model::Table::Key& key) { return key.is_range; });
}

bool read_keys(const model::Table& table, TableReaders& readers, std::size_t row, model::Table::Row& found) {
    bool is_whole = true;
    const bool has_ends = has_ranges(table);
    found.keys.reserve(table.keys.size());
    for (std::size_t key = 0; key < table.keys.size(); ++key) {
        std::optional<Value> from = readers.keys[key].read(row);
        std::optional<Value> to;
        const bool is_range = readers.keys_to[key].has_value();
        if (is_range) to = readers.keys_to[key]->read(row);
        is_whole = is_whole && from && (to || !is_range);
        if (!is_whole) continue;
        found.keys.push_back(is_range ? open_or(std::move(*from)) : std::move(*from));
        if (has_ends) found.keys_to.push_back(is_range ? open_or(std::move(*to)) : found.keys.back());
    }
    return is_whole;
}

/// Reads one row; nothing when any of it cannot be read. Every bad cell of the row is reported.
std::optional<model::Table::Row> read_table_row(const TakenFile& file, const model::Table& table, TableReaders& readers,
                                                std::size_t row, Problems& problems) {
    model::Table::Row found;
    bool is_whole = read_keys(table, readers, row, found);
    is_whole = read_day(readers.from, row, found.from) && is_whole;
    is_whole = read_day(readers.until, row, found.until) && is_whole;
    found.cells.reserve(readers.values.size());
    for (ColumnReader& reader : readers.values) {
        std::optional<Value> value = reader.read(row);
        is_whole = is_whole && value;
        if (value) found.cells.push_back(std::move(*value));
    }
    if (!is_whole) return std::nullopt;
    if (found.from && found.until && *found.until < *found.from) {
        problems
            .add(Code::data_dates_reversed, "", file.csv.place(readers.until->cell(row)),
                 fmt::format("Until {} is before From {}; both days are in", calendar::write_iso(*found.until),
                             calendar::write_iso(*found.from)))
            .with_help("exchange the two, or correct the one that is wrong");
        return std::nullopt;
    }
    found.place = whole_file(file.csv.name);
    found.place.line = file.csv.line_of_row(row);
    found.place.column = 1;
    return found;
}

// ---- one key, two rows --------------------------------------------------------------------------------------------

using Row = model::Table::Row;

/// -1, 0 or 1 for values that have an order; 0 for others.
int compare_values(const Value& a, const Value& b) {
    if (a.index() != b.index()) return 0;
    if (const auto* number = std::get_if<exact::Ratio>(&a)) {
        const auto& other = std::get<exact::Ratio>(b);
        return *number < other ? -1 : other < *number ? 1 : 0;
    }
    if (const auto* date = std::get_if<calendar::Date>(&a)) {
        const auto other = std::get<calendar::Date>(b);
        return *date < other ? -1 : other < *date ? 1 : 0;
    }
    return 0;
}

/// Whether one range begins inside the other. Ranges that only touch at an end do not overlap.
bool ranges_overlap(const Row& a, const Row& b, std::size_t key) {
    const auto ends_before = [key](const Row& first, const Row& second) {
        const Value& end = first.keys_to[key];
        const Value& begin = second.keys[key];
        return model::is_known(end) && model::is_known(begin) && compare_values(end, begin) <= 0;
    };
    const bool is_same_point = model::is_known(a.keys[key]) && value_key(a.keys[key]) == value_key(b.keys[key]) &&
                               value_key(a.keys_to[key]) == value_key(b.keys_to[key]);
    return is_same_point || (!ends_before(a, b) && !ends_before(b, a));
}

bool dates_overlap(const Row& a, const Row& b) {
    const auto ends_before = [](const Row& first, const Row& second) {
        return first.until && second.from && *first.until < *second.from;
    };
    return !ends_before(a, b) && !ends_before(b, a);
}

bool rows_overlap(const model::Table& table, const Row& a, const Row& b) {
    for (std::size_t key = 0; key < table.keys.size(); ++key) {
        if (table.keys[key].is_range && !ranges_overlap(a, b, key)) return false;
    }
    return dates_overlap(a, b);
}

/// A row with its number in the file, for the message.
struct NumberedRow {
    const Row* row = nullptr;
    std::size_t number = 0;
};

/// The key that rows are put in order by: the first that is a range; without one, the dates.
std::optional<std::size_t> range_key(const model::Table& table) {
    const auto found = std::ranges::find(table.keys, true, &model::Table::Key::is_range);
    if (found == table.keys.end()) return std::nullopt;
    return static_cast<std::size_t>(found - table.keys.begin());
}

/// Orders rows by where they begin; an open begin comes first.
struct BeginsBefore {
    std::optional<std::size_t> key;
    bool operator()(const NumberedRow& a, const NumberedRow& b) const {
        if (!key && a.row->from != b.row->from) return a.row->from < b.row->from;
        if (!key) return a.number < b.number;
        const Value& begin_a = a.row->keys[*key];
        const Value& begin_b = b.row->keys[*key];
        if (model::is_known(begin_a) != model::is_known(begin_b)) return model::is_known(begin_b);
        const int order = compare_values(begin_a, begin_b);
        return order != 0 ? order < 0 : a.number < b.number;
    }
};

/// Whether `earlier` ends before `next` and so before every row that comes after it.
bool has_ended(const NumberedRow& earlier, const NumberedRow& next, std::optional<std::size_t> key) {
    if (!key) return earlier.row->until && next.row->from && *earlier.row->until < *next.row->from;
    const Value& end = earlier.row->keys_to[*key];
    const Value& begin = next.row->keys[*key];
    return model::is_known(end) && model::is_known(begin) && compare_values(end, begin) < 0;
}

void report_overlap(const TakenFile& file, const model::Table& table, NumberedRow first, NumberedRow second,
                    Problems& problems) {
    if (second.number < first.number) std::swap(first, second);
    std::string key;
    for (const model::Table::Key& part : table.keys) {
        const std::optional<std::size_t> column = find_column(file, part.heading);
        if (!column) continue;
        key += fmt::format("{}{}", key.empty() ? "" : ", ", in_ticks(file.csv.row(second.number)[*column].text));
    }
    const std::string_view when = table.dated ? " for days that both rows cover" : "";
    problems
        .add(Code::data_rows_overlap, "", file.csv.place(file.csv.row(second.number).front()),
             fmt::format("{} is there twice{}; a key has one row{}", key, when, table.dated ? " on any day" : ""))
        .label(file.csv.place(file.csv.row(first.number).front()), "first here")
        .with_help(table.dated ? "end the earlier row on the day before the later one begins"
                               : "take one of the rows out");
}

/// A day that no row covers, between two rows of one key.
void report_gap(const TakenFile& file, const NumberedRow& first, const NumberedRow& next, Problems& problems) {
    const calendar::Date from = first.row->until->plus_days(1);
    const calendar::Date until = next.row->from->plus_days(-1);
    problems
        .add(Code::data_rows_gap, "", file.csv.place(file.csv.row(next.number).front()),
             from == until
                 ? fmt::format("no row covers {}, between this row and the one before it", calendar::write_iso(from))
                 : fmt::format("no row covers {} to {}, between this row and the one before it",
                               calendar::write_iso(from), calendar::write_iso(until)))
        .label(file.csv.place(file.csv.row(first.number).front()), "the row before it")
        .with_help("put one of the two dates right, or write a row with `-` where there is no such price");
}

/// Dated rows of one key, in order: where one ends some days before the next begins.
void check_gaps(const TakenFile& file, const std::vector<NumberedRow>& group, Problems& problems) {
    for (std::size_t i = 1; i < group.size(); ++i) {
        const auto& until = group[i - 1].row->until;
        const auto& from = group[i].row->from;
        if (until && from && until->plus_days(1) < *from) report_gap(file, group[i - 1], group[i], problems);
    }
}

/// Rows of one key: each is compared with those before it that have not ended.
void check_group(const TakenFile& file, const model::Table& table, std::vector<NumberedRow> group, Problems& problems) {
    const std::optional<std::size_t> key = range_key(table);
    std::ranges::sort(group, BeginsBefore{key});
    std::vector<NumberedRow> open;
    for (const NumberedRow& next : group) {
        std::erase_if(open, [&](const NumberedRow& earlier) { return has_ended(earlier, next, key); });
        const auto clash = std::ranges::find_if(
            open, [&](const NumberedRow& earlier) { return rows_overlap(table, *earlier.row, *next.row); });
        if (clash != open.end()) {
            report_overlap(file, table, *clash, next, problems);
        } else {
            open.push_back(next);
        }
    }
    if (!key && table.dated) check_gaps(file, group, problems);
}

/// Rows of one key that stand below each other in the order of their days, each from the day after the one before.
bool follow_each_other(const std::vector<NumberedRow>& group) {
    for (std::size_t i = 1; i < group.size(); ++i) {
        const auto& until = group[i - 1].row->until;
        const auto& from = group[i].row->from;
        if (!until || !from || until->plus_days(1) != *from) return false;
    }
    return true;
}

/// The exact keys of a row, ranges left out.
class ExactKeys {
public:
    explicit ExactKeys(const model::Table& table) {
        for (std::size_t key = 0; key < table.keys.size(); ++key) {
            if (!table.keys[key].is_range) columns_.push_back(key);
        }
    }
    [[nodiscard]] std::size_t hash(const Row& row) const {
        std::size_t hash = 0;
        for (const std::size_t key : columns_) hash = (hash ^ value_hash(row.keys[key])) * 0x9E37'79B9'7F4A'7C15U;
        return hash ^ (hash >> 32U);
    }
    [[nodiscard]] bool same(const Row& a, const Row& b) const {
        return std::ranges::all_of(columns_, [&](std::size_t key) { return same_key(a.keys[key], b.keys[key]); });
    }
    /// For the order in which groups are looked at.
    [[nodiscard]] std::string text(const Row& row) const {
        std::string text;
        for (const std::size_t key : columns_) text += value_key(row.keys[key]);
        return text;
    }

private:
    std::vector<std::size_t> columns_;
};

/// Rows with the same exact keys, each group in the order of the file.
std::vector<std::vector<NumberedRow>> rows_by_key(const model::Table& table, const ExactKeys& keys,
                                                  const std::vector<std::size_t>& numbers) {
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::vector<NumberedRow>> groups;
    std::vector<std::size_t> places(std::bit_ceil(2 * table.rows.size() + 1), none);  // each the number of a group
    for (std::size_t index = 0; index < table.rows.size(); ++index) {
        const Row& row = table.rows[index];
        std::size_t place = keys.hash(row) & (places.size() - 1);
        while (places[place] != none && !keys.same(*groups[places[place]].front().row, row)) {
            place = (place + 1) & (places.size() - 1);
        }
        if (places[place] == none) {
            places[place] = groups.size();
            groups.emplace_back();
        }
        groups[places[place]].push_back({&row, numbers[index]});
    }
    return groups;
}

void check_overlaps(const TakenFile& file, const model::Table& table, const std::vector<std::size_t>& numbers,
                    Problems& problems) {
    const ExactKeys keys(table);
    const bool by_days = table.dated && !range_key(table);
    std::map<std::string, std::vector<NumberedRow>> groups;  // of those that are not plainly right
    for (std::vector<NumberedRow>& group : rows_by_key(table, keys, numbers)) {
        if (group.size() < 2 || (by_days && follow_each_other(group))) continue;
        groups.emplace(keys.text(*group.front().row), std::move(group));
    }
    for (auto& [key, group] : groups) check_group(file, table, std::move(group), problems);
}

/// The one key is also the value: it is only asked whether a code stands there, so it may stand there often.
bool is_list_of_codes(const model::Table& table) {
    return table.keys.size() == 1 && table.columns.size() == 1 && table.keys[0].heading == table.columns[0].heading;
}

}  // namespace

void fill_table(const model::Contract& contract, TakenFile& file, model::Table& table, Problems& problems) {
    std::optional<TableReaders> readers = find_table_columns({contract, file, table, problems, {}});
    if (!readers) return;
    std::vector<std::size_t> numbers;
    numbers.reserve(file.csv.row_count());
    table.rows.reserve(file.csv.row_count());
    for (std::size_t row = 0; row < file.csv.row_count(); ++row) {
        std::optional<Row> found = read_table_row(file, table, *readers, row, problems);
        if (!found) continue;
        table.rows.push_back(std::move(*found));
        numbers.push_back(row);
    }
    if (!is_list_of_codes(table)) check_overlaps(file, table, numbers, problems);
}

}  // namespace concordat::data
