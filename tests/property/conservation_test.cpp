// tests/property/conservation_test.cpp · what is paid is received, parts sum to the whole, limits hold, the order of
// data rows changes nothing, settling again posts nothing: over contracts made by chance (generated_contract.h).
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <string>

#include "exact/money.h"
#include "generated_contract.h"
#include "report/settlement_export.h"
#include "session/session.h"
#include "support/catch.h"

namespace {

using concordat::exact::Integer;
using concordat::property::Chance;
using concordat::property::Generated;
namespace session = concordat::session;

struct Run {
    session::OpenedContract opened;
    concordat::settle::Settlement settlement;
    std::string json;
    std::string problems;
};

Run run(const std::map<std::string, std::string>& files) {
    const session::MemoryFiles memory(files);
    const session::Session working(memory);
    Run result;
    result.opened = working.open_contract("contract.contract.md");
    for (const auto& one : result.opened.problems.all()) {
        if (concordat::source::severity_of(one.code) == concordat::source::Severity::error)
            result.problems += one.message + "\n";
    }
    if (result.opened.contract == nullptr) return result;
    const auto data = working.take_in(result.opened, "data");
    for (const auto& one : data.problems.all()) result.problems += one.message + "\n";
    result.settlement = working.settle(result.opened, data, "");
    for (const auto& one : result.settlement.problems.all()) result.problems += one.message + "\n";
    result.json = concordat::report::settlement_json(*result.opened.contract, result.settlement);
    return result;
}

/// The lines of a file behind its heading in another order.
std::string shuffled(const std::string& text, Chance& chance) {
    std::vector<std::string> rows;
    std::size_t at = text.find('\n') + 1;
    const std::string heading = text.substr(0, at);
    while (at < text.size()) {
        const std::size_t end = text.find('\n', at) + 1;
        rows.push_back(text.substr(at, end - at));
        at = end;
    }
    for (std::size_t i = rows.size(); i > 1; --i)
        std::swap(rows[i - 1], rows[static_cast<std::size_t>(chance.between(0, static_cast<std::int64_t>(i) - 1))]);
    std::string result = heading;
    for (const auto& row : rows) result += row;
    return result;
}

/// Payer, payee, period, part and pennies of each line.
std::vector<std::string> lines_of(const concordat::settle::PeriodSettlement& period,
                                  const concordat::model::Contract& contract) {
    std::vector<std::string> lines;
    for (const auto& line : period.payments)
        lines.push_back(contract.party(line.payer).name + " to " + contract.party(line.payee).name + " for " +
                        line.period.label(contract.year_start) + " " + line.part + ": " + line.amount.minor().str());
    return lines;
}

/// What earlier data had to pay, and that each line posted then stands in the settlement of later data.
std::string broken_by_later_data(const Generated& made, const Run& last) {
    for (const auto& earlier : made.earlier) {
        const Run before = run(earlier.files);
        if (!before.problems.empty()) return before.problems;
        std::map<std::string, Integer> net;
        for (std::size_t i = 0; i < before.settlement.periods.size(); ++i) {
            const auto& period = before.settlement.periods[i];
            for (const auto& line : period.payments) {
                net[before.opened.contract->party(line.payer).name] -= line.amount.minor();
                net[before.opened.contract->party(line.payee).name] += line.amount.minor();
            }
            if (i >= last.settlement.periods.size() || lines_of(period, *before.opened.contract) !=
                                                           lines_of(last.settlement.periods[i], *last.opened.contract))
                return "a posted line of " + period.period.label(before.opened.contract->year_start) +
                       " changed when later data came";
        }
        for (const auto& [party, pennies] : earlier.must_get) {
            if (net[party] != pennies)
                return "with the earlier data " + party + " gets " + net[party].str() + ", not " + pennies.str();
        }
    }
    return "";
}

/// Every law for one generated contract; the words of the first that is broken, else nothing.
std::string broken_law(const Generated& made, std::uint64_t seed) {
    const Run first = run(made.files);
    if (!first.problems.empty()) return first.problems;
    std::map<std::string, Integer> net, received, paid, kept;
    for (const auto& period : first.settlement.periods) {
        for (const auto& line : period.payments) {
            const auto& amount = line.amount.minor();
            if (amount < 0) return "a payment below nothing";
            net[first.opened.contract->party(line.payer).name] -= amount;
            net[first.opened.contract->party(line.payee).name] += amount;
            paid[first.opened.contract->party(line.payer).name] += amount;
            received[first.opened.contract->party(line.payee).name] += amount;
        }
        for (const auto& line : period.kept) kept[first.opened.contract->party(line.party).name] += line.amount.minor();
    }
    for (const auto& [party, pennies] : made.must_get) {
        if (net[party] != pennies) return party + " gets " + net[party].str() + ", not " + pennies.str();
    }
    for (const auto& [party, pennies] : made.at_most) {
        if (received[party] > pennies) return party + " is above its limit";
    }
    for (const auto& [party, pennies] : made.must_keep) {
        if (kept[party] != pennies) return party + " keeps " + kept[party].str() + ", not " + pennies.str();
    }
    Integer all = 0;
    for (const auto& [party, pennies] : net) all += pennies;
    if (all != 0) return "what is paid is not what is received: " + all.str();

    for (const auto& [party, pennies] : made.may_pay) {
        if (paid[party] > pennies) return party + " pays more than its limit";
    }
    const std::string stood = broken_by_later_data(made, first);
    if (!stood.empty()) return stood;

    if (run(made.files).json != first.json) return "settling again gives something else";
    Chance chance(seed ^ 0x5eed);
    auto files = made.files;
    for (const auto& name : made.shuffled_files) files[name] = shuffled(files[name], chance);
    if (run(files).json != first.json) return "the order of the rows matters";
    return "";
}

/// CONCORDAT_SEED=n runs that contract alone, CONCORDAT_CONTRACTS=n so many.
void check_conservation(std::uint64_t first, std::uint64_t count) {
    if (const char* seed = std::getenv("CONCORDAT_SEED")) first = std::strtoull(seed, nullptr, 10), count = 1;
    else if (const char* number = std::getenv("CONCORDAT_CONTRACTS")) count = std::strtoull(number, nullptr, 10);
    std::map<std::string, int> families;
    for (std::uint64_t seed = first; seed < first + count; ++seed) {
        const Generated made = concordat::property::generate(seed);
        ++families[made.family];
        const std::string broken = broken_law(made, seed);
        if (broken.empty()) continue;
        std::cerr << "\nCONCORDAT_SEED=" << seed << " (" << made.family << ")\n";
        for (const auto& [name, text] : made.files) std::cerr << "-- " << name << " --\n" << text;
        FAIL_CHECK("seed " << seed << ": " << broken);
        return;
    }
    for (const auto& [family, number] : families)
        std::cout << "  " << number << " generated contracts: " << family << "\n";
    CHECK((count < 200 || families.size() >= 12));
}

}  // namespace

TEST_CASE("money is conserved in two thousand generated contracts") { check_conservation(1, 2'000); }
TEST_CASE("money is conserved in a hundred thousand generated contracts", "[.nightly]") {
    check_conservation(1'000'000, 100'000);
}
