// engine/report/docx_styles.cpp · room: report
// What:  styles.xml, settings.xml, head, foot and properties of a Word document. Headings, title and contents have the
//        names that Word itself gives them, so that its navigation and its own lists of contents work.
// Start: docx_styles().
#include "report/docx_styles.h"

#include <string_view>

#include <fmt/format.h>

#include "report/html_text.h"
#include "report/office_package.h"

namespace concordat::report {
namespace {

constexpr std::string_view accent = "1D3557";
constexpr std::string_view quiet = "4A5160";
constexpr std::string_view thin_line = "B9C0CB";

/// A paragraph style. `paragraph` and `letters`: the XML of its properties, in the order that the schema asks for.
struct ParagraphStyle {
    const char* id;
    const char* name;
    const char* based_on;
    std::string paragraph, letters;
    const char* next = nullptr;
};

std::string style_xml(const ParagraphStyle& style) {
    std::string xml =
        fmt::format("<w:style w:type=\"paragraph\" w:styleId=\"{}\"><w:name w:val=\"{}\"/>", style.id, style.name);
    if (style.based_on != nullptr) xml += fmt::format("<w:basedOn w:val=\"{}\"/>", style.based_on);
    if (style.next != nullptr) xml += fmt::format("<w:next w:val=\"{}\"/>", style.next);
    xml += "<w:qFormat/>";
    if (!style.paragraph.empty()) xml += "<w:pPr>" + style.paragraph + "</w:pPr>";
    if (!style.letters.empty()) xml += "<w:rPr>" + style.letters + "</w:rPr>";
    return xml + "</w:style>";
}

std::string spaced(int before, int after) {
    return fmt::format("<w:spacing w:before=\"{}\" w:after=\"{}\"/>", before, after);
}
std::string coloured(std::string_view colour) { return fmt::format("<w:color w:val=\"{}\"/>", colour); }
/// In half points.
std::string sized(int size) { return fmt::format("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", size); }
std::string lined(const char* side, const char* kind, int width, std::string_view colour) {
    return fmt::format("<w:pBdr><w:{} w:val=\"{}\" w:sz=\"{}\" w:space=\"4\" w:color=\"{}\"/></w:pBdr>", side, kind,
                       width, colour);
}

/// Font, size and language of everything.
std::string defaults_xml(Document::Kind kind) {
    const bool contract = kind == Document::Kind::contract;
    return fmt::format(
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"{0}\" w:hAnsi=\"{0}\" w:cs=\"{0}\" "
        "w:eastAsia=\"{0}\"/>{1}<w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:spacing w:after=\"140\" w:line=\"{2}\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>"
        "</w:docDefaults>",
        contract ? "Times New Roman" : "Arial", sized(contract ? 22 : 19), contract ? 276 : 259);
}

std::string heading_styles() {
    const std::string bold = "<w:b/>";
    std::string xml;
    xml += style_xml({"Title", "Title", "Normal", "<w:keepNext/>" + spaced(0, 480) + "<w:jc w:val=\"center\"/>",
                      bold + coloured(accent) + sized(52)});
    xml +=
        style_xml({"StatementTitle", "Statement Title", "Title", spaced(0, 240) + "<w:jc w:val=\"left\"/>", sized(40)});
    xml += style_xml({"Subtitle", "Subtitle", "Normal", spaced(0, 120), coloured(quiet)});
    xml += style_xml({"CoverRule", "Cover Rule", "Normal", lined("top", "double", 12, accent) + spaced(0, 2400), ""});
    xml += style_xml({"Cover", "Cover", "Normal", spaced(60, 200) + "<w:jc w:val=\"center\"/>", ""});
    xml += style_xml({"Heading1", "heading 1", "Normal",
                      "<w:keepNext/><w:keepLines/>" + lined("bottom", "single", 6, thin_line) + spaced(420, 180) +
                          "<w:outlineLvl w:val=\"0\"/>",
                      bold + coloured(accent) + sized(27), "Normal"});
    xml += style_xml({"Heading2", "heading 2", "Normal",
                      "<w:keepNext/><w:keepLines/>" + spaced(240, 120) + "<w:outlineLvl w:val=\"1\"/>",
                      bold + coloured(accent) + sized(23), "Normal"});
    xml += style_xml({"ContentsHeading", "Contents Heading", "Normal",
                      "<w:keepNext/>" + lined("bottom", "single", 6, thin_line) + spaced(0, 240),
                      bold + coloured(accent) + sized(27)});
    xml += style_xml(
        {"TOC1", "toc 1", "Normal",
         fmt::format("<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{}\"/></w:tabs>", docx_text_width) +
             spaced(0, 80),
         ""});
    return xml;
}

/// Words, figures and headings of a table in one size, in half points.
std::string table_text_styles(const std::string& id, const std::string& name, int size) {
    const auto style = [&](const char* what, const char* called, const std::string& based, const std::string& paragraph,
                           const std::string& letters) {
        return style_xml({(what + id).c_str(), (called + name).c_str(), based.c_str(), paragraph, letters});
    };
    return style("TableText", "Table Text", "Normal", spaced(50, 50), sized(size)) +
           style("TableFigure", "Table Figure", "TableText" + id, "<w:jc w:val=\"right\"/>", "") +
           style("TableHeading", "Table Heading", "TableText" + id, "<w:keepNext/>", "<w:b/>") +
           style("TableHeadingFigure", "Table Heading Figure", "TableHeading" + id, "<w:jc w:val=\"right\"/>", "");
}

std::string text_styles() {
    const std::string behind_number = fmt::format("<w:ind w:left=\"{}\"/>", docx_clause_indent);
    std::string xml;
    xml += style_xml({"Clause", "Clause", "Normal",
                      fmt::format("<w:tabs><w:tab w:val=\"left\" w:pos=\"{0}\"/></w:tabs><w:ind w:left=\"{0}\" "
                                  "w:hanging=\"{0}\"/>",
                                  docx_clause_indent),
                      ""});
    xml += style_xml({"ClauseContinued", "Clause Continued", "Normal", behind_number, ""});
    xml += style_xml({"Remark", "Remark", "Normal", behind_number, coloured(quiet) + sized(20)});
    xml += style_xml({"Note", "Note", "Normal", lined("left", "single", 18, thin_line) + "<w:ind w:left=\"170\"/>",
                      "<w:i/>" + coloured(quiet) + sized(20)});
    xml += style_xml(
        {"Fold", "Step", "Normal",
         fmt::format("<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"{}\"/></w:tabs>", docx_text_width) +
             spaced(0, 40),
         sized(18)});
    xml += style_xml({"Colophon", "Colophon", "Normal", spaced(0, 60), coloured(quiet) + sized(17)});
    xml += style_xml({"Caption", "caption", "Normal", "<w:keepNext/>" + spaced(160, 80), "<w:b/>" + sized(18)});
    xml += style_xml({"Picture", "Picture", "Normal", "<w:keepNext/>" + spaced(120, 120), ""});
    xml += table_text_styles("", "", 18);
    xml += table_text_styles("Small", " Small", 14);  // where a table does not fit the page otherwise
    xml += table_text_styles("Smallest", " Smallest", 12);
    xml += style_xml({"TableGap", "Table Gap", "Normal",
                      "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"200\" w:lineRule=\"exact\"/>", sized(12)});
    xml += style_xml(
        {"Header", "header", "Normal", spaced(0, 0) + "<w:jc w:val=\"right\"/>", coloured(quiet) + sized(17)});
    xml += style_xml({"Footer", "footer", "Normal",
                      lined("top", "single", 4, thin_line) +
                          fmt::format("<w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs>", docx_text_width) +
                          spaced(0, 0),
                      coloured(quiet) + sized(17)});
    return xml;
}

/// Of words inside a paragraph, and the look of tables.
std::string other_styles() {
    return fmt::format(
        "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default "
        "Paragraph Font\"/></w:style>"
        "<w:style w:type=\"character\" w:styleId=\"DefinedTerm\"><w:name w:val=\"Defined Term\"/><w:qFormat/>"
        "<w:rPr><w:b/></w:rPr></w:style>"
        "<w:style w:type=\"character\" w:styleId=\"TermLink\"><w:name w:val=\"Term Link\"/><w:qFormat/>"
        "<w:rPr><w:u w:val=\"none\"/></w:rPr></w:style>"
        "<w:style w:type=\"character\" w:styleId=\"HashText\"><w:name w:val=\"Hash\"/><w:rPr>{2}</w:rPr></w:style>"
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>"
        "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left "
        "w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>"
        "</w:tblCellMar></w:tblPr></w:style>"
        "<w:style w:type=\"table\" w:styleId=\"Figures\"><w:name w:val=\"Figures\"/><w:basedOn "
        "w:val=\"TableNormal\"/><w:tblPr><w:tblBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" "
        "w:color=\"{0}\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"{0}\"/></w:tblBorders>"
        "</w:tblPr><w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:tcBorders><w:bottom w:val=\"single\" w:sz=\"12\" "
        "w:space=\"0\" w:color=\"{1}\"/></w:tcBorders><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F3F5F8\"/>"
        "<w:vAlign w:val=\"bottom\"/></w:tcPr></w:tblStylePr></w:style>",
        thin_line, accent, sized(13));
}

std::string part_head(const char* element) {
    return fmt::format("{}<w:{} xmlns:w=\"{}\">", office_xml_head, element, docx_space);
}

/// A field that this program chose: the number of the page, or of all pages.
std::string page_field(const char* what) {
    return fmt::format(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {} "
        "</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        what);
}

}  // namespace

std::string docx_styles(Document::Kind kind) {
    return part_head("styles") + defaults_xml(kind) +
           "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>"
           "</w:style>" +
           heading_styles() + text_styles() + other_styles() + "</w:styles>";
}

std::string docx_settings() {
    return part_head("settings") +
           "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl "
           "w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" "
           "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang "
           "w:val=\"en-GB\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>";
}

std::string docx_page_head(const Document& document) {
    return part_head("hdr") +
           fmt::format(
               "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>"
               "</w:p></w:hdr>",
               html_text(document.title));
}

std::string docx_page_foot(const Document& document) {
    std::string hash;
    if (!document.content_hash.empty()) {
        hash = fmt::format("<w:r><w:rPr><w:rStyle w:val=\"HashText\"/></w:rPr><w:t>SHA-256 {}</w:t></w:r>",
                           html_text(document.content_hash));
    }
    return part_head("ftr") + "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>" + hash +
           "<w:r><w:tab/><w:t xml:space=\"preserve\">Page </w:t></w:r>" + page_field("PAGE") +
           "<w:r><w:t xml:space=\"preserve\"> of </w:t></w:r>" + page_field("NUMPAGES") + "</w:p></w:ftr>";
}

}  // namespace concordat::report
