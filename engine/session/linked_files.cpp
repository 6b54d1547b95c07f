// engine/session/linked_files.cpp · room: session
// What:  linked files read beside the contract and turned into tables of cells with their places.
// Start: read_linked_files() and names_in(), last in the file.
#include "session/linked_files.h"

#include <algorithm>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/limits.h"
#include "data/csv.h"
#include "data/headings.h"
#include "parse/parse.h"
#include "session/file_faults.h"

namespace concordat::session {
namespace {

// Longer files nearly always hold prices and activity, not parties and measures.
constexpr std::size_t most_rows_with_names = 2'000;
// Of these files so many rows are taken whatever stands in them; they nearly always show all that a column holds.
constexpr std::size_t rows_to_show_columns = 100;

/// A CSV file in the contract's own folder or below it: no other page, no path that leads out.
bool lies_beside(const std::string& link) {
    const bool leads_out = link.starts_with('/') || link.starts_with("..") || link.find("/..") != std::string::npos;
    return !leads_out && link.find("://") == std::string::npos && data::folded_name(link).ends_with(".csv");
}

syntax::Cell cell_of(const data::CsvFile& file, const data::CsvCell& csv, data::CsvFile::RowStart start) {
    syntax::Cell cell;
    cell.text = data::tidy_name(csv.text);
    cell.place = file.place(csv, start);
    return cell;
}

/// What a text looks like: figures one after the other as one sign, and so capitals and small letters.
std::string look_of(std::string_view text) {
    const auto sign_of = [](char byte) {
        if (byte >= '0' && byte <= '9') return '0';
        if (byte >= 'A' && byte <= 'Z') return 'A';
        return byte >= 'a' && byte <= 'z' ? 'a' : byte;
    };
    std::string look;
    for (const char byte : text) {
        const char sign = sign_of(byte);
        if (!look.ends_with(sign)) look += sign;
    }
    return look;
}

/// Whether the row has a cell that looks like none above it in its column.
bool looks_new(std::span<const data::CsvCell> row, std::vector<std::set<std::string>>& looks) {
    bool is_new = false;
    for (std::size_t column = 0; column < std::min(row.size(), looks.size()); ++column) {
        is_new |= looks[column].insert(look_of(row[column].text)).second;
    }
    return is_new;
}

/// Whether the row shows for the first time what a column holds.
bool shows_more(std::span<const data::CsvCell> row, std::vector<char>& shown) {
    bool more = false;
    for (std::size_t column = 0; column < std::min(row.size(), shown.size()); ++column) {
        const bool first = shown[column] == 0 && !row[column].text.empty();
        more |= first;
        if (first) shown[column] = 1;
    }
    return more;
}

/// The rows of a long file that show what its columns hold: the first ones, of the next those that look different from
/// all before, and where a column is blank for long the first that fills it.
class RowsThatShow {
public:
    explicit RowsThatShow(std::size_t columns) : shown_(columns, 0), looks_(columns) {}
    bool take(std::span<const data::CsvCell> row, std::size_t index) {
        const bool more = shows_more(row, shown_);
        const bool other = index < most_rows_with_names && looks_new(row, looks_);
        return index < rows_to_show_columns || more || other;
    }

private:
    std::vector<char> shown_;
    std::vector<std::set<std::string>> looks_;
};

bool is_long(const data::CsvFile& file) { return file.row_count() >= most_rows_with_names; }

/// A table whose cells are text with places; what they mean is read where it is known what they are
/// for. Of a file above the limit of rows only the first rows are taken: the rest is data, not
/// contract. Of a long file that is not `whole` only those that show what its columns hold.
syntax::Table table_of(const data::CsvFile& file, bool whole) {
    syntax::Table table;
    table.file = file.name;
    for (const data::CsvCell& heading : file.header)
        table.headings.push_back(cell_of(file, heading, file.header_start));
    const std::size_t rows = std::min(file.row_count(), limits::table_rows);
    const bool all = whole || !is_long(file);
    RowsThatShow showing(file.header.size());
    for (std::size_t index = 0; index < rows; ++index) {
        if (!all && !showing.take(file.row(index), index)) continue;
        syntax::Row& row = table.rows.emplace_back();
        row.cells.reserve(file.width());
        for (const data::CsvCell& csv : file.row(index))
            row.cells.push_back(cell_of(file, csv, file.row_starts[index]));
    }
    return table;
}

/// `link` leads there from the contract's folder.
void read_linked(const FileReader& files, const source::SourceText& contract, const std::string& data_folder,
                 const std::string& link, LinkedFiles& linked) {
    if (linked.tables.contains(link)) return;
    std::string path = joined_path(folder_of(contract.name()), link);
    ReadBytes read = files.read(path, limits::data_file_bytes);
    if (read.fault == FileFault::not_found && !data_folder.empty()) {
        path = joined_path(data_folder, link);
        read = files.read(path, limits::data_file_bytes);
        if (read.fault != FileFault::not_found) linked.in_data_folder.insert(link);
    }
    if (read.fault == FileFault::not_found) return;
    if (read.fault) {
        linked.problems.append(file_fault(*read.fault, {path, limits::data_file_bytes}));
        linked.tables.emplace(link, syntax::Table{});  // said here: nobody says again that it is not there
        return;
    }
    data::CsvFile file = data::read_csv(link, read.bytes);
    linked.tables.emplace(link, table_of(file, false));
    if (is_long(file)) linked.long_files.insert(link);
    linked.faults.emplace(link, std::move(file.problems));
    linked.files.push_back({link, std::move(read.bytes)});
}

}  // namespace

LinkedFiles read_linked_files(const FileReader& files, const source::SourceText& contract,
                              const std::string& data_folder) {
    LinkedFiles linked;
    for (std::size_t part = 0; part < contract.parts().size(); ++part) {
        const std::string& from = contract.parts()[part].folder;
        for (const std::string& link : parse::linked_files(contract, part)) {
            if (!lies_beside(link)) continue;
            read_linked(files, contract, data_folder, from.empty() ? link : parse::path_from(from, link), linked);
        }
    }
    return linked;
}

void take_all_rows(LinkedFiles& linked, const std::string& link) {
    const auto table = linked.tables.find(link);
    const auto file = std::ranges::find(linked.files, link, &data::DataFile::name);
    if (table == linked.tables.end() || file == linked.files.end() || !linked.long_files.contains(link)) return;
    table->second = table_of(data::read_csv(link, file->bytes), true);
}

std::vector<std::string> names_in(const LinkedFiles& linked, const source::SourceText& contract) {
    std::vector<std::string> names;
    for (const auto& [file, table] : linked.tables) {
        if (table.headings.empty() || linked.long_files.contains(file)) continue;
        const std::string& heading = table.headings.front().text;
        const bool declared = contract.text().find(fmt::format("\"{}\"", heading)) != std::string_view::npos;
        if (!declared && data::folded_name(heading) != "party") continue;
        for (const syntax::Row& row : table.rows) {
            const std::string& name = row.cells.front().text;
            if (!name.empty()) names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace concordat::session
