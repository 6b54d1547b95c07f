// engine/report/html_style.h · room: report
// What:  how pages look, on a screen and on A4: one sheet of styles for all kinds of document.
#pragma once

#include <string>

namespace concordat::report {

[[nodiscard]] std::string html_style();

}  // namespace concordat::report
