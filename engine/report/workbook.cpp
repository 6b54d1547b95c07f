// engine/report/workbook.cpp · room: report
// What:  the parts of an XLSX file: sheets, styles, names, and what ties them together.
// Start: write_xlsx(), last in the file.
#include "report/workbook.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "report/html_text.h"
#include "report/office_package.h"
#include "report/sheet_layout.h"

namespace concordat::report {
namespace {

constexpr std::string_view main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::size_t longest_cell = 32'000;  // bytes; a spreadsheet takes 32,767 characters

/// Text for XML. Spreadsheets read `_x0041_` as A, so the first underscore of such words is written that way itself.
std::string sheet_words(std::string_view words) {
    std::string text;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const bool looks_encoded = words[at] == '_' && at + 1 < words.size() && words[at + 1] == 'x';
        if (looks_encoded) text += "_x005F_";
        else text += words[at];
    }
    return html_text(text);
}

/// Where a long text may be cut without cutting a character.
std::size_t cut_of(std::string_view words) {
    if (words.size() <= longest_cell) return words.size();
    std::size_t cut = longest_cell;
    while (cut > 0 && (static_cast<unsigned char>(words[cut]) & 0xC0u) == 0x80u) --cut;
    return cut;
}

std::string cell_xml(const SheetCell& cell, std::size_t row, std::size_t& column) {
    const auto place = [&] { return column_name(column) + std::to_string(row + 1); };
    const int style = static_cast<int>(cell.style);
    std::string xml;
    switch (cell.type) {
        case SheetCell::Type::blank:
            if (style != 0) xml = fmt::format("<c r=\"{}\" s=\"{}\"/>", place(), style);
            break;
        case SheetCell::Type::number:
            xml = fmt::format("<c r=\"{}\" s=\"{}\"><v>{}</v></c>", place(), style, html_text(cell.content));
            break;
        case SheetCell::Type::formula:
            if (cell.comes_to_words || cell.cached.starts_with('#')) {
                xml = fmt::format("<c r=\"{}\" s=\"{}\" t=\"{}\"><f>{}</f><v>{}</v></c>", place(), style,
                                  cell.comes_to_words ? "str" : "e", html_text(cell.content), sheet_words(cell.cached));
                break;
            }
            if (cell.cached == "TRUE" || cell.cached == "FALSE") {
                xml = fmt::format("<c r=\"{}\" s=\"{}\" t=\"b\"><f>{}</f><v>{}</v></c>", place(), style,
                                  html_text(cell.content), cell.cached == "TRUE" ? 1 : 0);
                break;
            }
            xml = fmt::format("<c r=\"{}\" s=\"{}\"><f>{}</f><v>{}</v></c>", place(), style, html_text(cell.content),
                              html_text(cell.cached));
            break;
        case SheetCell::Type::text: {
            std::string_view rest = cell.content;
            do {  // a text that is too long for one cell goes on in the next
                const std::size_t cut = cut_of(rest);
                xml += fmt::format("<c r=\"{}\" s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                                   place(), style, sheet_words(rest.substr(0, cut)));
                rest.remove_prefix(cut);
                if (!rest.empty()) ++column;
            } while (!rest.empty());
        }
    }
    ++column;
    return xml;
}

/// Rows are as high as their words need: not every program measures them when it opens a file.
std::string row_xml(const std::vector<SheetCell>& row, std::size_t at, const std::vector<int>& widths) {
    constexpr int quarter_points_of_line = 51;  // 12.75 points
    const int lines = lines_in_row(row, widths);
    const bool title = !row.empty() && row.front().style == CellStyle::title;
    std::string xml = fmt::format("<row r=\"{}\"", at + 1);
    if (title) xml += " ht=\"24\" customHeight=\"1\"";
    else if (lines > 1) {
        const int quarters = lines * quarter_points_of_line + 8;
        xml += fmt::format(" ht=\"{}.{:02}\" customHeight=\"1\"", quarters / 4, quarters % 4 * 25);
    }
    xml += ">";
    std::size_t column = 0;
    for (const SheetCell& cell : row) xml += cell_xml(cell, at, column);
    return xml + "</row>";
}

/// Words at the head of a printed page: `&` begins a code there.
std::string head_words(std::string_view words) {
    constexpr std::size_t longest = 90;
    std::string text;
    for (const char letter : words.substr(0, words.find('\n'))) {
        const bool whole = (static_cast<unsigned char>(letter) & 0xC0u) != 0x80u;
        if (text.size() > longest && whole) break;
        text += letter;
        if (letter == '&') text += '&';
    }
    return text;
}

std::string printed_xml(const Sheet& sheet, const std::string& title) {
    return fmt::format(
        "<printOptions horizontalCentered=\"0\"/><pageMargins left=\"0.5\" right=\"0.5\" top=\"0.8\" bottom=\"0.7\" "
        "header=\"0.35\" footer=\"0.35\"/><pageSetup paperSize=\"9\" orientation=\"{}\" fitToWidth=\"1\" "
        "fitToHeight=\"0\"/><headerFooter><oddHeader>&amp;L&amp;9{}&amp;R&amp;9&amp;A</oddHeader><oddFooter>"
        "&amp;R&amp;9Page &amp;P of &amp;N</oddFooter></headerFooter>",
        sheet.upright ? "portrait" : "landscape", html_text(" " + head_words(title)));
}

std::string sheet_xml(const Sheet& sheet, const Workbook& workbook) {
    const std::vector<int> widths = sheet_widths(sheet, workbook.money_decimals);
    std::string xml(office_xml_head);
    xml += fmt::format(
        "<worksheet xmlns=\"{}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView "
        "workbookViewId=\"0\" showGridLines=\"0\">",
        main_space);
    if (sheet.frozen_rows > 0) {
        xml += fmt::format("<pane ySplit=\"{0}\" topLeftCell=\"A{1}\" activePane=\"bottomLeft\" state=\"frozen\"/>",
                           sheet.frozen_rows, sheet.frozen_rows + 1);
    }
    xml += "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"12.75\"/>";
    if (!widths.empty()) xml += "<cols>";
    for (std::size_t column = 0; column < widths.size(); ++column) {
        xml +=
            fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>", column + 1, widths[column]);
    }
    if (!widths.empty()) xml += "</cols>";
    xml += "<sheetData>";
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) xml += row_xml(sheet.rows[row], row, widths);
    xml += "</sheetData>";
    if (sheet.filtered > 1)
        xml += fmt::format("<autoFilter ref=\"A1:{}{}\"/>", column_name(widths.size() - 1), sheet.filtered);
    return xml + printed_xml(sheet, workbook.title) + "</worksheet>";
}

/// How the cells of one style look: the numbers of its format, font, fill and border, and how words stand in it.
struct CellLook {
    int format, font, fill, border;
    const char* alignment;
};

std::string cell_looks_xml() {
    constexpr const char* top = "vertical=\"top\"";
    constexpr const char* figure = "horizontal=\"right\" vertical=\"top\" indent=\"1\"";
    constexpr const char* wrapped = "vertical=\"top\" wrapText=\"1\"";
    constexpr CellLook looks[] = {
        {0, 0, 0, 0, top},                                                                     // plain
        {0, 2, 0, 0, "vertical=\"center\""},                                                   // title
        {0, 1, 2, 1, "vertical=\"bottom\" wrapText=\"1\""},                                    // heading
        {164, 0, 0, 0, figure},                                                                // money
        {164, 1, 0, 2, figure},                                                                // total
        {165, 0, 0, 0, "horizontal=\"left\" vertical=\"top\""},                                // date
        {0, 0, 0, 0, wrapped},                                                                 // words
        {166, 0, 0, 0, figure},                                                                // exact
        {167, 0, 0, 0, figure},                                                                // percent
        {0, 0, 0, 0, figure},                                                                  // number
        {0, 1, 2, 1, "horizontal=\"right\" vertical=\"bottom\" wrapText=\"1\" indent=\"1\""},  // figure_heading
        {0, 1, 0, 2, top},                                                                     // total_words
    };
    std::string xml = fmt::format("<cellXfs count=\"{}\">", std::size(looks));
    for (const CellLook& look : looks) {
        xml += fmt::format(
            "<xf numFmtId=\"{}\" fontId=\"{}\" fillId=\"{}\" borderId=\"{}\" xfId=\"0\" applyNumberFormat=\"1\" "
            "applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment {}/></xf>",
            look.format, look.font, look.fill, look.border, look.alignment);
    }
    return xml + "</cellXfs>";
}

/// The styles in the order of CellStyle. At least two decimals where there may be more: a format that asks for none
/// would leave a point behind a whole number.
std::string styles_xml(int money_decimals) {
    const std::string decimals =
        money_decimals > 0 ? "." + std::string(static_cast<std::size_t>(money_decimals), '0') : "";
    return fmt::format(
        "{}<styleSheet xmlns=\"{}\"><numFmts count=\"4\"><numFmt numFmtId=\"164\" formatCode=\"#,##0{}\"/>"
        "<numFmt numFmtId=\"165\" formatCode=\"d mmmm yyyy\"/><numFmt numFmtId=\"166\" "
        "formatCode=\"#,##0.00########\"/><numFmt numFmtId=\"167\" formatCode=\"0.00########%\"/>"
        "</numFmts><fonts count=\"3\"><font><sz val=\"10\"/><name val=\"Arial\"/></font><font><b/><sz val=\"10\"/>"
        "<name val=\"Arial\"/></font><font><b/><sz val=\"16\"/><color rgb=\"FF1D3557\"/><name "
        "val=\"Arial\"/></font>"
        "</fonts><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
        "patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE8ECF2\"/>"
        "</patternFill></fill></fills><borders count=\"3\"><border/><border><bottom style=\"medium\"/></border>"
        "<border><top style=\"thin\"/></border></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>{}"
        "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        office_xml_head, main_space, decimals, cell_looks_xml());
}

/// Names that a spreadsheet itself knows: what stands at the head of each printed page, and what is filtered.
std::string own_names_xml(const Workbook& workbook) {
    std::string xml;
    for (std::size_t at = 0; at < workbook.sheets.size(); ++at) {
        const Sheet& sheet = workbook.sheets[at];
        if (sheet.filtered > 1)
            xml += fmt::format(
                "<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{}\" "
                "hidden=\"1\">&apos;{}&apos;!$A$1:${}${}"
                "</definedName>",
                at, html_text(sheet.name), column_name(sheet.widths.size() - 1), sheet.filtered);
        if (sheet.printed > 0)
            xml += fmt::format(
                "<definedName name=\"_xlnm.Print_Area\" localSheetId=\"{}\">&apos;{}&apos;!$A$1:${}${}</definedName>",
                at, html_text(sheet.name), column_name(sheet.printed - 1), sheet.rows.size());
        if (sheet.frozen_rows > 0)
            xml += fmt::format(
                "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{}\">&apos;{}&apos;!$1:${}</definedName>", at,
                html_text(sheet.name), sheet.frozen_rows);
    }
    return xml;
}

std::string workbook_xml(const Workbook& workbook) {
    std::string xml = fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>", office_xml_head, main_space,
                                  office_relations_space);
    for (std::size_t at = 0; at < workbook.sheets.size(); ++at) {
        xml += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", html_text(workbook.sheets[at].name),
                           at + 1, at + 1);
    }
    xml += "</sheets><definedNames>" + own_names_xml(workbook);
    for (const NamedRange& name : workbook.names) {
        xml += fmt::format("<definedName name=\"{}\">{}</definedName>", html_text(name.name), html_text(name.range));
    }
    return xml + "</definedNames><calcPr calcId=\"0\" fullCalcOnLoad=\"1\"/></workbook>";
}

}  // namespace

