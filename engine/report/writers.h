// engine/report/writers.h · room: report
// What:  a document or a table as text for people, HTML, Word, CSV and JSON. One file each:
//        write_text.cpp, write_html.cpp, write_docx.cpp, write_csv.cpp, write_json.cpp.
#pragma once

#include <cstddef>
#include <string>

#include "report/document.h"

namespace concordat::report {

/// What fits a screen, a mail and a printed page.
inline constexpr std::size_t text_width = 100;

/// Aligned columns, at most text_width characters wide; long words of text cells are wrapped.
/// Nothing that steers a terminal gets through. Figures are never cut: a table whose figures alone
/// are wider stays wider.
[[nodiscard]] std::string write_text(const Document& document);

/// One page that works offline, prints on A4 and runs nothing: any name in it is text and nothing else.
[[nodiscard]] std::string write_html(const Document& document);

/// A Word file (.docx) with real headings, clauses, tables and changes; the same document gives the same bytes.
[[nodiscard]] std::string write_docx(const Document& document);

/// RFC 4180 with LF line ends, UTF-8 without BOM: the heading line, then a line for each row of
/// role `line`, in exact form. A text that a spreadsheet would run as a formula (= + - @ in front)
/// gets a ' before it; figures never do.
[[nodiscard]] std::string write_csv(const Table& table);
/// The same, line by line, for tables that are too long to keep.
[[nodiscard]] std::string csv_heading_line(const std::vector<Column>& columns);
[[nodiscard]] std::string csv_line(const Row& row);

/// An object for each row of role `line`, keyed by heading, values as strings in exact form; a
/// blank cell is null.
[[nodiscard]] std::string json_line(const std::vector<Column>& columns, const Row& row);

}  // namespace concordat::report
