// tests/unit/parse/mistakes_test.cpp · tests
// What:  planted mistakes. Each gives exactly one diagnostic, with its code, at the right words, with help that mends
//        it.
#include "support/catch.h"
#include "unit/parse/reading.h"

namespace {

using namespace concordat;
using source::Code;

struct Planted {
    const char* sentence;
    Code code;
    const char* marked;  // the words underlined
    const char* help;    // a part of what help says
};

const std::vector<Planted> planted = {
    {"Gain Pool shall not exceeed £1.5m.", Code::keyword_misspelt, "exceeed", "`exceed`"},
    {"Gain Pool is payable only if Score is at lest 90%.", Code::keyword_misspelt, "lest", "`least`"},
    {"Gain Pool is payable only if Score is at least 90%; othrwise Gain Pool is £0.", Code::keyword_misspelt,
     "othrwise", "`otherwise`"},
    {"Gain Pool is ronded to the nearest penny, half up.", Code::keyword_misspelt, "ronded", "`rounded`"},
    {"Riverside ICB shall pay Gain Pool to each Partner in propotion to Agreed Share.", Code::keyword_misspelt,
     "propotion", "`proportion`"},
    {"\"Cost\" is mony, agreed in Schedule A.", Code::keyword_misspelt, "mony", "`money`"},
    {"Riverside ICB will pay Gain Pool to each Partner.", Code::wording_refused, "will pay", "`shall pay`"},
    {"From 1 Aprl 2027, clause 3.2 ceases to have effect.", Code::date_unknown, "1 Aprl 2027", "`1 April 2027`"},
    {"From 1st April 2027, clause 3.2 ceases to have effect.", Code::date_unknown, "1st April 2027", "`1 April 2027`"},
    {"From 1/4/2027, clause 3.2 ceases to have effect.", Code::date_unknown, "1/4/2027", "`1 April 2027`"},
    {"From 30 February 2027, clause 3.2 ceases to have effect.", Code::date_unknown, "30 February 2027", ""},
    {"Gain Pool is payable only if Score is 1 and Late is no or Fee is £0.", Code::and_or_mixed, "or",
     "`(Score is 1 and Late is no) or Fee is £0` or `Score is 1 and (Late is no or Fee is £0)`"},
    {"Gain Pool is payable only if Score is at least 5 or less than 3 and Late is no.", Code::and_or_mixed, "and", "("},
    {"Gain Pool shall not exceed £5", Code::full_stop_missing, "5", "full stop"},
    {"Gain Pool shall not exceed £5 Fee shall not exceed £6.", Code::full_stop_missing, "5", "full stop"},
    {"\"Cost means Fee less £5.", Code::quote_unclosed, "\"", "\""},
    {"\"Cost\" means (Fee less £5.", Code::bracket_unclosed, "(", ")"},
    {"\"Cost\" means Fee less £5).", Code::bracket_unclosed, ")", ""},
    {"\"Cost\" means Saving banded slice by slice.", Code::table_missing, "\"Cost\" means Saving banded slice by slice",
     ":"},
    {"\"Cost\" is decided by.", Code::table_missing, "\"Cost\" is decided by", ":"},
    {"\"Cost\" means Fee up to a maximum of £5.", Code::wording_refused, "up to a maximum of", "but not more than"},
    {"\"Cost\" means Fee in excess of £5.", Code::wording_refused, "in excess of", "exceeds"},
    {"Gain Pool is capped at £5.", Code::wording_refused, "capped at", "shall not exceed"},
    {"Riverside ICB shall pay Gain Pool to each Partner pro rata.", Code::wording_refused, "pro rata",
     "in proportion to"},
    {"Gain Pool is payable only if Score is between 5 and 9.", Code::wording_refused, "is between", "at least"},
    {"Gain Pool is payable provided that Score is 5.", Code::wording_refused, "provided that", "only if"},
    {"Gain Pool is payable only if Score is 5 and/or Late is no.", Code::wording_refused, "and/or", "any of"},
    {"Gain Pool is payable only if Score is greater than 90%.", Code::wording_refused, "greater than", "more than"},
    {"\"Cost\" means 5 percent of Fee.", Code::wording_refused, "percent", "5%"},
    {"\"Cost\" means Saving banded:\n\n| Saving above | up to and including | Rate |\n|---|---|---|\n| £0 | no limit | "
     "5% |",
     Code::bands_unstated, "banded", "slice by slice"},
    {"Gain Pool is rounded to the nearest penny.", Code::rounding_way_missing, "to the nearest penny", "half up"},
    {"gain pool shall not exceed £5.", Code::name_without_capitals, "gain pool", "`Gain Pool`"},
    {"\"Cost\" means target cost less £5.", Code::name_without_capitals, "target cost", "`Target Cost`"},
    {"\"cost base\" means £5.", Code::name_without_capitals, "\"cost base\"", "capital"},
    {"Gain Pool Fee shall not exceed £5.", Code::names_side_by_side, "Gain Pool Fee", "one name"},
    {"Gain Pool >= £5.", Code::sign_unknown, ">", "more than"},
    {"Gain Pool shall not exceed.", Code::sentence_cut_short, "exceed", "an amount"},
    {"Gain Pool shall not £5.", Code::word_unexpected, "£5", "`exceed`"},
    {"The parties shall meet each Tuesday.", Code::sentence_unknown, "The parties", ""},
    {"We agree that this is fair.", Code::sentence_unknown, "We agree", ""},
    {"\"Cost\" means the greater of Fee and Plan plus £5.", Code::two_readings, "plus",
     "(the greater of Fee and Plan) plus £5"},
    {"\"Cost\" means the amount by which Fee exceeds Plan less £5.", Code::two_readings, "less", "brackets"},
    {"\"Cost\" means Fee divided by Plan (or 0% if Saving is 0).", Code::divisor_differs, "Saving", "if Plan is 0"},
    {"\"Cost\" means £5 for the Month.", Code::figure_with_period, "for the Month", "term"},
    {"\"Cost\" means 12,34.", Code::figure_unreadable, "12,34", "1,234.50"},
    {"\"Cost\" is a record, reported by Host for each Month, with:\n\n| Field | Kind |\n|---|---|\n| Colour | pretty |",
     Code::kind_unknown, "pretty", "money"},
    {"\"Cost\" means £5.\n\n| A | B |\n|---|---|\n| 1 | 2 |", Code::table_homeless, "| A | B |", ":"},
    {"\"Line\" is one of:\n\n| Line | Share |\n|---|---|\n| One | 5% | 6 |\n| Two | 5% |", Code::table_row_broken,
     "| One | 5% | 6 |", "cell"},
    {"\"Line\" is one of:\n\n| Line | Share |\n| One | 5% |", Code::table_without_rule, "| Line | Share |",
     "|---|---|"},
};

}  // namespace

