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

/// A CSV file in the contract's own folder or below it: no other page, no path that leads out.
bool lies_beside(const std::string& link) {
    const bool leads_out = link.starts_with('/') || link.starts_with("..") || link.find("/..") != std::string::npos;
    return !leads_out && link.find("://") == std::string::npos && data::folded_name(link).ends_with(".csv");
}

syntax::Cell cell_of(const data::CsvFile& file, const data::CsvCell& csv) {
    syntax::Cell cell;
    cell.text = data::tidy_name(csv.text);
    cell.place = file.place(csv);
    return cell;
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

/// A table whose cells are text with places; what they mean is read where it is known what they are
/// for. Of a file above the limit of rows only the first rows are taken: the rest is data, not
/// contract. Of a long file that is not `whole` only those that show what its columns hold.
syntax::Table table_of(const data::CsvFile& file, bool whole) {
    syntax::Table table;
    table.file = file.name;
    for (const data::CsvCell& heading : file.header) table.headings.push_back(cell_of(file, heading));
    const std::size_t rows = std::min(file.row_count(), limits::table_rows);
    std::vector<char> shown(file.header.size(), 0);
    for (std::size_t index = 0; index < rows; ++index) {
        if (!shows_more(file.row(index), shown) && !whole && index >= most_rows_with_names) continue;
        syntax::Row& row = table.rows.emplace_back();
        for (const data::CsvCell& csv : file.row(index)) row.cells.push_back(cell_of(file, csv));
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
    if (table == linked.tables.end() || file == linked.files.end() || table->second.rows.size() < most_rows_with_names)
        return;
    table->second = table_of(data::read_csv(link, file->bytes), true);
}

std::vector<std::string> names_in(const std::map<std::string, syntax::Table>& tables,
                                  const source::SourceText& contract) {
    std::vector<std::string> names;
    for (const auto& [file, table] : tables) {
        if (table.headings.empty() || table.rows.size() >= most_rows_with_names) continue;
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
