// engine/source/render_short.cpp · room: source
// What:  diagnostics a line each, as editors and build tools read them.
#include "source/render.h"

#include <vector>

#include <fmt/format.h>

#include "source/characters.h"

namespace concordat::source {
namespace {

std::string short_line(const Diagnostic& diagnostic) {
    const std::string where = visible_text(place_text(diagnostic.place));
    const std::string clause = visible_text(diagnostic.clause);
    std::string line = where.empty() ? "" : where + ": ";
    line += fmt::format("{} {}: {}", severity_name(severity_of(diagnostic.code)), code_label(diagnostic.code),
                        visible_text(diagnostic.message));
    if (!clause.empty()) line += fmt::format(" (clause {})", clause);
    return line + "\n";
}

}  // namespace

std::string render_short(const Diagnostics& diagnostics) {
    const std::vector<const Diagnostic*> shown = diagnostics.shown();
    std::string text;
    for (const Diagnostic* one : shown) text += short_line(*one);
    const std::size_t not_shown = diagnostics.all().size() - shown.size();
    if (not_shown > 0) text += fmt::format("{} more not shown\n", not_shown);
    return text;
}

}  // namespace concordat::source
