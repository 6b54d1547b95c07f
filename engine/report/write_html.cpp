// engine/report/write_html.cpp · room: report
// What:  a document as one HTML page that works offline and without scripts: headings in order, landmarks, a way past
//        the contents, tables with scopes and captions.
// Never: a word that has not gone through html_text(); a script; anything fetched.
// Start: write_html(), last in the file; the functions above are its blocks, then its sections.
#include "report/writers.h"

#include <algorithm>

#include <fmt/format.h>

#include "report/table_widths.h"
#include "report/html_style.h"
#include "report/html_text.h"
#include "source/characters.h"

namespace concordat::report {
namespace {

bool stands_to_the_right(Cell::Type type) { return type == Cell::Type::money || type == Cell::Type::number; }

// ---- words --------------------------------------------------------------------------------------
std::string run_html(const Run& run) {
    std::string html = html_text(run.words);
    if (run.look == Run::Look::defined) html = fmt::format("<dfn id=\"{}\">{}</dfn>", html_text(run.target), html);
    if (run.look == Run::Look::link) html = fmt::format("<a href=\"#{}\">{}</a>", html_text(run.target), html);
    if (run.change == Run::Change::inserted) return "<ins>" + html + "</ins>";
    if (run.change == Run::Change::deleted) return "<del>" + html + "</del>";
    return html;
}

std::string runs_html(const Runs& runs, std::string_view otherwise) {
    if (runs.empty()) return html_text(otherwise);
    std::string html;
    for (const Run& run : runs) html += run_html(run);
    return html;
}

std::string block_html(const Paragraph& paragraph) {
    constexpr std::string_view looks[] = {"", " class=\"note\"", " class=\"under remark\"", " class=\"continued\""};
    return fmt::format("<p{}>{}</p>\n", looks[static_cast<std::size_t>(paragraph.look)],
                       runs_html(paragraph.runs, paragraph.words));
}

/// `leads`: a table follows that belongs to it.
std::string clause_html(const ClauseText& clause, bool leads) {
    return fmt::format("<p class=\"clause{}\" id=\"{}\"><span class=\"number\">{}</span><span>{}</span></p>\n",
                       leads ? " leads" : "", html_text(clause.anchor), html_text(clause.number),
                       runs_html(clause.words, ""));
}

// ---- tables -------------------------------------------------------------------------------------
std::string heading_html(const Column& column) {
    const char* figure = stands_to_the_right(column.type) ? " class=\"figure\"" : "";
    if (column.heading.empty()) return fmt::format("<td{}></td>", figure);
    return fmt::format("<th scope=\"col\"{}>{}</th>", figure, runs_html(column.runs, column.heading));
}

/// A hash may be broken, every so many letters, so that it does not run off a page; whoever copies it gets it whole.
std::string breakable(const std::string& words) {
    constexpr std::size_t kept_whole = 40;
    constexpr std::size_t step = 32;
    if (words.size() <= kept_whole || words.find_first_not_of("0123456789abcdef") != std::string::npos)
        return html_text(words);
    std::string html;
    for (std::size_t at = 0; at < words.size(); at += step)
        html += "<span class=\"part\">" + html_text(std::string_view(words).substr(at, step)) + "</span>";
    return html;
}

std::string cell_html(const Cell& cell, bool heads_row, bool keeps_short) {
    const bool whole = cell.type == Cell::Type::date ||
                       (keeps_short && cell.shown.find(' ') != std::string::npos && is_short(cell.shown));
    const char* figure = stands_to_the_right(cell.type) ? " class=\"figure\"" : whole ? " class=\"kept\"" : "";
    const std::string words = cell.runs.empty() ? breakable(cell.shown) : runs_html(cell.runs, cell.shown);
    if (heads_row && !words.empty()) return fmt::format("<th scope=\"row\"{}>{}</th>", figure, words);
    return fmt::format("<td{}>{}</td>", figure, words);
}

/// A lead, and words over the rest of the width.
std::string words_row_html(const Table& table, const Row& row) {
    const std::size_t rest = table.columns.size() > 2 ? table.columns.size() - 1 : 1;
    const std::string lead = row.cells.empty() ? "" : row.cells.front().shown;
    const std::string words = row.cells.size() < 2 ? "" : row.cells[1].shown;
    if (table.columns.size() > 1) {
        return fmt::format(
            "<tr class=\"words\"><th scope=\"rowgroup\" colspan=\"{}\"><span class=\"lead\">{}</span> {}</th></tr>\n",
            rest + 1, html_text(lead), html_text(words));
    }
    return fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", html_text(lead), html_text(words));
}

std::string row_html(const Table& table, const Row& row, bool keeps_short) {
    if (row.role == Row::Role::words) return words_row_html(table, row);
    std::string html = row.role == Row::Role::total ? "<tr class=\"total\">" : "<tr>";
    const bool has_others = row.cells.size() > 1;  // that its first cell would head
    for (const Cell& cell : row.cells) html += cell_html(cell, has_others && &cell == &row.cells.front(), keeps_short);
    return html + "</tr>\n";
}

/// Of the 9,600 of an A4 page between its margins.
int room_for(bool in_box) { return in_box ? 9'000 : 9'500; }

/// What does not fit a page of paper is set smaller there.
std::string_view wide_class(const Table& table, bool in_box) {
    const int fits = room_for(in_box);
    constexpr int fits_smaller = 11'500;
    const int width = least_width(table);
    return width <= fits ? "" : width <= fits_smaller ? " wide" : " widest";
}

/// A heading over the rows below it begins a group of rows, and sums stand outside of the groups.
std::string rows_html(const Table& table, bool in_box) {
    const bool keeps_short = width_with_short_cells_whole(table) <= room_for(in_box);
    const bool grouped =
        table.columns.size() > 1 &&
        std::any_of(table.rows.begin(), table.rows.end(), [](const Row& row) { return row.role == Row::Role::words; });
    std::string html = "<tbody>\n";
    Row::Role before = Row::Role::total;
    for (const Row& row : table.rows) {
        const bool begins =
            row.role == Row::Role::words || (row.role == Row::Role::total && before != Row::Role::total);
        if (grouped && begins && &row != &table.rows.front()) html += "</tbody>\n<tbody>\n";
        html += row_html(table, row, keeps_short);
        before = row.role;
    }
    return html + "</tbody>\n";
}

constexpr int lines_kept_on_one_page = 16;

/// How many lines its rows take, about: a long cell takes several.
int lines_of(const Table& table) {
    constexpr int letters_of_line = 60;
    int lines = 0;
    for (const Row& row : table.rows) {
        int most = 1;
        for (const Cell& cell : row.cells) most = std::max(most, (letters_of(cell.shown) - 1) / letters_of_line + 1);
        lines += most;
    }
    return lines;
}

std::string table_html(const Table& table, bool in_box) {
    std::string html =
        fmt::format("<div class=\"scroll{}{}\"", table.under_clause ? " under" : "", wide_class(table, in_box));
    const bool whole = lines_of(table) <= lines_kept_on_one_page;
    html += fmt::format(" tabindex=\"0\">\n<table{}>\n", table.for_signing ? " class=\"signing\""
                                                         : whole           ? " class=\"whole\""
                                                                           : "");
    if (!table.caption.empty()) html += fmt::format("<caption>{}</caption>\n", html_text(table.caption));
    bool has_heading = false;
    for (const Column& column : table.columns) has_heading = has_heading || !column.heading.empty();
    if (has_heading) {
        html += "<thead><tr>";
        for (const Column& column : table.columns) html += heading_html(column);
        html += "</tr></thead>\n";
    }
    return html + rows_html(table, in_box) + "</table>\n</div>\n";
}

std::string block_html(const Picture& picture) {
    return fmt::format("<figure>\n{}{}</figure>\n", picture.svg, table_html(picture.beside, false));
}

// ---- foldings -----------------------------------------------------------------------------------
std::string fold_line_html(const Fold& fold) {
    std::string html;
    if (!fold.lead.empty()) html += fmt::format("<span class=\"lead\">{}</span>", html_text(fold.lead));
    html += fmt::format("<span class=\"told\">{}", html_text(fold.words));
    if (!fold.origin.empty()) html += fmt::format(" <span class=\"origin\">({})</span>", html_text(fold.origin));
    html += "</span>";
    if (!fold.amount.shown.empty())
        html += fmt::format("<span class=\"amount\">{}</span>", html_text(fold.amount.shown));
    return html;
}

std::string block_html(const Fold& fold) {
    if (fold.parts.empty()) return "<div class=\"leaf\">" + fold_line_html(fold) + "</div>\n";
    std::string html =
        fmt::format("<details{}><summary>{}</summary>\n", fold.open ? " open" : "", fold_line_html(fold));
    for (const Fold& part : fold.parts) html += block_html(part);
    return html + "</details>\n";
}

// ---- sections -----------------------------------------------------------------------------------
std::string blocks_html(const Section& section) {
    std::string html;
    const bool in_box = section.look == Section::Look::box;
    for (const Block& block : section.blocks) {
        const Block* next = &block == &section.blocks.back() ? nullptr : &block + 1;
        if (const auto* clause = std::get_if<ClauseText>(&block))
            html += clause_html(*clause, next != nullptr && std::holds_alternative<Table>(*next));
        if (const auto* table = std::get_if<Table>(&block)) html += table_html(*table, in_box);
        if (const auto* paragraph = std::get_if<Paragraph>(&block)) html += block_html(*paragraph);
        if (const auto* picture = std::get_if<Picture>(&block)) html += block_html(*picture);
        if (const auto* fold = std::get_if<Fold>(&block)) html += block_html(*fold);
    }
    return html;
}

/// "section-4" where the section has no anchor of its own.
std::string anchor_of(const Document& document, const Section& section) {
    if (!section.anchor.empty()) return section.anchor;
    return fmt::format("section-{}", &section - document.sections.data() + 1);
}

std::string section_html(const Document& document, const Section& section) {
    const std::string anchor = html_text(anchor_of(document, section));
    std::string classes;
    if (section.look == Section::Look::box) classes = " class=\"box\"";
    if (section.look == Section::Look::page) classes = " class=\"new-page\"";
    if (section.title.empty()) return fmt::format("<section{}>\n{}</section>\n", classes, blocks_html(section));
    // Only the parts of the first order are landmarks: below them the same titles come again in each period.
    const std::string label = section.level == 2 ? fmt::format(" aria-labelledby=\"{}\"", anchor) : std::string();
    return fmt::format("<section{}{}>\n<h{} id=\"{}\">{}</h{}>\n{}</section>\n", classes, label, section.level, anchor,
                       html_text(section.title), section.level, blocks_html(section));
}

std::string contents_html(const Document& document) {
    std::string html = "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<ol>\n";
    for (const Section& section : document.sections) {
        if (section.title.empty() || section.level != 2) continue;
        html += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", html_text(anchor_of(document, section)),
                            html_text(section.title));
    }
    return html + "</ol>\n</nav>\n";
}

std::string cover_html(const Document& document) {
    std::string html = "<header class=\"cover\">\n";
    if (!document.subtitle.empty()) html += fmt::format("<p class=\"subtitle\">{}</p>\n", html_text(document.subtitle));
    html += fmt::format("<h1>{}</h1>\n", html_text(document.title));
    for (const Section& section : document.sections) {
        if (section.look == Section::Look::cover) html += blocks_html(section);
    }
    return html + "</header>\n";
}

/// Words as a string of a style sheet: whatever is not a plain letter, a figure or a blank is written as its number.
std::string style_string(std::string_view words) {
    std::string text = "\"";
    for (const char letter : source::visible_text(words)) {
        const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                           (letter >= '0' && letter <= '9') || letter == ' ' || (letter & 0x80) != 0;
        if (plain) text += letter;
        else text += fmt::format("\\{:x} ", static_cast<unsigned>(static_cast<unsigned char>(letter)));
    }
    return text + "\"";
}

/// The title at the head of every printed page but the first, in the letters of the text.
std::string head_style(const std::string& title, Document::Kind kind) {
    return fmt::format(
        "@page {{ font-family: {}; }}\n@page {{ @top-left {{ content: {}; font-size: 8pt; color: #4a5160; }} }}\n"
        "@page :first {{ @top-left {{ content: none; }} }}\n",
        page_letters(kind), style_string(title));
}

/// The hash at the foot of every printed page.
std::string foot_style(const std::string& hash) {
    const bool hexadecimal = hash.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (hash.empty() || !hexadecimal) return {};
    return fmt::format(
        "@page {{ @bottom-left {{ content: \"SHA-256 {}\"; font-size: 7pt; color: #4a5160; }} }}\n"
        "@page :first {{ @bottom-left {{ content: none; }} }}\n",
        hash);
}

/// A page that may run nothing and fetch nothing, whatever stands in it.
constexpr std::string_view policy =
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";

}  // namespace

std::string write_html(const Document& document) {
    constexpr std::string_view kinds[] = {"statement", "contract", "explanation"};
    std::string html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>{}</title>\n<style>{}{}{}</style>\n</head>\n<body class=\"{}\">\n"
        "<a class=\"skip\" href=\"#text\">Skip to the text</a>\n<div class=\"page\">\n",
        policy, html_text(document.title), html_style(), head_style(document.title, document.kind),
        foot_style(document.content_hash), kinds[static_cast<std::size_t>(document.kind)]);
    html += cover_html(document);
    if (document.contents) html += contents_html(document);
    html += "<main id=\"text\">\n";
    for (const Section& section : document.sections) {
        if (section.look != Section::Look::cover) html += section_html(document, section);
    }
    html += "</main>\n<footer>\n";
    for (const std::string& line : document.footer) html += fmt::format("<p>{}</p>\n", html_text(line));
    return html + "</footer>\n</div>\n</body>\n</html>\n";
}

}  // namespace concordat::report
