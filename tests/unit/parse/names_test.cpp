// tests/unit/parse/names_test.cpp · tests
// What:  which words become one name.
#include "parse/grammar.h"
#include "parse/names.h"
#include "support/catch.h"
#include "unit/parse/reading.h"

namespace {

using namespace concordat;

/// The words after merging, names between <>, keywords as they are.
std::string merged(const std::vector<std::string>& names, std::string_view text) {
    parse::Grammar grammar;
    parse::NameBook book;
    for (const std::string& name : names) book.add(name);
    auto words = grammar.words_of(text, 0);
    book.merge(words);
    std::string result;
    for (const parse::Word& word : words) {
        if (!result.empty()) result += ' ';
        const bool name = word.kind == parse::WordKind::name;
        const bool unit = word.kind == parse::WordKind::period_unit || word.kind == parse::WordKind::period_end ||
                          word.kind == parse::WordKind::schedule;
        result += name ? "<" + word.text + ">" : unit ? "{" + word.text + "}" : word.text;
    }
    return result;
}

}  // namespace

TEST_CASE("the longest declared name wins") {
    CHECK(merged({"Length", "Length of Stay"}, "the Length of Stay less Length") ==
          "the <Length of Stay> less <Length>");
    CHECK(merged({"Length"}, "the Length of Stay") == "the <Length> of <Stay>");
    CHECK(merged({"Part-Time Work 13 Weeks"}, "and Part-Time Work 13 Weeks is") == "and <Part-Time Work 13 Weeks> is");
    CHECK(merged({"Accommodation 3 Months"}, "Accommodation 3 Months") == "<Accommodation 3 Months>");
    CHECK(merged({"South London and Maudsley"}, "pay South London and Maudsley and Vale") ==
          "pay <South London and Maudsley> and <Vale>");
    CHECK(merged({"Health & Care Trust"}, "pay Health & Care Trust") == "pay <Health & Care Trust>");
}

TEST_CASE("plurals and possessives") {
    CHECK(merged({"Party", "Box", "Day", "Spell"}, "all Parties and all Boxes and Days and Spells") ==
          "all <Parties> and all <Boxes> and <Days> and <Spells>");
    CHECK(merged({"Owner's Portion", "Owner"}, "the Owner pays Owner's Portion") ==
          "the <Owner> pays <Owner's Portion>");
    CHECK(merged({"Owner\u2019s Portion"}, "pays Owner's Portion") == "pays <Owner's Portion>");
}

TEST_CASE("capital words that nobody declared are one name") {
    CHECK(merged({}, "pay Gain Pool to Vale") == "pay <Gain Pool> to <Vale>");
    CHECK(merged({"Value"}, "pay Activity Value to Vale") == "pay <Activity Value> to <Vale>");
    CHECK(merged({"Gain Pool"}, "pay Gain pool") == "pay <Gain pool>");
}

TEST_CASE("the first word of a sentence is a keyword unless a name begins there") {
    CHECK(merged({}, "If Saving is. For each Month. The Month") == "if <Saving> is . for each {Month} . the {Month}");
    CHECK(merged({"For Good Trust"}, "For Good Trust shall pay") == "<For Good Trust> shall pay");
    CHECK(merged({}, "is replaced by: Each Partner") == "is replaced by : each <Partner>");
    CHECK(merged({"Handover"}, "Following Handover, pay") == "following <Handover> , pay");
}

TEST_CASE("periods and schedules have words of their own") {
    CHECK(merged({}, "the Financial Year, the Quarters, Year End, Month End") ==
          "the {Financial Year} , the {Quarters} , {Year End} , {Month End}");
    CHECK(merged({}, "in Schedule A and Schedule 12") == "in {Schedule A} and {Schedule 12}");
    CHECK(merged({"Schedule A Prices"}, "in Schedule A Prices") == "in <Schedule A Prices>");
}

TEST_CASE("years of one's own are periods") {
    CHECK(tests::tree("Settled for each Programme Year, which runs from 1 October to 30 September. \"Fees\" is money, "
                      "reported by Host for each Programme Year.") ==
          "(settled `Programme Year` 1/10 30/9)\n(fact (`Fees` money) reported by `Host` for-each `Programme Year`)");
}

TEST_CASE("names come from tables and from declarations anywhere in the text") {
    const auto parsed = tests::read(
        "# T\n\n## 1 Parties\n\n| Party | Role | Share of Gain |\n|---|---|---|\n| Trust of the North | Pool Host, "
        "Member of Board | 5% |\n\n"
        "1.1 The Share of Gain of all Members of Board must total 100%.\n1.2 Trust of the North shall pay Cost per "
        "Head to the Pool Host.\n1.3 \"Cost per Head\" means £5.\n");
    CHECK(parsed.problems.empty());
}

TEST_CASE("plurals of names") {
    CHECK(parse::plural_of("Party") == "Parties");
    CHECK(parse::plural_of("Day") == "Days");
    CHECK(parse::plural_of("Church") == "Churches");
    CHECK(parse::plural_of("Key Box") == "Key Boxes");
    CHECK(parse::plural_of("Spell") == "Spells");
    CHECK(parse::reads_as_name("Length of Stay"));
    CHECK_FALSE(parse::reads_as_name("length of stay"));
    CHECK_FALSE(parse::reads_as_name("Length of"));
    CHECK_FALSE(parse::reads_as_name("Lead keeps"));
}
