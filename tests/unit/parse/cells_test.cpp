// tests/unit/parse/cells_test.cpp · tests
// What:  what stands in a cell.
#include "support/catch.h"
#include "unit/parse/reading.h"

namespace {

std::string cell(const std::string& text) {
    concordat::syntax::Cell one;
    one.text = text;
    concordat::parse::read_cell(one, concordat::tests::known_names());
    return concordat::syntax::print(one);
}

}  // namespace

TEST_CASE("amounts in cells") {
    CHECK(cell("2% of Target Cost") == "(of 2% `Target Cost`)");
    CHECK(cell("its Baseline") == "(its `Baseline`)");
    CHECK(cell("£412.50 per Bed Day") == "£412.5/Bed Day");
    CHECK(cell("£1,000") == "£1000");
    CHECK(cell("-£1,000.50") == "£-1000.5");
    CHECK(cell("12 weeks") == "12_weeks");
    CHECK(cell("2018-04-02") == "2018-04-02");
    CHECK(cell("Fee less £5") == "(less `Fee` £5)");
    CHECK(cell("\"EL\"") == "\"EL\"");
    CHECK(cell("yes") == "yes");
    CHECK(cell("2026-08") == "2026-08");
    CHECK(cell("33 1/3%") == "100/3%");
}

TEST_CASE("special words in cells") {
    CHECK(cell("") == "blank");
    CHECK(cell("no limit") == "no-limit");
    CHECK(cell("any") == "any");
    CHECK(cell("any other") == "any-other");
    CHECK(cell("-") == "dash");
    CHECK(cell("none") == "none");
    CHECK(cell("held as a query") == "held");
    CHECK(cell("missing") == "missing");
    CHECK(cell("left out") == "left-out");
}

TEST_CASE("tests without a subject") {
    CHECK(cell("at least 9 and less than 16") == "(all (at-least _ 9) (less-than _ 16))");
    CHECK(cell("less than 18") == "(less-than _ 18)");
    CHECK(cell("more than £5") == "(more-than _ £5)");
    CHECK(cell("on or after 1 April 2026") == "(at-least _ 2026-04-01)");
}

TEST_CASE("lists of codes") {
    CHECK(cell("11, 12 or 13") == "\"11\" \"12\" \"13\"");
    CHECK(cell("21, 2A, 2B or 2C") == "\"21\" \"2A\" \"2B\" \"2C\"");
    CHECK(cell("\"EL\", \"DC\" or \"NE\"") == "\"EL\" \"DC\" \"NE\"");
    CHECK(cell("01 or 02") == "\"01\" \"02\"");
    CHECK(cell("Entered Training; Base Price") == "\"Entered Training\" \"Base Price\"");
}

TEST_CASE("what reads as nothing stays text") {
    CHECK(cell("Lead keeps") == "'Lead keeps'");
    CHECK(cell("??") == "'??'");
    CHECK(cell(std::string(2'000, '(')) == "'" + std::string(2'000, '(') + "'");
}
