// engine/report/write_docx.cpp · room: report
// What:  a document as a Word file (ECMA-376, WordprocessingML): headings, clauses with the numbers they are written
//        with, places that links lead to, tables with heading rows, boxes, inserted and deleted words as changes that
//        can be accepted, pictures as metafiles with words for those who hear them.
// Never: a word that has not gone through html_text(); a field, a link or a macro that a name or a cell could bring in:
//        links lead to places inside, fields are page numbers and the list of contents.
// Start: write_docx(), last in the file.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "report/docx_styles.h"
#include "report/table_widths.h"
#include "report/html_text.h"
#include "report/office_package.h"
#include "report/writers.h"

namespace concordat::report {
namespace {

/// The names of all places: letters, figures and underscores, at most 40 of them, each once.
class Places {
public:
    explicit Places(const Document& document) {
        for (const Section& section : document.sections) {
            add(section.anchor);
            for (const Block& block : section.blocks) {
                std::visit([this](const auto& one) { look_at(one); }, block);
            }
        }
    }
    /// Empty where no such place is in the document.
    [[nodiscard]] std::string name_of(const std::string& anchor) const {
        const auto found = names_.find(anchor);
        return found == names_.end() ? std::string() : found->second;
    }

private:
    void add(const std::string& anchor) {
        constexpr std::size_t longest = 34;
        if (anchor.empty() || names_.contains(anchor)) return;
        std::string name = "p_";
        for (const char letter : anchor) {
            const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
            if (name.size() < longest) name += plain ? letter : '_';
        }
        const std::string first = name;
        for (int other = 2; !taken_.insert(name).second; ++other) name = fmt::format("{}_{}", first, other);
        names_[anchor] = std::move(name);
    }
    void look_at(const Runs& runs) {
        for (const Run& run : runs) {
            if (run.look == Run::Look::defined) add(run.target);
        }
    }
    void look_at(const Paragraph& paragraph) { look_at(paragraph.runs); }
    void look_at(const ClauseText& clause) {
        add(clause.anchor);
        look_at(clause.words);
    }
    void look_at(const Table& table) {
        for (const Column& column : table.columns) look_at(column.runs);
        for (const Row& row : table.rows) {
            for (const Cell& cell : row.cells) look_at(cell.runs);
        }
    }
    void look_at(const Picture& picture) { look_at(picture.beside); }
    void look_at(const Fold& /*fold*/) {}

    std::map<std::string, std::string> names_;
    std::set<std::string> taken_;
};

/// Styles, settings, head and foot.
constexpr std::size_t relations_before_pictures = 4;

bool stands_right(Cell::Type type) { return type == Cell::Type::money || type == Cell::Type::number; }

class DocxWriter {
public:
    explicit DocxWriter(const Document& document) : document_(document), places_(document) {}

    std::string body() {
        write_cover();
        if (document_.contents) write_contents();
        for (const Section& section : document_.sections) {
            if (section.look != Section::Look::cover) write_section(section);
        }
        for (const std::string& line : document_.footer) paragraph("Colophon", letters(line));
        return std::move(xml_);
    }
    /// Those that the body shows, in their order.
    [[nodiscard]] const std::vector<std::string>& pictures() const { return pictures_; }

private:
    // ---- words ------------------------------------------------------------------------------------
    static std::string letters(std::string_view words, const std::string& look = {}, bool deleted = false) {
        if (words.empty()) return {};
        return fmt::format("<w:r>{0}<w:{1} xml:space=\"preserve\">{2}</w:{1}></w:r>",
                           look.empty() ? "" : "<w:rPr>" + look + "</w:rPr>", deleted ? "delText" : "t",
                           html_text(words));
    }

    /// A place that links lead to, around these words.
    std::string placed(const std::string& anchor, const std::string& words) {
        const std::string name = places_.name_of(anchor);
        if (name.empty() || !begun_places_.insert(name).second) return words;
        const int number = ++last_place_;
        return fmt::format("<w:bookmarkStart w:id=\"{0}\" w:name=\"{1}\"/>{2}<w:bookmarkEnd w:id=\"{0}\"/>", number,
                           name, words);
    }

