// tests/unit/parse/amount_test.cpp · tests
// What:  every way to write an amount, and the tree it becomes. Pairs that differ by a word stand together.
#include "support/catch.h"
#include "unit/parse/reading.h"

using concordat::tests::amount;

TEST_CASE("figures are read as people write them") {
    CHECK(amount("£1,500,000") == "£1500000");
    CHECK(amount("£1.5m") == "£1500000");
    CHECK(amount("£2 million") == "£2000000");
    CHECK(amount("£0.50") == "£0.5");
    CHECK(amount("-£12.34") == "£-12.34");
    CHECK(amount("$12") == "$12");
    CHECK(amount("€1,000.01") == "€1000.01");
    CHECK(amount("5%") == "5%");
    CHECK(amount("0.1%") == "0.1%");
    CHECK(amount("33 1/3%") == "100/3%");
    CHECK(amount("12") == "12");
    CHECK(amount("12 days") == "12_days");
    CHECK(amount("-100 points") == "-100_points");
    CHECK(amount("1 April 2026") == "2026-04-01");
    CHECK(amount("2026-04-01") == "2026-04-01");
    CHECK(amount("yes") == "yes");
    CHECK(amount("\"EL\"") == "\"EL\"");
    CHECK(amount("£412.50 per Bed Day") == "£412.5/Bed Day");
    CHECK(amount("0.3% per Point times Points") == "(times 0.3%/Point `Points`)");
    CHECK(amount("£4 per Person times Population") == "(times £4/Person `Population`)");
}

TEST_CASE("sums and products bind as they are read") {
    CHECK(amount("Target Cost less Actual Cost") == "(less `Target Cost` `Actual Cost`)");
    CHECK(amount("Target Cost - Actual Cost") == "(less `Target Cost` `Actual Cost`)");
    CHECK(amount("Base Price plus Length of Stay times Day Rate") ==
          "(plus `Base Price` (times `Length of Stay` `Day Rate`))");
    CHECK(amount("(Base Price plus Length of Stay) times Day Rate") ==
          "(times (plus `Base Price` `Length of Stay`) `Day Rate`)");
    CHECK(amount("Fee × 2 ÷ 3") == "(divided (times `Fee` 2) 3)");
    CHECK(amount("Fee x 2 / 3") == "(divided (times `Fee` 2) 3)");
    CHECK(amount("Fee less Saving less Plan") == "(less (less `Fee` `Saving`) `Plan`)");
    CHECK(amount("£0 less Fee") == "(less £0 `Fee`)");
    CHECK(amount("-Fee") == "(minus `Fee`)");
    CHECK(amount("50% of Saving times (100% plus Uplift)") == "(times (of 50% `Saving`) (plus 100% `Uplift`))");
}

TEST_CASE("parts bind to what follows them") {
    CHECK(amount("5% of Target Cost less Fee") == "(less (of 5% `Target Cost`) `Fee`)");
    CHECK(amount("5% of (Target Cost less Fee)") == "(of 5% (less `Target Cost` `Fee`))");
    CHECK(amount("one twelfth of Fee") == "(of 1/12 `Fee`)");
    CHECK(amount("two thirds of Fee") == "(of 2/3 `Fee`)");
    CHECK(amount("half of Fee") == "(of 0.5 `Fee`)");
    CHECK(amount("a quarter of Fee") == "(of 0.25 `Fee`)");
    CHECK(amount("80% of half of Fee") == "(of 80% (of 0.5 `Fee`))");
}

