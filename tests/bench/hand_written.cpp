// tests/bench/hand_written.cpp
// What:  see hand_written.h. Whole numbers of 64 bits throughout: pence times 10 (70%), times 100 (5% on top), times a
//        million (the factor), and one division with rounding by size.
#include "hand_written.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace concordat::bench {

namespace {

constexpr std::size_t months = 12;

[[noreturn]] void stop(const char* words) {
    std::fprintf(stderr, "hand_written: %s\n", words);
    std::exit(3);
}

/// Days since 1970 by the civil calendar.
std::int32_t days_of(int year, int month, int day) {
    year -= month <= 2 ? 1 : 0;
    const int era = year / 400;
    const int of_era = year - era * 400;
    const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146'097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719'468;
}

std::int64_t in_pence(const std::string& text) {
    const std::size_t point = text.find('.');
    std::int64_t pence = std::strtoll(text.substr(0, point).c_str(), nullptr, 10) * 100;
    if (point != std::string::npos)
        pence += std::strtoll((text.substr(point + 1) + "00").substr(0, 2).c_str(), nullptr, 10);
    return pence;
}

std::vector<std::vector<std::string>> rows_of(const std::string& path) {
    std::ifstream file(path);
    if (!file) stop("a schedule is not there");
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::vector<std::string> cells;
        std::stringstream stream(line);
        for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
        rows.push_back(std::move(cells));
    }
    return rows;
}

std::int32_t admission_number(char letter) { return letter == 'E' ? 0 : letter == 'D' ? 1 : 2; }

// ---- separators
// ------------------------------------------------------------------------------------------------------

using FindMarks = std::uint64_t (*)(const char*);

/// Commas and line ends of 64 bytes, a bit each.
std::uint64_t marks_plainly(const char* bytes) {
    std::uint64_t marks = 0;
    for (unsigned at = 0; at < 64; ++at) marks |= std::uint64_t{bytes[at] == ',' || bytes[at] == '\n'} << at;
    return marks;
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) std::uint64_t marks_with_avx2(const char* bytes) {
    const __m256i comma = _mm256_set1_epi8(',');
    const __m256i line_end = _mm256_set1_epi8('\n');
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32));
    const __m256i in_low = _mm256_or_si256(_mm256_cmpeq_epi8(low, comma), _mm256_cmpeq_epi8(low, line_end));
    const __m256i in_high = _mm256_or_si256(_mm256_cmpeq_epi8(high, comma), _mm256_cmpeq_epi8(high, line_end));
    const auto low_bits = static_cast<std::uint32_t>(_mm256_movemask_epi8(in_low));
    const auto high_bits = static_cast<std::uint32_t>(_mm256_movemask_epi8(in_high));
    return static_cast<std::uint64_t>(high_bits) << 32u | low_bits;
}
#endif

FindMarks best_marks() {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) return marks_with_avx2;
#endif
    return marks_plainly;
}

// ---- cells
// -----------------------------------------------------------------------------------------------------------

std::uint64_t word_at(const char* bytes) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return word;
}

/// A text of at most 16 bytes as two words, and the number it stands for, in a table that is at most half full.
class Dictionary {
public:
    explicit Dictionary(const std::unordered_map<std::string, std::int32_t>& numbers) {
        std::size_t size = 16;
        while (size < numbers.size() * 4) size *= 2;
        entries_.resize(size);
        for (const auto& [text, number] : numbers) {
            char padded[16] = {};
            std::memcpy(padded, text.data(), text.size() < 16 ? text.size() : 16);
            std::size_t at = place(word_at(padded), word_at(padded + 8));
            while (entries_[at].number >= 0) at = (at + 1) & (size - 1);
            entries_[at] = {word_at(padded), word_at(padded + 8), number};
        }
    }
    [[nodiscard]] std::int32_t find(const char* text, std::size_t length) const {
        if (length > 16) stop("a text is too long");
        const std::uint64_t first = masked(word_at(text), length);
        const std::uint64_t second = length > 8 ? masked(word_at(text + 8), length - 8) : 0;
        for (std::size_t at = place(first, second);; at = (at + 1) & (entries_.size() - 1)) {
            if (entries_[at].number < 0) stop("a text is in no schedule");
            if (entries_[at].first == first && entries_[at].second == second) return entries_[at].number;
        }
    }

private:
    struct Entry {
        std::uint64_t first = 0, second = 0;
        std::int32_t number = -1;
    };
    [[nodiscard]] static std::uint64_t masked(std::uint64_t word, std::size_t bytes) {
        return bytes >= 8 ? word : word & ((std::uint64_t{1} << (bytes * 8)) - 1);
    }
    [[nodiscard]] std::size_t place(std::uint64_t first, std::uint64_t second) const {
        return ((first ^ (second << 29u | second >> 35u)) * 0x9e3779b97f4a7c15u >> 32u) & (entries_.size() - 1);
    }
    std::vector<Entry> entries_;
};