    /// Words, or without any the end of a paragraph or a row, as taken out or put in.
    std::string changed(Run::Change change, const std::string& xml, bool is_mark = false) {
        if (change == Run::Change::none || (xml.empty() && !is_mark)) return xml;
        // Who changed it is a clause of the text, and the words around say from which day on.
        return fmt::format("<w:{0} w:id=\"{1}\" w:author=\"Variation\">{2}</w:{0}>",
                           change == Run::Change::deleted ? "del" : "ins", ++last_change_, xml);
    }

    /// What all of these words are: a paragraph whose every word is put in is put in itself.
    static Run::Change change_of(const Runs& runs) {
        const bool whole = !runs.empty() && std::all_of(runs.begin(), runs.end(), [&](const Run& run) {
            return run.change == runs.front().change;
        });
        return whole ? runs.front().change : Run::Change::none;
    }

    std::string mark_xml(Run::Change change) {
        return change == Run::Change::none ? std::string() : "<w:rPr>" + changed(change, {}, true) + "</w:rPr>";
    }

    std::string run_xml(const Run& run, const std::string& look) {
        const bool deleted = run.change == Run::Change::deleted;
        const std::string name = run.look == Run::Look::link ? places_.name_of(run.target) : std::string();
        std::string style;
        if (run.look == Run::Look::defined) style = "<w:rStyle w:val=\"DefinedTerm\"/>";
        if (!name.empty()) style = "<w:rStyle w:val=\"TermLink\"/>";
        std::string xml = letters(run.words, style + look, deleted);
        xml = changed(run.change, xml);
        if (run.look == Run::Look::defined) xml = placed(run.target, xml);
        if (!name.empty())
            xml = fmt::format("<w:hyperlink w:anchor=\"{}\" w:history=\"1\">{}</w:hyperlink>", name, xml);
        return xml;
    }

    std::string runs_xml(const Runs& runs, std::string_view otherwise, const std::string& look = {}) {
        if (runs.empty()) return letters(otherwise, look);
        std::string xml;
        for (const Run& run : runs) xml += run_xml(run, look);
        return xml;
    }

    void paragraph(const char* style, const std::string& words, const std::string& further = {}) {
        xml_ += fmt::format("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{}</w:pPr>{}</w:p>", style, further, words);
    }

    // ---- blocks -----------------------------------------------------------------------------------
    void write(const Paragraph& one) {
        const char* style = "Normal";
        if (in_cover_ && document_.kind == Document::Kind::contract) style = "Cover";
        if (one.look == Paragraph::Look::note) style = "Note";
        if (one.look == Paragraph::Look::remark) style = "Remark";
        if (one.look == Paragraph::Look::continued) style = "ClauseContinued";
        paragraph(style, runs_xml(one.runs, one.words), mark_xml(change_of(one.runs)));
    }

    void write(const ClauseText& clause) {
        const Run::Change change = change_of(clause.words);
        const std::string number = changed(change, letters(clause.number, {}, change == Run::Change::deleted));
        const std::string tab = changed(change, "<w:r><w:tab/></w:r>");
        paragraph("Clause", placed(clause.anchor, number) + tab + runs_xml(clause.words, ""),
                  (leads_table_ ? "<w:keepNext/>" : "") + mark_xml(change));
    }

    /// With the table beside it; in a contract that only says again what the table of the clause says.
    void write(const Picture& picture) {
        draw(picture);
        if (document_.kind != Document::Kind::contract) write(picture.beside);
    }

    void draw(const Picture& picture) {
        constexpr std::int64_t units_of_twip = 635;  // English metric units
        constexpr int drawn_wide = 720;
        if (picture.emf.empty()) return;
        pictures_.push_back(picture.emf);
        const std::int64_t across = (in_box_ ? docx_text_width - 2 * box_margin : docx_text_width) * units_of_twip;
        const std::int64_t down = across * picture.height / drawn_wide;
        const std::string words = html_text(picture.title + "; the figures stand in the table beside it");
        const std::string extent = fmt::format("cx=\"{}\" cy=\"{}\"", across, down);
        paragraph(
            "Picture",
            fmt::format("<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent {0}/>"
                        "<wp:docPr id=\"{1}\" name=\"Picture {1}\" descr=\"{2}\"/><wp:cNvGraphicFramePr/><a:graphic>"
                        "<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
                        "<pic:nvPicPr><pic:cNvPr id=\"{1}\" name=\"Picture {1}\" descr=\"{2}\"/><pic:cNvPicPr/>"
                        "</pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId{3}\"/><a:stretch><a:fillRect/></a:stretch>"
                        "</pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext {0}/></a:xfrm><a:prstGeom "
                        "prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
                        "</wp:inline></w:drawing></w:r>",
                        extent, pictures_.size(), words, relations_before_pictures + pictures_.size()));
    }

