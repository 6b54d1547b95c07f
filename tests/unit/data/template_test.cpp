// tests/unit/data/template_test.cpp · the empty files of a contract, and that they read back without an error.
#include "data/template.h"

#include <string>

#include "small_contract.h"
#include "support/catch.h"

namespace concordat::data {
namespace {

using namespace testing;
using calendar::PeriodUnit;

std::string text_of(const std::vector<DataFile>& files, std::string_view name) {
    const auto found = std::ranges::find(files, name, &DataFile::name);
    return found == files.end() ? "no such file" : found->bytes;
}

SmallContract whole_contract() {
    SmallContract small;
    model::Field admitted = SmallContract::field("Admitted", date());
    admitted.may_be_blank = true;
    small.record(
        "Spell", "Spells",
        {SmallContract::unique_field("Spell Identifier"), SmallContract::field("Provider", party(small.provider)),
         SmallContract::field("Admission", code({"EL", "DC"})), admitted});
    small.fact("Actual Cost", money(), {small.period_axis(PeriodUnit::year)});
    small.fact("Outcome Score", percentage(), {small.period_axis(PeriodUnit::year)});
    model::FactSource each;
    each.reported_by = "each Provider";
    for (const std::string name : {"Units", "Charges", "Visits", "Calls"}) {
        small.fact(name, count(), {small.party_axis(), small.period_axis(PeriodUnit::month)}, each);
    }
    model::FactSource counted;
    counted.counted = small.fact("Counted", count(), {small.member_axis()});
    small.fact("Achievement", percentage(), {small.member_axis()}, counted);
    model::FactSource agreed;
    agreed.agreed = agreed.every_year = true;
    agreed.file = "schedules/profile.csv";
    small.fact("Profile", percentage(), {small.period_axis(PeriodUnit::month)}, agreed);
    small.fact("Spells", count(), {});
    model::Table table;
    table.title = "Schedule A";
    table.file = "prices.csv";
    table.keys = {{"HRG", code(), false, {}}};
    table.dated = true;
    table.columns = {{"Price", money(), {}}};
    small.contract.tables = {table};
    small.contract.holidays_file = "holidays.csv";
    return small;
}

TEST_CASE("templates name files, headings, forms and who reports") {
    const std::vector<DataFile> files = write_templates(whole_contract().contract);
    CHECK(text_of(files, "spells.csv") ==
          "Spell Identifier,Provider,Admission,Admitted\n"
          "# a row for each Spell, reported by each Provider for each Month\n"
          "# Spell Identifier: a code, as text; each row has its own\n"
          "# Provider: one of: Northgate Hospital Trust, St Bride's\n"
          "# Admission: one of: EL, DC\n"
          "# Admitted: a date, as 2026-03-31; may be blank\n");
    CHECK(text_of(files, "actual-cost-and-outcome-score.csv") ==
          "Financial Year,Actual Cost,Outcome Score\n"
          "# Financial Year: a Financial Year, as 2026/27\n"
          "# Actual Cost: money, as 1234.50; reported by Riverside ICB for each Financial Year\n"
          "# Outcome Score: a percentage, as 71.5%; reported by Riverside ICB for each Financial Year\n");
    CHECK(text_of(files, "reported-for-each-month.csv").starts_with("Provider,Month,Units,Charges,Visits,Calls\n"));
    CHECK(text_of(files, "counted.csv").starts_with("Measure,Counted\n"));
    CHECK(text_of(files, "profile.csv").starts_with("Month,Profile\n"));
    CHECK(text_of(files, "figures-spells.csv").starts_with("Spells\n"));
    CHECK(text_of(files, "prices.csv").starts_with("HRG,From,Until,Price\n# Schedule A of the contract\n"));
    CHECK(text_of(files, "holidays.csv").starts_with("Date\n"));
    CHECK(files.size() == 8);
}

TEST_CASE("templates read back as they are") {
    const SmallContract small = whole_contract();
    const Intake intake = take_in(small.contract, write_templates(small.contract), {});
    CHECK(labels(intake.problems) == std::vector<std::string>{});
    CHECK(intake.data.reports.at(0).size() == 1);
    CHECK(intake.data.facts.empty());
    CHECK(intake.data.periods_with_data.empty());
}

}  // namespace
}  // namespace concordat::data