SheetCell sheet_text(std::string words, CellStyle style) {
    if (words.empty()) return {SheetCell::Type::blank, {}, {}, style};
    return {SheetCell::Type::text, std::move(words), {}, style};
}
SheetCell sheet_number(std::string decimal, CellStyle style) {
    return {SheetCell::Type::number, std::move(decimal), {}, style};
}
SheetCell sheet_formula(std::string formula, std::string cached, CellStyle style) {
    return {SheetCell::Type::formula, std::move(formula), std::move(cached), style};
}
SheetCell sheet_formula_of_words(std::string formula, std::string cached) {
    SheetCell cell = sheet_formula(std::move(formula), std::move(cached), CellStyle::number);
    cell.comes_to_words = true;
    return cell;
}
SheetCell sheet_date(calendar::Date date) {
    constexpr std::int32_t days_before_1970 = 25'569;  // spreadsheets count from 30 December 1899
    return sheet_number(std::to_string(date.days_since_1970() + days_before_1970), CellStyle::date);
}

std::string column_name(std::size_t column) {
    std::string name;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
        name.insert(name.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return name;
}

std::string write_xlsx(const Workbook& workbook) {
    const std::string kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    OfficePackage package;
    package.parts.push_back({"xl/workbook.xml", kind + ".sheet.main+xml", workbook_xml(workbook)});
    package.parts.push_back({"xl/styles.xml", kind + ".styles+xml", styles_xml(workbook.money_decimals)});
    for (std::size_t at = 0; at < workbook.sheets.size(); ++at) {
        std::string name = fmt::format("worksheets/sheet{}.xml", at + 1);
        package.parts.push_back({"xl/" + name, kind + ".worksheet+xml", sheet_xml(workbook.sheets[at], workbook)});
        package.relations.push_back({"worksheet", std::move(name)});
    }
    package.relations.push_back({"styles", "styles.xml"});
    package.parts.push_back({"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml",
                             office_properties(workbook.title, "Statement of payments")});
    package.has_properties = true;
    return write_office_package(package);
}

}  // namespace concordat::report