TEST_CASE("names take whose they are and which period is meant") {
    CHECK(amount("its Baseline") == "(its `Baseline`)");
    CHECK(amount("the Agreed Share of Vale MH Trust") == "(`Agreed Share` of `Vale MH Trust`)");
    CHECK(amount("the Started of its Person") == "(`Started` of its `Person`)");
    CHECK(amount("Weight of that Cohort") == "(`Weight` of that `Cohort`)");
    CHECK(amount("Fee for the Month") == "(`Fee` [for Month])");
    CHECK(amount("Fee for the Financial Year to date") == "(`Fee` [for Financial Year to date])");
    CHECK(amount("Fee to date") == "(`Fee` [to date])");
    CHECK(amount("Fee for 2026/27") == "(`Fee` [for 2026/27])");
    CHECK(amount("Fee for April 2026") == "(`Fee` [for April 2026])");
    CHECK(amount("the total of Fee from May to August") == "(total `Fee` [months 5-8])");
    CHECK(amount("the Fee of the Financial Year before") == "(`Fee` [Financial Year before])");
    CHECK(amount("the amount under clause 3.2") == "(clause 3.2)");
}

TEST_CASE("the amount by which, the greater of") {
    CHECK(amount("the amount by which Target Cost exceeds Actual Cost") == "(amount-by `Target Cost` `Actual Cost`)");
    CHECK(amount("the amount (if any) by which Target Cost exceeds Actual Cost") ==
          "(amount-by `Target Cost` `Actual Cost`)");
    CHECK(amount("the amount by which Actual Cost is less than Target Cost") ==
          "(amount-by `Target Cost` `Actual Cost`)");
    CHECK(amount("50% of the amount by which Target Cost less Fee exceeds Actual Cost") ==
          "(of 50% (amount-by (less `Target Cost` `Fee`) `Actual Cost`))");
    CHECK(amount("the greater of Fee and £5") == "(greatest `Fee` £5)");
    CHECK(amount("the lesser of 2% of Target Cost and £5") == "(least (of 2% `Target Cost`) £5)");
    CHECK(amount("the least of Fee, Saving and £5") == "(least `Fee` `Saving` £5)");
    CHECK(amount("the earlier of Started and 1 April 2026") == "(least `Started` 2026-04-01)");
    CHECK(amount("the later of Started and Ended") == "(greatest `Started` `Ended`)");
    CHECK(amount("the greater of the total of Fee over all Partners and £5") ==
          "(greatest (total `Fee` over (all `Partners`)) £5)");
    CHECK(amount("(the greater of Fee and Saving) plus £5") == "(plus (greatest `Fee` `Saving`) £5)");
}

TEST_CASE("totals, averages and numbers over sets") {
    CHECK(amount("the total of Fee over all its Spells") == "(total `Fee` over (its `Spells`))");
    CHECK(amount("the total of Fee over all Spells where Late is yes") ==
          "(total `Fee` over (all `Spells` where (is `Late` yes)))");
    CHECK(amount("the total of Fee over all Partners for the Financial Year") ==
          "(total `Fee` over (all `Partners` [for Financial Year]))");
    CHECK(amount("the total of Fee for the Financial Year") == "(total `Fee` [for Financial Year])");
    CHECK(amount("the total of Fee times Weight over all Spells") ==
          "(total (times `Fee` `Weight`) over (all `Spells`))");
    CHECK(amount("the total of Fee over all Spells times Weight") ==
          "(times (total `Fee` over (all `Spells`)) `Weight`)");
    CHECK(amount("the total of Fee over all Spells where Late is no plus £5") ==
          "(plus (total `Fee` over (all `Spells` where (is `Late` no))) £5)");
    CHECK(amount("the average of Score over all Measures, weighted by Weight and rescaled") ==
          "(average `Score` over (all `Measures`) weighted `Weight` rescaled)");
    CHECK(amount("the average of Fee over all Visits (or £0 if there are none)") ==
          "(average `Fee` over (all `Visits`) if-none £0)");
    CHECK(amount("the greatest of Fee over all Spells") == "(greatest-of `Fee` over (all `Spells`))");
    CHECK(amount("the number of Visits where Late is yes") == "(number over (all `Visits` where (is `Late` yes)))");
    CHECK(amount("the number of its Visits for the Month") == "(number over (its `Visits` [for Month]))");
    CHECK(amount("the number of Visits where Late is yes out of the number of Visits (or 0% if there are none)") ==
          "(number over (all `Visits` where (is `Late` yes)) if-none 0% out-of (number over (all `Visits`)))");
    CHECK(amount("the number of different Persons among all Visits") ==
          "(number-different `Persons` over (all `Visits`))");
    CHECK(amount("the total of Fee over all Partners and all Months") ==
          "(total `Fee` over (all `Partners`) over (all `Months`))");
}

