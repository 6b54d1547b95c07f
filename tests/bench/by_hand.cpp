// tests/bench/by_hand.cpp
// What:  the activity contract of make_activity.cpp worked out by what hand_written.cpp has: month, provider, pence.
// Use:   by_hand <folder>
#include <cstdio>
#include <map>

#include "hand_written.h"
#include "mapped_file.h"

int main(int count, char** arguments) {
    using namespace concordat::bench;
    if (count != 2) stop("give: a folder");
    const Schedules schedules = read_schedules(arguments[1]);
    Columns columns;
    for (const std::string_view file : mapped_data(arguments[1])) parse_by_hand(file, schedules, columns);
    Totals totals;
    price_by_hand(columns, schedules, totals);
    std::map<std::string, std::int64_t> sorted;
    for (const auto& [provider, number] : schedules.provider_numbers) {
        for (int month = 0; month < 12; ++month) {
            char name[16];
            std::snprintf(name, sizeof name, "%d-%02d", month < 9 ? 2018 : 2019, (month + 3) % 12 + 1);
            const std::int64_t pence =
                totals.pence[static_cast<std::size_t>(number) * 12 + static_cast<std::size_t>(month)];
            if (pence != 0) sorted[std::string(name) + "," + provider] = pence;
        }
    }
    for (const auto& [key, pence] : sorted) std::printf("%s,%lld\n", key.c_str(), static_cast<long long>(pence));
    return 0;
}