    void write(const Fold& fold) { write_fold(fold, 0); }

    void write_fold(const Fold& fold, int depth) {
        constexpr int step = 227;
        constexpr int deepest = 16;
        std::string words;
        if (!fold.lead.empty()) words += letters(fold.lead + "  ", "<w:b/>");
        words += letters(fold.words);
        if (!fold.origin.empty()) words += letters(" (" + fold.origin + ")", "<w:color w:val=\"4A5160\"/>");
        if (!fold.amount.shown.empty()) words += "<w:r><w:tab/></w:r>" + letters(fold.amount.shown, "<w:b/>");
        const std::string indent =
            fmt::format("<w:ind w:left=\"{}\" w:right=\"1700\"/>", step * std::min(depth, deepest));
        paragraph("Fold", words, indent);
        for (const Fold& part : fold.parts) write_fold(part, depth + 1);
    }

    // ---- tables -----------------------------------------------------------------------------------
    void write(const Table& table) {
        const int indent = table.under_clause && !in_box_ ? docx_clause_indent : 0;
        const int room = (in_box_ ? docx_text_width - 2 * box_margin : docx_text_width) - indent;
        if (!table.caption.empty()) paragraph("Caption", letters(table.caption));
        const std::vector<int> widths = in_cover_ ? column_widths(table, room * 2 / 3) : sized_columns(table, room);
        xml_ += fmt::format(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{}\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/>{}<w:tblLook "
            "w:firstRow=\"1\" w:firstColumn=\"1\" w:noVBand=\"1\" w:noHBand=\"1\"/>{}</w:tblPr><w:tblGrid>",
            in_cover_ ? "TableNormal" : "Figures", total_of(widths),
            in_cover_ ? std::string("<w:jc w:val=\"center\"/>")
                      : fmt::format("<w:tblInd w:w=\"{}\" w:type=\"dxa\"/>", indent),
            table.caption.empty() ? "" : fmt::format("<w:tblCaption w:val=\"{}\"/>", html_text(table.caption)));
        for (const int width : widths) xml_ += fmt::format("<w:gridCol w:w=\"{}\"/>", width);
        xml_ += "</w:tblGrid>";
        write_headings(table, widths);
        for (const Row& row : table.rows) write_row(table, row, widths);
        xml_ += "</w:tbl>";
        paragraph("TableGap", "");
    }

    /// What does not fit is set smaller: 9, 7 or 6 points.
    static const char* size_for(int width, int room) {
        if (width <= room) return "";
        return width * 7 <= room * 9 ? "Small" : "Smallest";
    }

    /// Chooses the size of the words, too. A statement's words are set smaller rather than broken in their cells.
    std::vector<int> sized_columns(const Table& table, int room) {
        const int unbroken = width_with_short_cells_whole(table);
        const bool smaller = document_.kind == Document::Kind::statement && unbroken * 7 <= room * 9;
        table_size_ = size_for(smaller ? unbroken : least_width(table), room);
        const int points = table_size_.empty() ? 9 : table_size_ == "Small" ? 7 : 6;
        std::vector<int> widths = column_widths(table, room * 9 / points);
        for (int& width : widths) width = width * points / 9;
        widths.back() += room - total_of(widths);
        return widths;
    }

    static int total_of(const std::vector<int>& widths) {
        int total = 0;
        for (const int width : widths) total += width;
        return total;
    }

