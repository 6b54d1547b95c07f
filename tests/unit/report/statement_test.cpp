// tests/unit/report/statement_test.cpp
// What:  statements and results made from a settlement written by hand.
#include "report/statement.h"

#include <nlohmann/json.hpp>

#include "report/contract_summary.h"
#include "report/example_results.h"
#include "report/payments.h"
#include "report/settlement_export.h"
#include "report/writers.h"
#include "support/catch.h"
#include "unit/report/report_fixture.h"

using namespace concordat;
using report_test::small_contract;
using report_test::small_settlement;

namespace {

std::string statement_text() {
    const auto documents = report::statements(small_contract(), small_settlement());
    REQUIRE(documents.size() == 1);
    return report::write_text(documents.front());
}

bool has(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("a payment of nothing is not listed, a negative one is turned round", "[report]") {
    const auto listed = report::listed_payments(small_settlement().periods.front());
    REQUIRE(listed.size() == 3);
    CHECK(listed[2].payer == model::PartyId(2));
    CHECK(listed[2].payee == model::PartyId(0));
    CHECK(listed[2].amount == exact::Money::from_minor(1205));
    CHECK(listed[2].repayment);
}

TEST_CASE("a statement adds up: what is paid is received", "[report]") {
    const auto totals = report::totals_by_party(report::listed_payments(small_settlement().periods[0]));
    exact::Money receives, pays;
    for (const auto& [party, amounts] : totals) {
        receives += amounts.receives;
        pays += amounts.pays;
    }
    CHECK(receives == pays);
    CHECK(receives == exact::Money::from_minor(43750000 + 123456 + 1205));
    CHECK(totals.at(model::PartyId(2)).net() == exact::Money::from_minor(123456 - 1205));
}

TEST_CASE("a statement shows each party its payments in the clause's words", "[report]") {
    const std::string text = statement_text();
    INFO(text);
    CHECK(has(text, "Statement for 2026/27 (1 April 2026 to 31 March 2027). Money is in GBP."));
    CHECK(has(text, "Riverside ICB          £12.05  £438,734.56  -£438,722.51"));
    CHECK(has(text, "City Acute Trust (Partner)"));
    CHECK(has(text, "3.6  Riverside ICB shall pay Gain Pool to each Partner"));
    CHECK(has(text, "from Riverside ICB, first 60%"));
    CHECK(has(text, "30 April 2027"));
    CHECK(has(text, "within 30 days after the"));
    CHECK(has(text, "audited"));
    // in whole pennies, so that a reader can subtract the one from the other
    CHECK(has(text, "£2,234.56 to"));
    CHECK(has(text, "less £1,000.00 paid before"));
    CHECK(has(text, "to Riverside ICB, repayment"));
    CHECK(has(text, "Net to receive"));
    CHECK(has(text, "Amounts worked out"));
    CHECK(has(text, "Held, and what is still owed"));
    CHECK(has(text, "Spell S-17: no Base Price"));
    CHECK(has(text, "nobody named"));
    CHECK(has(text, "Spend is above 90% of Budget."));
    CHECK(has(text, "Paid by all parties, 3 payments"));
    CHECK(has(text, "Difference"));
}

TEST_CASE("several periods have their sums in front", "[report]") {
    settle::Settlement two = small_settlement();
    two.periods.push_back(two.periods.front());
    const auto documents = report::statements(small_contract(), two);
    REQUIRE(documents.size() == 3);
    const std::string sums = report::write_text(documents.front());
    INFO(sums);
    CHECK(has(sums, "All 2 periods together"));
    CHECK(has(sums, "£877,469.12"));
}

TEST_CASE("a period without payments says so", "[report]") {
    settle::Settlement none = small_settlement();
    none.periods.front().payments.clear();
    const std::string text = report::write_text(report::statements(small_contract(), none).front());
    CHECK(has(text, "No payment is due."));
    CHECK_FALSE(has(text, "Reconciliation"));
}

TEST_CASE("settlement JSON has the promised shape", "[report]") {
    const auto json = nlohmann::json::parse(report::settlement_json(small_contract(), small_settlement()));
    REQUIRE(json["payments"].size() == 3);
    const auto& first = json["payments"][0];
    CHECK(first["clause"] == "3.6");
    CHECK(first["payer"] == "Riverside ICB");
    CHECK(first["payee"] == "City Acute Trust");
    CHECK(first["period"] == "2026/27");
    CHECK(first["part"] == "first 60%");
    CHECK(first["amount"] == "437500.00");
    CHECK(first["currency"] == "GBP");
    CHECK(first["due_date"] == "2027-04-30");
    CHECK(json["payments"][1]["due_date"].is_null());
    CHECK(json["payments"][1]["part"].is_null());
    CHECK(json["payments"][2]["amount"] == "12.05");
    CHECK(json["payments"][2]["payer"] == "Harbour Care CIC");
    CHECK(json["terms"][0]["value"] == "437500.06");
    CHECK(json["terms"][0]["of"] == nlohmann::json::object());
    CHECK(json["terms"][1]["value"] == "1/3");
    CHECK(json["terms"][1]["of"]["Partner"] == "Harbour Care CIC");
    CHECK(json["terms"][2]["value"].is_null());
    CHECK(json["terms"][2].contains("why"));
    CHECK(json["held"][0]["owed_by"] == "Riverside ICB");
    CHECK(json["held"][1]["owed_by"].is_null());
    CHECK(json["held"][1]["settlements_waiting"] == 1);
    CHECK(json["payments"][1]["paid_before"] == "1000.00");
    CHECK(json["payments"][1]["due_to_date"] == "2234.56");
    CHECK(json["payments"][2]["due_to_date"] == "-12.05");
    CHECK(json["year_to_date"][0]["party"] == "Riverside ICB");
    CHECK(json["year_to_date"][0]["pays"] == "438734.56");  // 437,500.00 + 1,234.56
    CHECK(json["year_to_date"][0]["receives"] == "12.05");
    CHECK(json["year_to_date"][0]["net"] == "-438722.51");
    CHECK(json["notices"][0]["clause"] == "4.1");
    CHECK(json["kept"][0]["amount"] == "5.00");
}

TEST_CASE("settlement CSV has a row for each payment and for each thing that is missing", "[report]") {
    const std::string csv = report::write_csv(report::settlement_table(small_contract(), small_settlement()));
    CHECK(csv ==
          "Clause,Payer,Payee,Period,Part,Amount,Currency,Due Date,Due,On Account,Repayment,Due To Date,Paid Before,"
          "Payer Year To Date,Payee Year To Date,Provisional,Missing,Owed By,Stops Clauses,Settlements Waiting\n"
          "3.6,Riverside ICB,City Acute Trust,2026/27,first 60%,437500.00,GBP,2027-04-30,,no,no,437500.00,0.00,"
          "438734.56,437500.00,,,,,\n"
          "3.6,Riverside ICB,Harbour Care CIC,2026/27,,1234.56,GBP,,"
          "within 30 days after the accounts are audited,no,no,2234.56,1000.00,438734.56,1234.56,,,,,\n"
          "4.1,Harbour Care CIC,Riverside ICB,2026/27,,12.05,GBP,,,no,yes,-12.05,0.00,12.05,12.05,,,,,\n"
          "2.4,,,2026/27,,,,,,,,,,,,,Actual Cost for 2026/27,Riverside ICB,,1\n"
          "3.5,,,2026/27,,,,,,,,,,,,,Spell S-17: no Base Price,nobody named,,1\n");
}

TEST_CASE("the year to date begins anew with each year, and knows the statements that are not shown", "[report]") {
    const auto statement = [](int year) {
        settle::PeriodSettlement settled;
        settled.period = calendar::Period::containing(calendar::PeriodUnit::year, report_test::day(year, 4, 1),
                                                      small_contract().year_start);
        settled.payments = {report_test::payment(1, 0, 1, 100)};
        return settled;
    };
    settle::Settlement settlement;
    settlement.earlier = {statement(2026)};
    settlement.periods = {statement(2026), statement(2027)};
    const auto sums = report::sums_by_statement(small_contract(), settlement);
    REQUIRE(sums.size() == 2);
    const auto& first = sums[0].at(model::PartyId(1));
    CHECK(first.before.receives == exact::Money::from_minor(100));
    CHECK(first.now.receives == exact::Money::from_minor(100));
    const auto& next = sums[1].at(model::PartyId(1));
    CHECK(next.before.receives == exact::Money());
    CHECK(next.now.receives == exact::Money::from_minor(100));
}

TEST_CASE("a contract's summary names who owes what, and where nothing is said", "[report]") {
    const std::string text = report::write_text(report::contract_summary(small_contract(), "riverside.contract.md"));
    INFO(text);
    CHECK(has(text, "1 April 2026 until 31 March 2029"));
    CHECK(has(text, "Partners"));
    CHECK(has(text, "City Acute Trust, Harbour Care CIC"));
    CHECK(has(text, "for each Financial Year, to date"));
    CHECK(has(text, "4 in 1 section"));
    CHECK(has(text, "not said: settlement waits"));
    CHECK(has(text, "For 1 figure the contract does not say"));
    CHECK(has(text, "3.6  Riverside ICB shall pay"));
}

TEST_CASE("a failed example shows the clause whose amount differs first", "[report]") {
    settle::ExampleResult passed;
    passed.clause = model::ClauseId(3);
    passed.example = "clause 3";
    passed.row = "in band";
    passed.passed = true;
    settle::ExampleResult failed = passed;
    failed.passed = false;
    failed.row = "capped";
    failed.column = "gives Gain Pool";
    failed.expected = "£1.00";
    failed.found = "£1.01";
    failed.steps = {"clause 3.1: £1.014", "clause 3.5: £1.01"};
    failed.first_difference = model::ClauseId(0);
    const auto contract = small_contract();
    const std::string text = report::write_text(report::example_report(contract, {passed, failed}));
    INFO(text);
    CHECK(has(text, "passed  in band"));
    CHECK(has(text, "FAILED  capped"));
    CHECK(has(text, "gives Gain Pool: expected £1.00, found £1.01"));
    CHECK(has(text, "clause 3.1: £1.014"));
    CHECK(has(text, "first differs at clause 3.5: Gain Pool is rounded"));
    const auto count = report::count_examples({passed, failed});
    CHECK(count.passed == 1);
    CHECK(count.failed == 1);
    const auto json = nlohmann::json::parse(report::example_json(contract, {passed, failed}));
    CHECK(json["failed"] == 1);
    CHECK(json["examples"][1]["first_difference"] == "3.5");
    CHECK(json["examples"][0]["column"].is_null());
}
