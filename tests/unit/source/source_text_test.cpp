// tests/unit/source/source_text_test.cpp · bytes in: what is accepted, what is refused, and where it is said to be.
#include "source/source_text.h"

#include <string>

#include "base/limits.h"
#include "support/catch.h"

namespace concordat::source {
namespace {

using namespace std::string_literals;

ReadText read(std::string_view bytes) { return read_text("a.contract.md", bytes); }

std::string cleaned(std::string_view bytes) { return std::string(read(bytes).text.text()); }

/// The only problem of a text.
Diagnostic only_problem(std::string_view bytes) {
    const ReadText result = read(bytes);
    REQUIRE(result.problems.all().size() == 1);
    return result.problems.all().front();
}

void check_refused(std::string_view bytes, Code code, std::size_t line, std::size_t column) {
    const Diagnostic problem = only_problem(bytes);
    CHECK(code_label(problem.code) == code_label(code));
    CHECK(problem.place.file == "a.contract.md");
    CHECK(problem.place.line == line);
    CHECK(problem.place.column == column);
    CHECK(problem.place.mark_length == 1);
    CHECK_FALSE(problem.help.empty());
}

TEST_CASE("plain text passes as it is", "[source]") {
    const std::string text = "# Agreement\n\n1.1\tThe Price is £1,500,000.\n";
    CHECK(cleaned(text) == text);
    CHECK(read(text).problems.empty());
}

TEST_CASE("accented letters, signs and other alphabets pass as they are", "[source]") {
    const std::string text =
        "Te Whatu Ora Māori, é ö ç ÿ Ł ı, £ € ¥ ₹ × ÷ — … • ½ ° ² § ™, 中文 かな, β-blocker, µg ≤ ≥ ✓";
    CHECK(cleaned(text) == text);
    CHECK(read(text).problems.empty());
}

TEST_CASE("what a word processor leaves behind is replaced one for one", "[source]") {
    CHECK(cleaned("“Person” ‘x’ Contractor’s") == "\"Person\" 'x' Contractor's");
    CHECK(cleaned("90\u00A0%\u2009of\u202Fthe\u3000price") == "90 % of the price");
    CHECK(cleaned("2026–27 −5 non\u2011acute") == "2026-27 -5 non-acute");
    CHECK(cleaned("one — two") == "one — two");
    CHECK(cleaned("5 \u03BCg") == "5 µg");
    const ReadText result = read("“Gain” – x");
    CHECK(result.problems.empty());
    CHECK(character_count(result.text.text()) == 10);
}

TEST_CASE("line ends of every system become one", "[source]") {
    CHECK(cleaned("\xEF\xBB\xBF# A\r\nb\r\n") == "# A\nb\n");
    CHECK(cleaned("a\rb\r\rc") == "a\nb\n\nc");
    CHECK(cleaned("a\r\r\nb\n\rc\r") == "a\n\nb\n\nc\n");
    CHECK(read("\xEF\xBB\xBF# A\r\n").problems.empty());
}

TEST_CASE("a byte order mark passes only at the start", "[source]") {
    check_refused("a\n\xEF\xBB\xBF b\n", Code::invisible_character, 2, 1);
    check_refused("\xEF\xBB\xBF\xEF\xBB\xBF b\n", Code::invisible_character, 1, 1);
}

TEST_CASE("a file with nothing in it", "[source]") {
    for (const std::string_view bytes : {"", " ", "\n", " \t\r\n\r\n  ", "\xEF\xBB\xBF", "\xC2\xA0\n"}) {
        const Diagnostic problem = only_problem(bytes);
        CHECK(code_label(problem.code) == code_label(Code::empty_file));
        CHECK(problem.place.line == 0);
        CHECK(problem.place.file == "a.contract.md");
    }
}

TEST_CASE("a file at the size limit is read, above it is not", "[source][limits]") {
    std::string bytes(limits::contract_bytes, 'x');
    CHECK(read(bytes).problems.empty());
    bytes += '\0';
    const ReadText result = read(bytes);
    REQUIRE(result.problems.all().size() == 1);
    CHECK(code_label(result.problems.all()[0].code) == code_label(Code::file_too_large));
    CHECK(result.text.text().empty());
    CHECK(result.text.name() == "a.contract.md");
    CHECK(result.text.line_count() == 1);
}

TEST_CASE("UTF-16 is named as what it is", "[source]") {
    for (const std::string& bytes : {"\xFF\xFE#\0 \0"s, "\xFE\xFF\0#\0 "s}) {
        const Diagnostic problem = only_problem(bytes);
        CHECK(code_label(problem.code) == code_label(Code::not_utf8));
        CHECK(problem.message.find("UTF-16") != std::string::npos);
    }
}

TEST_CASE("bytes that are not UTF-8 are refused where they stand", "[source]") {
    check_refused(
        "Price \xA3"
        "100",
        Code::not_utf8, 1, 7);                                // Windows-1252
    check_refused("é \xC0\xAF", Code::not_utf8, 1, 3);        // overlong /
    check_refused("\xE0\x80\xAF", Code::not_utf8, 1, 1);      // overlong in three bytes
    check_refused("\xF0\x80\x80\xAF", Code::not_utf8, 1, 1);  // overlong in four
    check_refused("a\xED\xA0\x80", Code::not_utf8, 1, 2);     // a surrogate
    check_refused("\xED\xBF\xBF", Code::not_utf8, 1, 1);      // the last surrogate
    check_refused("a\n\xE2\x82", Code::not_utf8, 2, 1);       // cut short by the end of the file
    check_refused("a\xE2\x82 b", Code::not_utf8, 1, 2);       // cut short by another character
    check_refused("\xF4\x90\x80\x80", Code::not_utf8, 1, 1);  // above U+10FFFF
    check_refused("a\x80", Code::not_utf8, 1, 2);             // a continuation without a start
    check_refused("\xFE", Code::not_utf8, 1, 1);
    check_refused("a\xFF", Code::not_utf8, 1, 2);
    check_refused("a\xF8\x88\x80\x80\x80", Code::not_utf8, 1, 2);
}

TEST_CASE("a byte of the older Windows encoding is read as it was meant", "[source]") {
    CHECK(cleaned("Price \xA3"
                  "100 \x93x\x94 \x96 \xE9") == "Price £100 \"x\" - é");
    const Diagnostic problem = only_problem(
        "Price \xA3"
        "100 \x93x\x94");
    CHECK(problem.message == "byte 0xA3 is not UTF-8; a contract is saved as UTF-8 text (2 more in this line)");
    CHECK(problem.help == "save the file again as UTF-8; if it is in the older Windows encoding, this byte is `£`");
}

TEST_CASE("NUL and other control characters are refused", "[source]") {
    check_refused("ab\0c"s, Code::control_character, 1, 3);
    check_refused("\x1B[31mred", Code::control_character, 1, 1);
    check_refused("a\n\x7F", Code::control_character, 2, 1);
    check_refused("page\x0C", Code::control_character, 1, 5);
    check_refused("a\u0085", Code::control_character, 1, 2);
    check_refused("a\u2028b", Code::control_character, 1, 2);
    check_refused("a\uFFFE", Code::control_character, 1, 2);
    CHECK(cleaned("ab\0c\n"s) == "ab c\n");
    CHECK(only_problem("a\0"s).message ==
          "the line holds U+0000 (NUL); a contract holds only characters that can be read");
}

TEST_CASE("every control of the direction of reading is refused with its name", "[source]") {
    for (const std::string_view mark : {"\u061C", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E",
                                        "\u2066", "\u2067", "\u2068", "\u2069"}) {
        check_refused("the £"s + std::string(mark) + "100", Code::bidirectional_control, 1, 6);
    }
    const Diagnostic problem = only_problem("Pay\u202E 001£ \u202C.");
    CHECK(problem.message.find("U+202E (right-to-left override)") != std::string::npos);
    CHECK(problem.message.find("(1 more in this line)") != std::string::npos);
    CHECK(problem.place.quoted_line == "Pay  001£  .");
}

TEST_CASE("characters that nobody sees are refused", "[source]") {
    for (const std::string_view mark :
         {"\u00AD", "\u034F", "\u200B", "\u200C", "\u200D", "\u2060", "\u2063", "\u206F", "\u2800", "\u3164", "\uFE0F",
          "\uFFA0", "\uFFFC", "\uE000", "\U000E0041", "\U000E0100", "\U000F0000"}) {
        check_refused("Gain"s + std::string(mark) + "Pool", Code::invisible_character, 1, 5);
    }
}

TEST_CASE("an accent as a character of its own is refused", "[source]") {
    check_refused("Me\u0301tis", Code::combining_mark, 1, 3);
    check_refused("Ma\u0304ori", Code::combining_mark, 1, 3);
    CHECK(read("M\u00E9tis M\u0101ori").problems.empty());
}

TEST_CASE("a letter that looks like a Latin one is refused and read as that", "[source]") {
    check_refused("G\u0430in Pool", Code::confusable_letter, 1, 2);  // Cyrillic a
    CHECK(cleaned("G\u0430in P\u03BF\u043El \u0391\uFF22\U0001D402 \uFB01ne") == "Gain Pool ABC fne");
    CHECK(only_problem("G\u0430in").message ==
          "`\u0430` is U+0430, a Cyrillic letter, and looks like `a`; a contract is written in Latin letters and "
          "figures");
    CHECK(only_problem("G\u0430in").help == "type `a`");
    CHECK(only_problem("\u039Fne").message.find("U+039F, a Greek letter, and looks like `O`") != std::string::npos);
    CHECK(only_problem("o\uFB03ce").message.find("a ligature, and looks like `ffi`") != std::string::npos);
    CHECK(only_problem("Schedule \u2163").help == "type `IV`");
    CHECK(only_problem("\u0451").help == "type `\u00EB`");  // Cyrillic io, Latin e with two dots
    CHECK(only_problem("\u212B").help == "type `\u00C5`");  // Angstrom sign
    CHECK(only_problem("\uFF11\uFF10\uFF05").help == "type `1`");
    CHECK(only_problem("\U0001D7D7").help == "type `9`");
}

TEST_CASE("one report for each line and code", "[source]") {
    const ReadText result = read("\u0430\u0435\u200B\u200B\u043E\n\u0430\0\0"s);
    REQUIRE(result.problems.all().size() == 4);
    CHECK(result.problems.all()[0].message.find("(2 more in this line)") != std::string::npos);
    CHECK(result.problems.all()[1].message.find("(1 more in this line)") != std::string::npos);
    CHECK(result.problems.all()[2].place.line == 2);
    CHECK(result.text.text() == "ae  o\na  ");
}

TEST_CASE("a file of rubbish ends in a bounded list", "[source][limits]") {
    std::string rubbish;
    for (int line = 0; line < 200'000; ++line) rubbish += "\0\xFF\n"s;
    const ReadText result = read(rubbish);
    CHECK(result.problems.all().size() == 10 * limits::diagnostics_shown);
    CHECK(result.problems.has_errors());
    CHECK(result.text.line_count() == 200'000);
}

TEST_CASE("a line of a million characters keeps its columns and quotes a part", "[source]") {
    std::string bytes(1'000'000, 'x');
    bytes.replace(700'000, 1, "é\xFF");
    const Diagnostic problem = only_problem("# A\n" + bytes + "\nend");
    CHECK(problem.place.line == 2);
    CHECK(problem.place.column == 700'002);
    CHECK(character_count(problem.place.quoted_line) == quoted_characters + 2);
    CHECK(problem.place.quoted_line.starts_with("…xxx"));
    CHECK(problem.place.quoted_line.ends_with("xxx…"));
    const ReadText result = read(bytes);
    const Place last = result.text.place(
        {static_cast<std::uint32_t>(result.text.text().size()), static_cast<std::uint32_t>(result.text.text().size())});
    CHECK(last.column == 1'000'002);
    CHECK(last.mark_length == 1);
    CHECK(last.mark_from == quoted_characters + 1);
    const Place first = result.text.place({0, 900'000});
    CHECK(first.mark_from == 0);
    CHECK(first.mark_length == quoted_characters);
}

TEST_CASE("lines and places of a text", "[source]") {
    const SourceText text("a.md", "1.1 £é Gain pool\n\nlast");
    CHECK(text.line_count() == 3);
    CHECK(text.slice(text.line_span(1)) == "1.1 £é Gain pool");
    CHECK(text.line_span(2).empty());
    CHECK(text.slice(text.line_span(3)) == "last");
    CHECK(text.line_span(0) == Span{});
    CHECK(text.line_span(4) == Span{});
    const auto begin = static_cast<std::uint32_t>(text.text().find("Gain"));
    const Place place = text.place({begin, begin + 9});
    CHECK(place.line == 1);
    CHECK(place.column == 8);
    CHECK(place.mark_from == 7);
    CHECK(place.mark_length == 9);
    CHECK(place.quoted_line == "1.1 £é Gain pool");
    CHECK(text.line_of(begin + 9) == 1);
    CHECK(text.line_of(begin + 10) == 2);
    CHECK(text.line_of(begin + 11) == 3);
    CHECK(text.line_of(9'999) == 3);
}

TEST_CASE("a place over several lines ends with its first, at a line end it marks one character", "[source]") {
    const SourceText text("a.md", "first line\nsecond\n");
    CHECK(text.line_count() == 2);
    CHECK(text.place({6, 15}).mark_length == 4);
    const Place line_end = text.place({10, 10});
    CHECK(line_end.line == 1);
    CHECK(line_end.column == 11);
    CHECK(line_end.mark_from == 10);
    CHECK(line_end.mark_length == 1);
    const Place text_end = text.place({18, 18});
    CHECK(text_end.line == 2);
    CHECK(text_end.column == 7);
    CHECK(text.place({900, 901}).line == 2);
    CHECK(text.place({5, 2}).mark_length == 1);
}

TEST_CASE("a text that was never read has no places", "[source]") {
    const SourceText none;
    CHECK(none.line_count() == 0);
    CHECK(none.line_of(0) == 0);
    CHECK(none.place({0, 0}).line == 0);
    CHECK(none.place({0, 0}).quoted_line.empty());
    const SourceText blank("a.md", "");
    CHECK(blank.line_count() == 1);
    CHECK(blank.place({0, 0}).line == 1);
}

TEST_CASE("any two bytes are taken in, and what comes out is clean the second time", "[source]") {
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string bytes{'a', static_cast<char>(first), static_cast<char>(second), 'b'};
            const ReadText once = read(bytes);
            const ReadText twice = read(once.text.text());
            if (!twice.problems.empty() || twice.text.text() != once.text.text()) {
                FAIL("bytes " << first << " " << second << " do not come out clean");
            }
        }
    }
}

}  // namespace
}  // namespace concordat::source
