// engine/report/docx_styles.h · room: report
// What:  how a Word document looks: its styles by the names that Word users know, its head and foot, its settings.
//        The text itself is write_docx.cpp.
#pragma once

#include <string>

#include "report/document.h"

namespace concordat::report {

/// Sizes in twentieths of a point: A4 with margins of 23 mm.
inline constexpr int docx_page_width = 11'906;
inline constexpr int docx_page_height = 16'838;
inline constexpr int docx_margin = 1'304;
inline constexpr int docx_text_width = docx_page_width - 2 * docx_margin;
inline constexpr int docx_clause_indent = 794;  // where the words of a clause begin

inline constexpr const char* docx_space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

[[nodiscard]] std::string docx_styles(Document::Kind kind);
[[nodiscard]] std::string docx_settings();
/// The title at the head of every page but the first; the hash and the number of the page at its foot.
[[nodiscard]] std::string docx_page_head(const Document& document);
[[nodiscard]] std::string docx_page_foot(const Document& document);

}  // namespace concordat::report
