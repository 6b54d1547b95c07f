// tests/unit/data/csv_test.cpp · CSV text as it comes, and as somebody would break it.
#include "data/csv.h"

#include <string>

#include "base/limits.h"
#include "data/headings.h"
#include "small_contract.h"
#include "support/catch.h"

namespace concordat::data {
namespace {

using testing::first_problem;
using testing::labels;
using testing::marked;
using Labels = std::vector<std::string>;

std::vector<std::vector<std::string>> rows_of(const CsvFile& file) {
    std::vector<std::vector<std::string>> rows;
    for (std::size_t row = 0; row < file.row_count(); ++row) {
        rows.emplace_back();
        for (const CsvCell& cell : file.row(row)) rows.back().emplace_back(cell.text);
    }
    return rows;
}
using Rows = std::vector<std::vector<std::string>>;

TEST_CASE("cells in and out of quotes") {
    const std::string text = "A,B,C\n1, two ,\"three, 3\"\n\"say \"\"yes\"\"\",\" kept \",\"two\nlines\"\n";
    const CsvFile file = read_csv("a.csv", text);
    CHECK(file.problems.empty());
    CHECK(rows_of(file) == Rows{{"1", "two", "three, 3"}, {"say \"yes\"", " kept ", "two\nlines"}});
    CHECK(file.row(0)[1].line == 2);
    CHECK(file.row(0)[1].column == 4);
    CHECK(file.row(1)[2].line == 3);
    CHECK(file.line_of_row(1) == 3);
}

TEST_CASE("a cell without doubled quotes is a view into the bytes") {
    const std::string text = "A\n\"plain\"\nbare\n";
    const CsvFile file = read_csv("a.csv", text);
    CHECK(file.row(0)[0].text.data() == text.data() + 3);
    CHECK(file.row(1)[0].text.data() == text.data() + 10);
    CHECK(file.unquoted.empty());
}

TEST_CASE("LF, CRLF, CR and a BOM give the same rows") {
    const Rows expected{{"1", "2"}, {"3", "4"}};
    for (const std::string end : {"\n", "\r\n", "\r"}) {
        for (const std::string start : {"", "\xEF\xBB\xBF"}) {
            const std::string text = start + "A,B" + end + "1,2" + end + "3,4";
            const CsvFile file = read_csv("a.csv", text);
            CHECK(file.problems.empty());
            CHECK(rows_of(file) == expected);
            CHECK(file.row(1)[1].line == 3);
            CHECK(file.header[0].column == 1);
        }
    }
}

TEST_CASE("columns are counted in characters and the place underlines the cell") {
    const std::string text = "Name,Amount\nCafé Ü,\"1,000\"\n";
    const CsvFile file = read_csv("a.csv", text);
    const source::Place place = file.place(file.row(0)[1]);
    CHECK(place.line == 2);
    CHECK(place.column == 8);
    CHECK(place.quoted_line == "Café Ü,\"1,000\"");
    CHECK(place.mark_from == 7);
    CHECK(place.mark_length == 7);
}

TEST_CASE("a place after a quoted line end quotes its own line") {
    const std::string text = "A,B\r\n\"one\r\ntwo\",x\r\ny,z\r\n";
    const CsvFile file = read_csv("a.csv", text);
    CHECK(file.place(file.row(0)[1]).line == 3);
    CHECK(file.place(file.row(0)[1]).quoted_line == "two\",x");
    CHECK(file.place(file.row(0)[1]).column == 6);
    CHECK(file.place(file.row(1)[0]).line == 4);
}

TEST_CASE("notes under the header and blank rows are read over") {
    const std::string text =
        "\nA,B\n# a note, with \"quotes\n\"# quoted, too\",\n1,2\n,\n\n# not a note any more,3\n , \n";
    const CsvFile file = read_csv("a.csv", text);
    CHECK(file.problems.empty());
    CHECK(rows_of(file) == Rows{{"1", "2"}, {"# not a note any more", "3"}});
}

TEST_CASE("only a header") {
    for (const std::string text : {"A,B", "A,B\n", "A,B\n# note"}) {
        const CsvFile file = read_csv("a.csv", text);
        CHECK(file.problems.empty());
        CHECK(file.width() == 2);
        CHECK(file.row_count() == 0);
    }
}

TEST_CASE("an empty file") {
    for (const std::string text : {"", "\n\n", "\xEF\xBB\xBF", " \r\n,,\n"}) {
        const CsvFile file = read_csv("a.csv", text);
        CHECK(labels(file.problems) == Labels{"E601"});
        CHECK(file.header.empty());
    }
}

TEST_CASE("rows of unequal length name line, expected and found") {
    const std::string text = "A,B,C\n1,2\n1,2,3\n1,2,3,4\n";
    const CsvFile file = read_csv("a.csv", text);
    REQUIRE(labels(file.problems) == Labels{"E604", "E604"});
    CHECK(first_problem(file.problems) == "a.csv:2:3 line 2 has 2 cells; the header has 3");
    CHECK(marked(file.problems.all()[0]) == "2");
    CHECK(file.problems.all()[1].message == "line 4 has 4 cells; the header has 3");
    CHECK(marked(file.problems.all()[1]) == "4");
    CHECK(file.row_count() == 1);
}

TEST_CASE("a million rows of unequal length are counted, not all listed") {
    std::string text = "A,B\n";
    for (int row = 0; row < 1'000'000; ++row) text += "1\n";
    const CsvFile file = read_csv("a.csv", text);
    REQUIRE(file.problems.all().size() == 1001);
    CHECK(file.problems.all().back().message == "this file has 1000000 such places; the first 1000 are listed");
}

TEST_CASE("a quote that is never closed is one error, at the quote") {
    const std::string text = "A,B\n1,2\n3,\"four\n5,6\n7,8\n";
    const CsvFile file = read_csv("a.csv", text);
    REQUIRE(labels(file.problems) == Labels{"E605"});
    CHECK(file.problems.all()[0].place.line == 3);
    CHECK(file.problems.all()[0].place.column == 3);
    CHECK(file.row_count() == 1);
}

TEST_CASE("text after a closing quote") {
    const std::string text = "A,B\n\"one\"two,3\n\"four\" ,5\n";
    const CsvFile file = read_csv("a.csv", text);
    REQUIRE(labels(file.problems) == Labels{"E606"});
    CHECK(file.problems.all()[0].place.line == 2);
    CHECK(rows_of(file) == Rows{{"four", "5"}});
}

TEST_CASE("bytes that are not text") {
    SECTION("NUL") {
        const std::string text = std::string("A,B\n1,2\n3,4") + '\0' + "5\n";
        const CsvFile file = read_csv("a.csv", text);
        REQUIRE(labels(file.problems) == Labels{"E603"});
        CHECK(file.problems.all()[0].place.line == 3);
        CHECK(file.problems.all()[0].place.column == 4);
        CHECK(file.row_count() == 0);
    }
    SECTION("Windows-1252") {
        const std::string text =
            "A,B\r\n1,\xA3"
            "5\r\n2,\xA3"
            "6\r\n";
        const CsvFile file = read_csv("a.csv", text);
        REQUIRE(labels(file.problems) == Labels{"E602"});
        CHECK(first_problem(file.problems) ==
              "a.csv:2:3 byte 0xA3 is not text (2 such places); a data file is plain text in UTF-8");
        CHECK(file.problems.all()[0].help == "it may be meant as `£`: save the file as `CSV UTF-8` and try again");
    }
    SECTION("a direction mark") {
        const std::string text =
            "A\n12\xE2\x80\xAE"
            "34\n";
        CHECK(labels(read_csv("a.csv", text).problems) == Labels{"E603"});
    }
    SECTION("spreadsheet and UTF-16") {
        CHECK(labels(read_csv("a.csv", std::string("PK\x03\x04\x14\x00\x00", 7)).problems) == Labels{"E602"});
        CHECK(labels(read_csv("a.csv", std::string("\xFF\xFE"
                                                   "A\0\n\0",
                                                   6))
                         .problems) == Labels{"E602"});
    }
    SECTION("accents and other alphabets are text") {
        const std::string text = "Näme\nŁódź Κως Ωmega\n";
        CHECK(read_csv("a.csv", text).problems.empty());
    }
}

TEST_CASE("cells at, below and above the limit") {
    for (const std::size_t length : {limits::data_cell_characters - 1, limits::data_cell_characters}) {
        const std::string text = "A,B\n" + std::string(length, 'x') + ",1\n";
        CHECK(read_csv("a.csv", text).problems.empty());
    }
    const std::string above = "A,B\n" + std::string(limits::data_cell_characters + 1, 'x') + ",1\n2,3\n";
    const CsvFile file = read_csv("a.csv", above);
    CHECK(labels(file.problems) == Labels{"E607"});
    CHECK(file.row_count() == 1);
    const std::string accents = [] {
        std::string cell;
        for (std::size_t index = 0; index < limits::data_cell_characters; ++index) cell += "é";
        return "A\n" + cell + "\n";
    }();
    CHECK(read_csv("a.csv", accents).problems.empty());
}

TEST_CASE("a cell of a million characters is one error with a short quote") {
    for (const std::string quote : {"", "\""}) {
        const std::string text = "A,B\n1," + quote + std::string(1'000'000, 'x') + quote + "\n";
        const CsvFile file = read_csv("a.csv", text);
        REQUIRE(labels(file.problems) == Labels{"E607"});
        CHECK(file.problems.all()[0].message == "a cell of 1000000 characters; a cell holds at most 32768");
        CHECK(file.problems.all()[0].place.quoted_line.size() < 2000);
    }
}

TEST_CASE("headings") {
    SECTION("twice, whatever the case, separator or form") {
        const CsvFile file = read_csv("a.csv", "Admitted On,B,admitted_on (day/month/year)\n1,2,3\n");
        REQUIRE(labels(file.problems) == Labels{"E608"});
        CHECK(file.problems.all()[0].place.column == 15);
        REQUIRE(file.problems.all()[0].labels.size() == 1);
        CHECK(file.problems.all()[0].labels[0].place.column == 1);
    }
    SECTION("a column without one") {
        CHECK(read_csv("a.csv", "A,B,\n1,2,\n3,4, \n").problems.empty());
        const CsvFile file = read_csv("a.csv", "A,,C\n1,,3\n4,5,6\n");
        REQUIRE(labels(file.problems) == Labels{"E609"});
        CHECK(file.problems.all()[0].place.line == 3);
        CHECK(file.problems.all()[0].place.column == 3);
    }
    SECTION("other separators") {
        CHECK(labels(read_csv("a.csv", "A;B\n1;2\n").problems) == Labels{"E610"});
        CHECK(labels(read_csv("a.csv", "A\tB\n1\t2\n").problems) == Labels{"E610"});
    }
    SECTION("too many columns") {
        std::string header = "H0";
        for (std::size_t column = 1; column < limits::table_columns; ++column) header += ",H" + std::to_string(column);
        CHECK(read_csv("a.csv", header + "\n").problems.empty());
        CHECK(labels(read_csv("a.csv", header + ",One More\n").problems) == Labels{"E611"});
    }
}

TEST_CASE("any bytes end in diagnostics, never in a crash") {
    const std::string alphabet = std::string("a,\"\"\n\r#-1% \xC3\xA9\x80", 15) + '\0';
    unsigned state = 20'26;
    for (int round = 0; round < 4000; ++round) {
        std::string text = round % 2 == 0 ? "A,B\n" : "";
        for (int length = 0; length < 24; ++length) {
            state = state * 1664525u + 1013904223u;
            text.push_back(alphabet[(state >> 16) % (round % 3 == 0 ? 16 : 12)]);
        }
        const CsvFile file = read_csv("a.csv", text);
        for (std::size_t row = 0; row < file.row_count(); ++row) {
            for (const CsvCell& cell : file.row(row)) CHECK(file.place(cell).line == cell.line);
        }
    }
}

TEST_CASE("headings and their forms") {
    CHECK(same_heading("Admitted On", "admitted_on"));
    CHECK(same_heading("ADMITTED-ON", "Admitted On (day/month/year)"));
    CHECK(same_heading("St Bride’s", "St Bride's"));
    CHECK_FALSE(same_heading("Admitted", "Admitted On"));
    CHECK(read_heading("Rate (share of 1)").form.share_of_one);
    CHECK(read_heading("Rate (In hundredths)").form.in_hundredths);
    CHECK(read_heading("Rate (%)").name == "Rate");
    CHECK(read_heading("Met (1 or 0)").form.one_or_zero);
    CHECK(read_heading("Born (month/day/year)").form.slash_dates == calendar::SlashOrder::month_first);
    CHECK(read_heading("Rate (new)").name == "Rate (new)");
    CHECK(read_heading("Rate (new)").form == CellForm{});
}

}  // namespace
}  // namespace concordat::data
