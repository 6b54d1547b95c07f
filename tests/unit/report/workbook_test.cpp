// What:  workbooks: figures exact, texts never formulas, the same bytes each time.
#include <string>
#include <vector>

#include "report/sheet_layout.h"
#include "report/workbook.h"
#include "report/zip_store.h"
#include "support/catch.h"

using namespace concordat;
using report::CellStyle;

namespace {

report::Workbook one_cell(report::SheetCell cell) {
    report::Workbook workbook;
    workbook.sheets.push_back({"Sheet", {{std::move(cell)}}, {10}, 1});
    return workbook;
}

bool book_has(const report::Workbook& workbook, const std::string& words) {
    return report::write_xlsx(workbook).find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("columns have the names that spreadsheets give them") {
    CHECK(report::column_name(0) == "A");
    CHECK(report::column_name(25) == "Z");
    CHECK(report::column_name(26) == "AA");
    CHECK(report::column_name(701) == "ZZ");
    CHECK(report::column_name(702) == "AAA");
}

TEST_CASE("a text is never a formula, and carries nothing but itself") {
    for (const char* words : {"=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1"}) {
        const auto workbook = one_cell(report::sheet_text(words));
        CHECK_FALSE(book_has(workbook, "<f>"));
        CHECK(book_has(workbook, "t=\"inlineStr\""));
    }
    CHECK(book_has(one_cell(report::sheet_text("</t><f>1</f>")), "&lt;/t&gt;&lt;f&gt;1&lt;/f&gt;"));
    CHECK(book_has(one_cell(report::sheet_text("\x1b[2J")), "\ufffd[2J"));
    CHECK(book_has(one_cell(report::sheet_text("_x0041_")), "_x005F_x0041_"));
}

TEST_CASE("figures are written digit by digit") {
    CHECK(book_has(one_cell(report::sheet_number("123456789012345.67")), "<v>123456789012345.67</v>"));
    CHECK(book_has(one_cell(report::sheet_formula("ROUND(A1-B1,2)", "0.10")), "<f>ROUND(A1-B1,2)</f><v>0.10</v>"));
    CHECK(book_has(one_cell(report::sheet_date(*calendar::Date::from(2026, 4, 1))), "<v>46113</v>"));
}

TEST_CASE("a text too long for a cell goes on in the next") {
    const auto workbook = one_cell(report::sheet_text(std::string(31'999, 'a') + "\u00a3" + "end"));
    CHECK(book_has(workbook, "r=\"B1\""));
    CHECK(book_has(workbook, ">\u00a3end<"));
}

TEST_CASE("the same entries make the same archive, as other programs read it") {
    const std::string archive = report::zip_of({{"a.txt", "hello"}});
    CHECK(archive == report::zip_of({{"a.txt", "hello"}}));
    CHECK(archive.substr(0, 4) == "PK\x03\x04");
    CHECK(archive.substr(14, 4) == "\x86\xa6\x10\x36");  // the CRC of hello
}

TEST_CASE("a column is as wide as its figures, whatever it may be at most, and words wrap in it") {
    report::Sheet sheet{"Sheet", {}, {6, 20}, 0};
    sheet.rows.push_back(
        {report::sheet_number("1234567890.5"), report::sheet_text("one two three four five six seven")});
    // 1,234,567,890.50 is 16 characters, one more for a sign, one for the indent, two for the margins; the words stop at 20.
    const auto widths = report::sheet_widths(sheet, 2);
    CHECK(widths == std::vector<int>{20, 20});
    // "one two three four" and "five six seven": two lines, in a row that says how high it is.
    CHECK(report::lines_in_row(sheet.rows.front(), widths) == 2);
    report::Workbook workbook;
    workbook.sheets.push_back(sheet);
    CHECK(book_has(workbook, "<row r=\"1\" ht=\"27.50\" customHeight=\"1\">"));
}

TEST_CASE("a sheet is printed on A4, one page wide, its heading on each page, and a title brings in no code") {
    report::Workbook workbook = one_cell(report::sheet_text("words"));
    workbook.title = "Mind & Body &P";
    CHECK(book_has(workbook,
                   "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>"));
    CHECK(book_has(
        workbook, "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">&apos;Sheet&apos;!$1:$1</definedName>"));
    CHECK(book_has(workbook, "Mind &amp;&amp; Body &amp;&amp;P"));
}
