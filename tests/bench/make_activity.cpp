// tests/bench/make_activity.cpp · tests
// What:  the same activity data every time: a contract, its schedules, and a year of spells, as many as asked for.
// Use:   make_activity <folder> <rows> [providers]
// The data is skewed as real activity is: a few HRGs and a few providers have most of it, lengths of stay have a long
// tail, identifiers are in no order.
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace {

/// A fixed sequence that looks random (SplitMix64).
class Sequence {
public:
    explicit Sequence(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15u;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30u)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27u)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31u);
    }
    std::uint64_t below(std::uint64_t limit) { return next() % limit; }
    /// Small numbers far more often than large ones.
    std::uint64_t skewed_below(std::uint64_t limit) {
        const std::uint64_t a = below(limit);
        const std::uint64_t b = below(a + 1);
        return below(b + 1);
    }

private:
    std::uint64_t state_;
};

constexpr std::uint64_t groups = 2'000;
constexpr int days_of_month[] = {30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31};
const char* const admissions[] = {"EL", "DC", "NE"};

std::string group_code(std::uint64_t number) {
    char text[8];
    std::snprintf(text, sizeof text, "%c%c%02u%c", static_cast<int>('A' + number / 400 % 26),
                  static_cast<int>('A' + number / 16 % 25), static_cast<unsigned>(number % 97),
                  static_cast<int>('A' + number % 7));
    return text;
}

using File = std::FILE*;

File create(const std::filesystem::path& path) {
    File file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) {
        std::perror(path.c_str());
        std::exit(3);
    }
    // In large pieces, so that the system keeps the file in memory in large pieces, as it does a file read from a disk:
    // in pieces of 4 KB mapping it takes 6 ns a row longer, whoever reads it.
    constexpr std::size_t piece = std::size_t{4} << 20u;
    std::setvbuf(file, nullptr, _IOFBF, piece);
    return file;
}

struct Day {
    int year, month, day;
};
Day day_before(Day day, std::uint64_t nights) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (std::uint64_t night = 0; night < nights; ++night) {
        if (--day.day > 0) continue;
        if (--day.month == 0) day.month = 12, --day.year;
        day.day = lengths[day.month - 1];
    }
    return day;
}

void write_contract(const std::filesystem::path& folder, std::uint64_t providers) {
    File file = create(folder / "contract.contract.md");
    std::fputs(
        "# A Region's Activity Contract 2018/19\n\n> Made by tests/bench/make_activity.cpp. Parties and figures are "
        "invented.\n\n"
        "Effective 1 April 2018 until 31 March 2019.\nMoney is in GBP.\nSettled for each Month. Each Month is settled "
        "on its own.\n"
        "Every payment is rounded to the nearest penny, half up.\n\n## 1 Parties\n\n| Party | Role |\n|---|---|\n| "
        "Region ICB | Commissioner |\n",
        file);
    for (std::uint64_t provider = 0; provider < providers; ++provider)
        std::fprintf(file, "| Trust Number %" PRIu64 " | Provider |\n", provider + 1);
    std::fputs(
        "\n## 2 Activity\n\n2.1 \"Spell\" is a record, reported by each Provider for each Month, with:\n\n"
        "| Field | Kind |\n|---|---|\n| Spell Identifier | code, unique |\n| Provider | Provider |\n| HRG | code |\n"
        "| Admission | \"EL\", \"DC\" or \"NE\" |\n| Admitted | date |\n| Discharged | date |\n| Critical Care | days "
        "|\n| Best Practice | yes or no |\n\n"
        "2.2 A Spell falls in the Month of its Discharged.\n\n2.3 Each report of Spells replaces the earlier ones for "
        "the same Month.\n\n"
        "2.4 For each Spell, \"Length of Stay\" means the nights from Admitted to Discharged less Critical Care, but "
        "not less than 0 days.\n\n"
        "## 3 Price\n\n3.1 \"Base Price\", \"Trim Point\" and \"Day Rate\" are given by HRG and Admission on "
        "Discharged in [Schedule A](prices.csv);\n"
        "    a Spell without a Base Price is held as a query.\n\n3.2 \"Market Forces Factor\" is given by Provider in "
        "[Schedule B](mff.csv); if it is missing, it is 1.\n\n"
        "3.3 For each Spell, \"Excess Days\" means Length of Stay less Trim Point, but not less than 0 days.\n\n"
        "3.4 For each Spell, \"Stay Price\" means:\n(a) if Admission is \"NE\" and Length of Stay is less than 2 days, "
        "70% of Base Price;\n(b) otherwise, Base Price plus Excess Days times Day Rate.\n\n"
        "3.5 For each Spell, \"Top-up\" means: (a) if Best Practice is yes, 5% of Stay Price; (b) otherwise, £0.\n\n"
        "3.6 For each Spell, \"Spell Price\" means (Stay Price plus Top-up) times Market Forces Factor.\n\n"
        "3.7 Spell Price is rounded to the nearest penny, half up.\n\n## 4 Payment\n\n"
        "4.1 For each Provider, \"Activity Value\" means the total of Spell Price over all its Spells.\n\n"
        "4.2 For each Provider, \"Spell Count\" means the number of its Spells where Admission is \"NE\".\n\n"
        "4.3 Region ICB shall pay Activity Value to each Provider, within 15 days after Month End.\n",
        file);
    std::fclose(file);
}

