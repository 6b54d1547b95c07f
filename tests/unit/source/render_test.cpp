// tests/unit/source/render_test.cpp · diagnostics as people, editors and programs get them.
#include "source/render.h"

#include <string>

#include <nlohmann/json.hpp>

#include "base/limits.h"
#include "source/source_text.h"
#include "support/catch.h"

namespace concordat::source {
namespace {

constexpr Code numbered(unsigned short number) { return static_cast<Code>(number); }

const SourceText& riverside() {
    static const SourceText text("riverside.contract.md",
                                 "# Riverside\n3.1\tGain Pool means £1.\n3.2 Gain pool shall not exceed £1,500,000.\n");
    return text;
}

Place place_of(std::string_view words) {
    const auto begin = static_cast<std::uint32_t>(riverside().text().find(words));
    return riverside().place({begin, begin + static_cast<std::uint32_t>(words.size())});
}

Diagnostics undefined_term() {
    Diagnostics problems;
    problems.add(numbered(203), "3.2", place_of("Gain pool"), "`Gain pool` is not a defined term")
        .with_help("did you mean `Gain Pool` (defined in clause 3.1)?");
    return problems;
}

/// One diagnostic whose line is long.
std::string rendered_line(std::string line, std::size_t mark_from, std::size_t mark_length) {
    Diagnostics problems;
    Place place;
    place.file = "a.csv";
    place.line = 2;
    place.column = mark_from + 1;
    place.quoted_line = std::move(line);
    place.mark_from = mark_from;
    place.mark_length = mark_length;
    problems.add(numbered(601), "", place, "message");
    return render_terminal(problems);
}

TEST_CASE("the terminal form of one mistake", "[source]") {
    CHECK(render_terminal(undefined_term()) ==
          "error E203: `Gain pool` is not a defined term\n"
          "  clause 3.2, riverside.contract.md:3:5\n"
          "    3.2 Gain pool shall not exceed £1,500,000.\n"
          "        ^^^^^^^^^\n"
          "  help: did you mean `Gain Pool` (defined in clause 3.1)?\n");
}

TEST_CASE("a second place is quoted below the first, tabs as one space", "[source]") {
    Diagnostics problems = undefined_term();
    problems.all().front().label(place_of("Gain Pool"), "first defined here");
    CHECK(render_terminal(problems) ==
          "error E203: `Gain pool` is not a defined term\n"
          "  clause 3.2, riverside.contract.md:3:5\n"
          "    3.2 Gain pool shall not exceed £1,500,000.\n"
          "        ^^^^^^^^^\n"
          "  also riverside.contract.md:2:5: first defined here\n"
          "    3.1 Gain Pool means £1.\n"
          "        ---------\n"
          "  help: did you mean `Gain Pool` (defined in clause 3.1)?\n");
}

TEST_CASE("as much of the place as there is", "[source]") {
    Place whole_file;
    whole_file.file = "a.csv";
    Diagnostics problems;
    problems.add(numbered(601), "", whole_file, "a file");
    problems.add(numbered(601), "2.1", whole_file, "a clause and a file");
    problems.add(numbered(801), "", {}, "nothing");
    problems.add(numbered(901), "2.1", {}, "a clause").label({}, "nowhere");
    CHECK(render_terminal(problems) ==
          "error E601: a file\n"
          "  a.csv\n"
          "\n"
          "error E601: a clause and a file\n"
          "  clause 2.1, a.csv\n"
          "\n"
          "warning W801: nothing\n"
          "\n"
          "advice A901: a clause\n"
          "  clause 2.1\n"
          "  also: nowhere\n"
          "\n"
          "2 errors, 1 warning, 1 advice\n");
}

TEST_CASE("nothing wrong, nothing shown", "[source]") {
    CHECK(render_terminal(Diagnostics{}).empty());
    CHECK(render_short(Diagnostics{}).empty());
}

TEST_CASE("a mark at the end of a line shows one character", "[source]") {
    CHECK(rendered_line("abc", 3, 1) == "error E601: message\n  a.csv:2:4\n    abc\n       ^\n");
    CHECK(rendered_line("abc", 3, 0).ends_with("    abc\n       ^\n"));
    CHECK(rendered_line("abc", 99, 99).ends_with("    abc\n       ^\n"));
    CHECK(rendered_line("", 0, 1) == "error E601: message\n  a.csv:2:1\n");
    CHECK(rendered_line("é£中x", 3, 1).ends_with("    é£中x\n       ^\n"));
}

TEST_CASE("a long line is cut to a window around its mark", "[source][limits]") {
    const std::string hundred(100, 'x');
    CHECK(rendered_line(hundred, 0, 100).ends_with("    " + hundred + "\n    " + std::string(100, '^') + "\n"));
    CHECK(rendered_line(hundred + "y", 0, 2).ends_with("    " + hundred + "…\n    ^^\n"));
    CHECK(rendered_line("y" + hundred, 100, 1).ends_with("    …" + hundred + "\n" + std::string(104, ' ') + "^\n"));
    CHECK(rendered_line("y" + hundred, 101, 1).ends_with("    …" + hundred + "\n" + std::string(105, ' ') + "^\n"));
    std::string line(1'000'000, 'x');
    line[500'000] = 'M';
    const std::string middle = std::string(49, 'x') + "M" + std::string(50, 'x');
    CHECK(rendered_line(line, 500'000, 1).ends_with("    …" + middle + "…\n" + std::string(54, ' ') + "^\n"));
    CHECK(rendered_line(line, 1, 999'999).ends_with("    …" + hundred + "…\n     " + std::string(100, '^') + "\n"));
}

TEST_CASE("help of several lines keeps them", "[source]") {
    Diagnostics problems;
    problems.add(numbered(203), "", {}, "message").with_help("type\nthis\n\nor that\n");
    CHECK(render_terminal(problems) == "error E203: message\n  help: type\n        this\n        \n        or that\n");
}

TEST_CASE("what steers a terminal never reaches it", "[source]") {
    Diagnostics problems;
    Place place;
    place.file = "a\x1B]0;b.csv\n";
    place.line = 1;
    place.column = 1;
    place.quoted_line = "\x1B[2J\u202Ex\xFF";
    place.mark_from = 4;
    place.mark_length = 2;
    problems.add(numbered(601), "1\r", place, "a \x1B[31m\nmessage").label(place, "\x07label").with_help("\x1Bhelp");
    const std::string shown = render_terminal(problems) + render_short(problems);
    for (const char control : {'\x1B', '\r', '\x07', '\xFF'}) CHECK(shown.find(control) == std::string::npos);
    CHECK(shown.find("\u202E") == std::string::npos);
    CHECK(render_terminal(problems).find("    \uFFFD[2J\uFFFDx\uFFFD\n        ^^\n") != std::string::npos);
}

TEST_CASE("colours are added only when asked for, and change nothing else", "[source]") {
    const std::string plain = render_terminal(undefined_term());
    std::string coloured = render_terminal(undefined_term(), {.colour = true});
    CHECK(coloured.starts_with("\x1B[1;31merror E203\x1B[0m"));
    for (std::size_t at = coloured.find('\x1B'); at != std::string::npos; at = coloured.find('\x1B')) {
        coloured.erase(at, coloured.find('m', at) - at + 1);
    }
    CHECK(coloured == plain);
}

TEST_CASE("above the limit, the rest are counted", "[source][limits]") {
    Diagnostics problems;
    for (std::size_t i = 0; i < limits::diagnostics_shown; ++i) problems.add(numbered(203), "", {}, "message");
    CHECK(render_terminal(problems).ends_with("\n\n100 errors\n"));
    for (int i = 0; i < 5; ++i) problems.add(numbered(203), "", {}, "message");
    problems.add(numbered(803), "", {}, "message");
    CHECK(render_terminal(problems).ends_with("\n\n105 errors, 1 warning (6 more not shown)\n"));
    CHECK(render_short(problems).ends_with("\n6 more not shown\n"));
    const auto json = nlohmann::json::parse(render_json(problems));
    CHECK(json["diagnostics"].size() == limits::diagnostics_shown);
    CHECK(json["errors"] == 105);
    CHECK(json["warnings"] == 1);
}

TEST_CASE("the short form is a line each", "[source]") {
    Diagnostics problems = undefined_term();
    Place whole_file;
    whole_file.file = "a.csv";
    problems.add(numbered(803), "", whole_file, "message");
    problems.add(numbered(901), "", {}, "two\nlines");
    CHECK(render_short(problems) ==
          "riverside.contract.md:3:5: error E203: `Gain pool` is not a defined term (clause 3.2)\n"
          "a.csv: warning W803: message\n"
          "advice A901: two lines\n");
}

TEST_CASE("the JSON form has every part, in one order", "[source]") {
    Diagnostics problems = undefined_term();
    problems.all().front().label(place_of("Gain Pool"), "first defined here");
    const std::string text = render_json(problems);
    const auto json = nlohmann::ordered_json::parse(text);
    REQUIRE(json["diagnostics"].size() == 1);
    const auto& one = json["diagnostics"][0];
    std::string keys;
    for (const auto& item : one.items()) keys += item.key() + " ";
    CHECK(keys == "code severity message clause file line column length quoted mark_from labels help ");
    CHECK(one["code"] == "E203");
    CHECK(one["severity"] == "error");
    CHECK(one["clause"] == "3.2");
    CHECK(one["line"] == 3);
    CHECK(one["column"] == 5);
    CHECK(one["length"] == 9);
    CHECK(one["quoted"] == "3.2 Gain pool shall not exceed £1,500,000.");
    CHECK(one["labels"][0]["text"] == "first defined here");
    CHECK(one["labels"][0]["line"] == 2);
    CHECK(json["errors"] == 1);
    CHECK(json["warnings"] == 0);
    CHECK(json["advice"] == 0);
}

TEST_CASE("JSON is valid whatever is in a message", "[source]") {
    Diagnostics problems;
    for (int first = 0; first < 256; ++first) {
        const std::string odd{'"', '\\', static_cast<char>(first), '\xE2', '\x82', '\0', '\n'};
        Place place;
        place.file = odd;
        place.quoted_line = odd;
        problems.add(numbered(601), odd, place, odd).label(place, odd).with_help(odd);
    }
    const auto json = nlohmann::json::parse(render_json(problems));
    CHECK(json["errors"] == 256);
    CHECK(nlohmann::json::parse(render_json(Diagnostics{}))["diagnostics"].empty());
}

}  // namespace
}  // namespace concordat::source
