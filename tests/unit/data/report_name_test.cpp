// tests/unit/data/report_name_test.cpp · what the name of a file says of records.
#include "data/report_name.h"

#include <string>

#include "small_contract.h"
#include "support/catch.h"

namespace concordat::data {
namespace {

using namespace testing;

/// "Spell 2026-04", "Spell" without a report, "Spell ? aprl" for a suffix that names nothing, "no".
std::string reading(const model::Contract& contract, std::string_view file) {
    const std::optional<ReportName> name = read_report_name(contract, file);
    if (!name) return "no";
    std::string words = contract.record(name->record).name;
    if (name->period) return words + " " + name->period->label(contract.year_start);
    return name->suffix.empty() ? words : words + " ? " + name->suffix;
}

TEST_CASE("files named after a record") {
    SmallContract small;
    small.record("Spell", "Spells", {});
    small.record("Cluster", "Clusters", {});
    small.record("Cluster Period", "Cluster Periods", {});
    small.record("Person", "People", {});
    const auto read = [&](std::string_view file) { return reading(small.contract, file); };
    CHECK(read("spells.csv") == "Spell");
    CHECK(read("data/Spell.CSV") == "Spell");
    CHECK(read("cluster_periods.csv") == "Cluster Period");
    CHECK(read("ClusterPeriods.csv") == "Cluster Period");
    CHECK(read("Cluster Period 2026-05.csv") == "Cluster Period 2026-05");
    CHECK(read("clusters-april.csv") == "Cluster 2026-04");
    CHECK(read("people-2026.csv") == "Person ? 2026");
    CHECK(read("persons.csv") == "no");
    CHECK(read("spellings.csv") == "no");
    CHECK(read("spells-aprl.csv") == "Spell ? aprl");
    CHECK(read("cluster-prices.csv") == "Cluster ? prices");
}

TEST_CASE("suffixes that name a report") {
    SmallContract small;
    const model::RecordId spell = small.record("Spell", "Spells", {});
    const auto read = [&](std::string_view suffix) {
        return reading(small.contract, "spells-" + std::string(suffix) + ".csv");
    };
    CHECK(read("april") == "Spell 2026-04");
    CHECK(read("March") == "Spell 2027-03");
    CHECK(read("2026-05") == "Spell 2026-05");
    CHECK(read("2026_05") == "Spell 2026-05");
    CHECK(read("202605") == "Spell 2026-05");
    CHECK(read("may-2027") == "Spell 2027-05");
    CHECK(read("2027-may") == "Spell 2027-05");
    CHECK(read("2026-27-q1") == "Spell 2026/27 Q1");
    CHECK(read("q2-2026-27") == "Spell 2026/27 Q2");
    CHECK(read("q3") == "Spell 2026/27 Q3");
    CHECK(read("2026-27") == "Spell 2026/27");
    CHECK(read("2026-05-14") == "Spell 2026-05-14");
    CHECK(read("20260514") == "Spell 2026-05-14");
    CHECK(read("2026-w20") == "Spell 2026-W20");
    CHECK(read("2026-28") == "Spell ? 2026-28");
    CHECK(read("final") == "Spell ? final");
    CHECK(read("2011-12") == "Spell 2011-12");
    small.contract.records[spell.index()].unit = calendar::PeriodUnit::year;
    CHECK(read("2011-12") == "Spell 2011/12");
}

}  // namespace
}  // namespace concordat::data