    void write_headings(const Table& table, const std::vector<int>& widths) {
        const bool has_heading = std::any_of(table.columns.begin(), table.columns.end(),
                                             [](const Column& column) { return !column.heading.empty(); });
        if (!has_heading || in_cover_) return;
        xml_ += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
        for (std::size_t at = 0; at < table.columns.size(); ++at) {
            const Column& column = table.columns[at];
            cell(widths[at], 1, stands_right(column.type) ? "TableHeadingFigure" : "TableHeading",
                 runs_xml(column.runs, column.heading));
        }
        xml_ += "</w:tr>";
    }

    void cell(int width, std::size_t over, const std::string& style, const std::string& words,
              const char* further = "") {
        xml_ += fmt::format("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{}{}</w:tcPr>", width,
                            over > 1 ? fmt::format("<w:gridSpan w:val=\"{}\"/>", over) : "", further);
        paragraph((style + table_size_).c_str(), words);
        xml_ += "</w:tc>";
    }

    void write_row(const Table& table, const Row& row, const std::vector<int>& widths) {
        xml_ += "<w:tr><w:trPr><w:cantSplit/>";
        if (table.for_signing) xml_ += "<w:trHeight w:val=\"964\" w:hRule=\"atLeast\"/>";
        Runs all;
        for (const Cell& one : row.cells) all.insert(all.end(), one.runs.begin(), one.runs.end());
        xml_ += changed(change_of(all), {}, change_of(all) != Run::Change::none) + "</w:trPr>";
        if (row.role == Row::Role::words) {
            const std::string lead = row.cells.empty() ? std::string() : row.cells.front().shown + "  ";
            const std::string words = row.cells.size() < 2 ? std::string() : row.cells[1].shown;
            cell(total_of(widths), widths.size(), "TableText", letters(lead, "<w:b/>") + letters(words),
                 "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F3F5F8\"/>");
        } else {
            const bool total = row.role == Row::Role::total;
            for (std::size_t at = 0; at < widths.size(); ++at) {
                const Cell one = at < row.cells.size() ? row.cells[at] : Cell{};
                cell(widths[at], 1, stands_right(one.type) ? "TableFigure" : "TableText",
                     runs_xml(one.runs, one.shown, total ? "<w:b/>" : ""),
                     total ? "<w:tcBorders><w:top w:val=\"single\" w:sz=\"12\" w:space=\"0\" "
                             "w:color=\"1C1F24\"/></w:tcBorders>"
                           : "");
            }
        }
        xml_ += "</w:tr>";
    }

    // ---- sections ---------------------------------------------------------------------------------
    void write_cover() {
        const bool contract = document_.kind == Document::Kind::contract;
        in_cover_ = true;
        if (contract) paragraph("CoverRule", "");
        if (!document_.subtitle.empty()) paragraph("Subtitle", letters(document_.subtitle));
        paragraph(contract ? "Title" : "StatementTitle", letters(document_.title));
        for (const Section& section : document_.sections) {
            if (section.look == Section::Look::cover) write_blocks(section);
        }
        in_cover_ = false;
    }

    /// Word's own list of contents, with what it comes to: links to the headings.
    void write_contents() {
        const bool own_page = document_.kind == Document::Kind::contract;
        paragraph("ContentsHeading", letters("Contents"), own_page ? "<w:pageBreakBefore/>" : "");
        std::vector<const Section*> listed;
        for (const Section& section : document_.sections) {
            if (!section.title.empty() && section.level == 2) listed.push_back(&section);
        }
        for (const Section* section : listed) {
            std::string words = letters(section->title);
            if (const std::string name = places_.name_of(section->anchor); !name.empty())
                words = fmt::format("<w:hyperlink w:anchor=\"{}\" w:history=\"1\">{}</w:hyperlink>", name, words);
            if (section == listed.front()) {
                words =
                    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC "
                    "\\o \"1-1\" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar "
                    "w:fldCharType=\"separate\"/></w:r>" +
                    words;
            }
            if (section == listed.back()) words += "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
            paragraph("TOC1", words);
        }
        break_before_text_ = own_page;
    }

    void write_blocks(const Section& section) {
        for (const Block& block : section.blocks) {
            const Block* next = &block == &section.blocks.back() ? nullptr : &block + 1;
            leads_table_ = next != nullptr && std::holds_alternative<Table>(*next);
            std::visit([this](const auto& one) { write(one); }, block);
        }
    }