void write_schedules(const std::filesystem::path& folder, std::uint64_t providers) {
    Sequence sequence(11);
    File prices = create(folder / "prices.csv");
    std::fputs("HRG,Admission,From,Until,Base Price,Trim Point,Day Rate\n", prices);
    for (std::uint64_t group = 0; group < groups; ++group) {
        for (const char* admission : admissions) {
            const std::uint64_t price = 150 + sequence.skewed_below(20'000);
            const std::uint64_t trim = 5 + sequence.below(60);
            std::fprintf(prices,
                         "%s%04" PRIu64 ",%s,2018-04-01,2018-09-30,%" PRIu64 ".%02" PRIu64 ",%" PRIu64 ",%" PRIu64 "\n",
                         group_code(group).c_str(), group, admission, price, sequence.below(100), trim,
                         180 + sequence.below(200));
            std::fprintf(prices,
                         "%s%04" PRIu64 ",%s,2018-10-01,2019-03-31,%" PRIu64 ".%02" PRIu64 ",%" PRIu64 ",%" PRIu64 "\n",
                         group_code(group).c_str(), group, admission, price + price / 50, sequence.below(100), trim,
                         185 + sequence.below(200));
        }
    }
    std::fclose(prices);
    File factors = create(folder / "mff.csv");
    std::fputs("Provider,Market Forces Factor\n", factors);
    for (std::uint64_t provider = 0; provider < providers; ++provider)
        std::fprintf(factors, "Trust Number %" PRIu64 ",1.%06" PRIu64 "\n", provider + 1, sequence.below(300'000));
    std::fclose(factors);
}

void write_spells(const std::filesystem::path& folder, std::uint64_t rows, std::uint64_t providers) {
    std::filesystem::create_directories(folder / "data");
    Sequence sequence(7);
    std::uint64_t number = 0;
    for (int month = 0; month < 12; ++month) {
        const int calendar_month = (month + 3) % 12 + 1;
        const int year = month < 9 ? 2018 : 2019;
        char name[32];
        std::snprintf(name, sizeof name, "spells-%d-%02d.csv", year, calendar_month);
        File file = create(folder / "data" / name);
        std::fputs("Spell Identifier,Provider,HRG,Admission,Admitted,Discharged,Critical Care,Best Practice\n", file);
        const std::uint64_t of_month = rows / 12 + (static_cast<std::uint64_t>(month) < rows % 12 ? 1 : 0);
        for (std::uint64_t row = 0; row < of_month; ++row, ++number) {
            const std::uint64_t group = sequence.skewed_below(groups);
            const Day out{year, calendar_month,
                          static_cast<int>(sequence.below(static_cast<std::uint64_t>(days_of_month[month]))) + 1};
            const std::uint64_t nights = sequence.skewed_below(60);
            const Day in = day_before(out, nights);
            const std::uint64_t critical = sequence.below(20) == 0 ? sequence.below(nights + 1) : 0;
            // A one-to-one scramble of the number: identifiers in no order, none twice.
            const std::uint64_t identifier = (number * 2'654'435'761u) % 4'294'967'291u;
            std::fprintf(file,
                         "S%010" PRIu64 ",Trust Number %" PRIu64 ",%s%04" PRIu64
                         ",%s,%04d-%02d-%02d,%04d-%02d-%02d,%" PRIu64 ",%s\n",
                         identifier, sequence.skewed_below(providers) + 1, group_code(group).c_str(), group,
                         admissions[sequence.below(3)], in.year, in.month, in.day, out.year, out.month, out.day,
                         critical, sequence.below(8) == 0 ? "yes" : "no");
        }
        std::fclose(file);
    }
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::fputs("give: a folder, how many rows, and perhaps how many providers\n", stderr);
        return 2;
    }
    const std::filesystem::path folder = arguments[1];
    const std::uint64_t rows = std::strtoull(arguments[2], nullptr, 10);
    const std::uint64_t providers = count > 3 ? std::strtoull(arguments[3], nullptr, 10) : 40;
    std::filesystem::create_directories(folder);
    write_contract(folder, providers);
    write_schedules(folder, providers);
    write_spells(folder, rows, providers);
    return 0;
}
