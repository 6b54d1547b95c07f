// engine/source/render_terminal.cpp · room: source
// What:  diagnostics for people: the message, the clause and place, the words underlined, what to type.
// Start: render_terminal(), last in the file.
#include "source/render.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "source/characters.h"
#include "source/utf8.h"

namespace concordat::source {
namespace {

constexpr std::size_t window_characters = 100;  // of a very long line, around the mark

constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view red = "\x1b[1;31m";
constexpr std::string_view yellow = "\x1b[1;33m";
constexpr std::string_view blue = "\x1b[1;34m";
constexpr std::string_view plain = "\x1b[0m";

std::string_view colour_of(Severity severity) {
    switch (severity) {
        case Severity::error: return red;
        case Severity::warning: return yellow;
        case Severity::advice: return blue;
    }
    return plain;
}

std::string painted(std::string text, std::string_view colour, RenderOptions options) {
    return options.colour ? fmt::format("{}{}{}", colour, text, plain) : text;
}

struct Underline {
    char character;
    std::string_view colour;
};

/// The quoted line and the underline below it, both indented by four; nothing when no line is quoted.
std::string excerpt(const Place& place, Underline underline, RenderOptions options) {
    if (place.file.empty() || place.quoted_line.empty()) return {};
    std::u32string line = visible_characters(place.quoted_line);
    std::size_t mark_from = std::min(place.mark_from, line.size());
    std::size_t mark_length = std::max<std::size_t>(1, std::min(place.mark_length, line.size() - mark_from));
    if (line.size() > window_characters) {
        mark_length = std::min(mark_length, window_characters);
        const std::size_t before = (window_characters - mark_length) / 2;
        const std::size_t last_from = line.size() - window_characters;
        const std::size_t from = std::min(mark_from > before ? mark_from - before : 0, last_from);
        const bool cut_after = from < last_from;
        line = line.substr(from, window_characters);
        mark_from -= from;
        if (cut_after) line.push_back(U'…');
        if (from > 0) line.insert(0, 1, U'…');
        if (from > 0) ++mark_from;
    }
    std::string quoted;
    for (const char32_t character : line) append_character(quoted, character);
    const std::string marks = painted(std::string(mark_length, underline.character), underline.colour, options);
    return fmt::format("    {}\n    {}{}\n", quoted, std::string(mark_from, ' '), marks);
}

/// "  clause 3.2, riverside.contract.md:38:5", as much of it as there is.
std::string place_line(const Diagnostic& diagnostic) {
    const std::string where = visible_text(place_text(diagnostic.place));
    if (diagnostic.clause.empty()) return where.empty() ? "" : fmt::format("  {}\n", where);
    const std::string clause = visible_text(diagnostic.clause);
    return where.empty() ? fmt::format("  clause {}\n", clause) : fmt::format("  clause {}, {}\n", clause, where);
}

std::string label_lines(const Label& label, RenderOptions options) {
    const std::string where = visible_text(place_text(label.place));
    return fmt::format("  also{}{}: {}\n{}", where.empty() ? "" : " ", where, visible_text(label.text),
                       excerpt(label.place, {'-', blue}, options));
}

/// Help of several lines keeps them, each below the first word of the one above.
std::string help_lines(std::string_view help) {
    std::string lines;
    std::string_view lead = "  help: ";
    while (!help.empty()) {
        const std::size_t end = std::min(help.find('\n'), help.size());
        lines += fmt::format("{}{}\n", lead, visible_text(help.substr(0, end)));
        help.remove_prefix(std::min(end + 1, help.size()));
        lead = "        ";
    }
    return lines;
}

/// "5 errors, 1 warning (6 more not shown)"
std::string totals_line(const Diagnostics& diagnostics, std::size_t not_shown) {
    std::string totals;
    for (const Severity severity : {Severity::error, Severity::warning, Severity::advice}) {
        const std::size_t count = diagnostics.count(severity);
        if (count == 0) continue;
        if (!totals.empty()) totals += ", ";
        const bool takes_plural = count > 1 && severity != Severity::advice;
        totals += fmt::format("{} {}{}", count, severity_name(severity), takes_plural ? "s" : "");
    }
    if (not_shown > 0) totals += fmt::format(" ({} more not shown)", not_shown);
    return totals + "\n";
}

}  // namespace

std::string render_terminal(const Diagnostic& diagnostic, RenderOptions options) {
    const Severity severity = severity_of(diagnostic.code);
    const std::string heading = fmt::format("{} {}", severity_name(severity), code_label(diagnostic.code));
    std::string text = painted(heading, colour_of(severity), options);
    text += painted(": " + visible_text(diagnostic.message), bold, options) + "\n";
    text += place_line(diagnostic);
    text += excerpt(diagnostic.place, {'^', colour_of(severity)}, options);
    for (const Label& label : diagnostic.labels) text += label_lines(label, options);
    return text + help_lines(diagnostic.help);
}

std::string render_terminal(const Diagnostics& diagnostics, RenderOptions options) {
    const std::vector<const Diagnostic*> shown = diagnostics.shown();
    std::string text;
    for (const Diagnostic* one : shown) {
        if (!text.empty()) text += "\n";
        text += render_terminal(*one, options);
    }
    const std::size_t all = diagnostics.all().size();
    if (all > 1) text += "\n" + totals_line(diagnostics, all - shown.size());
    return text;
}

}  // namespace concordat::source
