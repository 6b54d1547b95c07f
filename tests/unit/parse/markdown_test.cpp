// tests/unit/parse/markdown_test.cpp · tests
// What:  the structure of a contract: title, sections, clauses, tables, notes.
#include "parse/markdown.h"
#include "support/catch.h"
#include "unit/parse/reading.h"

namespace {

using namespace concordat;

parse::Outline outline(const std::string& text) { return parse::read_outline(source::SourceText("test", text)); }

std::string numbers(const parse::Outline& outline) {
    std::string text;
    for (const parse::Block& block : outline.blocks) text += (block.number.empty() ? "-" : block.number) + " ";
    return text;
}

}  // namespace

TEST_CASE("title, sections and clauses") {
    const auto read = outline(
        "# The Title\n\nMoney is in GBP.\n\n## 1 Parties\n\n1.1 One.\n1.2 Two\n   goes on.\n\nand on.\n\n## 2 "
        "More\n2.1 Three.\n");
    CHECK(read.title == "The Title");
    CHECK(numbers(read) == "- 1.1 1.2 2.1 ");
    CHECK(read.blocks[1].section == "1 Parties");
    CHECK(read.blocks[3].section == "2 More");
    CHECK(read.blocks[2].parts.size() == 1);
}

TEST_CASE("a number that a line break brought to the front is no clause") {
    CHECK(numbers(outline("# T\n\n1.1 Fee is\n2.5 times Plan.\n1.2 Next.\n")) == "1.1 1.2 ");
    CHECK(numbers(outline("# T\n\n1.1 Fee is £5.\n2.5 Times.\n")) == "1.1 2.5 ");
    CHECK(numbers(outline("# T\n\n1.1 Fee is £5\n1.2 Gain Pool is £5.\n")) == "1.1 1.2 ");
    CHECK(numbers(outline("# T\n\n3.2.1 Deep.\n\n3.2. Dotted.\n")) == "3.2.1 3.2 ");
}

TEST_CASE("notes and rulers are dropped, wherever they stand") {
    const auto read = outline("# T\n\n> a note\n\n1.1 Fee is\n> a note inside\nrounded.\n\n---\n\n1.2 Next.\n");
    CHECK(numbers(read) == "1.1 1.2 ");
    CHECK(read.blocks[0].parts.size() == 2);
}

TEST_CASE("tables belong to the text above them") {
    const auto read = outline("# T\n\n1.1 Rates:\n\n| A | B |\n|---|:-:|\n| 1 | a \\| b |\n|  | 2\n\n1.2 Next.\n");
    REQUIRE(read.tables.size() == 1);
    REQUIRE(read.blocks[0].parts.size() == 2);
    CHECK(read.blocks[0].parts[1].is_table);
    REQUIRE(read.tables[0].rows.size() == 2);
    CHECK(read.tables[0].headings[1].text == "B");
    CHECK(read.tables[0].rows[0].cells[1].text == "a | b");
    CHECK(read.tables[0].rows[1].cells[0].special == syntax::Cell::Special::blank);
    CHECK(read.problems.empty());
}

TEST_CASE("a schedule's table stands by itself") {
    const auto parsed = tests::read(
        "# T\n\n1.1 Fee shall not exceed £5.\n\n## Schedule A Prices\n\n| Code | Price |\n|---|---|\n| A1 | £5 |\n");
    CHECK(parsed.problems.empty());
    REQUIRE(parsed.document.schedules.size() == 1);
    CHECK(parsed.document.schedules[0].title == "Schedule A Prices");
    CHECK(parsed.document.schedules[0].table.rows[0].cells[1].amount != nullptr);
}

TEST_CASE("files that are linked, in order, each once") {
    const source::SourceText text(
        "t",
        "# T\n\n> [Not this](no.csv)\n\n1.1 \"A\" is money, agreed in [Schedule A](a.csv).\n1.2 \"B\" is money, agreed "
        "in [Schedule B]( b.csv ).\n1.3 \"C\" is money, agreed in [Schedule A](a.csv).\n");
    CHECK(parse::linked_files(text) == std::vector<std::string>{"a.csv", "b.csv"});
}

TEST_CASE("a clause reads again with words changed, at the place of the change") {
    const std::string contract =
        "# T\n\n3.3 Gain Pool is payable only if Score is at least 85%; otherwise Gain Pool is £0.\n\n4.1 From 1 April "
        "2027, in clause 3.3, \"85%\" is replaced by \"80%\".\n";
    source::SourceText text("t", contract);
    const auto parsed = parse::parse(text, tests::known_names());
    REQUIRE(parsed.problems.empty());
    const auto& change = std::get<syntax::WordsChangeSentence>(parsed.document.clauses[1].sentences[0].form);
    const auto changed = parse::parse_changed_clause(text, parsed.document.clauses[0], change.old_words,
                                                     change.new_words, change.old_span, tests::known_names());
    REQUIRE(changed.problems.empty());
    REQUIRE(changed.document.clauses.size() == 1);
    CHECK(changed.document.clauses[0].number == "3.3");
    CHECK(syntax::print(changed.document.clauses[0].sentences[0]) ==
          "(gate `Gain Pool` (at-least `Score` 80%) otherwise `Gain Pool` £0)");
    const source::Span span = changed.document.clauses[0].sentences[0].span;
    CHECK(text.in_files(span) == change.old_span);
    CHECK(text.slice(span) == "Gain Pool is payable only if Score is at least 80%; otherwise Gain Pool is £0");
    CHECK(text.place(span).line == 5);

    const auto absent = parse::parse_changed_clause(text, parsed.document.clauses[0], "99%", "1%", change.old_span,
                                                    tests::known_names());
    REQUIRE(absent.problems.all().size() == 1);
    CHECK(absent.problems.all()[0].code == source::Code::changed_words_missing);
    const auto twice = parse::parse_changed_clause(text, parsed.document.clauses[0], "Gain Pool", "Fee",
                                                   change.old_span, tests::known_names());
    REQUIRE(twice.problems.all().size() == 1);
    CHECK(twice.problems.all()[0].code == source::Code::changed_words_repeated);
    const auto wrong = parse::parse_changed_clause(text, parsed.document.clauses[0], "payable", "payble",
                                                   change.old_span, tests::known_names());
    REQUIRE(wrong.problems.all().size() == 1);
    CHECK(wrong.problems.all()[0].place.line == 5);
}
