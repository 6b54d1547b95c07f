// engine/report/html_style.cpp · room: report
// What:  the styles. Nothing is fetched: fonts are those of the machine. Text has a contrast of 7:1 or more, and colour
//        is never the only sign: a link in a contract is underlined, what is inserted too, what is deleted struck out.
//        Only what printing programs of some years ago know too is relied on: floats, no grids, and no variables.
#include "report/html_style.h"

#include <string_view>

namespace concordat::report {
namespace {

/// "$ink" in the styles below.
struct Named {
    std::string_view name, meaning;
};
constexpr Named colours[] = {
    {"$ink", "#1c1f24"}, {"$quiet", "#4a5160"}, {"$accent", "#1d3557"}, {"$line", "#b9c0cb"}, {"$soft", "#f3f5f8"}};

constexpr std::string_view with_serifs = R"("Times New Roman", "Liberation Serif", Georgia, serif)";
constexpr std::string_view without_serifs = R"(Arial, "Liberation Sans", Helvetica, sans-serif)";

constexpr std::string_view on_screen = R"css(
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: #fff; color: $ink; line-height: 1.5; font-size: 1.0625rem; }
body, .contract { font-family: $serifs; }
.statement, .explanation { font-family: $plain; font-size: 0.95rem; }
.page { max-width: 52rem; margin: 0 auto; padding: 2rem 2.5rem 3rem; }
.statement .page, .explanation .page { max-width: 64rem; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; display: block; padding: .5rem 1rem; background: $accent; color: #fff; }
a { color: $accent; text-underline-offset: .15em; text-decoration-thickness: 1px; }
.contract main a { color: inherit; text-decoration: underline dotted #7b8494; }
a:hover, .contract main a:hover { text-decoration-style: solid; }
a:focus-visible, summary:focus-visible { outline: 3px solid $accent; outline-offset: 2px; }
h1, h2, h3 { line-height: 1.25; color: $accent; break-after: avoid; }
h1 { font-size: 2rem; margin: 0 0 1rem; }
h2 { font-size: 1.25rem; margin: 2.25rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid $line; }
h3 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
p { margin: 0 0 .75rem; }
.contract p { text-align: left; }
.cover { padding: 3rem 0 2rem; border-top: 6px double $accent; border-bottom: 1px solid $line; }
.contract .cover { text-align: center; }
.contract .cover p { text-align: center; }
.contract .cover h1 { font-size: 2.3rem; margin: 1.5rem 0; }
.contract .cover table { margin: 1rem auto; width: auto; min-width: 24rem; text-align: left; }
.contract .cover th, .contract .cover td { border: 0; padding: .3rem .75rem; }
.contract .cover thead { position: absolute; left: -999rem; }
.subtitle { color: $quiet; }
.contract .subtitle { letter-spacing: .12em; text-transform: uppercase; font-size: .85rem; }
nav ol { list-style: none; margin: 0; padding: 0; columns: 2; column-gap: 2.5rem; }
.contract nav ol { columns: 1; }
nav li { padding: .15rem 0; break-inside: avoid; }
nav a { text-decoration: none; }
nav a:hover { text-decoration: underline; }
.clause { margin: 0 0 .75rem; padding-left: 3.5rem; }
.clause .number { float: left; margin-left: -3.5rem; font-variant-numeric: tabular-nums; }
dfn { font-style: normal; font-weight: bold; }
ins { text-decoration: underline; text-decoration-thickness: 2px; background: #e3f1e5; }
del { text-decoration: line-through; background: #fbe6e4; }
.note, .remark { color: $quiet; font-size: .92em; }
.note { font-style: italic; border-left: 3px solid $line; padding-left: .75rem; }
.scroll { overflow-x: auto; margin: 0 0 1.25rem; }
.under, .continued { margin-left: 3.5rem; }
.box .under { margin-left: 0; }
table { border-collapse: collapse; width: 100%; font-size: .92em; }
caption { text-align: left; font-weight: bold; padding: .25rem 0; color: $ink; }
th, td { padding: .35rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid $line; }
thead th, thead td { border-bottom: 2px solid $accent; background: $soft; vertical-align: bottom; font-weight: bold; }
tbody th { font-weight: normal; }
.kept { white-space: nowrap; }
.figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .figure { white-space: normal; }
tr.total th, tr.total td { border-top: 2px solid $ink; font-weight: bold; }
tr.words th, tr.words td { background: $soft; color: $ink; }
.box { border: 1px solid $line; border-left: 5px solid $accent; background: #fbfcfd; padding: .25rem 1.25rem .75rem;
  margin: 1.25rem 0; }
.box h3 { margin-top: .9rem; }
.part { display: inline-block; }
.signing { table-layout: fixed; }
.signing td, .signing tbody th { height: 3.4rem; vertical-align: bottom; }
figure { margin: 0 0 1.5rem; }
figure svg { max-width: 100%; height: auto; }
details { margin: 0; padding-left: 1.1rem; border-left: 1px solid $line; }
main > section > details, main > section > .leaf { padding-left: 0; border-left: 0; }
summary, .leaf { display: flex; flex-wrap: wrap; gap: 0 .75rem; padding: .3rem .25rem; border-bottom: 1px dotted $line;
  cursor: pointer; }
summary::before { content: "\25B8"; width: 1rem; flex: none; color: $accent; }
details[open] > summary::before { content: "\25BE"; }
summary::-webkit-details-marker { display: none; }
.leaf { cursor: auto; padding-left: 3.1rem; border-left: 1px solid $line; }
.lead { font-weight: bold; }
.told { flex: 1 1 20rem; }
.origin { color: $quiet; font-size: .9em; }
.amount { margin-left: auto; font-variant-numeric: tabular-nums; white-space: nowrap; font-weight: bold; }
footer { margin-top: 3rem; padding-top: .75rem; border-top: 1px solid $line; color: $quiet; font-size: .85rem;
  overflow-wrap: anywhere; }
footer p { margin: 0 0 .25rem; }
)css";

constexpr std::string_view on_paper = R"css(
@media (max-width: 40rem) { .page { padding: 1rem; } nav ol { columns: 1; } .under, .continued, .under.remark { margin-left: 0; } }
@page { size: A4; margin: 22mm 20mm 24mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 9pt;
  color: #4a5160; } }
.contract main > section:last-of-type { break-after: avoid; }
@page :first { @bottom-right { content: none; } }
@media print {
  body { font-size: 10.5pt; }
  .statement, .explanation { font-size: 9pt; }
  .page { max-width: none; padding: 0; }
  .skip { display: none; }
  a, .contract main a { color: inherit; text-decoration: none; }
  .contract .cover { min-height: 235mm; padding-top: 40mm; border-bottom: 0; break-after: page; }
  .contract nav, .new-page { break-after: auto; }
  .contract nav { break-after: page; }
  .new-page { break-before: page; }
  .scroll { overflow: visible; }
  table { font-size: 8.5pt; }
  .wide table { font-size: 7pt; }
  .widest table { font-size: 6pt; }
  .wide th, .wide td, .widest th, .widest td { padding: .3em .4em; }
  thead { display: table-header-group; }
  tr, .clause, .whole, figure svg, footer { break-inside: avoid; }
  tr.words, .leads, tbody tr:nth-child(-n+2) { break-after: avoid; }
  tr.total, footer, tbody tr:nth-last-child(-n+2) { break-before: avoid; }
  footer { font-size: 8pt; margin-top: 1.5em; }
  nav ol { columns: 1; }
  figure svg, caption, .box h3, .box .clause { break-after: avoid; }
  thead { break-after: avoid; }
  nav a::after { content: leader(".") target-counter(attr(href), page); }
  .clause { orphans: 3; widows: 3; }
  details::details-content { content-visibility: visible; }
}
)css";

}  // namespace

std::string_view page_letters(Document::Kind kind) {
    return kind == Document::Kind::contract ? with_serifs : without_serifs;
}

std::string html_style() {
    std::string style = std::string(on_screen) + std::string(on_paper);
    const Named families[] = {{"$serifs", with_serifs}, {"$plain", without_serifs}};
    for (const Named& family : families) style.replace(style.find(family.name), family.name.size(), family.meaning);
    for (const Named& colour : colours) {
        for (std::size_t at = style.find(colour.name); at != std::string::npos; at = style.find(colour.name, at))
            style.replace(at, colour.name.size(), colour.meaning);
    }
    return style;
}

}  // namespace concordat::report
