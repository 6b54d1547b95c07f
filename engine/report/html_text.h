// engine/report/html_text.h · room: report
// What:  words from a contract or a file made harmless inside HTML and SVG.
// Never: a byte of a name or a cell in a page that has not gone through here.
#pragma once

#include <string>
#include <string_view>

namespace concordat::report {

/// As text and as an attribute's value in double quotes: & < > " ' become entities; what steers a terminal or the
/// direction of reading, or cannot be seen, becomes U+FFFD, line ends and tabs a space.
[[nodiscard]] std::string html_text(std::string_view words);

/// "term-gain-pool": small letters, figures and hyphens only. Other bytes are written as two hexadecimal digits, so
/// that names of other alphabets keep anchors of their own.
[[nodiscard]] std::string anchor_for(std::string_view prefix, std::string_view name);

}  // namespace concordat::report
