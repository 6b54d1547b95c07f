// engine/data/report_name.cpp · room: data
// What:  cuts a file's name into words, matches the first ones with a record and reads the rest as a period.
// Start: read_report_name(), last in the file.
#include "data/report_name.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "data/cells.h"
#include "data/headings.h"

namespace concordat::data {
namespace {

using calendar::Period;
using calendar::PeriodUnit;
using Words = std::vector<std::string>;

Words words_of(std::string_view stem) {
    Words words;
    constexpr std::string_view separators = " -_.()";
    for (std::size_t at = stem.find_first_not_of(separators); at != std::string_view::npos;) {
        const std::size_t end = std::min(stem.find_first_of(separators, at), stem.size());
        words.push_back(folded_name(stem.substr(at, end - at)));
        at = stem.find_first_not_of(separators, end);
    }
    return words;
}

bool is_number(std::string_view word, std::size_t digits) {
    return word.size() == digits && word.find_first_not_of("0123456789") == std::string_view::npos;
}
bool is_year(std::string_view word) { return is_number(word, 4); }
bool is_quarter(std::string_view word) {
    return word.size() == 2 && word[0] == 'q' && word[1] >= '1' && word[1] <= '4';
}
std::optional<int> month_of(std::string word) {
    if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return calendar::month_number(word);
}

/// The one such month or quarter in the first year of the agreement.
template <typename Fits>
std::optional<Period> in_first_year(const model::Contract& contract, PeriodUnit unit, Fits fits) {
    Period period = Period::containing(unit, contract.in_force.first, contract.year_start);
    const int periods_of_year = unit == PeriodUnit::month ? 12 : 4;
    for (int count = 0; count < periods_of_year; ++count, period = period.next(contract.year_start)) {
        if (fits(period)) return period;
    }
    return std::nullopt;
}

std::optional<Period> read_label(const model::Contract& contract, const std::string& label) {
    return read_any_period(label, contract.year_start);
}

std::optional<Period> read_one_word(const model::Contract& contract, const std::string& word) {
    if (const std::optional<int> month = month_of(word)) {
        return in_first_year(contract, PeriodUnit::month,
                             [&](const Period& period) { return period.first().month() == *month; });
    }
    if (is_quarter(word)) {
        const std::string ending = fmt::format("Q{}", word[1]);
        return in_first_year(contract, PeriodUnit::quarter,
                             [&](const Period& period) { return period.label(contract.year_start).ends_with(ending); });
    }
    if (is_number(word, 6)) return read_label(contract, fmt::format("{}-{}", word.substr(0, 4), word.substr(4)));
    if (is_number(word, 8)) {
        return read_label(contract, fmt::format("{}-{}-{}", word.substr(0, 4), word.substr(4, 2), word.substr(6)));
    }
    return is_year(word) ? read_label(contract, word) : std::nullopt;
}

/// `2018-04` is a month and `2026-27` a year; `2011-12` is the one that the record is reported for.
std::optional<Period> read_two_numbers(const model::Contract& contract, const Words& words, PeriodUnit unit) {
    const std::optional<Period> month = read_label(contract, fmt::format("{}-{}", words[0], words[1]));
    const std::optional<Period> year = read_label(contract, fmt::format("{}/{}", words[0], words[1]));
    if (month && year) return unit == PeriodUnit::year ? year : month;
    return month ? month : year;
}

std::optional<Period> read_suffix(const model::Contract& contract, Words words, PeriodUnit unit) {
    if (words.size() == 1) return read_one_word(contract, words[0]);
    // A quarter or month may stand before its year.
    if (words.size() <= 3 && (is_quarter(words[0]) || month_of(words[0]))) {
        std::ranges::rotate(words, words.begin() + 1);
    }
    if (!is_year(words[0])) return std::nullopt;
    if (words.size() == 2) {
        const std::string& second = words[1];
        if (const std::optional<int> month = month_of(second)) {
            return read_label(contract, fmt::format("{}-{:02}", words[0], *month));
        }
        if (is_quarter(second)) return read_label(contract, fmt::format("{} Q{}", words[0], second[1]));
        if (second.size() == 3 && second[0] == 'w') {
            return read_label(contract, fmt::format("{}-W{}", words[0], second.substr(1)));
        }
        return is_number(second, 2) ? read_two_numbers(contract, words, unit) : std::nullopt;
    }
    if (words.size() != 3 || !is_number(words[1], 2)) return std::nullopt;
    if (is_quarter(words[2])) return read_label(contract, fmt::format("{}/{} Q{}", words[0], words[1], words[2][1]));
    if (!is_number(words[2], 2)) return std::nullopt;
    return read_label(contract, fmt::format("{}-{}-{}", words[0], words[1], words[2]));
}

/// How many words at the front are this name; 0 when they are not.
std::size_t words_that_name(const Words& words, std::string_view name) {
    const std::string wanted = folded_name(name);
    std::string so_far;
    for (std::size_t count = 0; count < words.size() && so_far.size() < wanted.size(); ++count) {
        so_far += words[count];
        if (so_far == wanted) return count + 1;
    }
    return 0;
}

std::string joined_by_hyphens(const Words& words) {
    std::string joined;
    for (const std::string& word : words) joined += joined.empty() ? word : "-" + word;
    return joined;
}

struct Candidate {
    ReportName name;
    std::size_t words = 0;
    [[nodiscard]] bool is_readable() const { return name.suffix.empty() || name.period; }
};

bool is_better(const Candidate& a, const Candidate& b) {
    if (a.is_readable() != b.is_readable()) return a.is_readable();
    return a.words > b.words;
}

}  // namespace

std::string_view stem_of(std::string_view file_name) {
    const std::string_view name = file_part(file_name);
    return is_csv_name(name) ? name.substr(0, name.size() - 4) : name;
}

bool is_csv_name(std::string_view file_name) {
    return file_name.size() > 4 && folded_name(file_name.substr(file_name.size() - 4)) == ".csv";
}

std::optional<ReportName> read_report_name(const model::Contract& contract, std::string_view file_name) {
    const Words words = words_of(stem_of(file_name));
    std::optional<Candidate> best;
    for (std::size_t index = 0; index < contract.records.size(); ++index) {
        const model::Record& record = contract.records[index];
        if (record.group) continue;  // nobody reports it
        for (const std::string& name : {record.name, record.plural}) {
            const std::size_t count = words_that_name(words, name);
            if (count == 0) continue;
            const Words rest(words.begin() + static_cast<std::ptrdiff_t>(count), words.end());
            Candidate found{{model::RecordId(index), joined_by_hyphens(rest), std::nullopt}, count};
            if (!rest.empty()) found.name.period = read_suffix(contract, rest, record.unit);
            if (!best || is_better(found, *best)) best = std::move(found);
        }
    }
    if (!best) return std::nullopt;
    return std::move(best->name);
}

}  // namespace concordat::data
