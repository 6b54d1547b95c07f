// tests/unit/session/verify_test.cpp
// What:  records that are added up and worked out again: nothing is said of right ones, and a fault planted in what the
//        steps made of one is seen, whichever part of it is wrong.
#include <string>

#include "data/columns.h"
#include "data/intake.h"
#include "data/records.h"
#include "data/record_chunks.h"
#include "eval/plan/judge.h"
#include "session/session.h"
#include "support/catch.h"

using namespace concordat;

namespace {

constexpr const char* contract_text = R"(# Visits

Effective 1 April 2026 until 31 March 2027.
Money is in GBP.
Settled for each Month. Each Month is settled on its own.
Every payment is rounded to the nearest penny, half up.

## 1 Parties

| Party       | Role         |
|-------------|--------------|
| City ICB    | Commissioner |
| Ash Trust   | Provider     |
| Birch Trust | Provider     |

## 2 Visits

2.1 "Visit" is a record, reported by each Provider for each Month, with:

| Field    | Kind           |
|----------|----------------|
| Number   | code, unique   |
| Provider | Provider       |
| Seen     | date           |
| Units    | count of Units |

2.2 A Visit falls in the Month of its Seen.

2.3 Each report of Visits adds to the earlier ones.

2.4 A Visit counts only if Units is more than 0; otherwise it is left out.

3.1 For each Visit, "Fee" means £2.50 per Unit times Units.

4.1 For each Provider, "Value" means the total of Fee over all its Visits.

4.2 City ICB shall pay Value to each Provider, within 10 days after Month End.
)";

// £2.50 a Unit: £5.00 for Ash in May, £7.50 for Birch in May, £10.00 for Ash in June.
constexpr const char* visits =
    "Number,Provider,Seen,Units\nV1,Ash Trust,2026-05-03,2\nV2,Birch Trust,2026-05-31,3\nV3,Ash Trust,2026-06-01,4\n";

/// The records as the steps work them out, and all that the judge is given.
struct Worked {
    session::MemoryFiles files{{{"contract.contract.md", contract_text}}};
    session::OpenedContract opened = session::Session(files).open_contract("contract.contract.md");
    std::unique_ptr<eval::plan::RecordPlan> plan;
    data::DataSet data;
    std::vector<eval::plan::SampledRecord> records;

    Worked() {
        REQUIRE(opened.contract != nullptr);
        const model::Contract& contract = *opened.contract;
        data = data::take_in(contract, {{"visits.csv", visits}}, {}).data;
        auto planning = eval::plan::plan_record(contract, data, model::RecordId(0));
        INFO(planning.because);
        REQUIRE(planning.plan != nullptr);
        plan = std::move(planning.plan);
        const std::string head = session::head_of_file(visits);
        const data::TakenFile taken = data::taken_file(data::read_csv("visits.csv", head));
        data::ChunkLayout layout;
        layout.width = taken.csv.width();
        for (const auto& field : plan->fields) {
            layout.columns.push_back(field.cells);
            const auto& name = contract.record(model::RecordId(0)).fields[field.column].name;
            layout.columns.back().in_file = *data::find_column(taken, name);
        }
        data::ChunkReader reader(layout);
        reader.begin(std::string_view(visits).substr(head.size()));
        data::RecordBatch rows;
        REQUIRE(reader.next(rows));
        eval::plan::Batch batch(plan->program);
        for (std::size_t index = 0; index < plan->fields.size(); ++index)
            batch.set_column(plan->fields[index].column, rows.columns[index]);
        batch.run(rows.plain);
        for (std::size_t row = 0; row < rows.rows; ++row) records.push_back(sampled(*plan, batch, row, row + 2));
    }
    [[nodiscard]] std::vector<eval::plan::Difference> judged() const {
        return eval::plan::judge(*opened.contract, data, *plan, records);
    }
};

}  // namespace

TEST_CASE("of records that were added up rightly the judge says nothing", "[session]") {
    const Worked worked;
    REQUIRE(worked.records.size() == 3);
    REQUIRE(worked.plan->sums.size() == 1);
    CHECK(worked.judged().empty());
}

TEST_CASE("a penny planted in one record is seen, with its line and both amounts", "[session]") {
    Worked worked;
    worked.records[1].sums[0].amount +=
        worked.plan->sums[0].denominator / 100 == 0 ? 1 : worked.plan->sums[0].denominator / 100;
    const auto differences = worked.judged();
    REQUIRE(differences.size() == 1);
    CHECK(differences[0].line == 3);
    CHECK(differences[0].words == "the total of Fee over all its Visits");
    CHECK(differences[0].judged == "£7.50 for Birch Trust in May 2026");
    CHECK(differences[0].fast != differences[0].judged);
}

TEST_CASE("a record given to somebody else, to another month, or to nobody is seen", "[session]") {
    Worked worked;
    const auto months = static_cast<eval::plan::Number>(worked.plan->months);
    worked.records[0].sums[0].group += months;  // the next party in the list
    worked.records[1].sums[0].group += 1;       // June
    worked.records[2].sums[0].wanted = false;
    const auto differences = worked.judged();
    REQUIRE(differences.size() == 3);
    CHECK(differences[0].fast == "£5.00 for Birch Trust in May 2026");
    CHECK(differences[0].judged == "£5.00 for Ash Trust in May 2026");
    CHECK(differences[1].fast == "£7.50 for Birch Trust in June 2026");
    CHECK(differences[2].fast == "not counted");
    CHECK(differences[2].judged == "£10.00 for Ash Trust in June 2026");
}

TEST_CASE("a record that does not count but was added up is seen", "[session]") {
    Worked worked;
    worked.data.reports[0][0].rows[2].fields[3] = exact::Ratio(0);
    const auto differences = worked.judged();
    REQUIRE(differences.size() == 1);
    CHECK(differences[0].line == 4);
    CHECK(differences[0].judged.find("not counted") == 0);
}
