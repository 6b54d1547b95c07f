// engine/report/html_style.h · room: report
// What:  how pages look, on a screen and on A4: one sheet of styles for all kinds of document.
#pragma once

#include <string>
#include <string_view>

#include "report/document.h"

namespace concordat::report {

[[nodiscard]] std::string html_style();
/// The family of letters that a document is set in.
[[nodiscard]] std::string_view page_letters(Document::Kind kind);

}  // namespace concordat::report