std::uint64_t identity_of(const char* text, std::size_t length) {
    std::uint64_t hash = (word_at(text) + 0x9e3779b97f4a7c15u * length) * 0xd6e8feb86659fd93u;
    hash = (hash ^ (hash >> 32u) ^ word_at(text + length - 8)) * 0xd6e8feb86659fd93u;
    return hash ^ (hash >> 32u);
}

/// 2018-04-30, its days checked, by a table of months.
class DateReader {
public:
    DateReader() {
        for (int year = first_year; year < last_year; ++year)
            for (int month = 1; month <= 12; ++month) {
                const std::int32_t first = days_of(year, month, 1);
                const std::int32_t next = month == 12 ? days_of(year + 1, 1, 1) : days_of(year, month + 1, 1);
                months_.push_back({first, next - first});
            }
    }
    [[nodiscard]] std::int32_t read(const char* text, std::size_t length) const {
        if (length != 10 || text[4] != '-' || text[7] != '-') stop("a date is not plain");
        const auto digit = [&](int at) { return static_cast<unsigned>(text[at]) - '0'; };
        unsigned wrong = 0;
        for (const int at : {0, 1, 2, 3, 5, 6, 8, 9}) wrong |= digit(at) > 9 ? 1u : 0u;
        const unsigned year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3) - first_year;
        const unsigned month = digit(5) * 10 + digit(6) - 1;
        const unsigned day = digit(8) * 10 + digit(9) - 1;
        if (wrong != 0 || year >= last_year - first_year || month > 11) stop("a date is not plain");
        const Month& found = months_[year * 12 + month];
        if (day >= static_cast<unsigned>(found.days)) stop("a day does not exist");
        return found.first + static_cast<std::int32_t>(day);
    }

private:
    static constexpr int first_year = 1900, last_year = 2200;
    struct Month {
        std::int32_t first, days;
    };
    std::vector<Month> months_;
};

std::int32_t number_of(const char* text, std::size_t length) {
    std::int32_t number = 0;
    if (length == 0 || length > 8) stop("a number is not plain");
    for (std::size_t at = 0; at < length; ++at) {
        const unsigned digit = static_cast<unsigned>(text[at]) - '0';
        if (digit > 9) stop("a number is not plain");
        number = number * 10 + static_cast<std::int32_t>(digit);
    }
    return number;
}

struct RowReader {
    const Dictionary &providers, &groups;
    const DateReader& dates;
    Columns& columns;

    /// `ends` are the ends of its eight cells.
    void take(const char* row, const std::uint32_t* ends) const {
        const auto text = [&](int cell) { return row + (cell == 0 ? 0 : ends[cell - 1] + 1); };
        const auto length = [&](int cell) {
            return static_cast<std::size_t>(ends[cell] - (cell == 0 ? 0 : ends[cell - 1] + 1));
        };
        columns.identity.push_back(identity_of(text(0), length(0)));
        columns.provider.push_back(providers.find(text(1), length(1)));
        columns.group.push_back(groups.find(text(2), length(2)));
        if (length(3) != 2) stop("an admission is not plain");
        columns.admission.push_back(static_cast<std::uint8_t>(admission_number(*text(3))));
        columns.admitted.push_back(dates.read(text(4), length(4)));
        columns.discharged.push_back(dates.read(text(5), length(5)));
        columns.critical.push_back(number_of(text(6), length(6)));
        columns.best_practice.push_back(*text(7) == 'y' ? 1 : 0);
    }
};

}  // namespace

void Columns::reserve(std::size_t rows) {
    identity.reserve(rows);
    for (auto* column : {&provider, &group, &admitted, &discharged, &critical}) column->reserve(rows);
    admission.reserve(rows);
    best_practice.reserve(rows);
}

void Columns::clear() {
    identity.clear();
    for (auto* column : {&provider, &group, &admitted, &discharged, &critical}) column->clear();
    admission.clear();
    best_practice.clear();
}