TEST_CASE("a planted mistake is one diagnostic at the right words") {
    for (const Planted& mistake : planted) {
        INFO(mistake.sentence);
        const auto parsed = tests::read("# Test\n\n1.1 " + std::string(mistake.sentence) + "\n");
        REQUIRE(parsed.problems.all().size() == 1);
        const source::Diagnostic& problem = parsed.problems.all().front();
        INFO(problem.message + " / " + problem.help);
        CHECK(source::code_label(problem.code) == source::code_label(mistake.code));
        CHECK(tests::marked(problem) == mistake.marked);
        CHECK(problem.help.find(mistake.help) != std::string::npos);
        CHECK(problem.clause == "1.1");
        CHECK_FALSE(problem.message.ends_with('.'));
    }
}

TEST_CASE("five mistakes in five clauses are five diagnostics, and the rest is read") {
    const auto parsed = tests::read(
        "# Test\n\n1.1 Gain Pool shall not exceeed £5.\n1.2 Fee shall not exceed £5.\n1.3 Fee is payable only if Score "
        "is at lest 9.\n1.4 Riverside ICB will pay Fee to Host.\n"
        "1.5 From 1 Aprl 2027, clause 3.2 ceases to have effect.\n1.6 Plan shall not exceed £5. Plan is rounded to the "
        "nearest penny, half up.\n1.7 Fee is payable only if Late is no "
        "and Score is 1 or Plan is 2.\n");
    CHECK(parsed.problems.all().size() == 5);
    std::size_t read = 0;
    for (const auto& clause : parsed.document.clauses) read += clause.broken ? 0 : clause.sentences.size();
    CHECK(read >= 3);
}

TEST_CASE("a clause with a broken sentence is marked, and what it seems to declare is kept apart") {
    const auto parsed = tests::read("# Test\n\n1.1 \"Cost\" meens Fee.\n\n1.2 Cost shall not exceed £5.\n");
    REQUIRE(parsed.problems.all().size() == 1);
    REQUIRE(parsed.document.clauses.size() == 2);
    CHECK(parsed.document.clauses[0].broken);
    CHECK_FALSE(parsed.document.clauses[1].broken);
    CHECK(parsed.document.clauses[1].sentences.size() == 1);
    REQUIRE(parsed.document.names_of_broken_sentences.size() >= 1);
    CHECK(parsed.document.names_of_broken_sentences.front() == "Cost");
}

TEST_CASE("a name that is two names and a joining word is refused at its declaration") {
    const auto parsed =
        tests::read("# Test\n\n1.1 \"Fees\" means £1, and \"Costs\" means £2.\n1.2 \"Fees and Costs\" means £3.\n");
    REQUIRE(parsed.problems.all().size() == 1);
    CHECK(parsed.problems.all().front().code == Code::name_joins_names);
    CHECK(tests::marked(parsed.problems.all().front()) == "\"Fees and Costs\"");
}

TEST_CASE("two clauses with one number are said") {
    const auto parsed = tests::read("# Test\n\n1.1 Fee shall not exceed £5.\n1.1 Plan shall not exceed £5.\n");
    REQUIRE(parsed.problems.all().size() == 1);
    CHECK(parsed.problems.all().front().code == Code::clause_number_repeated);
}

TEST_CASE("a clause that says nothing is said") {
    const auto parsed = tests::read("# Test\n\n1.1 Fee shall not exceed £5.\n1.2\n1.3 Plan shall not exceed £5.\n");
    REQUIRE(parsed.problems.all().size() == 1);
    CHECK(parsed.problems.all().front().code == Code::clause_empty);
}

TEST_CASE("where only the full stop is missing, the sentence is read all the same") {
    const auto parsed = tests::read("# Test\n\n1.1 Fee shall not exceed £5\n\n1.2 Plan shall not exceed £5.\n");
    REQUIRE(parsed.problems.all().size() == 1);
    CHECK(parsed.problems.all().front().place.line == 3);
    CHECK_FALSE(parsed.document.clauses[0].broken);
    CHECK(parsed.document.clauses[0].sentences.size() == 1);
}

TEST_CASE("a table behind the full stop of the sentence that needs it is one mistake") {
    const auto parsed = tests::read(
        "# Test\n\n1.1 \"Cost\" means Saving banded slice by slice.\n\n| Saving above | up to and including | Rate "
        "|\n|---|---|---|\n| £0 | no limit | 5% |\n");
    REQUIRE(parsed.problems.all().size() == 1);
    CHECK(parsed.problems.all().front().code == Code::table_missing);
}
