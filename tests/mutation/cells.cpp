// tests/mutation/cells.cpp · changes one cell at a time of the parties and the schedules of a ruleset, in its text and
// in its files. Start: table_changes_of() and file_changes_of(), last.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <utility>

#include "mutation/changes.h"

namespace concordat::mutation {

std::string neighbour(const std::string& figure, int step, int places_for_whole) {
    std::string digits;
    std::size_t places = 0;
    bool behind_point = false;
    for (const char letter : figure) {
        if (letter == '.') behind_point = true;
        if (letter < '0' || letter > '9') continue;
        digits += letter;
        if (behind_point) ++places;
    }
    while (places < static_cast<std::size_t>(places_for_whole)) digits += '0', ++places;
    const long long value = std::stoll(digits) + step;
    if (value < 0) return figure;
    std::string written = std::to_string(value);
    while (written.size() <= places) written.insert(written.begin(), '0');
    if (places > 0) written.insert(written.end() - static_cast<std::ptrdiff_t>(places), '.');
    return written;
}

namespace {

const std::array<const char*, 12> months = {"January", "February", "March",     "April",   "May",      "June",
                                            "July",    "August",   "September", "October", "November", "December"};

std::chrono::year_month_day moved(int year, unsigned month, unsigned day, int step) {
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    return std::chrono::sys_days{date} + std::chrono::days{step};
}

/// Collects the changes of cells; two with one description in one table are told apart by a number.
class Cells {
public:
    explicit Cells(std::string file) : file_(std::move(file)) {}

    void cell(const std::string& table, const std::string& row, const std::string& text, std::size_t at) {
        static const std::regex figure("^(\xC2\xA3|\\$)?([0-9][0-9,]*(?:\\.[0-9]+)?)(%?)$");
        std::smatch match;
        for (const int step : {1, -1}) {
            if (std::regex_match(text, match, figure)) {
                const bool fine = match[1].matched || match[3].str() == "%";
                const std::string other = neighbour(match[2].str(), step, fine ? 2 : 0);
                if (other != match[2].str()) add(table, row, text, match[1].str() + other + match[3].str(), at);
            } else {
                add(table, row, text, day_beside(text, step), at);
            }
        }
    }
    std::vector<Change> take() { return std::move(changes_); }

private:
    void add(const std::string& table, const std::string& row, const std::string& was, const std::string& now,
             std::size_t at) {
        if (was == now) return;
        std::string what = row + ": " + was + " -> " + now;
        const int times = ++seen_[{table, what}];
        if (times > 1) what += " (" + std::to_string(times) + ")";
        changes_.push_back({table, std::move(what), at, was, now, file_});
    }
    std::string file_;
    std::vector<Change> changes_;
    std::map<std::pair<std::string, std::string>, int> seen_;
};

std::string cell_text(const std::string& cell) {
    const std::size_t first = cell.find_first_not_of(' '), last = cell.find_last_not_of(" \r");
    return first == std::string::npos ? std::string() : cell.substr(first, last - first + 1);
}

/// The cells of one row but the first, which says whose row it is.
void take_row(Cells& cells, const std::string& table, const std::string& line, std::size_t begins, char separator) {
    std::size_t at = separator == '|' ? 1 : 0;
    std::string row;
    while (at < line.size()) {
        const std::size_t stop = std::min(line.find(separator, at), line.size());
        const std::string text = cell_text(line.substr(at, stop - at));
        if (row.empty()) {
            row = text;
        } else if (!text.empty()) {
            cells.cell(table, row, text, begins + line.find_first_not_of(' ', at));
        }
        at = stop + 1;
    }
}

}  // namespace

std::string day_beside(const std::string& date, int step) {
    int year = 0, month = 0, day = 0, used = 0;
    std::array<char, 32> text{};
    if (std::sscanf(date.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &used) == 3 &&
        static_cast<std::size_t>(used) == date.size()) {
        const auto now = moved(year, static_cast<unsigned>(month), static_cast<unsigned>(day), step);
        std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", int(now.year()), unsigned(now.month()),
                      unsigned(now.day()));
        return text.data();
    }
    for (unsigned index = 0; index < months.size(); ++index) {
        const std::size_t at = date.find(std::string(" ") + months[index] + " ");
        if (at == std::string::npos || at == 0 || at > 2) continue;
        const auto now = moved(std::stoi(date.substr(date.rfind(' ') + 1)), index + 1,
                               static_cast<unsigned>(std::stoi(date.substr(0, at))), step);
        std::snprintf(text.data(), text.size(), "%u %s %d", unsigned(now.day()), months[unsigned(now.month()) - 1],
                      int(now.year()));
        return text.data();
    }
    return date;
}

std::vector<Change> table_changes_of(const std::string& text) {
    Cells cells("");
    std::string table, before;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t stop = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, stop - at);
        if (line.starts_with("## ")) {
            table = line.starts_with("## Schedule") ? line.substr(3)
                    : line.ends_with(" Parties")    ? std::string("Parties")
                                                    : std::string();
        }
        const bool in_body = line.starts_with("| ") && before.starts_with("|");
        if (!table.empty() && in_body) take_row(cells, table, line, at, '|');
        before = line;
        at = stop + 1;
    }
    return cells.take();
}

std::vector<Change> file_changes_of(const std::string& name, const std::string& text) {
    Cells cells(name);
    for (std::size_t at = text.find('\n') + 1; at != 0 && at < text.size();) {
        const std::size_t stop = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, stop - at);
        if (!line.starts_with("#")) take_row(cells, name, line, at, ',');
        at = stop + 1;
    }
    return cells.take();
}

std::vector<std::string> schedule_files_of(const std::string& text) {
    static const std::regex link("\\]\\(([^()\n]+\\.csv)\\)");
    std::vector<std::string> files;
    for (std::sregex_iterator match(text.begin(), text.end(), link), none; match != none; ++match) {
        const std::string name = (*match)[1].str();
        if (std::find(files.begin(), files.end(), name) == files.end()) files.push_back(name);
    }
    return files;
}

}  // namespace concordat::mutation
