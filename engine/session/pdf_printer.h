// engine/session/pdf_printer.h · room: session
// What:  a page as PDF by a program that is on this machine: WeasyPrint, else headless Chromium.
// Never: a shell; a program that the engine needs.
#pragma once

#include <string>
#include <string_view>

#include "source/diagnostic.h"

namespace concordat::session {

/// Prints the page to this file, whole or not at all; says what to install where there is no printing program.
[[nodiscard]] source::Diagnostics print_pdf(const std::string& path, std::string_view html);

}  // namespace concordat::session
