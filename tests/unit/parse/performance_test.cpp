// tests/unit/parse/performance_test.cpp · tests
// What:  10,000 clauses, for measuring by hand. Hidden: run with the tag [.speed].
#include <chrono>
#include <iostream>

#include "support/catch.h"
#include "unit/parse/reading.h"

TEST_CASE("ten thousand clauses", "[.speed]") {
    std::string text = "# T\n\n## 1 All\n\n";
    for (int clause = 1; clause <= 10'000; ++clause) {
        text += "1." + std::to_string(clause) + " ";
        switch (clause % 4) {
            case 0:
                text += "\"Term N" + std::to_string(clause) +
                        "\" means Target Cost less Actual Cost, but not less than £0.\n\n";
                break;
            case 1: text += "Gain Pool shall not exceed £1,500,000.\n\n"; break;
            case 2:
                text +=
                    "Despite clause 3.3, if Score is at least 85% and less than 90% and Serious Incidents is 0, then "
                    "Gain Pool is 50% of the amount under clause 3.2.\n\n";
                break;
            default:
                text +=
                    "Riverside ICB shall pay Gain Pool to each Partner in proportion to Agreed Share, within 30 days "
                    "after Year End; any odd penny going to the largest remainder.\n\n";
                break;
        }
    }
    const auto from = std::chrono::steady_clock::now();
    const auto parsed = concordat::tests::read(text);
    const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - from);
    std::cout << "10,000 clauses: " << spent.count() << " ms\n";
    CHECK(parsed.problems.empty());
    CHECK(parsed.document.clauses.size() == 10'000);
}
