// tests/bench/hand_written.h
// What:  the activity contract of make_activity.cpp as somebody would write it by hand in C++, for that contract and
//        that file layout alone: what our engine is measured against.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace concordat::bench {

/// One row of each as narrow columns.
struct Columns {
    std::vector<std::uint64_t> identity;
    std::vector<std::int32_t> provider, group, admitted, discharged, critical;
    std::vector<std::uint8_t> admission, best_practice;
    [[nodiscard]] std::size_t rows() const { return provider.size(); }
    void reserve(std::size_t rows);
    void clear();
};

/// The schedules as arrays.
struct Schedules {
    std::unordered_map<std::string, std::int32_t> group_numbers, provider_numbers;
    struct Price {
        std::int64_t base_pence = 0, trim = 0, rate_pence = 0;
    };
    std::vector<Price> prices;          // by (group x 3 + admission) x 2 + half of the year
    std::vector<std::int64_t> factors;  // by provider, in millionths
    std::int32_t first_day = 0, second_half = 0;
    std::vector<std::uint8_t> month_of_day;  // days from first_day
};

[[nodiscard]] Schedules read_schedules(const std::string& folder);

/// Separators found 64 bytes at a time with AVX2 where the processor has it; cells checked, dates and codes turned into
/// numbers. Stops the program on a row that is not plainly written.
void parse_by_hand(std::string_view bytes, const Schedules& schedules, Columns& columns);

/// Pence by provider and month.
struct Totals {
    std::vector<std::int64_t> pence = {};
    std::vector<std::int64_t> emergencies = {};
};
void price_by_hand(const Columns& columns, const Schedules& schedules, Totals& totals);

}  // namespace concordat::bench