Schedules read_schedules(const std::string& folder) {
    Schedules schedules;
    schedules.first_day = days_of(2018, 4, 1);
    schedules.second_half = days_of(2018, 10, 1);
    for (std::int32_t day = 0; day < 365; ++day) {
        std::size_t month = 0;
        for (std::size_t next = 1; next < months; ++next) {
            const int number = static_cast<int>((next + 3) % 12) + 1;
            if (schedules.first_day + day >= days_of(next < 9 ? 2018 : 2019, number, 1)) month = next;
        }
        schedules.month_of_day.push_back(static_cast<std::uint8_t>(month));
    }
    for (const auto& row : rows_of(folder + "/prices.csv")) {
        const auto number = static_cast<std::int32_t>(schedules.group_numbers.size());
        const auto group = schedules.group_numbers.try_emplace(row[0], number).first->second;
        const std::size_t place =
            (static_cast<std::size_t>(group) * 3 + static_cast<std::size_t>(admission_number(row[1][0]))) * 2 +
            (row[2] == "2018-10-01" ? 1 : 0);
        if (schedules.prices.size() <= place) schedules.prices.resize(place + 1);
        schedules.prices[place] = {in_pence(row[4]), std::strtoll(row[5].c_str(), nullptr, 10), in_pence(row[6])};
    }
    for (const auto& row : rows_of(folder + "/mff.csv")) {
        schedules.provider_numbers.emplace(row[0], static_cast<std::int32_t>(schedules.factors.size()));
        const std::string text = row[1] + "000000";
        schedules.factors.push_back(std::strtoll(text.substr(0, 1).c_str(), nullptr, 10) * 1'000'000 +
                                    std::strtoll(text.substr(2, 6).c_str(), nullptr, 10));
    }
    return schedules;
}

void parse_by_hand(std::string_view bytes, const Schedules& schedules, Columns& columns) {
    static const FindMarks find_marks = best_marks();
    const Dictionary providers(schedules.provider_numbers);
    const Dictionary groups(schedules.group_numbers);
    const DateReader dates;
    const RowReader reader{providers, groups, dates, columns};
    constexpr std::size_t cells = 8;
    std::uint32_t ends[cells + 1] = {};
    std::size_t count = 0;
    std::size_t row = bytes.find('\n') + 1;
    for (std::size_t block = row / 64 * 64; block < bytes.size(); block += 64) {
        char rest[64] = {};
        const char* at = bytes.data() + block;
        if (block + 64 > bytes.size()) {
            std::memcpy(rest, at, bytes.size() - block);
            at = rest;
        }
        std::uint64_t marks = find_marks(at);
        if (block < row) marks &= ~std::uint64_t{0} << (row - block);
        for (; marks != 0; marks &= marks - 1) {
            const std::size_t place = block + static_cast<std::size_t>(__builtin_ctzll(marks));
            if (count == cells) stop("a row has too many cells");
            ends[count++] = static_cast<std::uint32_t>(place - row);
            if (bytes[place] == ',') continue;
            if (count != cells) stop("a row has too few cells");
            reader.take(bytes.data() + row, ends);
            row = place + 1;
            count = 0;
        }
    }
}

void price_by_hand(const Columns& columns, const Schedules& schedules, Totals& totals) {
    totals.pence.assign(schedules.factors.size() * months, 0);
    totals.emergencies.assign(schedules.factors.size() * months, 0);
    constexpr std::int64_t parts = 10 * 100 * 1'000'000;
    for (std::size_t row = 0; row < columns.rows(); ++row) {
        const std::int32_t out = columns.discharged[row];
        const bool emergency = columns.admission[row] == 2;
        const Schedules::Price& price =
            schedules.prices[(static_cast<std::size_t>(columns.group[row]) * 3 + columns.admission[row]) * 2 +
                             (out >= schedules.second_half ? 1 : 0)];
        std::int64_t stay = out - columns.admitted[row] - columns.critical[row];
        if (stay < 0) stay = 0;
        std::int64_t excess = stay - price.trim;
        if (excess < 0) excess = 0;
        const std::int64_t of_stay =
            emergency && stay < 2 ? price.base_pence * 7 : (price.base_pence + excess * price.rate_pence) * 10;
        const auto provider = static_cast<std::size_t>(columns.provider[row]);
        const std::int64_t fine = of_stay * (columns.best_practice[row] != 0 ? 105 : 100) * schedules.factors[provider];
        const std::size_t group =
            provider * months + schedules.month_of_day[static_cast<std::size_t>(out - schedules.first_day)];
        totals.pence[group] += (fine + parts / 2) / parts;
        totals.emergencies[group] += emergency ? 1 : 0;
    }
}

}  // namespace concordat::bench
