// tests/unit/parse/condition_test.cpp · tests
// What:  every way to write a condition.
#include "support/catch.h"
#include "unit/parse/reading.h"

using concordat::tests::condition;

TEST_CASE("comparisons say whether the edge is in") {
    CHECK(condition("Score is at least 90%") == "(at-least `Score` 90%)");
    CHECK(condition("Score is more than 90%") == "(more-than `Score` 90%)");
    CHECK(condition("Score is at most 90%") == "(at-most `Score` 90%)");
    CHECK(condition("Score is less than 90%") == "(less-than `Score` 90%)");
    CHECK(condition("Score is not more than 90%") == "(at-most `Score` 90%)");
    CHECK(condition("Score is not less than 90%") == "(at-least `Score` 90%)");
    CHECK(condition("Score is 90%") == "(is `Score` 90%)");
    CHECK(condition("Score is not 90%") == "(is-not `Score` 90%)");
    CHECK(condition("Actual Cost is more than Target Cost plus £500") ==
          "(more-than `Actual Cost` (plus `Target Cost` £500))");
    CHECK(condition("Actual Cost less Fee is less than 30% of Plan") ==
          "(less-than (less `Actual Cost` `Fee`) (of 30% `Plan`))");
}

TEST_CASE("dates compare in their own words") {
    CHECK(condition("Started is on or after 1 April 2026") == "(at-least `Started` 2026-04-01)");
    CHECK(condition("Started is after Ended") == "(more-than `Started` `Ended`)");
    CHECK(condition("Started is on or before Ended") == "(at-most `Started` `Ended`)");
    CHECK(condition("Started is before its Ended") == "(less-than `Started` (its `Ended`))");
    CHECK(condition("Started is not later than 6 months after Ended") ==
          "(at-most `Started` (after 6_months `Ended`))");
    CHECK(condition("Started is within 10 days after Ended") == "(within `Started` 10_days `Ended`)");
    CHECK(condition("Started is more than 28 days after Ended") == "(more-than `Started` (after 28_days `Ended`))");
}

TEST_CASE("two tests can share their subject, and their base") {
    CHECK(condition("Score is at least 85% and less than 95%") ==
          "(all (at-least `Score` 85%) (less-than `Score` 95%))");
    CHECK(condition("Fee is at least 85% and less than 95% of Plan") ==
          "(all (at-least `Fee` (of 85% `Plan`)) (less-than `Fee` (of 95% `Plan`)))");
    CHECK(condition("Score is less than 5% or more than 9%") == "(any (less-than `Score` 5%) (more-than `Score` 9%))");
    CHECK(condition("Score is at least 85% and less than 95% and Late is no") ==
          "(all (all (at-least `Score` 85%) (less-than `Score` 95%)) (is `Late` no))");
}

TEST_CASE("and, or, all of, any of, at least three of") {
    CHECK(condition("Score is 1 and Late is no") == "(all (is `Score` 1) (is `Late` no))");
    CHECK(condition("Score is 1 or Late is no or Fee is £0") == "(any (is `Score` 1) (is `Late` no) (is `Fee` £0))");
    CHECK(condition("Score is 1 and (Late is no or Fee is £0)") ==
          "(all (is `Score` 1) (any (is `Late` no) (is `Fee` £0)))");
    CHECK(condition("all of: Score is 1; Late is no; and Fee is £0") ==
          "(all (is `Score` 1) (is `Late` no) (is `Fee` £0))");
    CHECK(condition("any of: (a) Score is 1; or (b) Late is no") == "(any (is `Score` 1) (is `Late` no))");
    CHECK(condition("at least 2 of: Score is 1; Late is no; Fee is £0") ==
          "(at-least 2 (is `Score` 1) (is `Late` no) (is `Fee` £0))");
    CHECK(condition("not (Score is 1)") == "(not (is `Score` 1))");
}

TEST_CASE("codes") {
    CHECK(condition("Code is one of \"A1\", \"B2\"") == "(one-of `Code` \"A1\" \"B2\")");
    CHECK(condition("Code is not one of \"A1\" or \"B2\"") == "(not-one-of `Code` \"A1\" \"B2\")");
    CHECK(condition("Code is \"A1\" or \"B2\"") == "(one-of `Code` \"A1\" \"B2\")");
    CHECK(condition("Code is \"A1\", \"B2\" or \"C3\"") == "(one-of `Code` \"A1\" \"B2\" \"C3\")");
    CHECK(condition("Code is \"A1\" or Late is yes") == "(any (is `Code` \"A1\") (is `Late` yes))");
    CHECK(condition("Code is from \"A10\" to \"A19\"") == "(from-to `Code` \"A10\" \"A19\")");
    CHECK(condition("Code begins with \"U\"") == "(begins `Code` \"U\")");
    CHECK(condition("Code is in [Schedule A](codes.csv)") == "(in `Code` Schedule A:codes.csv)");
    CHECK(condition("Code is not in Schedule A") == "(not-in `Code` Schedule A:)");
}

TEST_CASE("missing, blank, there is") {
    CHECK(condition("Score is missing") == "(missing `Score`)");
    CHECK(condition("Ended is not blank") == "(not-missing `Ended`)");
    CHECK(condition("Score is reported") == "(not-missing `Score`)");
    CHECK(condition("there is a Night Price") == "(there-is `Night Price`)");
    CHECK(condition("there is no Night Price") == "(there-is-no `Night Price`)");
}
