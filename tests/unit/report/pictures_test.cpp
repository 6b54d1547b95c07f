// What:  pictures: the same each time, a table beside each, hostile names words, edges told by filled and open dots.
#include <string>

#include "report/pictures.h"
#include "support/catch.h"

using namespace concordat;

namespace {

std::size_t times_in(const std::string& text, const std::string& words) {
    std::size_t found = 0;
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++found;
    return found;
}

const std::string hostile_label = "</svg><script>x</script>\"\x1b";

}  // namespace

TEST_CASE("money flows from payers to payees, each amount named and in the table") {
    const report::FlowLine line{"Hill", hostile_label, "1 May 2026", report::text_cell("\u00a35.00")};
    const auto picture = report::money_flow("Who pays whom", {line, line});
    REQUIRE(picture.has_value());
    CHECK(times_in(picture->svg, "\u00a35.00") == 2);
    CHECK(times_in(picture->svg, "<script") == 0);
    CHECK(times_in(picture->svg, "</svg>") == 1);
    CHECK(times_in(picture->svg, "\x1b") == 0);
    CHECK(picture->svg.find("role=\"img\" aria-label=\"Who pays whom\"") != std::string::npos);
    CHECK(picture->beside.rows.size() == 2);
    CHECK(picture->svg == report::money_flow("Who pays whom", {line, line})->svg);
}

TEST_CASE("more lines than can be told apart make no picture") {
    CHECK_FALSE(report::money_flow("", std::vector<report::FlowLine>(25)).has_value());
    CHECK_FALSE(report::money_flow("", {}).has_value());
}

TEST_CASE("an edge belongs to one band: filled there, open in the other") {
    const auto picture = report::band_ladder(
        "Bands", {{"\u00a30", "\u00a310", "0%", false, true}, {"\u00a310", "", "50%", false, true}});
    REQUIRE(picture.has_value());
    // Open at 0 and at 10 from above, filled at 10 from below; one of each explains them.
    CHECK(times_in(picture->svg, "r=\"5\" fill=\"#fff\"") == 3);
    CHECK(times_in(picture->svg, "r=\"5\" fill=\"#1d3557\"") == 2);
    CHECK(picture->beside.rows[1].cells[3].shown == "no limit");
}

TEST_CASE("a corridor rises with the rates of its zones") {
    const auto picture = report::risk_corridor(
        "Pool", {"Saving", "Pool"},
        {{exact::Ratio(0), exact::Ratio(2), exact::Ratio(0), "\u00a30", "0%"},
         {exact::Ratio(2), std::nullopt, exact::Ratio(exact::Integer(1), exact::Integer(2)), "\u00a32", "50%"}});
    REQUIRE(picture.has_value());
    CHECK(picture->svg.find("stroke-dasharray=\"8 4\"") != std::string::npos);  // goes on
    CHECK(picture->beside.rows.size() == 2);
    CHECK_FALSE(
        report::risk_corridor("", {"", ""}, {{exact::Ratio(0), std::nullopt, exact::Ratio(0), "", ""}}).has_value());
}

TEST_CASE("a waterfall shows what each clause takes and what it leaves") {
    const auto pound = [](int pounds) { return report::text_cell("\u00a3" + std::to_string(pounds)); };
    const auto picture = report::waterfall(
        "Fall", {{"3.1 means", 0, 100, {}, pound(100)}, {"3.2 shall not exceed", 100, 60, pound(100), pound(60)}});
    REQUIRE(picture.has_value());
    CHECK(picture->svg.find("down to \u00a360") != std::string::npos);
    CHECK(picture->beside.rows[1].cells[1].shown == "\u00a3100");
    CHECK_FALSE(report::waterfall("", {{"x", 0, exact::Ratio(-1), {}, {}}}).has_value());
}

TEST_CASE("a corridor shows where we are by a sign, by words and by a row of its table") {
    using exact::Ratio;
    const std::vector<report::Zone> zones = {{Ratio(0), Ratio(100), Ratio(0), "\u00a30", "0%"},
                                             {Ratio(100), {}, Ratio(1) / Ratio(2), "\u00a3100", "50%"}};
    // (160 - 100) x 50% = 30
    const report::CorridorMark mark{Ratio(160), Ratio(30), "\u00a3160", "\u00a330"};
    const auto without = report::risk_corridor("Corridor", {"Saving", "Gain"}, zones);
    const auto with = report::risk_corridor("Corridor", {"Saving", "Gain"}, zones, mark);
    REQUIRE((without && with));
    CHECK(times_in(without->svg, "<polygon") == 0);
    CHECK(times_in(with->svg, "<polygon") == 1);
    CHECK(times_in(with->svg, "here: \u00a3160 gives \u00a330") == 1);
    REQUIRE(with->beside.rows.size() == 3);
    CHECK(with->beside.rows.back().cells[0].shown == "Here: \u00a3160");
    CHECK(with->beside.rows.back().cells[1].shown == "\u00a330 payable");
}

TEST_CASE("a picture for Word is a metafile that says how long it is") {
    const auto picture = report::money_flow("Who pays whom", {{"A", "B", "", report::text_cell("\u00a35.00")}});
    REQUIRE(picture.has_value());
    const std::string& bytes = picture->emf;
    REQUIRE(bytes.size() > 88);
    const auto number = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t part = 4; part-- > 0;) value = (value << 8u) | static_cast<unsigned char>(bytes[at + part]);
        return value;
    };
    CHECK(bytes.substr(40, 4) == " EMF");
    CHECK(number(48) == bytes.size());
    std::uint32_t records = 0;
    for (std::size_t at = 0; at < bytes.size(); at += number(at + 4)) ++records;
    CHECK(number(52) == records);
}