    void write_section(const Section& section) {
        const bool box = section.look == Section::Look::box;
        const bool new_page = section.look == Section::Look::page || break_before_text_;
        break_before_text_ = false;
        if (box) begin_box();
        if (!section.title.empty()) {
            paragraph(section.level == 2 ? "Heading1" : "Heading2", placed(section.anchor, letters(section.title)),
                      new_page && !box ? "<w:pageBreakBefore/>" : "");
        }
        write_blocks(section);
        if (box) end_box();
    }

    void begin_box() {
        xml_ += fmt::format(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{0}\" w:type=\"dxa\"/><w:tblBorders>"
            "<w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B9C0CB\"/>"
            "<w:left w:val=\"single\" w:sz=\"36\" w:space=\"0\" w:color=\"1D3557\"/>"
            "<w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B9C0CB\"/>"
            "<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"B9C0CB\"/></w:tblBorders>"
            "<w:tblCellMar><w:left w:w=\"{1}\" w:type=\"dxa\"/><w:right w:w=\"{1}\" w:type=\"dxa\"/></w:tblCellMar>"
            "</w:tblPr><w:tblGrid><w:gridCol w:w=\"{0}\"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w=\"{0}\" "
            "w:type=\"dxa\"/></w:tcPr>",
            docx_text_width, box_margin);
        in_box_ = true;
    }
    void end_box() {
        paragraph("TableGap", "");  // a cell ends with a paragraph
        xml_ += "</w:tc></w:tr></w:tbl>";
        in_box_ = false;
        paragraph("TableGap", "");
    }

    static constexpr int box_margin = 170;

    const Document& document_;
    Places places_;
    std::string xml_;
    std::vector<std::string> pictures_;
    std::set<std::string> begun_places_;
    std::string table_size_;  // behind the names of styles
    int last_place_ = 0;
    int last_change_ = 0;
    bool in_cover_ = false;
    bool in_box_ = false;
    bool break_before_text_ = false;
    bool leads_table_ = false;  // a table follows that belongs to the clause
};

std::string body_part(const Document& document, const std::string& body) {
    return fmt::format(
        "{}<w:document xmlns:w=\"{}\" xmlns:r=\"{}\" "
        "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
        "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
        "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>{}<w:sectPr><w:headerReference "
        "w:type=\"default\" "
        "r:id=\"rId3\"/><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"{}\" w:h=\"{}\"/><w:pgMar "
        "w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"624\" w:footer=\"567\" "
        "w:gutter=\"0\"/>{}</w:sectPr></w:body></w:document>",
        office_xml_head, docx_space, office_relations_space, body, docx_page_width, docx_page_height, docx_margin,
        docx_margin, docx_margin, docx_margin, document.kind == Document::Kind::contract ? "<w:titlePg/>" : "");
}

}  // namespace

std::string write_docx(const Document& document) {
    const std::string kind = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    OfficePackage package;
    DocxWriter writer(document);
    const std::string body = writer.body();
    package.parts = {{"word/document.xml", kind + ".document.main+xml", body_part(document, body)},
                     {"word/styles.xml", kind + ".styles+xml", docx_styles(document.kind)},
                     {"word/settings.xml", kind + ".settings+xml", docx_settings()},
                     {"word/header1.xml", kind + ".header+xml", docx_page_head(document)},
                     {"word/footer1.xml", kind + ".footer+xml", docx_page_foot(document)},
                     {"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml",
                      office_properties(document.title, document.subtitle)}};
    package.relations = {
        {"styles", "styles.xml"}, {"settings", "settings.xml"}, {"header", "header1.xml"}, {"footer", "footer1.xml"}};
    for (std::size_t at = 0; at < writer.pictures().size(); ++at) {
        const std::string name = fmt::format("media/picture{}.emf", at + 1);
        package.parts.push_back({"word/" + name, "image/x-emf", writer.pictures()[at]});
        package.relations.push_back({"image", name});
    }
    package.has_properties = true;
    return write_office_package(package);
}

}  // namespace concordat::report