TEST_CASE("days, months, ages") {
    CHECK(amount("the nights from Admitted to Discharged") == "(days nights `Admitted` `Discharged`)");
    CHECK(amount("the days from Started to Ended, both included") == "(days both-included `Started` `Ended`)");
    CHECK(amount("the days from Started to Ended") == "(days unstated `Started` `Ended`)");
    CHECK(amount("the days after Started up to and including Ended") == "(days after-up-to `Started` `Ended`)");
    CHECK(amount("the days by which Ended is after Started") == "(days days-after `Started` `Ended`)");
    CHECK(amount("the whole years from Born to Admitted") == "(whole-years `Born` `Admitted`)");
    CHECK(amount("the whole hours in Length of Stay") == "(whole `hours` `Length of Stay`)");
    CHECK(amount("6 months after Started") == "(after 6_months `Started`)");
    CHECK(amount("6 weeks before Started") == "(before 6_weeks `Started`)");
    CHECK(amount("Review Interval after Started") == "(after `Review Interval` `Started`)");
    CHECK(amount("Month End") == "(end `Month`)");
    CHECK(amount("the start of the Quarter") == "(start `Quarter`)");
    CHECK(amount("the Month of Started") == "(period-of `Month` `Started`)");
}

TEST_CASE("small sums inside a sentence") {
    CHECK(amount("Fee reduced by 3%") == "(reduced `Fee` by 3%)");
    CHECK(amount("Score increased by 3 percentage points") == "(increased `Score` by 3_percentage points points)");
    CHECK(amount("Score reduced by 3% of itself") == "(reduced `Score` by 3% of-itself)");
    CHECK(amount("Fee plus 5% of Fee if Late is yes") == "(plus `Fee` (only-if (of 5% `Fee`) (is `Late` yes)))");
    CHECK(amount("Fee as a percentage of Plan") == "(percentage `Fee` `Plan`)");
    CHECK(amount("Baseline less Fee, as a percentage of Baseline") ==
          "(percentage (less `Baseline` `Fee`) `Baseline`)");
    CHECK(amount("Fee divided by Plan (or 0% if Plan is 0)") == "(divided `Fee` `Plan` if-zero 0%)");
    CHECK(amount("Fee divided by Plan (or 100% if Plan is 0, or 0% if both are 0)") ==
          "(divided `Fee` `Plan` if-zero 100% if-both-zero 0%)");
}

TEST_CASE("tails stand in the order written") {
    CHECK(amount("Fee, but not less than £0") == "`Fee` (at-least £0)");
    CHECK(amount("Fee, but not less than £0 and not more than £9") == "`Fee` (at-least £0) (at-most £9)");
    CHECK(amount("Fee, but not less than £0, but not more than £9") == "`Fee` (at-least £0) (at-most £9)");
    CHECK(amount("Fee, rounded to the nearest penny, half up, but not more than £9") ==
          "`Fee` (round penny half-up) (at-most £9)");
    CHECK(amount("Fee, rounded to the nearest 0.1%, half to even") == "`Fee` (round step 0.001 half-to-even)");
    CHECK(amount("Fee, rounded to 2 decimal places, down") == "`Fee` (round places 2 down)");
    CHECK(amount("Fee, rounded to the nearest £10, up") == "`Fee` (round step 10 up)");
    CHECK(amount("Fee, rounded to the nearest Point, half up") == "`Fee` (round Point half-up)");
    CHECK(amount("Fee, rounded down to the penny") == "`Fee` (round penny down)");
    CHECK(amount("Fee less Plan; it may be less than £0") == "(less `Fee` `Plan`) may-be-negative");
}
