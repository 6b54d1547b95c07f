// engine/report/workbook.cpp · room: report
// What:  the parts of an XLSX file: sheets, styles, names, and what ties them together.
// Start: write_xlsx(), last in the file.
#include "report/workbook.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "report/html_text.h"
#include "report/office_package.h"

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

std::string sheet_xml(const Sheet& sheet) {
    std::string xml(office_xml_head);
    xml += fmt::format("<worksheet xmlns=\"{}\"><sheetViews><sheetView workbookViewId=\"0\" showGridLines=\"0\">",
                       main_space);
    if (sheet.frozen_rows > 0) {
        xml += fmt::format("<pane ySplit=\"{0}\" topLeftCell=\"A{1}\" activePane=\"bottomLeft\" state=\"frozen\"/>",
                           sheet.frozen_rows, sheet.frozen_rows + 1);
    }
    xml += "</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>";
    if (!sheet.widths.empty()) xml += "<cols>";
    for (std::size_t column = 0; column < sheet.widths.size(); ++column) {
        xml += fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>", column + 1,
                           sheet.widths[column]);
    }
    if (!sheet.widths.empty()) xml += "</cols>";
    xml += "<sheetData>";
    for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
        xml += fmt::format("<row r=\"{}\">", row + 1);
        std::size_t column = 0;
        for (const SheetCell& cell : sheet.rows[row]) xml += cell_xml(cell, row, column);
        xml += "</row>";
    }
    return xml + "</sheetData><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>";
}

/// The styles in the order of CellStyle.
std::string styles_xml(int money_decimals) {
    const std::string decimals =
        money_decimals > 0 ? "." + std::string(static_cast<std::size_t>(money_decimals), '0') : "";
    return fmt::format(
        "{}<styleSheet xmlns=\"{}\"><numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"#,##0{}\"/>"
        "<numFmt numFmtId=\"165\" formatCode=\"d mmmm yyyy\"/><numFmt numFmtId=\"166\" "
        "formatCode=\"#,##0.##########\"/>"
        "</numFmts><fonts count=\"3\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/>"
        "<name val=\"Calibri\"/></font><font><b/><sz val=\"16\"/><color rgb=\"FF1D3557\"/><name "
        "val=\"Calibri\"/></font>"
        "</fonts><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
        "patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE8ECF2\"/>"
        "</patternFill></fill></fills><borders count=\"3\"><border/><border><bottom style=\"medium\"/></border>"
        "<border><top style=\"thin\"/></border></borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
        "<cellXfs count=\"8\"><xf/><xf fontId=\"2\" applyFont=\"1\"/>"
        "<xf fontId=\"1\" fillId=\"2\" borderId=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" "
        "applyAlignment=\"1\">"
        "<alignment vertical=\"bottom\" wrapText=\"1\"/></xf>"
        "<xf numFmtId=\"164\" applyNumberFormat=\"1\"/>"
        "<xf numFmtId=\"164\" fontId=\"1\" borderId=\"2\" applyNumberFormat=\"1\" applyFont=\"1\" applyBorder=\"1\"/>"
        "<xf numFmtId=\"165\" applyNumberFormat=\"1\" applyAlignment=\"1\"><alignment horizontal=\"left\"/></xf>"
        "<xf applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"/></xf>"
        "<xf numFmtId=\"166\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>",
        office_xml_head, main_space, decimals);
}

std::string workbook_xml(const Workbook& workbook) {
    std::string xml = fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>", office_xml_head, main_space,
                                  office_relations_space);
    for (std::size_t at = 0; at < workbook.sheets.size(); ++at) {
        xml += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", html_text(workbook.sheets[at].name),
                           at + 1, at + 1);
    }
    xml += "</sheets>";
    if (!workbook.names.empty()) xml += "<definedNames>";
    for (const NamedRange& name : workbook.names) {
        xml += fmt::format("<definedName name=\"{}\">{}</definedName>", html_text(name.name), html_text(name.range));
    }
    if (!workbook.names.empty()) xml += "</definedNames>";
    return xml + "<calcPr calcId=\"0\" fullCalcOnLoad=\"1\"/></workbook>";
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
        package.parts.push_back({"xl/" + name, kind + ".worksheet+xml", sheet_xml(workbook.sheets[at])});
        package.relations.push_back({"worksheet", std::move(name)});
    }
    package.relations.push_back({"styles", "styles.xml"});
    return write_office_package(package);
}

}  // namespace concordat::report
