// engine/data/columns.cpp · room: data
// What:  finds columns by their headings and says which are missing and which are not read.
#include "data/columns.h"

#include <algorithm>

#include <fmt/format.h>

#include "data/cells.h"
#include "source/nearest.h"

namespace concordat::data {

TakenFile taken_file(CsvFile csv) {
    TakenFile file;
    for (const CsvCell& cell : csv.header) {
        file.headings.push_back(read_heading(cell.text));
        file.folded.push_back(folded_name(file.headings.back().name));
    }
    file.used.assign(csv.width(), 0);
    file.csv = std::move(csv);
    return file;
}

std::optional<std::size_t> find_column(const TakenFile& file, std::string_view name) {
    const std::string wanted = folded_name(name);
    if (wanted.empty()) return std::nullopt;
    const auto found = std::ranges::find(file.folded, wanted);
    if (found == file.folded.end()) return std::nullopt;
    return static_cast<std::size_t>(found - file.folded.begin());
}

std::optional<std::size_t> take_column(TakenFile& file, std::string_view name) {
    const std::optional<std::size_t> column = find_column(file, name);
    if (column) file.used[*column] = 1;
    return column;
}

void report_missing_column(TakenFile& file, std::string_view name, std::string message, Problems& problems) {
    std::vector<std::string> unread;
    for (std::size_t column = 0; column < file.csv.width(); ++column) {
        if (file.used[column] == 0 && !file.folded[column].empty()) unread.push_back(file.headings[column].name);
    }
    std::optional<std::string> near = source::nearest(name, unread);
    if (near) static_cast<void>(take_column(file, *near));
    problems.add(source::Code::data_column_missing, "", file.csv.place(file.csv.header.front()), std::move(message))
        .with_help(near ? fmt::format("if {} is meant, rename it to `{}`", in_ticks(*near), name)
                        : fmt::format("add a column `{}`; leave its cells blank where nothing is known", name));
}

void warn_of_extra_columns(const TakenFile& file, const std::vector<std::string>& known, Problems& problems) {
    std::string names;
    std::optional<std::size_t> first;
    std::size_t count = 0;
    std::string help = "nothing reads them; take them out, or leave them";
    for (std::size_t column = 0; column < file.csv.width(); ++column) {
        if (file.used[column] != 0 || file.folded[column].empty()) continue;
        if (!first) first = column;
        if (++count > 1) names += ", ";
        names += in_ticks(file.csv.header[column].text);
        if (const std::optional<std::string> near = source::nearest(file.headings[column].name, known)) {
            help = fmt::format("did you mean `{}` by {}?", *near, in_ticks(file.headings[column].name));
        }
    }
    if (!first) return;
    problems
        .add(source::Code::data_columns_not_used, "", file.csv.place(file.csv.header[*first]),
             fmt::format("{} {} not used; the contract names no such {}", names, count == 1 ? "is" : "are",
                         count == 1 ? "column" : "columns"))
        .with_help(std::move(help));
}

std::optional<std::size_t> take_reported_on(TakenFile& file) {
    if (const std::optional<std::size_t> column = take_column(file, "Reported On")) return column;
    return take_column(file, "Day Reported");
}

}  // namespace concordat::data
