// What:  pages: no name and no cell can put anything into them but words.
#include <string>

#include "report/html_text.h"
#include "report/writers.h"
#include "support/catch.h"

using namespace concordat;
using report::Cell;
using report::Row;

namespace {

const std::string hostile = "<script>alert('x')</script>\" onload=\"x\x1b[2J\n=1+1 &amp; \u202e";

/// A page with the hostile name in every place that takes words.
report::Document hostile_document() {
    report::Table table{{{hostile, Cell::Type::text}, {"", Cell::Type::money}}, {}};
    table.caption = hostile;
    table.rows.push_back({Row::Role::line, {report::text_cell(hostile), report::text_cell(hostile)}});
    table.rows.push_back({Row::Role::words, {report::text_cell(hostile), report::text_cell(hostile)}});
    report::Section section{hostile, {table}};
    section.anchor = hostile;
    section.blocks.push_back(report::Paragraph{hostile});
    section.blocks.push_back(report::ClauseText{
        hostile,
        hostile,
        {{report::Run::Look::defined, hostile, hostile}, {report::Run::Look::link, hostile, hostile}}});
    section.blocks.push_back(report::Fold{hostile, hostile, hostile, report::text_cell(hostile), {report::Fold{}}});
    report::Document document{hostile, {section}};
    document.subtitle = hostile;
    document.footer = {hostile};
    document.content_hash = hostile;
    document.contents = true;
    return document;
}

std::size_t count(const std::string& text, const std::string& words) {
    std::size_t found = 0;
    for (std::size_t at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_CASE("what is special in HTML becomes an entity, what cannot be seen a mark") {
    CHECK(report::html_text("a < b & \"c\" 'd' > e") == "a &lt; b &amp; &quot;c&quot; &#39;d&#39; &gt; e");
    CHECK(report::html_text("\x1b[2J") == "\ufffd[2J");
    CHECK(report::html_text("two\nlines\t.") == "two lines .");
    CHECK(report::html_text("\u202eevil\u200b") == "\ufffdevil\ufffd");
    CHECK(report::html_text("bad \xff byte") == "bad \ufffd byte");
}

TEST_CASE("anchors are small letters, figures and hyphens") {
    CHECK(report::anchor_for("name", "Gain Pool") == "name-gain-pool");
    CHECK(report::anchor_for("name", "A \"&<x>\" B") == "name-a-x-b");
    CHECK(report::anchor_for("name", "\u00e9") == "name-c3a9");
}

TEST_CASE("a hostile name stays words wherever it stands in a page") {
    const std::string page = report::write_html(hostile_document());
    CHECK(count(page, "<script") == 0);
    CHECK(count(page, "onload=\"") == 0);
    CHECK(count(page, "\x1b") == 0);
    CHECK(count(page, "\u202e") == 0);
    CHECK(count(page, "&lt;script&gt;") > 10);
    CHECK(count(page, "@bottom-left") == 0);  // a hash that is none
}

TEST_CASE("a page fetches nothing and runs nothing") {
    const std::string page = report::write_html(hostile_document());
    CHECK(count(page, "default-src 'none'") == 1);
    CHECK(count(page, "http:") + count(page, "https:") + count(page, " src=") + count(page, "url(") == 0);
}

TEST_CASE("a page has one first heading, headings in order, landmarks and a way past the contents") {
    report::Section first{"Statement", {report::Paragraph{"words"}}};
    report::Section below{"City Acute Trust", {}};
    below.level = 3;
    report::Document document{"Agreement", {first, below}};
    document.contents = true;
    const std::string page = report::write_html(document);
    CHECK(count(page, "<h1") == 1);
    CHECK(page.find("<h1") < page.find("<h2 id=\"contents\""));
    CHECK(page.find("<h2 id=\"section-1\">Statement") < page.find("<h3 id=\"section-2\">City"));
    for (const char* landmark : {"<header", "<nav aria-labelledby=\"contents\"", "<main id=\"text\"", "<footer"}) {
        CHECK(count(page, landmark) == 1);
    }
    CHECK(page.find("href=\"#text\"") < page.find("<header"));
    CHECK(count(page, "<html lang=\"en-GB\">") == 1);
}
